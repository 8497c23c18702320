import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { useAccounts } from '../../data/accounts.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { AddAccountForm } from '../../setup/add-account-form.tsx'
import { AccountRow } from './account-row.tsx'

/** The provider accounts of the open book. */
export function Accounts() {
  const { t } = useTranslation()
  const { data, error } = useAccounts()
  const [adding, setAdding] = useState(false)
  return (
    <>
      <ErrorWords error={error} />
      {data?.length === 0 && <p>{t('settings.accounts.empty')}</p>}
      <ul className="accounts">
        {data?.map((account) => (
          <AccountRow key={account.id} account={account} />
        ))}
      </ul>
      <Button look={data?.length === 0 ? 'primary' : 'plain'} onPress={() => setAdding(true)}>
        {t('settings.accounts.add')}
      </Button>
      <Dialog title={t('settings.accounts.addTitle')} isOpen={adding} onClose={() => setAdding(false)}>
        <AddAccountForm onDone={() => setAdding(false)} onCancel={() => setAdding(false)} />
      </Dialog>
    </>
  )
}
