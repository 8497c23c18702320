import { REFUND_REASON_LIMIT } from '../../shared/contract/plain/limits.ts'
import { typedText } from '../../shared/contract/plain/typed-text.ts'
import type { Refund } from '../../shared/contract/shapes/invoice.ts'
import { Dialog } from '../components/dialog.tsx'
import { Field } from '../components/field.tsx'
import { QuestionForm } from '../components/question-form.tsx'
import { useUndoRefund } from '../data/invoices.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { useAnnouncer } from '../window/announcer.tsx'
import { useSending, useUnsent } from '../window/unsent.ts'

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
  const [reason, setReason] = useUnsent(`undo refund ${refund.id}`, '')
  useSending(undo.isPending, refund.id)
  const amount = format.amount(refund.amount)
  function answer(): void {
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
      <QuestionForm
        error={undo.error}
        leave={{ words: t('refund.keep'), onPress: onClose }}
        answer={t('refund.undo')}
        onAnswer={answer}
        isReady={typedText(reason) !== ''}
        isPending={undo.isPending}
      >
        <Field
          label={t('sale.reason')}
          isNeeded
          help={t('sale.reasonHelp')}
          value={reason}
          maxLength={REFUND_REASON_LIMIT}
          onChange={setReason}
          autoFocus
        />
      </QuestionForm>
    </Dialog>
  )
}
