import { useState } from 'react'
import type { InvoiceDetail } from '../../../../shared/contract/shapes/invoice.ts'
import { Button } from '../../../components/button.tsx'
import { useIsAllowed } from '../../../data/people.ts'
import { withoutSign } from '../../../i18n/format.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { shortcutOf } from '../../../keyboard/keys.ts'
import { useKeys } from '../../../keyboard/use-keys.tsx'
import { refundAmounts } from '../../../sale/refund-amounts.ts'
import { RefundDialog } from '../../../sale/refund-dialog.tsx'
import { GivenBack } from '../../../sale/refund-mark.tsx'

/** Too much came: how much, what of it was given back, and the way to record that it was. */
export function PaidTooMuch({ detail }: { readonly detail: InvoiceDetail }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { invoice } = detail
  return (
    <>
      <p className="difference">{t('sale.tooMuch', { amount: format.amount(withoutSign(invoice.due)) })}</p>
      <GivenBack invoice={invoice} />
      {refundAmounts(invoice).surplus && <RecordRefund detail={detail} />}
    </>
  )
}

function RecordRefund({ detail }: { readonly detail: InvoiceDetail }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const open = () => setOpen(true)
  const mayRecord = useIsAllowed('review')
  useKeys('sale', mayRecord ? { refund: open } : {})
  return (
    <div className="actions sale-face-acts">
      <Button needs="review" aria-keyshortcuts={shortcutOf('refund')} onPress={open}>
        <span className="key" aria-hidden="true">
          {shortcutOf('refund')}
        </span>
        {t('refund.open')}
      </Button>
      <RefundDialog detail={detail} isOpen={isOpen} onClose={() => setOpen(false)} />
    </div>
  )
}
