import { LifeBuoy } from 'lucide-react'
import type { BackupsView } from '../../../../shared/contract/shapes/books/backup.ts'
import type { SalvageReport } from '../../../../shared/contract/shapes/books/salvage.ts'
import { useOverview } from '../../../data/app.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

/** What was saved of a damaged book and what was not; nothing where there was none since the start. */
export function SalvagedWords({ view: { salvaged } }: { readonly view: BackupsView }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { book } = useOverview()
  if (salvaged?.kind !== book.kind) return null
  const { report, at } = salvaged
  return (
    <section className="card backups-restored" aria-label={t('backups.salvaged.label')}>
      <LifeBuoy aria-hidden="true" size={20} />
      <div>
        <p>
          <strong>{t('backups.salvaged.what', { when: format.when(at) })}</strong>{' '}
          {t('backups.salvaged.safe')}
        </p>
        <ul className="salvaged-counts">
          {COUNTED.map((table) => {
            const { came, known } = countsOf(report, table)
            return <li key={table}>{t(`backups.salvaged.${table}`, { came, known })}</li>
          })}
        </ul>
        <Missing report={report} />
      </div>
    </section>
  )
}

/** What a shop asks after; the other tables follow these. */
const COUNTED = ['invoices', 'receipts', 'refunds', 'events'] as const

function countsOf({ tables }: SalvageReport, table: string) {
  return tables.find((one) => one.table === table) ?? { came: 0, known: 0 }
}

function Missing({ report }: { readonly report: SalvageReport }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { missingNumbers, unnamedSales, missingReceipts, missingReceiptCount } = report
  const isWhole = missingNumbers.length + unnamedSales + missingReceiptCount === 0
  if (isWhole) return <p>{t('backups.salvaged.nothingMissing')}</p>
  return (
    <>
      {missingNumbers.length > 0 && (
        <p>
          {t('backups.salvaged.numbers')}{' '}
          <bdi>
            {format.list(
              missingNumbers.map(({ from, to }) =>
                from === to ? from : t('backups.salvaged.range', { from, to }),
              ),
            )}
          </bdi>
        </p>
      )}
      {unnamedSales > 0 && <p>{t('backups.salvaged.unnamed', { count: unnamedSales })}</p>}
      {missingReceiptCount > 0 && (
        <>
          <p>{t('backups.salvaged.receiptsMissing', { count: missingReceiptCount })}</p>
          <ul className="salvaged-receipts">
            {missingReceipts.map(({ number, amount, txHash, providerReceiptId }) => (
              <li key={`${number} ${amount} ${txHash ?? providerReceiptId}`}>
                <bdi>
                  {format.beside([number, amount, txHash ?? providerReceiptId].filter((one) => one !== null))}
                </bdi>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
