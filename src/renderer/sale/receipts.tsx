import type { InvoiceDetail } from '../../shared/contract/shapes/invoice.ts'
import { AmountText } from '../components/amount.tsx'
import { useFormat } from '../i18n/use-format.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { Fact } from './pane-facts.tsx'

/** The money that arrived for an invoice, one entry per transfer. */
export function Receipts({ detail }: { readonly detail: InvoiceDetail }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <section aria-labelledby="pane-receipts">
      <h3 id="pane-receipts">{t('invoices.receipts')}</h3>
      {detail.receipts.length === 0 && <p className="quiet">{t('invoices.noReceipts')}</p>}
      <ul className="pane-cards">
        {detail.receipts.map((receipt) => (
          <li key={receipt.id} className="pane-card">
            <p className="pane-card-title">
              <AmountText amount={receipt.amount} />
            </p>
            {receipt.credited === null && <p className="quiet">{t('invoices.otherCurrency')}</p>}
            <p>
              {format.instant(receipt.paidAt)}
              {receipt.timeObserved && <span className="quiet"> · {t('invoices.observed')}</span>}
            </p>
            <dl className="facts">
              {receipt.txHash !== null && (
                <Fact term={t('invoices.tx')}>
                  <bdi className="mono">{receipt.txHash}</bdi>
                </Fact>
              )}
              {receipt.payer !== null && (
                <Fact term={t('invoices.payer')}>
                  <bdi className="mono">{receipt.payer}</bdi>
                </Fact>
              )}
            </dl>
          </li>
        ))}
      </ul>
    </section>
  )
}
