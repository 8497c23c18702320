import { useState } from 'react'
import { PIN_LEAST } from '../../../../shared/contract/plain/people.ts'
import { Dialog } from '../../../components/dialog.tsx'
import { QuestionForm } from '../../../components/question-form.tsx'
import { failureOf } from '../../../data/call.ts'
import { useSetOwnPin } from '../../../data/people.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { isNewPin, NewPinFields } from '../../../setup/new-pin-fields.tsx'
import { PinField } from '../../../setup/pin-field.tsx'
import { typedAnew } from '../../../setup/typed-anew.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'

/** Changes one's own PIN; the one until now is asked for, and a wrong one counts as at signing in. */
export function OwnPinDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const set = useSetOwnPin()
  const [current, setCurrent] = useState('')
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const { code, params } = failureOf(set.error)
  const wrong =
    set.error !== null && code === 'PIN_WRONG'
      ? t('people.pin.wrong', { count: typeof params.left === 'number' ? params.left : 0 })
      : null
  return (
    <Dialog title={t('people.ownPin.title')} isOpen onClose={onClose}>
      <QuestionForm
        error={wrong === null ? set.error : null}
        leave={{ words: t('people.cancel'), onPress: onClose }}
        answer={t('people.ownPin.do')}
        onAnswer={() =>
          set.mutate(
            { current, pin: first },
            {
              onSuccess() {
                announce(t('people.ownPin.done'))
                onClose()
              },
            },
          )
        }
        isReady={[...current].length >= PIN_LEAST && isNewPin(first, second)}
        isPending={set.isPending}
      >
        <PinField
          label={t('people.ownPin.current')}
          autoFocus
          error={wrong}
          value={current}
          onType={typedAnew(set, setCurrent)}
        />
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
