import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/contract/shapes/account.ts'
import type { ProviderInfo } from '../../../shared/contract/shapes/provider.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { useReplaceKey } from '../../data/accounts.ts'
import { CredentialFields } from '../../setup/declared-fields.tsx'

interface Props {
  readonly account: Account
  readonly provider: ProviderInfo
  readonly isOpen: boolean
  readonly onClose: () => void
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

function ReplaceForm({ account, provider, onClose }: Props) {
  const { t } = useTranslation()
  const replace = useReplaceKey()
  const [credentials, setCredentials] = useState<Record<string, string>>({})
  const complete = provider.credentials.every((field) => (credentials[field.name] ?? '').trim() !== '')
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        const trimmed = Object.entries(credentials).map(([name, value]) => [name, value.trim()])
        replace.mutate({ id: account.id, credentials: Object.fromEntries(trimmed) }, { onSuccess: onClose })
      }}
    >
      <CredentialFields fields={provider.credentials} values={credentials} onChange={setCredentials} />
      <ErrorWords error={replace.error} />
      <div className="actions actions-end">
        <Button onPress={onClose}>{t('settings.accounts.cancel')}</Button>
        <Button type="submit" look="primary" isDisabled={!complete || replace.isPending}>
          {t('settings.accounts.replaceKey')}
        </Button>
      </div>
    </Form>
  )
}
