import { ErrorWords } from '../../components/error-words.tsx'
import { useInvoice } from '../../data/invoices.ts'
import { RefundDialog } from '../../sale/refund-dialog.tsx'

interface Props {
  readonly invoiceId: string
  readonly onClose: () => void
}

/** The refund dialog of a sale that is known by its id alone. */
export function RefundOf({ invoiceId, onClose }: Props) {
  const { data, error } = useInvoice(invoiceId)
  if (!data) return <ErrorWords error={error} />
  return <RefundDialog detail={data} isOpen onClose={onClose} />
}
