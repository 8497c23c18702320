import { useEffect, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { PERIOD_REASON_LIMIT } from '../../../../shared/contract/plain/limits.ts'
import type { PeriodView, TieOut } from '../../../../shared/contract/shapes/periods/period.ts'
import type { Explanations } from '../../../../shared/contract/shapes/periods/statement.ts'
import { signedAtto, signedDecimal } from '../../../../shared/money/tie-out.ts'
import { Button } from '../../../components/button.tsx'
import { ListAmount } from '../../../components/columns/list-amount.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { Field } from '../../../components/field.tsx'
import { Select } from '../../../components/select.tsx'
import { useTieOut } from '../../../data/periods/periods.ts'
import { useExplanations } from '../../../data/periods/statements.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { useSending, useUnsent } from '../../../window/unsent.ts'
import { ACT_FORM, readField, standingWith, type TieLine } from './lines.ts'
import { Proposals } from './proposals.tsx'
import { useSteady } from './use-steady.ts'

interface Props {
  readonly view: PeriodView
  readonly line: TieLine
  /** What stands in the line's field. */
  readonly text: string
  readonly isClosed: boolean
  readonly onKept: () => void
}

const DAYS = [1, 2, 3, 5, 7, 14] as const
/** Typing has steady after so long, ms. */
const STEADY_MS = 500

/** One line's way from the book to the statement: the difference, what explains it, what stays open, and why. */
export function Beside({ view, line, text, isClosed, onKept }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { announce } = useAnnouncer()
  const keep = useTieOut()
  const { accountId, currency, label, book, receipts, kept } = line
  const [within, setWithin] = useState(2)
  const [reason, setReason] = useUnsent(`tie-out reason ${view.firstDay} ${line.key}`, kept?.reason ?? '')
  useSending(keep.isPending, `tie-out ${view.firstDay}`)
  useSending(keep.isPending, `tie-out reason ${view.firstDay} ${line.key}`)
  /** The place of the explanation that is ticked, null for none, and the figure that it explains; null while nobody has chosen. */
  const [ticked, setTicked] = useState<{ readonly told: string; readonly place: number | null } | null>(null)
  const read = readField(text, line)
  const told = read.kind === 'told' ? read.told : null
  const steady = useSteady(told, STEADY_MS)
  const bare = standingWith(line, told, '0')
  // What explains a closed month was kept before it was closed; today's payments may be others.
  const isAsked = !isClosed && steady !== null && steady === told && bare?.state === 'open'
  const found = useExplanations(
    isAsked ? { span: 'month', day: view.firstDay, accountId, currency, told: steady, within } : null,
  )
  const explanations = isAsked && !found.isPlaceholderData ? (found.data ?? null) : null
  const chosen = chosenOf(explanations, ticked?.told === told ? ticked.place : undefined, kept)
  const rows = chosen === null ? [] : (explanations?.best[chosen] ?? [])
  const explained = isClosed
    ? (kept?.explained ?? '0')
    : signedDecimal(
        currency,
        rows.reduce((sum, { amount, isIn }) => sum + signedAtto(amount.amount) * (isIn ? -1n : 1n), 0n),
      )
  const standing = standingWith(line, told, explained)

  const given = kept?.told === told ? kept.reason : null
  const difference = bare?.difference ?? ''
  const count = isClosed ? (kept?.explainedBy.length ?? 0) : rows.length
  useEffect(() => {
    if (!explanations || steady === null) return
    const words = { difference: format.signedAmount({ currency, amount: difference }), count }
    announce(count === 0 ? t('tieOut.heardNone', words) : t('tieOut.heard', words))
  }, [explanations, steady, difference, count, currency, announce, t, format])

  function act(): void {
    if (told === null || isClosed || keep.isPending) return
    const said = reason.trim() === '' ? null : reason
    keep.mutate(
      {
        ...{ span: 'month', day: view.firstDay, accountId, currency, told, reason: said },
        ...{
          explainedBy: rows.map(({ id }) => id),
          source: kept?.told === told ? (kept.source ?? null) : null,
        },
      },
      {
        onSuccess: () => {
          onKept()
          announce(t('tieOut.didKeep', { label, currency }))
        },
      },
    )
  }

  const unclear = read.kind === 'unread' ? read.unclear : null
  return (
    <section className="period-paper tie-part tie-beside">
      <header className="tie-beside-head">
        <h3>{format.account(label, currency)}</h3>
        {bare?.state === 'open' && !isClosed && (
          <Select
            label={t('tieOut.within')}
            choices={DAYS.map((days) => ({ id: String(days), name: t('tieOut.days', { count: days }) }))}
            value={String(within)}
            onChange={(id) => {
              setWithin(Number(id))
              setTicked(null)
            }}
          />
        )}
      </header>
      {read.kind === 'unread' && (
        <p className="field-error">
          {unclear
            ? t('tieOut.unclear', { text, grouped: unclear[0], pointed: unclear[1] })
            : t('tieOut.unread', { text })}
        </p>
      )}
      <dl className="tie-sum">
        <Sum
          term={t('tieOut.bookHas', { count: receipts, figure: format.count(receipts) })}
          {...{ currency }}
          amount={book}
        />
        {told !== null && <Sum term={t('tieOut.statementSays')} {...{ currency }} amount={told} />}
        {bare && (
          <Sum term={t('month.figure.difference')} {...{ currency }} amount={bare.difference} isSum signed />
        )}
        {standing && count > 0 && (
          <Sum term={t('tieOut.explainedBy', { count })} {...{ currency }} amount={explained} signed />
        )}
        {standing && bare?.state !== 'tied' && (
          <Sum term={t('tieOut.stillOpen')} {...{ currency }} amount={standing.open} isSum signed />
        )}
      </dl>
      {told === null && read.kind === 'nothing' && <p className="help">{t('tieOut.typeIt')}</p>}
      {standing && (
        <p className="help">
          {standing.state === 'open' && given !== null ? (
            <bdi>{t('tieOut.words.reason', { reason: given })}</bdi>
          ) : (
            t(`tieOut.words.${standing.state}`)
          )}
        </p>
      )}
      <ErrorWords error={found.error} />
      {isAsked && !explanations && !found.error && <p aria-busy="true">{t('tieOut.looking')}</p>}
      {explanations && (
        <Proposals
          {...{ explanations, currency, within }}
          chosen={chosen}
          onChoose={(place) => told !== null && setTicked({ told, place })}
        />
      )}
      {told !== null && bare?.state !== 'tied' && !isClosed && (
        <Form
          id={ACT_FORM}
          className="period-act"
          onSubmit={(event) => {
            event.preventDefault()
            act()
          }}
        >
          <Field
            label={t('tieOut.why')}
            value={reason}
            onChange={setReason}
            maxLength={PERIOD_REASON_LIMIT}
          />
          <ErrorWords error={keep.error} />
          <div className="period-last">
            <Button type="submit" look="primary" isPending={keep.isPending}>
              {t(count > 0 ? 'tieOut.keepExplained' : 'tieOut.keep')}
            </Button>
          </div>
        </Form>
      )}
    </section>
  )
}

/** The explanation that is ticked: the one that was chosen or kept, none where a reason was kept without one, else the first one. */
function chosenOf(
  explanations: Explanations | null,
  ticked: number | null | undefined,
  kept: TieOut | null,
): number | null {
  if (!explanations || ticked === null) return null
  if (ticked !== undefined) return ticked < explanations.best.length ? ticked : null
  if (kept !== null && kept.reason !== null && kept.explainedBy.length === 0) return null
  const wanted = (kept?.explainedBy ?? []).toSorted().join()
  const known = explanations.best.findIndex(
    (rows) =>
      rows
        .map(({ id }) => id)
        .toSorted()
        .join() === wanted,
  )
  if (known >= 0) return known
  return explanations.best.length > 0 ? 0 : null
}

interface SumProps {
  readonly term: string
  readonly currency: string
  readonly amount: string
  readonly isSum?: boolean
  readonly signed?: boolean
}

function Sum({ term, currency, amount, isSum = false, signed = false }: SumProps) {
  return (
    <div className={isSum ? 'tie-sum-line tie-sum-double' : 'tie-sum-line'}>
      <dt>{term}</dt>
      <dd>
        <ListAmount amount={{ currency, amount }} withCurrency={false} signed={signed} />
      </dd>
    </div>
  )
}
