import { useState } from 'react'
import type { Amount } from '../../shared/contract/shapes/atoms.ts'
import type { InvoiceDetail } from '../../shared/contract/shapes/invoice.ts'
import { Dialog } from '../components/dialog.tsx'
import { ErrorCodeWords } from '../components/error-words.tsx'
import { Field } from '../components/field.tsx'
import { QuestionForm } from '../components/question-form.tsx'
import { useAcceptShortfall } from '../data/invoices.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { useSending, useUnsent } from '../window/unsent.ts'

interface Props {
  readonly detail: InvoiceDetail
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Asks why less than the whole amount is taken for enough; what was typed is forgotten when it closes. */
export function AcceptShortfallDialog({ detail: { invoice }, isOpen, onClose }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Dialog
      title={t('sale.acceptShortTitle', { amount: format.amount(invoice.received) })}
      isOpen={isOpen}
      onClose={onClose}
    >
      <AcceptShortfall invoice={invoice} onClose={onClose} />
    </Dialog>
  )
}

/** What a person saw of the money when they were asked. */
interface Seen {
  readonly received: Amount
  readonly due: Amount
}

function AcceptShortfall({ invoice, onClose }: Pick<InvoiceDetail, 'invoice'> & Pick<Props, 'onClose'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const accept = useAcceptShortfall()
  const [reason, setReason] = useUnsent(`accept ${invoice.id}`, '')
  useSending(accept.isPending, `accept ${invoice.id}`)
  // Money that comes while this is read must be looked at before it is taken for enough.
  const [seen, setSeen] = useState<Seen>(invoice)
  const moved = seen.received.amount !== invoice.received.amount
  function answer(): void {
    if (moved) {
      accept.reset()
      setSeen(invoice)
      return
    }
    accept.mutate({ id: invoice.id, received: seen.received.amount, reason }, { onSuccess: onClose })
  }
  return (
    <>
      <p>{t('sale.acceptShortText', { amount: format.amount(invoice.due) })}</p>
      <QuestionForm
        error={moved ? null : accept.error}
        leave={{ words: t('sale.keep'), onPress: onClose }}
        answer={t(moved ? 'sale.acceptShortLooked' : 'sale.acceptShortfall')}
        onAnswer={answer}
        isPending={accept.isPending}
      >
        <Field
          label={t('sale.reason')}
          help={t('sale.reasonHelp')}
          value={reason}
          maxLength={500}
          onChange={setReason}
          autoFocus
        />
        {moved && <ErrorCodeWords code="RECEIVED_CHANGED" />}
      </QuestionForm>
    </>
  )
}
