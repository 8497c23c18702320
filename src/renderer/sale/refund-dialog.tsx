import { REFUND_REASON_LIMIT, REFUND_REFERENCE_LIMIT } from '../../shared/contract/plain/limits.ts'
import { typedText } from '../../shared/contract/plain/typed-text.ts'
import type { InvoiceDetail } from '../../shared/contract/shapes/invoice.ts'
import { Dialog } from '../components/dialog.tsx'
import { Field } from '../components/field.tsx'
import { useReadAmount } from '../components/hooks/use-read-amount.ts'
import { QuestionForm } from '../components/question-form.tsx'
import { useRecordRefund } from '../data/invoices.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { useAnnouncer } from '../window/announcer.tsx'
import { useSending, useUnsent } from '../window/unsent.ts'
import { asTyped, isBeyond, refundAmounts } from './refund-amounts.ts'

interface Props {
  readonly detail: InvoiceDetail
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Asks how much was given back, why and how; what was typed is forgotten when it closes. */
export function RefundDialog({ detail, isOpen, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <Dialog title={t('refund.title', { number: detail.invoice.number })} isOpen={isOpen} onClose={onClose}>
      <RefundForm detail={detail} onClose={onClose} />
    </Dialog>
  )
}

/** What brought more than was asked, as it was told last: all of it a second time, or another sum. */
function surplusWords({ events }: InvoiceDetail): 'attention.kind.twice' | 'refund.tooMuch' {
  const told = events.filter(
    ({ kind, data }) => kind === 'exception_raised' && (data.kind === 'twice' || data.kind === 'over'),
  )
  return told.at(-1)?.data.kind === 'twice' ? 'attention.kind.twice' : 'refund.tooMuch'
}

function RefundForm({ detail, onClose }: Pick<Props, 'detail' | 'onClose'>) {
  const { invoice } = detail
  const { t } = useTranslation()
  const format = useFormat()
  const { announce } = useAnnouncer()
  const record = useRecordRefund()
  const { net, anything, surplus } = refundAmounts(invoice)
  const { currency } = net
  // Made once: a second press records the same refund, and no second one.
  const [token] = useUnsent(`refund ${invoice.id} token`, () => crypto.randomUUID(), 'kept')
  const [amount, setAmount] = useUnsent(`refund ${invoice.id} amount`, surplus ? asTyped(surplus) : '')
  const [reason, setReason] = useUnsent(`refund ${invoice.id} reason`, surplus ? t(surplusWords(detail)) : '')
  const [reference, setReference] = useUnsent(`refund ${invoice.id} reference`, '')
  useSending(record.isPending, invoice.id)
  const { decimal, fault } = useReadAmount()(currency, amount)
  const beyond = decimal !== null && isBeyond(decimal, net)
  const fits = decimal !== null && !beyond && typedText(reason) !== ''
  function answer(): void {
    if (decimal === null) return
    const told = { id: invoice.id, token, currency, amount: decimal, reason, reference }
    record.mutate(told, {
      onSuccess: () => {
        const words = { amount: format.amount({ currency, amount: decimal }), number: invoice.number }
        announce(t('refund.recorded', words))
        onClose()
      },
    })
  }
  return (
    <>
      <p>{t('refund.text')}</p>
      <p>
        {t(anything ? 'refund.leftOf' : 'refund.left', {
          left: format.amount(net),
          refunded: format.amount(invoice.refunded),
        })}
      </p>
      <QuestionForm
        error={record.error}
        leave={{ words: t('refund.cancel'), onPress: onClose }}
        answer={t('refund.do')}
        onAnswer={answer}
        isReady={fits}
        isPending={record.isPending}
      >
        <Field
          label={t('refund.amount', { currency })}
          isNeeded
          value={amount}
          maxLength={64}
          inputMode="decimal"
          direction="ltr"
          onChange={setAmount}
          error={beyond ? t('refund.beyond', { left: format.amount(net) }) : fault}
          autoFocus
        />
        <Field
          label={t('sale.reason')}
          isNeeded
          help={t('sale.reasonHelp')}
          value={reason}
          maxLength={REFUND_REASON_LIMIT}
          onChange={setReason}
        />
        <Field
          label={t('refund.reference')}
          hint={t('counter.optional')}
          help={t('refund.referenceHelp')}
          value={reference}
          maxLength={REFUND_REFERENCE_LIMIT}
          onChange={setReference}
        />
      </QuestionForm>
    </>
  )
}
