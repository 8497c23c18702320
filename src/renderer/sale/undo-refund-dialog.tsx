import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { REFUND_REASON_LIMIT } from '../../shared/contract/plain/limits.ts'
import { typedText } from '../../shared/contract/plain/typed-text.ts'
import type { Refund } from '../../shared/contract/shapes/invoice.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { ErrorWords } from '../components/error-words.tsx'
import { Field } from '../components/field.tsx'
import { useUndoRefund } from '../data/invoices.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { useAnnouncer } from '../window/announcer.tsx'

interface Props {
  readonly refund: Refund
  readonly onClose: () => void
}

/** Asks why a recorded refund did not happen. */
export function UndoRefundDialog({ refund, onClose }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { announce } = useAnnouncer()
  const undo = useUndoRefund()
  const [reason, setReason] = useState('')
  const amount = format.amount(refund.amount)
  const fits = typedText(reason) !== ''
  function answer(): void {
    if (!fits || undo.isPending) return
    undo.mutate(
      { refundId: refund.id, reason },
      {
        onSuccess: () => {
          announce(t('refund.undone', { amount }))
          onClose()
        },
      },
    )
  }
  return (
    <Dialog title={t('refund.undoTitle', { amount })} isOpen onClose={onClose}>
      <p>{t('refund.undoText')}</p>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          answer()
        }}
      >
        <Field
          label={t('sale.reason')}
          help={t('sale.reasonHelp')}
          value={reason}
          maxLength={REFUND_REASON_LIMIT}
          onChange={setReason}
          autoFocus
        />
        <ErrorWords error={undo.error} />
        <div className="actions actions-end">
          <Button onPress={onClose}>{t('refund.keep')}</Button>
          <Button type="submit" look="primary" isDisabled={!fits} isPending={undo.isPending}>
            {t('refund.undo')}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
