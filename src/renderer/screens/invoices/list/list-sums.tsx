// biome-ignore-all lint/a11y/useSemanticElements: they stand beneath the list's own columns
import { isSome } from '../../../components/columns/list-amount.tsx'
import type { ListName, ListTypes, SumLine, Totals } from '../../../data/lists/sources.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import type { ListKind } from './list-kind.ts'

interface Props<T extends ListTypes> {
  readonly kind: ListKind<T>
  readonly sums: Totals<T['line']> | undefined
  /** What the list comes to is still being counted: these are the sums of the one before. */
  readonly isOfBefore: boolean
  /** A low window shows what was received in one line. */
  readonly isLow: boolean
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
}

/** More currencies than this are scrolled to, until all are asked for. */
const MOST_LINES = 5

/** What the list comes to: a line for each currency, each sum in the column that it sums; never across currencies. */
export function Sums<T extends ListTypes>({ kind, sums, isOfBefore, isLow, isOpen, onOpen }: Props<T>) {
  const { SumsRow } = kind
  const { t } = useTranslation()
  const lines = sums?.sums ?? []
  const before = isOfBefore ? 'sums-before' : ''
  const canOpen = isLow || lines.length > MOST_LINES
  const button = canOpen && lines.length > 0 && (
    <button type="button" className="sums-all" aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
      {isOpen ? t('list.sums.less') : t('list.sums.all', { count: lines.length })}{' '}
      <span aria-hidden="true">
        <kbd>=</kbd>
      </span>
    </button>
  )
  if (!sums || lines.length === 0 || (isLow && !isOpen)) {
    return (
      <div className={`sums sums-line ${before}`} aria-busy={isOfBefore}>
        <SumsLine list={kind.source.name} sums={sums} />
        {button}
      </div>
    )
  }
  return (
    <div className={`sums ${isOpen ? 'sums-open' : ''} ${before}`} aria-busy={isOfBefore}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be reached by keyboard */}
      <div role="table" aria-label={t('list.sums.name')} className="sums-lines" tabIndex={0}>
        {lines.map((line, nth) => (
          <SumsRow key={line.received.currency} line={line} isFirst={nth === 0} />
        ))}
      </div>
      {button}
    </div>
  )
}

function SumsLine({ list, sums }: { readonly list: ListName; readonly sums: Totals<SumLine> | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!sums) return <p className="sums-brief">{t('list.sums.adding')}</p>
  const received = sums.sums.filter((line) => isSome(line.received))
  return (
    <p className="sums-brief">
      <strong>{t(`list.of.${list}.count`, { count: sums.count, figure: format.count(sums.count) })}</strong>
      {received.length > 0 && (
        <>
          <span className="sums-word">{t('list.columns.received')}</span>
          {received.map((line) => (
            <bdi key={line.received.currency} dir="ltr" title={format.amount(line.received)}>
              {format.briefAmount(line.received)}
            </bdi>
          ))}
        </>
      )}
    </p>
  )
}
