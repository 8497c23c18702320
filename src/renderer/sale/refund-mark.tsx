import { Undo2 } from 'lucide-react'
import type { InvoiceRow } from '../../shared/contract/shapes/invoice.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { refundAmounts } from './refund-amounts.ts'

/** Shows beside a sale's status that its money was given back, or a part of it; nothing where none was. */
export function RefundMark({ invoice }: { readonly invoice: InvoiceRow }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { anything, everything } = refundAmounts(invoice)
  if (!anything) return null
  const words = t(everything ? 'refund.all' : 'refund.part', { amount: format.amount(invoice.refunded) })
  return (
    <span role="img" aria-label={words} title={words} className="status status-small tone-quiet">
      <Undo2 aria-hidden="true" size={16} strokeWidth={2.25} />
    </span>
  )
}

/** Says how much of a sale's money is recorded as given back; nothing where none is. */
export function GivenBack({ invoice }: { readonly invoice: InvoiceRow }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!refundAmounts(invoice).anything) return null
  return <p>{t('refund.given', { amount: format.amount(invoice.refunded) })}</p>
}
