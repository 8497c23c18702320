import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { typedText } from '../../../shared/contract/plain/typed-text.ts'
import type { Account } from '../../../shared/contract/shapes/account.ts'
import type { ProviderInfo } from '../../../shared/contract/shapes/provider.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { Field } from '../../components/field.tsx'
import { useUpdateAccount } from '../../data/accounts.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { SettingFields } from '../../setup/declared-fields.tsx'

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
  const [label, setLabel] = useState(account.label)
  const [settings, setSettings] = useState(account.settings)
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        update.mutate({ id: account.id, label: label.trim(), settings }, { onSuccess: onClose })
      }}
    >
      <Field label={t('settings.accounts.label')} value={label} maxLength={80} onChange={setLabel} />
      <SettingFields fields={provider.settings} values={settings} onChange={setSettings} />
      <ErrorWords error={update.error} />
      <div className="actions actions-end">
        <Button onPress={onClose}>{t('settings.accounts.cancel')}</Button>
        <Button type="submit" look="primary" isDisabled={typedText(label) === '' || update.isPending}>
          {t('settings.accounts.save')}
        </Button>
      </div>
    </Form>
  )
}
