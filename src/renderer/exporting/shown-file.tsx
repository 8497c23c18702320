import { EXPORT_COLUMNS } from '../../shared/contract/plain/export-columns.ts'
import type { ExportPreview } from '../../shared/contract/shapes/export.ts'
import { isRightToLeft } from '../../shared/words/languages.ts'
import { ListAmount } from '../components/columns/list-amount.tsx'
import { cellInSight, textInSight } from '../i18n/hidden-amounts.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { useMaybeWords } from '../i18n/words.ts'
import type { Choices } from './asked-from.ts'

interface Props {
  readonly preview: ExportPreview
  /** Null while they are added up. */
  readonly sums: ExportPreview['sums']
  readonly choices: Choices
  /** Its days in words; null for all. */
  readonly days: string | null
  /** It is of the choices before. */
  readonly isBehind: boolean
}

/** What the file will hold: its first rows as it is written, what it comes to, and what lies beside it. */
export function ShownFile({ preview, sums, choices, days, isBehind }: Props) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  // Only a workbook says itself from which side it is read.
  const isFromRight = choices.format === 'xlsx' && isRightToLeft(i18n.language)
  const { table, text, count, fileName } = preview
  const columns = table?.head.length ?? 0
  return (
    <div className={isBehind ? 'export-file export-behind' : 'export-file'}>
      <div className="export-first">
        <h3>{t('exporting.first', { figure: format.count(count), count })}</h3>
        {table && <p className="quiet">{t('exporting.columnCount', { count: columns })}</p>}
      </div>
      {table && <Rows {...table} direction={isFromRight ? 'rtl' : 'ltr'} />}
      {text !== null && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keys
        <section className="export-text" dir="ltr" tabIndex={0} aria-label={t('exporting.begins')}>
          <pre>{textInSight(text)}</pre>
        </section>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keys */}
      <section className="export-beside" tabIndex={0} aria-label={t('exporting.sums')}>
        <Sums sums={sums} kind={choices.kind} />
        <div className="export-notes">
          <h3>{t('exporting.manifest')}</h3>
          <p>{t('exporting.manifestText')}</p>
          {days !== null && preview.isClosed !== null && (
            <p>{t(preview.isClosed ? 'exporting.isClosed' : 'exporting.isOpen', { days })}</p>
          )}
          {choices.format === 'xlsx' && <p>{t('exporting.digits')}</p>}
        </div>
      </section>
      <div className="export-name">
        <p className="label">{t('exporting.file')}</p>
        <p className="export-name-line">
          <bdi>{fileName}</bdi>
          <span className="quiet">{t('exporting.asked')}</span>
        </p>
      </div>
    </div>
  )
}

/** "A" of 0, "AA" of 26: what a spreadsheet calls its columns. */
function letterOf(n: number): string {
  const last = String.fromCharCode(65 + (n % 26))
  return n < 26 ? last : letterOf(Math.floor(n / 26) - 1) + last
}

type RowsProps = NonNullable<ExportPreview['table']> & { readonly direction: 'ltr' | 'rtl' }

/** The first rows, from their first column on, on whichever side the file has it. */
function Rows({ names, head, rows, direction }: RowsProps) {
  const { t } = useTranslation()
  const isAmount = names.map((name) =>
    Object.values(EXPORT_COLUMNS).some(({ columns }) =>
      columns.some(([one, type]) => one === name && type === 'amount'),
    ),
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keys
    <section className="export-grid" dir={direction} tabIndex={0} aria-label={t('exporting.firstRows')}>
      <table className="export-table">
        <thead>
          <tr className="export-letters">
            <td />
            {names.map((name, n) => (
              <td key={name}>{letterOf(n)}</td>
            ))}
          </tr>
          <tr>
            <td className="export-nth" aria-hidden="true">
              1
            </td>
            {names.map((name, n) => (
              <th key={name} scope="col" title={name}>
                {head[n]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, nth) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row of a file is told by its place
            <tr key={nth}>
              <td className="export-nth" aria-hidden="true">
                {nth + 2}
              </td>
              {cells.map((cell, n) => {
                const text = isAmount[n] ? cellInSight(cell) : textInSight(cell)
                return (
                  <td
                    key={names[n]}
                    title={text}
                    className={isAmount[n] ? 'export-amount' : undefined}
                    translate="no"
                  >
                    <bdi>{text}</bdi>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Sums({ sums, kind }: Pick<Props, 'sums'> & Pick<Choices, 'kind'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const maybe = useMaybeWords()
  const names = sums?.[0]?.amounts.map(({ name }) => name) ?? []
  if (kind === 'exceptions' || kind === 'events') return <p className="quiet">{t('exporting.noSums')}</p>
  return (
    <div className="export-sums">
      <h3>{t('exporting.sums')}</h3>
      {sums === null ? (
        <p className="quiet" aria-busy="true">
          {t('exporting.adding')}
        </p>
      ) : (
        <table>
          <thead className={names.length === 1 ? 'visually-hidden' : undefined}>
            <tr>
              <th scope="col">{t('exporting.currency')}</th>
              <th scope="col">{t('exporting.rowsHead')}</th>
              {names.map((name) => (
                <th key={name} scope="col" className="export-amount">
                  {maybe(`exporting.sum.${name}`, {}) ?? name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sums.map(({ count, amounts }) => (
              <tr key={amounts[0]?.amount.currency}>
                <th scope="row">{amounts[0]?.amount.currency}</th>
                <td className="quiet">
                  {names.length === 1
                    ? t('exporting.rowCount', { count, figure: format.count(count) })
                    : format.count(count)}
                </td>
                {amounts.map(({ name, amount }) => (
                  <td key={name} className="export-amount">
                    <ListAmount amount={amount} withCurrency={false} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
