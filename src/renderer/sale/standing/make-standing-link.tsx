import { ITEM_NAME_LIMIT } from '../../../shared/contract/plain/limits.ts'
import { typedText } from '../../../shared/contract/plain/typed-text.ts'
import type { Account } from '../../../shared/contract/shapes/account.ts'
import type { Item } from '../../../shared/contract/shapes/item.ts'
import type { StandingLinkView } from '../../../shared/contract/shapes/standing-link.ts'
import { trimZeros } from '../../../shared/money/money.ts'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorCodeWords } from '../../components/error-words.tsx'
import { Field } from '../../components/field.tsx'
import { useReadAmount } from '../../components/hooks/use-read-amount.ts'
import { QuestionForm } from '../../components/question-form.tsx'
import { Select } from '../../components/select.tsx'
import { useAccounts } from '../../data/accounts.ts'
import { useOverview } from '../../data/app.ts'
import { useMakeStandingLink } from '../../data/standing-links.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useSending, useUnsent } from '../../window/unsent.ts'

/** The accounts that can have a standing link in this currency; in any for none. */
export function useStandingAccounts(currency?: string): readonly Account[] {
  const { providers } = useOverview()
  const able = providers.filter((one) => one.capabilities.standingLinks).map(({ id }) => id)
  return (useAccounts().data ?? []).filter(
    (account) =>
      able.includes(account.provider) &&
      account.hasKey &&
      account.paused === null &&
      (currency === undefined || account.currencies.some((one) => one.currency === currency)),
  )
}

interface Props {
  /** The item it is made from; null for none. */
  readonly item: Item | null
  readonly onClose: () => void
  /** Told of the link that was made, so that its code can be shown. */
  readonly onMade: (link: StandingLinkView) => void
}

/** Asks for a link that stays: what it is for, how much each payment brings, and through which account. */
export function MakeStandingLink({ item, onClose, onMade }: Props) {
  const { t } = useTranslation()
  const accounts = useStandingAccounts(item?.price.currency)
  const make = useMakeStandingLink()
  const [token, setToken] = useUnsent(`standing ${item?.id ?? ''} token`, () => crypto.randomUUID(), 'kept')
  const [name, setName] = useUnsent(`standing ${item?.id ?? ''} name`, item?.name ?? '')
  const [amount, setAmount] = useUnsent(
    `standing ${item?.id ?? ''} amount`,
    item ? trimZeros(item.price.amount) : '',
  )
  const [chosen, setAccount] = useUnsent<string | null>(`standing ${item?.id ?? ''} account`, null)
  useSending(make.isPending, `standing ${item?.id ?? ''}`)
  const account = accounts.find(({ id }) => id === chosen) ?? accounts[0]
  const currency = item?.price.currency ?? account?.currencies[0]?.currency ?? 'USD'
  const { decimal, fault } = useReadAmount()(currency, amount)
  const failed = make.data && make.data.stage !== 'live' ? make.data : null
  const ready = account !== undefined && decimal !== null && typedText(name) !== ''

  /** What is changed, or tried again after a refusal, is another link. */
  function change<T>(set: (value: T) => void): (value: T) => void {
    return (value) => {
      set(value)
      make.reset()
      setToken(crypto.randomUUID())
    }
  }

  function answer(): void {
    if (account === undefined || decimal === null) return
    const wanted = { accountId: account.id, itemId: item?.id ?? null, name: name.trim() }
    make.mutate(
      { token, ...wanted, currency, amount: decimal },
      {
        onSuccess(link) {
          if (link.stage === 'live') onMade(link)
          else setToken(crypto.randomUUID())
        },
      },
    )
  }

  return (
    <Dialog title={t('standing.makeTitle')} isOpen onClose={onClose}>
      {account === undefined ? (
        <p>{t('standing.noAccount')}</p>
      ) : (
        <QuestionForm
          error={make.error}
          leave={{ words: t('settings.items.cancel'), onPress: onClose }}
          answer={t('standing.makeDo')}
          onAnswer={answer}
          isReady={ready}
          isPending={make.isPending}
        >
          <p>{t('standing.makeText')}</p>
          <Field
            label={t('standing.name')}
            isNeeded
            help={t('standing.nameHelp')}
            value={name}
            maxLength={ITEM_NAME_LIMIT}
            onChange={change(setName)}
            autoFocus
          />
          <Field
            label={t('standing.amount', { currency })}
            isNeeded
            value={amount}
            maxLength={40}
            inputMode="decimal"
            direction="ltr"
            onChange={change(setAmount)}
            error={fault}
          />
          <Select
            label={t('invoices.account')}
            choices={accounts.map(({ id, label }) => ({ id, name: label }))}
            value={account.id}
            onChange={change(setAccount)}
          />
          {failed?.stage === 'lost' && <p className="attention-words">{t('standing.lost')}</p>}
          {failed?.stage === 'refused' && <ErrorCodeWords code={failed.failureCode ?? 'INTERNAL'} />}
        </QuestionForm>
      )}
    </Dialog>
  )
}
