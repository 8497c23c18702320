import { useState } from 'react'
import type { Account, CurrencyLimits } from '../../../shared/contract/models.ts'
import { useOverview, useProvider, useSetSettings } from '../../data/app.ts'
import { useCreateInvoice } from '../../data/invoices.ts'
import { type AmountKey, entryDecimal, entryFault, pressKey } from './amount-entry.ts'
import { type Draft, useCounter } from './draft.tsx'

const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/

/** Everything the keypad screen shows and does. */
export function useNewSale(accounts: readonly Account[]) {
  const { draft, change, begin, show } = useCounter()
  const { settings, vault, book } = useOverview()
  const setSettings = useSetSettings()
  const create = useCreateInvoice()
  const [wasScanned, setScanned] = useState(false)

  const account = chosenAccount(accounts, draft, settings.lastAccountId)
  const provider = useProvider(account?.provider)
  const limits = account ? chosenLimits(account, draft) : undefined
  const decimals = limits?.decimals ?? 2
  const decimal = entryDecimal(draft.typed, decimals)
  const fault = limits ? entryFault(decimal, limits) : null
  const emailFault = draft.customerEmail !== '' && !EMAIL.test(draft.customerEmail)
  const descriptionLimit = provider?.capabilities.descriptionLimit ?? Number.POSITIVE_INFINITY
  const descriptionLength = [...draft.description].length
  const tooLong = descriptionLength > descriptionLimit
  const locked = vault.kind === 'locked' && book.kind === 'live'
  const usable = account?.hasKey === true && account.paused === null && !locked
  const ready =
    usable && limits !== undefined && fault === null && !emailFault && !tooLong && !create.isPending

  function edit(part: Partial<Omit<Draft, 'token'>>): void {
    if (create.error) create.reset()
    change(part)
  }

  function scanned(): void {
    edit({ typed: '' })
    setScanned(true)
  }

  function press(key: AmountKey): void {
    setScanned(false)
    if (!create.isPending) edit({ typed: pressKey(draft.typed, key, decimals) })
  }

  function ask(): void {
    if (!ready || !account || !limits || !provider) return
    const { capabilities } = provider
    create.mutate(
      {
        token: draft.token,
        accountId: account.id,
        currency: limits.currency,
        amount: decimal,
        description: draft.description,
        customerName: (capabilities.customerName && draft.customerName.trim()) || null,
        customerEmail: (capabilities.emailsCustomer && draft.customerEmail.trim()) || null,
      },
      {
        onSuccess: (detail) => {
          begin()
          show(detail.invoice.id)
          if (settings.lastAccountId !== account.id) setSettings.mutate({ lastAccountId: account.id })
        },
      },
    )
  }

  return {
    draft,
    account,
    provider,
    limits,
    decimals,
    decimal,
    fault: draft.typed === '' ? null : fault,
    emailFault,
    descriptionLength,
    descriptionLimit,
    tooLong,
    ready,
    isPending: create.isPending,
    error: create.error,
    edit,
    press,
    ask,
    scanned,
    isScanned: draft.typed === '' && wasScanned,
    choose(accountId: string) {
      const other = accounts.find((one) => one.id === accountId)
      const same = other && chosenLimits(other, { ...draft, currency: null })?.decimals === decimals
      edit({ accountId, currency: null, ...(!same && { typed: '' }) })
    },
  }
}

function chosenAccount(
  accounts: readonly Account[],
  draft: Draft,
  lastAccountId: string | null,
): Account | undefined {
  const byId = (id: string | null) => accounts.find((account) => account.id === id)
  const usable = accounts.find((account) => account.hasKey && !account.paused)
  return byId(draft.accountId) ?? byId(lastAccountId) ?? usable ?? accounts[0]
}

function chosenLimits(account: Account, draft: Draft): CurrencyLimits | undefined {
  return account.currencies.find((one) => one.currency === draft.currency) ?? account.currencies[0]
}
