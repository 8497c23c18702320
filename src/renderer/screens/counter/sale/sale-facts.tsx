import type { InvoiceDetail } from '../../../../shared/contract/shapes/invoice.ts'
import { StatusBadge } from '../../../components/status/status-badge.tsx'
import { Total } from '../../../components/total.tsx'
import { useProvider } from '../../../data/app.ts'
import { amountParts } from '../../../i18n/format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { standingNote } from '../../../sale/standing-note.ts'

interface Props {
  readonly detail: InvoiceDetail
}

/** What the sale is: its status and number, its lines, the amount, the account, the customer, the last note. */
export function SaleFacts({ detail }: Props) {
  const { t, i18n } = useTranslation()
  const { invoice, events } = detail
  const provider = useProvider(invoice.provider)
  const note = standingNote(events)
  const mailed = invoice.customerEmail !== null && provider?.capabilities.emailsCustomer
  const { whole, mark, fraction } = amountParts(invoice.asked, i18n.language)
  return (
    <>
      <div className="stub-head sale-head">
        <StatusBadge status={invoice.status} size="large" />
        <span className="sale-number">{invoice.number}</span>
      </div>
      <div className="tape-room">
        <SoldLines detail={detail} />
      </div>
      <p className="sale-amount">
        <Total figure={whole + mark + fraction} currency={invoice.asked.currency} />
      </p>
      <div className="under">
        <p className="sale-about">
          <bdi>{invoice.accountLabel}</bdi>
          {detail.lines.length > 0 && invoice.description !== '' && (
            <>
              {' · '}
              <bdi>{invoice.description}</bdi>
            </>
          )}
        </p>
        {(mailed || typeof note === 'string') && (
          <p className="sale-about">
            {typeof note === 'string' ? t('sale.noted') : t('sale.emailed', { provider: provider?.name })}{' '}
            <bdi>{typeof note === 'string' ? note : invoice.customerEmail}</bdi>
          </p>
        )}
      </div>
    </>
  )
}

/** The lines as they were entered; an amount that was typed alone is one line, named by its description. */
function SoldLines({ detail: { lines, invoice } }: Props) {
  const { t, i18n } = useTranslation()
  const figure = (amount: InvoiceDetail['invoice']['asked']) => {
    const { whole, mark, fraction } = amountParts(amount, i18n.language)
    return whole + mark + fraction
  }
  const sold =
    lines.length > 0
      ? lines
      : [{ name: invoice.description, quantity: 1, unit: invoice.asked, sum: invoice.asked }]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key.
    <section className="tape" tabIndex={0} aria-label={t('invoices.lines')}>
      <ol>
        {sold.map((line, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place; it is never rewritten.
            key={index}
            className="tape-line"
          >
            <bdi className="tape-name" title={line.name || undefined}>
              {line.name || t('sale.typedAmount')}
            </bdi>
            <bdi dir="ltr" className="tape-times">
              {line.quantity === 1 ? '' : `${line.quantity} × ${figure(line.unit)}`}
            </bdi>
            <bdi dir="ltr" className="tape-sum">
              {figure(line.sum)}
            </bdi>
          </li>
        ))}
      </ol>
    </section>
  )
}
