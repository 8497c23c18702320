import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import type { PaymentException } from '../../../shared/contract/shapes/exception.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { Field } from '../../components/field.tsx'
import { useResolveException } from '../../data/exceptions.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useExceptionSentence } from '../../sale/exception-words.tsx'
import { useAnnouncer } from '../../window/announcer.tsx'

const NOTE_LIMIT = 500

interface Props {
  readonly exception: PaymentException
  readonly onClose: () => void
}

/** Marks an exception as handled, with a note if the person wants to leave one. */
export function ResolveDialog({ exception, onClose }: Props) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const resolve = useResolveException()
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
          resolve.mutate(
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
        <ErrorWords error={resolve.error} />
        <div className="actions actions-end">
          <Button onPress={onClose}>{t('attention.leave')}</Button>
          <Button type="submit" look="primary" isDisabled={resolve.isPending}>
            {t('attention.settle')}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
