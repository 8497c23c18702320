import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { Field } from '../../components/field.tsx'
import { useAbandon } from '../../data/invoices.ts'

interface Props {
  readonly invoiceId: string
  readonly number: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onDone: () => void
}

const REASONS = ['left', 'wrong', 'other'] as const

/** Asks why a sale is given up; it is watched all the same. */
export function AbandonDialog({ invoiceId, number, isOpen, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const abandon = useAbandon()
  const [reason, setReason] = useState('')
  const giveUp = (why: string) => abandon.mutate({ id: invoiceId, reason: why }, { onSuccess: onDone })
  return (
    <Dialog title={t('sale.abandonTitle', { number })} isOpen={isOpen} onClose={onClose}>
      <p>{t('sale.abandonText')}</p>
      <div className="actions">
        {REASONS.map((one) => (
          <Button key={one} onPress={() => setReason(t(`sale.reasons.${one}`))}>
            {t(`sale.reasons.${one}`)}
          </Button>
        ))}
      </div>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          giveUp(reason)
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
        <ErrorWords error={abandon.error} />
        <div className="actions actions-end">
          <Button onPress={onClose}>{t('sale.keep')}</Button>
          <Button type="submit" look="primary" isDisabled={abandon.isPending}>
            {t('sale.abandonDo')}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
