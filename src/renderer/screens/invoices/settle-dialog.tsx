import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useTranslation } from 'react-i18next'
import type { PaymentException } from '../../../shared/contract/shapes/exception.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { Field } from '../../components/field.tsx'
import { useSettleException } from '../../data/exceptions.ts'
import { useExceptionSentence } from '../../sale/exception-words.tsx'
import { useAnnouncer } from '../../window/announcer.tsx'

const NOTE_LIMIT = 500

interface Props {
  readonly exception: PaymentException
  readonly onClose: () => void
}

/** Marks an exception as handled, with a note if the person wants to leave one. */
export function SettleDialog({ exception, onClose }: Props) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const settle = useSettleException()
  const sentence = useExceptionSentence()
  const [note, setNote] = useState('')
  const { id, number } = exception
  return (
    <Dialog title={t('attention.settleTitle', { number })} isOpen onClose={onClose}>
      <p>
        {t(`attention.kind.${exception.kind}`)}: {sentence(exception)}.
      </p>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          settle.mutate(
            { id, note },
            {
              onSuccess: () => {
                announce(t('attention.settled', { number }))
                onClose()
              },
            },
          )
        }}
      >
        <Field
          label={t('attention.note')}
          help={t('attention.noteHelp')}
          value={note}
          maxLength={NOTE_LIMIT}
          onChange={setNote}
          autoFocus
        />
        <ErrorWords error={settle.error} />
        <div className="actions actions-end">
          <Button onPress={onClose}>{t('attention.leave')}</Button>
          <Button type="submit" look="primary" isDisabled={settle.isPending}>
            {t('attention.settle')}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
