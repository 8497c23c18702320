// biome-ignore-all lint/a11y/useFocusableInteractive: sums are read, and nothing is done with them
// biome-ignore-all lint/a11y/useSemanticElements: they stand beneath the list's own columns
import type { CurrencySum, ListSums } from '../../../../shared/contract/shapes/lists/list.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { isSome, ListAmount } from './list-amount.tsx'

interface Props {
  readonly sums: ListSums | undefined
  /** A low window shows what was received in one line. */
  readonly isLow: boolean
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
}

/** More currencies than this are scrolled to, until all are asked for. */
const MOST_LINES = 5

/** What the list comes to: a line for each currency, each sum in the column that it sums; never across currencies. */
export function Sums({ sums, isLow, isOpen, onOpen }: Props) {
  const { t } = useTranslation()
  const lines = sums?.sums ?? []
  const canOpen = isLow || lines.length > MOST_LINES
  const button = canOpen && lines.length > 0 && (
    <button type="button" className="sums-all" aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
      {t(isOpen ? 'list.sums.less' : 'list.sums.all')}{' '}
      <span aria-hidden="true">
        <kbd>=</kbd>
      </span>
    </button>
  )
  if (!sums || lines.length === 0 || (isLow && !isOpen)) {
    return (
      <div className="sums sums-line">
        <SumsLine sums={sums} />
        {button}
      </div>
    )
  }
  return (
    <div className={isOpen ? 'sums sums-open' : 'sums'}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be reached by keyboard */}
      <div role="table" aria-label={t('list.sums.name')} className="sums-lines" tabIndex={0}>
        {lines.map((line, nth) => (
          <SumsRow key={line.asked.currency} line={line} isFirst={nth === 0} />
        ))}
      </div>
      {button}
    </div>
  )
}

function SumsLine({ sums }: { readonly sums: ListSums | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!sums) return <p className="sums-brief">{t('list.sums.adding')}</p>
  const shortened = ({ currency, amount }: CurrencySum['received']) => {
    const isCut = /\.\d{4}\d*[1-9]/.test(amount)
    const words = format.amount({ currency, amount: amount.replace(/(\.\d{4})\d+$/, '$1') })
    return isCut ? words.replace(` ${currency}`, `… ${currency}`) : words
  }
  const received = sums.sums.filter((line) => isSome(line.received))
  return (
    <p className="sums-brief">
      <strong>{t('list.sums.count', { count: sums.count, figure: format.count(sums.count) })}</strong>
      {received.length > 0 && (
        <>
          <span className="sums-word">{t('list.columns.received')}</span>
          {received.map((line) => (
            <bdi key={line.asked.currency} dir="ltr" title={format.amount(line.received)}>
              {shortened(line.received)}
            </bdi>
          ))}
        </>
      )}
    </p>
  )
}

function SumsRow({ line, isFirst }: { readonly line: CurrencySum; readonly isFirst: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { currency } = line.asked
  const isAmber = isSome(line.difference)
  return (
    <div role="row" className="list-row sums-row">
      <span role="rowheader" className="list-cell sums-of">
        {t('list.sums.of', { count: line.count, figure: format.count(line.count), currency })}
      </span>
      <span role="cell" className="list-cell list-asked">
        <span className="visually-hidden">{t('list.columns.asked')} </span>
        <ListAmount amount={line.asked} isCurrencyTold />
      </span>
      <span role="cell" className="list-cell list-received">
        <span className="visually-hidden">{t('list.columns.received')} </span>
        <ListAmount amount={line.received} withCurrency={false} />
      </span>
      <span role="cell" className="list-cell sums-difference">
        <span className="visually-hidden">{t('list.columns.difference')} </span>
        <span className={isAmber ? 'list-amber' : 'list-soft'}>
          <ListAmount amount={line.difference} withCurrency={false} signed />
        </span>
      </span>
      <span role="cell" className="list-cell sums-word">
        {isFirst && <span aria-hidden="true">{t('list.sums.difference')}</span>}
      </span>
    </div>
  )
}
