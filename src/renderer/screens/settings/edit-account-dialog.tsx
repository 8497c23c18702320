import { typedText } from '../../../shared/contract/plain/typed-text.ts'
import type { Account, AccountSettings } from '../../../shared/contract/shapes/account.ts'
import type { ProviderInfo } from '../../../shared/contract/shapes/provider.ts'
import { Dialog } from '../../components/dialog.tsx'
import { Field } from '../../components/field.tsx'
import { QuestionForm } from '../../components/question-form.tsx'
import { useUpdateAccount } from '../../data/accounts.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { SettingFields } from '../../setup/declared-fields.tsx'
import { useSending, useUnsent } from '../../window/unsent.ts'

interface Props {
  readonly account: Account
  readonly provider: ProviderInfo
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Changes an account's label and settings. */
export function EditAccountDialog(props: Props) {
  const { t } = useTranslation()
  return (
    <Dialog
      title={t('settings.accounts.editTitle', { label: props.account.label })}
      isOpen={props.isOpen}
      onClose={props.onClose}
    >
      <EditForm {...props} />
    </Dialog>
  )
}

function EditForm({ account, provider, onClose }: Props) {
  const { t } = useTranslation()
  const update = useUpdateAccount()
  const [label, setLabel] = useUnsent(`account ${account.id} label`, account.label)
  /** The settings that are typed over those that are kept. */
  const [typed, setTyped] = useUnsent<AccountSettings>(`account ${account.id} settings`, {})
  useSending(update.isPending, `account ${account.id}`)
  const settings = { ...account.settings, ...typed }
  return (
    <QuestionForm
      error={update.error}
      leave={{ words: t('settings.accounts.cancel'), onPress: onClose }}
      answer={t('settings.accounts.save')}
      onAnswer={() =>
        update.mutate({ id: account.id, label: label.trim(), settings }, { onSuccess: onClose })
      }
      isReady={typedText(label) !== ''}
      isPending={update.isPending}
    >
      <Field label={t('settings.accounts.label')} isNeeded value={label} maxLength={80} onChange={setLabel} />
      <SettingFields
        fields={provider.settings}
        values={settings}
        onChange={(next) => setTyped(changedIn(next, account.settings))}
      />
    </QuestionForm>
  )
}

function changedIn(next: AccountSettings, kept: AccountSettings): AccountSettings {
  return Object.fromEntries(Object.entries(next).filter(([name, value]) => value !== (kept[name] ?? null)))
}
