import { useState } from 'react'
import type { Account, KeyCheck } from '../../../shared/contract/shapes/account.ts'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { keyTrouble, useTestAccount } from '../../data/accounts.ts'
import { useProvider } from '../../data/app.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useMaybeWords } from '../../i18n/words.ts'
import { KeyCheckWords } from '../../setup/key-check-words.tsx'
import { EditAccountDialog } from './edit-account-dialog.tsx'
import { ForgetAccountDialog } from './forget-account-dialog.tsx'
import { ReplaceKeyDialog } from './replace-key-dialog.tsx'

type Open = 'edit' | 'replace' | 'forget' | null

/** One account: how it does, and what can be done with it. */
export function AccountRow({ account }: { readonly account: Account }) {
  const { t } = useTranslation()
  const provider = useProvider(account.provider)
  const test = useTestAccount()
  const [open, setOpen] = useState<Open>(null)
  /** What the trial of the key came to that was kept here last. */
  const [replaced, setReplaced] = useState<KeyCheck | null>(null)
  const close = () => setOpen(null)
  const check = test.data ?? (test.error ? null : replaced)
  const { label } = account
  const again = account.paused !== null
  return (
    <li className="account">
      <div className="account-head">
        <h3>
          <bdi>{label}</bdi>
        </h3>
        <p className="quiet">{provider?.name ?? account.provider}</p>
      </div>
      <AccountState account={account} />
      <div className="actions">
        <Button
          look={again ? 'primary' : 'plain'}
          aria-label={t(again ? 'settings.accounts.testAgainOf' : 'settings.accounts.testOf', { label })}
          isPending={test.isPending}
          onPress={() => test.mutate(account.id)}
        >
          {test.isPending && t('settings.accounts.testing')}
          {!test.isPending && t(again ? 'settings.accounts.testAgain' : 'settings.accounts.test')}
        </Button>
        <Button aria-label={t('settings.accounts.editOf', { label })} onPress={() => setOpen('edit')}>
          {t('settings.accounts.edit')}
        </Button>
        <Button
          aria-label={t('settings.accounts.replaceKeyOf', { label })}
          onPress={() => setOpen('replace')}
        >
          {t('settings.accounts.replaceKey')}
        </Button>
        <Button
          look="danger"
          aria-label={t('settings.accounts.forgetOf', { label })}
          onPress={() => setOpen('forget')}
        >
          {t('settings.accounts.forget')}
        </Button>
      </div>
      <ErrorWords error={test.error} />
      {check && <KeyCheckWords check={check} />}
      {provider && (
        <>
          <EditAccountDialog account={account} provider={provider} isOpen={open === 'edit'} onClose={close} />
          <ReplaceKeyDialog
            account={account}
            provider={provider}
            isOpen={open === 'replace'}
            onClose={close}
            onReplaced={(tried) => {
              // What was said of the old key is over.
              test.reset()
              setReplaced(tried)
            }}
          />
        </>
      )}
      <ForgetAccountDialog account={account} isOpen={open === 'forget'} onClose={close} />
    </li>
  )
}

function AccountState({ account }: { readonly account: Account }) {
  const { t } = useTranslation()
  const format = useFormat()
  const maybe = useMaybeWords()
  if (account.paused) {
    const when = format.shortInstant(account.paused.at)
    return (
      <p className="attention-words">{t(`settings.accounts.paused.${account.paused.reason}`, { when })}</p>
    )
  }
  const away = keyTrouble(account)
  if (away !== null && account.hasKey) {
    return (
      <p className="attention-words">{maybe(`errors.${away}.what`, { account: account.label }) ?? away}</p>
    )
  }
  if (!account.hasKey) return <p className="attention-words">{t('settings.accounts.noKey')}</p>
  return (
    <p className="quiet">
      {t('settings.accounts.hasKey')} ·{' '}
      {account.lastAnswerAt === null
        ? t('settings.accounts.neverAnswered')
        : t('settings.accounts.lastAnswer', { when: format.shortInstant(account.lastAnswerAt) })}
    </p>
  )
}
