import type { InvoiceDetail } from '../../../../shared/contract/shapes/invoice.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { AbandonDialog } from '../../../sale/abandon-dialog.tsx'
import { AcceptShortfallDialog } from '../../../sale/accept-shortfall-dialog.tsx'
import { Lines } from '../../../sale/lines.tsx'
import { NoteForm } from '../../../sale/note-form.tsx'
import { PaneFacts } from '../../../sale/pane-facts.tsx'
import { Receipts } from '../../../sale/receipts.tsx'
import type { SaleView } from '../../../sale/sale-view.ts'

/** What opens over the sale. */
export type SaleDialog = 'abandon' | 'short' | 'receipt' | 'note'

interface Props {
  readonly detail: InvoiceDetail
  readonly view: SaleView
  readonly open: SaleDialog | null
  readonly onClose: () => void
  readonly onAbandoned: () => void
}

/** What opens over the sale: why it is given up or taken for enough, its receipts, a note. What is closed is not there at all. */
export function SaleDialogs(props: Props) {
  return props.open === null ? null : <OpenDialog {...props} />
}

function OpenDialog({ detail, view, open, onClose, onAbandoned }: Props) {
  const { t } = useTranslation()
  const { id, number } = detail.invoice
  return (
    <>
      <AbandonDialog
        invoiceId={id}
        number={number}
        isOpen={open === 'abandon' && view.canAbandon}
        onClose={onClose}
        onDone={onAbandoned}
      />
      <AcceptShortfallDialog
        detail={detail}
        isOpen={open === 'short' && view.isUnderpaid}
        onClose={onClose}
      />
      <Dialog title={t('sale.receiptTitle', { number })} isOpen={open === 'receipt'} onClose={onClose}>
        <PaneFacts detail={detail} />
        <Lines detail={detail} />
        <Receipts detail={detail} />
        <div className="actions actions-end">
          <Button look="primary" autoFocus onPress={onClose}>
            {t('sale.close')}
          </Button>
        </div>
      </Dialog>
      <Dialog title={t('sale.noteTitle', { number })} isOpen={open === 'note'} onClose={onClose}>
        <NoteForm invoiceId={id} autoFocus onDone={onClose} />
      </Dialog>
    </>
  )
}
