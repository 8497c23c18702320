import { useState } from 'react'
import type { PaymentException } from '../../../shared/contract/shapes/exception.ts'
import { Dialog } from '../../components/dialog.tsx'
import { Field } from '../../components/field.tsx'
import { QuestionForm } from '../../components/question-form.tsx'
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
  function answer(): void {
    resolve.mutate(
      { id, note },
      {
        onSuccess: () => {
          announce(t('attention.settled', { number }))
          onClose()
        },
      },
    )
  }
  return (
    <Dialog title={t('attention.settleTitle', { number })} isOpen onClose={onClose}>
      <p>
        {t(`attention.kind.${exception.kind}`)}: {sentence(exception)}.
      </p>
      <QuestionForm
        error={resolve.error}
        leave={{ words: t('attention.leave'), onPress: onClose }}
        answer={t('attention.settle')}
        onAnswer={answer}
        isPending={resolve.isPending}
      >
        <Field
          label={t('attention.note')}
          help={t('attention.noteHelp')}
          value={note}
          maxLength={NOTE_LIMIT}
          onChange={setNote}
          autoFocus
        />
      </QuestionForm>
    </Dialog>
  )
}
