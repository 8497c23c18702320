import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useTranslation } from 'react-i18next'
import type { InvoiceDetail } from '../../../shared/contract/models.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { Field } from '../../components/field.tsx'
import { useAcceptShort } from '../../data/invoices.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useScanGuard } from './use-scan-guard.ts'

interface Props {
  readonly detail: InvoiceDetail
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Asks why less than the whole amount is taken for enough. */
export function AcceptShortDialog({ detail: { invoice }, isOpen, onClose }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const accept = useAcceptShort()
  const [reason, setReason] = useState('')
  const guard = useScanGuard()
  return (
    <Dialog
      title={t('sale.acceptShortTitle', { amount: format.amount(invoice.received) })}
      isOpen={isOpen}
      onClose={onClose}
    >
      <p>{t('sale.acceptShortText', { amount: format.amount(invoice.due) })}</p>
      <div onKeyDownCapture={guard}>
        <Form
          className="form"
          onSubmit={(event) => {
            event.preventDefault()
            if (!accept.isPending) accept.mutate({ id: invoice.id, reason }, { onSuccess: onClose })
          }}
        >
          <Field
            label={t('sale.reason')}
            help={t('sale.reasonHelp')}
            value={reason}
            maxLength={500}
            onChange={setReason}
            autoFocus
          />
          <ErrorWords error={accept.error} />
          <div className="actions actions-end">
            <Button onPress={onClose}>{t('sale.keep')}</Button>
            <Button type="submit" look="primary" isPending={accept.isPending}>
              {t('sale.acceptShort')}
            </Button>
          </div>
        </Form>
      </div>
    </Dialog>
  )
}
