import { useTranslation } from 'react-i18next'
import type { InvoiceDetail } from '../../../../shared/contract/shapes/invoice.ts'
import { AmountText } from '../../../components/amount.tsx'
import { StatusBadge } from '../../../components/status-badge.tsx'
import { useProvider } from '../../../data/app.ts'
import { useFormat } from '../../../i18n/use-format.ts'

/** More characters than this do not fit beside the code in the largest letters, and these in none but the smallest. */
const LONG = 12
const LONGEST = 16

/** What the sale is: its status and number, the amount and what of it is still to come, the account, the customer, the last note. */
export function SaleFacts({ detail }: { readonly detail: InvoiceDetail }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { invoice, events } = detail
  const provider = useProvider(invoice.provider)
  const note = events.findLast(({ kind }) => kind === 'note')?.data.text
  return (
    <div className="sale-facts">
      <div className="sale-head">
        <StatusBadge status={invoice.status} size="large" />
        <span className="sale-number">{invoice.number}</span>
      </div>
      <p className={`sale-amount${sizeClass(format.amount(invoice.asked))}`}>
        <AmountText amount={invoice.asked} />
      </p>
      <p className="sale-about">
        {invoice.status === 'underpaid' && (
          <>
            <strong className="sale-due">{t('sale.due', { amount: format.amount(invoice.due) })}</strong>
            {' · '}
          </>
        )}
        <bdi>{invoice.accountLabel}</bdi>
        {invoice.description !== '' && (
          <>
            {' · '}
            <bdi>{invoice.description}</bdi>
          </>
        )}
      </p>
      {invoice.customerEmail !== null && provider?.capabilities.emailsCustomer && (
        <p className="sale-about">
          {t('sale.emailed', { provider: provider.name })} <bdi>{invoice.customerEmail}</bdi>
        </p>
      )}
      {typeof note === 'string' && (
        <p className="sale-about">
          {t('sale.noted')} <bdi>{note}</bdi>
        </p>
      )}
    </div>
  )
}

/** An amount stays on its line: the longer it is, the smaller it is written. */
function sizeClass(written: string): string {
  if (written.length > LONGEST) return ' sale-amount-longest'
  return written.length > LONG ? ' sale-amount-long' : ''
}
