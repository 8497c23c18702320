import { useState } from 'react'
import { typedText } from '../../shared/contract/plain/typed-text.ts'
import type { Account } from '../../shared/contract/shapes/account.ts'
import type { ProviderInfo } from '../../shared/contract/shapes/provider.ts'
import { Field } from '../components/field.tsx'
import { QuestionForm } from '../components/question-form.tsx'
import { Select } from '../components/select.tsx'
import { useAddAccount } from '../data/accounts.ts'
import { useOverview } from '../data/app.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { useSending, useUnsent } from '../window/unsent.ts'
import {
  areChosen,
  areComplete,
  CredentialFields,
  initialSettings,
  SettingFields,
  typedCredentials,
} from './declared-fields.tsx'
import { KeyTrialWords } from './key-trial-words.tsx'
import { useKeyTrial } from './use-key-trial.ts'

interface Props {
  readonly onDone: (account: Account) => void
  readonly onCancel?: () => void
}

/** Adds a provider account, in the shape its provider declares. */
export function AddAccountForm({ onDone, onCancel }: Props) {
  const { t } = useTranslation()
  const { providers } = useOverview()
  const [providerId, setProviderId] = useUnsent('account new provider', providers[0]?.id)
  const provider = providers.find((one) => one.id === providerId)
  return (
    <>
      <Select
        label={t('settings.accounts.provider')}
        choices={providers.map((one) => ({ id: one.id, name: one.name }))}
        value={providerId ?? null}
        onChange={(id) => setProviderId(providers.find((one) => one.id === id)?.id)}
      />
      {provider && (
        <Fields key={provider.id} provider={provider} onDone={onDone} {...(onCancel && { onCancel })} />
      )}
    </>
  )
}

function Fields({ provider, onDone, onCancel }: Props & { readonly provider: ProviderInfo }) {
  const { t } = useTranslation()
  const add = useAddAccount()
  const [label, setLabel] = useUnsent(`account new ${provider.id} label`, provider.name)
  const [credentials, setCredentials] = useState<Record<string, string>>({})
  const [settings, setSettings] = useUnsent(`account new ${provider.id} settings`, () =>
    initialSettings(provider.settings),
  )
  const practice = useOverview().book.kind === 'practice'
  const trial = useKeyTrial()
  const complete =
    typedText(label) !== '' &&
    areComplete(provider.credentials, credentials, practice) &&
    areChosen(provider.settings, settings)
  const isPending = trial.isPending || add.isPending
  useSending(add.isPending, 'account new')
  const typed = { provider: provider.id, credentials: typedCredentials(credentials), settings }
  const keep = () => add.mutate({ ...typed, label: label.trim() }, { onSuccess: onDone })
  const addWords = add.isPending ? 'settings.accounts.adding' : 'settings.accounts.add'
  /** Whatever is typed now, the last trial says nothing of it. */
  function changed<T>(set: (value: T) => void): (value: T) => void {
    return (value) => {
      trial.forget()
      set(value)
    }
  }

  return (
    <QuestionForm
      error={add.error}
      {...(onCancel && { leave: { words: t('settings.accounts.cancel'), onPress: onCancel } })}
      answer={t(trial.isPending ? 'keyTrial.trying' : addWords)}
      onAnswer={() => trial.begin({ ...typed, id: null }, keep)}
      isReady={complete}
      isPending={isPending}
    >
      <p className="help">{t(`providers.${provider.id}.credentials`)}</p>
      <Field
        label={t('settings.accounts.label')}
        isNeeded
        help={t('settings.accounts.labelHelp')}
        value={label}
        maxLength={80}
        onChange={setLabel}
      />
      <CredentialFields
        fields={provider.credentials}
        values={credentials}
        onChange={changed(setCredentials)}
      />
      <p className="help">{t('settings.accounts.keyHidden')}</p>
      <SettingFields fields={provider.settings} values={settings} isNew onChange={changed(setSettings)} />
      <KeyTrialWords trial={trial} kept="none" isDisabled={!complete || isPending} onKeep={keep} />
    </QuestionForm>
  )
}
