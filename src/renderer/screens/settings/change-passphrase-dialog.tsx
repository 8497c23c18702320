import { useState } from 'react'
import { Dialog } from '../../components/dialog.tsx'
import { Field } from '../../components/field.tsx'
import { QuestionForm } from '../../components/question-form.tsx'
import { useChangePassphrase } from '../../data/app.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { NewPassphraseFields } from '../../setup/new-passphrase-fields.tsx'
import { isSamePassphrase } from '../../setup/same-passphrase.ts'
import { typedAnew } from '../../setup/typed-anew.ts'

interface Props {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Seals the keys under another passphrase; the one that opens them now is asked for once more. */
export function ChangePassphraseDialog({ isOpen, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <Dialog title={t('settings.keys.changeTitle')} isOpen={isOpen} onClose={onClose}>
      <p>{t('settings.keys.changeText')}</p>
      <ChangeForm onClose={onClose} />
    </Dialog>
  )
}

function ChangeForm({ onClose }: Pick<Props, 'onClose'>) {
  const { t } = useTranslation()
  const change = useChangePassphrase()
  const [current, setCurrent] = useState('')
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const complete = current !== '' && first !== '' && isSamePassphrase(first, second)
  return (
    <QuestionForm
      error={change.error}
      leave={{ words: t('settings.accounts.cancel'), onPress: onClose }}
      answer={t('settings.keys.change')}
      onAnswer={() => change.mutate({ current, passphrase: first }, { onSuccess: onClose })}
      isReady={complete}
      isPending={change.isPending}
    >
      <Field
        label={t('settings.keys.current')}
        isNeeded
        type="password"
        autoComplete="off"
        value={current}
        onChange={typedAnew(change, setCurrent)}
      />
      <NewPassphraseFields
        first={first}
        second={second}
        onFirst={typedAnew(change, setFirst)}
        onSecond={typedAnew(change, setSecond)}
      />
    </QuestionForm>
  )
}
