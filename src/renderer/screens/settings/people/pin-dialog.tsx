import { useState } from 'react'
import { Dialog } from '../../../components/dialog.tsx'
import { QuestionForm } from '../../../components/question-form.tsx'
import { type PersonView, useSetPin } from '../../../data/people.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { isNewPin, NewPinFields } from '../../../setup/new-pin-fields.tsx'
import { typedAnew } from '../../../setup/typed-anew.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'

interface Props {
  readonly person: PersonView
  readonly onClose: () => void
}

/** Gives somebody another PIN; the one before is not asked for, and a wait ends. */
export function PinDialog({ person: { id, name }, onClose }: Props) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const set = useSetPin()
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  return (
    <Dialog title={t('people.newPin.title', { name })} isOpen onClose={onClose}>
      <p>{t('people.newPin.text', { name })}</p>
      <QuestionForm
        error={set.error}
        leave={{ words: t('people.cancel'), onPress: onClose }}
        answer={t('people.newPin.do')}
        onAnswer={() =>
          set.mutate(
            { id, pin: first },
            {
              onSuccess() {
                announce(t('people.newPin.done', { name }))
                onClose()
              },
            },
          )
        }
        isReady={isNewPin(first, second)}
        isPending={set.isPending}
      >
        <NewPinFields
          first={first}
          second={second}
          onFirst={typedAnew(set, setFirst)}
          onSecond={typedAnew(set, setSecond)}
        />
      </QuestionForm>
    </Dialog>
  )
}
