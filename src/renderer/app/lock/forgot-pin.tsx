import { useState } from 'react'
import { PERSON_NAME_LIMIT } from '../../../shared/contract/plain/people.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { QuestionForm } from '../../components/question-form.tsx'
import { usePeople, useResetOwner } from '../../data/people.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { isNewPin, NewPinFields } from '../../setup/new-pin-fields.tsx'
import { typedAnew } from '../../setup/typed-anew.ts'

/** What is typed in a terminal; it is no word of any language. */
const COMMAND = 'counterfoil people new-pin'

interface Props {
  /** Which owner; null where people begin again with one. */
  readonly owner: { readonly id: string; readonly name: string } | null
  readonly onLeave?: () => void
  readonly onDone: (name: string) => void
}

/** The owner's way back: by the passphrase of the keys, or in a terminal of the computer's own account. */
export function OwnersWay({ owner, onLeave, onDone }: Props) {
  const { t } = useTranslation()
  const { forgotten } = usePeople()
  if (forgotten === 'passphrase')
    return <ByPassphrase owner={owner} onDone={onDone} {...(onLeave && { onLeave })} />
  return (
    <>
      <p>{t(owner ? 'people.forgot.terminal' : 'people.broken.terminal')}</p>
      <ol className="plain-steps">
        <li>{t('people.forgot.close')}</li>
        <li>
          {t('people.forgot.type')}{' '}
          <bdi dir="ltr">
            <code className="mono">{COMMAND}</code>
          </bdi>
        </li>
        <li>{t('people.forgot.start')}</li>
      </ol>
      {onLeave && (
        <div className="actions">
          <Button autoFocus onPress={onLeave}>
            {t('people.forgot.back')}
          </Button>
        </div>
      )}
    </>
  )
}

function ByPassphrase({ owner, onLeave, onDone }: Props) {
  const { t } = useTranslation()
  const reset = useResetOwner()
  const [name, setName] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const isNamed = owner !== null || name.trim() !== ''
  return (
    <>
      <p>{t(owner ? 'people.forgot.passphrase' : 'people.broken.passphrase')}</p>
      <QuestionForm
        error={reset.error}
        answer={t('people.forgot.do')}
        {...(onLeave && { leave: { words: t('people.forgot.back'), onPress: onLeave } })}
        onAnswer={() =>
          reset.mutate(
            { passphrase, pin: first, id: owner?.id ?? null, name: owner ? null : name.trim() },
            { onSuccess: () => onDone(owner?.name ?? name.trim()), onError: () => setPassphrase('') },
          )
        }
        isReady={isNamed && passphrase !== '' && isNewPin(first, second)}
        isPending={reset.isPending}
      >
        {owner === null && (
          <Field
            label={t('people.name')}
            isNeeded
            value={name}
            maxLength={PERSON_NAME_LIMIT}
            autoFocus
            onChange={typedAnew(reset, setName)}
          />
        )}
        <Field
          label={t('vault.passphrase')}
          isNeeded
          type="password"
          autoComplete="off"
          autoFocus={owner !== null}
          value={passphrase}
          onChange={typedAnew(reset, setPassphrase)}
        />
        <NewPinFields
          first={first}
          second={second}
          onFirst={typedAnew(reset, setFirst)}
          onSecond={typedAnew(reset, setSecond)}
        />
      </QuestionForm>
    </>
  )
}
