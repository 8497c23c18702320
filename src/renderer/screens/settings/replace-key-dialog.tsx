import { useState } from 'react'
import type { Account, KeyCheck } from '../../../shared/contract/shapes/account.ts'
import type { ProviderInfo } from '../../../shared/contract/shapes/provider.ts'
import { Dialog } from '../../components/dialog.tsx'
import { QuestionForm } from '../../components/question-form.tsx'
import { useReplaceKey } from '../../data/accounts.ts'
import { useOverview } from '../../data/app.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { areComplete, CredentialFields, typedCredentials } from '../../setup/declared-fields.tsx'
import { KeyTrialWords } from '../../setup/key-trial-words.tsx'
import { useKeyTrial } from '../../setup/use-key-trial.ts'

interface Props {
  readonly account: Account
  readonly provider: ProviderInfo
  readonly isOpen: boolean
  readonly onClose: () => void
  /** Told what the trial of the key that was kept came to; null where it was kept untried. */
  readonly onReplaced: (check: KeyCheck | null) => void
}

/** Replaces an account's key; the old one is not shown. */
export function ReplaceKeyDialog(props: Props) {
  const { t } = useTranslation()
  return (
    <Dialog
      title={t('settings.accounts.replaceTitle', { label: props.account.label })}
      isOpen={props.isOpen}
      onClose={props.onClose}
    >
      <p>{t('settings.accounts.replaceText')}</p>
      <ReplaceForm {...props} />
    </Dialog>
  )
}

function ReplaceForm({ account, provider, onClose, onReplaced }: Props) {
  const { t } = useTranslation()
  const replace = useReplaceKey()
  const [credentials, setCredentials] = useState<Record<string, string>>({})
  const practice = useOverview().book.kind === 'practice'
  const trial = useKeyTrial()
  const complete = areComplete(provider.credentials, credentials, practice)
  const isPending = trial.isPending || replace.isPending
  const typed = { id: account.id, credentials: typedCredentials(credentials) }
  const keep = (check: KeyCheck | null) =>
    replace.mutate(typed, {
      onSuccess() {
        onReplaced(check)
        onClose()
      },
    })
  return (
    <QuestionForm
      error={replace.error}
      leave={{ words: t('settings.accounts.cancel'), onPress: onClose }}
      answer={t(trial.isPending ? 'keyTrial.trying' : 'settings.accounts.replaceKey')}
      onAnswer={() => trial.begin({ ...typed, provider: account.provider, settings: account.settings }, keep)}
      isReady={complete}
      isPending={isPending}
    >
      <CredentialFields
        autoFocus
        fields={provider.credentials}
        values={credentials}
        onChange={(values) => {
          trial.forget()
          setCredentials(values)
        }}
      />
      <KeyTrialWords
        trial={trial}
        kept={account.hasKey ? 'old' : 'account'}
        isDisabled={!complete || isPending}
        onKeep={() => keep(trial.warned)}
      />
    </QuestionForm>
  )
}
