import { useState } from 'react'
import { PERSON_NAME_LIMIT } from '../../../../shared/contract/plain/people.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Field } from '../../../components/field.tsx'
import { QuestionForm } from '../../../components/question-form.tsx'
import { useOverview } from '../../../data/app.ts'
import { usePeople, useSetUpPeople } from '../../../data/people.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { isNewPin, NewPinFields } from '../../../setup/new-pin-fields.tsx'
import { typedAnew } from '../../../setup/typed-anew.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { RightsTable } from './rights-table.tsx'

/** A till without people: what setting them up changes and what it costs, in words, before anything is asked. */
export function SetUpPeople() {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <p>{t('people.none.text')}</p>
      <ul className="people-points">
        {(['changes', 'costs', 'back'] as const).map((point) => (
          <li key={point}>{t(`people.none.${point}`)}</li>
        ))}
      </ul>
      <RightsTable />
      <Button look="primary" onPress={() => setOpen(true)}>
        {t('people.setUp.open')}
      </Button>
      {isOpen && <SetUpDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function SetUpDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const { settings } = useOverview()
  const { forgotten } = usePeople()
  const setUp = useSetUpPeople()
  const [name, setName] = useState(settings.cashier)
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  return (
    <Dialog title={t('people.setUp.title')} isOpen onClose={onClose}>
      <p>{t('people.setUp.text')}</p>
      <QuestionForm
        error={setUp.error}
        leave={{ words: t('people.cancel'), onPress: onClose }}
        answer={t('people.setUp.do')}
        onAnswer={() =>
          setUp.mutate(
            { name: name.trim(), pin: first },
            {
              onSuccess() {
                announce(t('people.setUp.done', { name: name.trim() }))
                onClose()
              },
            },
          )
        }
        isReady={name.trim() !== '' && isNewPin(first, second)}
        isPending={setUp.isPending}
      >
        <Field
          label={t('people.yourName')}
          isNeeded
          help={t('people.nameHelp')}
          value={name}
          maxLength={PERSON_NAME_LIMIT}
          autoFocus
          onChange={typedAnew(setUp, setName)}
        />
        <NewPinFields
          first={first}
          second={second}
          onFirst={typedAnew(setUp, setFirst)}
          onSecond={typedAnew(setUp, setSecond)}
        />
        <p className="help">{t(`people.setUp.forgotten.${forgotten}`)}</p>
      </QuestionForm>
    </Dialog>
  )
}
