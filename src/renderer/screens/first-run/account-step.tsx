import type { Account } from '../../../shared/contract/shapes/account.ts'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { useAccounts } from '../../data/accounts.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { AddAccountForm } from '../../setup/add-account-form.tsx'

interface Props {
  readonly onNext: () => void
  readonly onBack: () => void
}

/** An account whose key has worked: what the provider answered is the only proof of it. */
function isReady({ hasKey, paused, lastAnswerAt }: Account): boolean {
  return hasKey && paused === null && lastAnswerAt !== null
}

function wordsOf(account: Account) {
  if (isReady(account)) return 'firstRun.accountAdded'
  return account.hasKey ? 'firstRun.accountUntested' : 'firstRun.accountWithoutKey'
}

/** Step 2: the account of a payment provider. */
export function AccountStep({ onNext, onBack }: Props) {
  const { t } = useTranslation()
  const accounts = useAccounts()
  const any = (accounts.data?.length ?? 0) > 0
  return (
    <>
      <ErrorWords error={accounts.error} />
      {accounts.data?.map((account) => (
        <p key={account.id} className={isReady(account) ? 'good-words' : 'attention-words'}>
          <bdi>{t(wordsOf(account), { label: account.label })}</bdi>
        </p>
      ))}
      {!any && <AddAccountForm onDone={onNext} />}
      <div className="actions">
        <Button look="quiet" onPress={onBack}>
          {t('firstRun.back')}
        </Button>
        <Button look={any ? 'primary' : 'quiet'} onPress={onNext}>
          {t(any ? 'firstRun.continue' : 'firstRun.skip')}
        </Button>
      </div>
    </>
  )
}
