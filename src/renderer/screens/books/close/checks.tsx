import { CircleCheck, Info, OctagonX, TriangleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { PeriodCheck, PeriodView } from '../../../../shared/contract/shapes/periods/period.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useNavigation } from '../../../window/navigation.tsx'
import type { KeptPeriod } from '../kept-books.ts'
import { BackupLine } from './backup-line.tsx'

/** So many are named; the others are counted. */
const MOST_NAMED = 3

const SHAPES = { good: CircleCheck, note: Info, warn: TriangleAlert, stop: OctagonX } as const

interface Props {
  readonly view: PeriodView
  readonly month: string
  readonly kept: KeptPeriod
}

/** What is looked at before a month is closed, or how it stood then; each says how it stands by its shape and in words. */
export function Checks({ view, month, kept }: Props) {
  const { t } = useTranslation()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const { left } = kept
    if (left === null) return
    kept.left = null
    // Who goes through the tabs stays on them.
    if (document.activeElement?.closest('[role="tab"]')) return
    const target = list.current?.querySelector<HTMLElement>(`[data-check="${left}"] button`) ?? list.current
    target?.focus({ preventScroll: true })
  }, [kept])
  return (
    <ul className="period-checks" aria-label={t('close.before')} ref={list} tabIndex={-1} data-takes-focus>
      {view.checks.map((check) => (
        <CheckLine key={check.kind} {...{ check, view, month, kept }} />
      ))}
      {!view.closing && <BackupLine />}
    </ul>
  )
}

interface LineProps extends Props {
  readonly check: PeriodCheck
}

function CheckLine({ check, view, month, kept }: LineProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { goToRows, goToBooks, goToAttention } = useNavigation()
  const { kind, state, count, of, names, at } = check
  const Shape = SHAPES[state]
  const days = { list: 'invoices', by: 'created', from: view.firstDay, to: view.lastDay, of: null } as const
  const show = (only: 'unreviewed' | 'waiting') => goToRows({ ...days, only, backTo: 'close' })
  const ways: Partial<Record<PeriodCheck['kind'], () => void>> = {
    attention: () => goToAttention({ invoiceId: null }),
    reviewed: () => show('unreviewed'),
    open: () => show('waiting'),
    tied: () => goToBooks('tieOut'),
  }
  const way = state === 'good' || view.closing ? undefined : ways[kind]
  const named = format.beside(names.slice(0, MOST_NAMED))
  const all = kind === 'tied' ? names.length : kind === 'asked' && state === 'good' ? of : count
  const more = all - Math.min(names.length, MOST_NAMED)
  const text =
    kind === 'tied' && names.length > 0 ? 'close.openStatements' : (`close.check.${kind}.text` as const)
  const values = {
    ...{
      count,
      of,
      done: format.count(of - count),
      all: format.count(of),
      figure: format.count(count),
      month,
    },
    names: more > 0 ? t('close.namesMore', { names: named, figure: format.count(more) }) : named,
    when: at === null ? t('close.never') : format.instant(at),
  }
  const isFine = state === 'good'
  const fineText =
    kind === 'asked' && names.length === 0
      ? t('close.check.asked.noneText')
      : t(`close.check.${kind}.goodText`, values)
  return (
    <li className={`period-check period-${state}`} data-check={kind}>
      <Shape aria-hidden="true" size={18} />
      <div>
        <p className="period-check-what">
          <span className="visually-hidden">{t(`close.state.${state}`)} </span>
          {isFine ? t(`close.check.${kind}.good`, values) : t(`close.check.${kind}.what`, values)}
        </p>
        <p className="help">{isFine ? fineText : t(text, values)}</p>
      </div>
      {way && (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            kept.left = kind
            way()
          }}
        >
          {t(`close.way.${kind === 'tied' ? 'again' : 'show'}`)}
          <span className="visually-hidden"> {t(`close.check.${kind}.what`, values)}</span>
        </button>
      )}
    </li>
  )
}
