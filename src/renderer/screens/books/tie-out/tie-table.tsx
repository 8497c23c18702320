import { Check, CircleDashed, TriangleAlert } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import type { PeriodView } from '../../../../shared/contract/shapes/periods/period.ts'
import { ListAmount } from '../../../components/columns/list-amount.tsx'
import { useTieOut } from '../../../data/periods/periods.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useSending } from '../../../window/unsent.ts'
import { ACT_FORM, readField, standingWith, type TieLine } from './lines.ts'

interface Props {
  readonly view: PeriodView
  readonly lines: readonly TieLine[]
  /** The key of the line that is looked at. */
  readonly at: string
  readonly typed: Readonly<Record<string, string>>
  readonly isClosed: boolean
  readonly onAt: (key: string) => void
  readonly onType: (key: string, text: string) => void
  readonly onKept: (key: string) => void
}

/** What the book has and what a statement says, line by line; a figure is kept as its field is left. */
export function TieTable({ view, lines, at, typed, isClosed, onAt, onType, onKept }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const keep = useTieOut()
  useSending(keep.isPending, `tie-out ${view.firstDay}`)

  /** What Enter has given to the form beside: it is kept there, with what explains it. */
  const entered = useRef<string | null>(null)

  function leave(line: TieLine): void {
    const text = typed[line.key]
    if (text === undefined || isClosed || entered.current === `${line.key} ${text}`) return
    const read = readField(text, line)
    const told = read.kind === 'told' ? read.told : null
    if (read.kind === 'unread' || told === (line.kept?.told ?? null)) return
    const { accountId, currency } = line
    const none = { explainedBy: [], reason: null, source: null }
    keep.mutate(
      { span: 'month', day: view.firstDay, accountId, currency, told, ...none },
      { onSuccess: () => onKept(line.key) },
    )
  }

  return (
    <table className="period-figures tie-table" aria-label={t('tieOut.title')}>
      <thead>
        <tr>
          <th scope="col">{t('close.account')}</th>
          <th scope="col" className="period-amount">
            {t('tieOut.book')}
          </th>
          <th scope="col" className="tie-told">
            {t('tieOut.statement')}
          </th>
          <th scope="col" className="period-amount">
            {t('month.figure.difference')}
          </th>
          <th scope="col">
            <span className="visually-hidden">{t('tieOut.stands')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const { key, label, currency, book, receipts, kept } = line
          const text = typed[key] ?? kept?.told ?? ''
          const read = readField(text, line)
          // Also where the form beside was left before it was told that its figure was kept.
          const isKept = typed[key] === undefined || (read.kind === 'told' && read.told === kept?.told)
          const standing = standingWith(
            line,
            read.kind === 'told' ? read.told : null,
            isKept ? (kept?.explained ?? '0') : '0',
          )
          const isOpen = standing?.state === 'open'
          return (
            <tr key={key} className={key === at ? 'tie-line tie-at' : 'tie-line'} onClick={() => onAt(key)}>
              <th scope="row">
                {label}
                <span className="help period-second">
                  {format.beside([currency, format.count(receipts)])}
                </span>
              </th>
              <td>
                <ListAmount amount={{ currency, amount: book }} withCurrency={false} />
              </td>
              <td className="tie-told">
                <input
                  className="input tie-input"
                  dir="ltr"
                  inputMode="decimal"
                  form={key === at ? ACT_FORM : undefined}
                  aria-label={t('tieOut.told', { label, currency })}
                  aria-invalid={read.kind === 'unread'}
                  value={text}
                  readOnly={isClosed}
                  onFocus={(event) => {
                    event.target.select()
                    onAt(key)
                  }}
                  onChange={(event) => {
                    entered.current = null
                    onType(key, event.target.value)
                  }}
                  onBlur={() => leave(line)}
                  onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => {
                    if (event.key !== 'Enter') return
                    if (event.currentTarget.form === null) leave(line)
                    else entered.current = `${key} ${text}`
                  }}
                />
              </td>
              <td className={isOpen ? 'list-amber' : ''}>
                {standing && (
                  <ListAmount
                    amount={{ currency, amount: standing.difference }}
                    withCurrency={false}
                    signed
                  />
                )}
              </td>
              <td>
                <State
                  state={read.kind === 'unread' ? 'unread' : (standing?.state ?? 'none')}
                  hasReason={isKept && kept?.reason != null}
                />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

interface StateProps {
  readonly state: 'tied' | 'explained' | 'rounding' | 'open' | 'none' | 'unread'
  /** A difference that is open was given a reason. */
  readonly hasReason: boolean
}

function State({ state, hasReason }: StateProps) {
  const { t } = useTranslation()
  const shown = state === 'open' && hasReason ? 'reason' : state
  const isFine = shown === 'tied' || shown === 'explained' || shown === 'rounding' || shown === 'reason'
  const Shape = isFine ? Check : shown === 'none' ? CircleDashed : TriangleAlert
  const tone = isFine ? 'tie-fine' : shown === 'none' ? 'help' : 'list-amber'
  return (
    <span className={`tie-state ${tone}`}>
      <Shape aria-hidden="true" size={14} /> {t(`tieOut.state.${shown}`)}
    </span>
  )
}
