import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../../shared/contract/items.ts'
import type { Account, CurrencyLimits } from '../../../shared/contract/models.ts'
import { useOverview, useProvider, useSetSettings } from '../../data/app.ts'
import { useCreateInvoice } from '../../data/invoices.ts'
import { useItems } from '../../data/items.ts'
import type { Scan } from './burst.ts'
import { type Draft, useCounter } from './draft.tsx'
import { itemOfCode } from './find-items.ts'
import { charactersIn, itemWords, joinWords } from './sale-words.ts'
import {
  type Added,
  addItem,
  addQuick,
  allLines,
  awaitsPieces,
  changePieces,
  EMPTY_TAPE,
  isBlank,
  linesToSell,
  type NotAdded,
  pressTape,
  type Tape,
  type TapeKey,
  tapeDecimal,
  tapeFault,
} from './tape.ts'

const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/
const ANY: CurrencyLimits = { currency: 'USD', decimals: 2, minimum: null, maximum: null }

/** What the line beneath the keypad says of the last thing that was done. */
export type Notice =
  | { readonly kind: 'scanned' }
  | { readonly kind: 'unknownCode'; readonly code: string }
  | { readonly kind: 'added'; readonly name: string }
  | { readonly kind: 'notAdded'; readonly why: NotAdded; readonly name: string }

/** Everything the keypad screen shows and does. */
export function useNewSale(accounts: readonly Account[]) {
  const { t } = useTranslation()
  const { draft, change, begin, show, keyRun } = useCounter()
  const { settings, vault, book } = useOverview()
  const setSettings = useSetSettings()
  const create = useCreateInvoice()
  const items = useItems().data ?? []
  const [notice, setNotice] = useState<Notice | null>(null)

  const account = chosenAccount(accounts, draft, settings.lastAccountId)
  const provider = useProvider(account?.provider)
  const limits = account ? chosenLimits(account, draft) : undefined
  const tape: Tape = { lines: draft.lines, typed: draft.typed }
  const counted = limits ?? ANY
  const { decimals } = counted
  const decimal = tapeDecimal(tape, counted)
  const fault = limits ? tapeFault(tape, limits) : null
  const emailFault = draft.customerEmail !== '' && !EMAIL.test(draft.customerEmail)
  const descriptionLimit = provider?.capabilities.descriptionLimit ?? Number.POSITIVE_INFINITY
  const descriptionLength = charactersIn(draft.description)
  const tooLong = descriptionLength > descriptionLimit
  const room = descriptionLimit - (draft.description.trim() === '' ? 0 : descriptionLength + 2)
  const sold = itemWords(allLines(tape, decimals), room, (count) => t('counter.more', { count }))
  const locked = vault.kind === 'locked' && book.kind === 'live'
  const usable = account?.hasKey === true && account.paused === null && !locked
  const whole = limits !== undefined && fault === null && !awaitsPieces(tape)
  const ready = usable && whole && !emailFault && !tooLong && !create.isPending

  function edit(part: Partial<Omit<Draft, 'token'>>): void {
    if (create.error) create.reset()
    change(part)
  }

  /** Shows the tape that something was added to, or says why it was not. */
  function put(added: Added, name: string): void {
    if (create.isPending) return
    if (added.ok) edit(added.tape)
    setNotice(added.ok ? { kind: 'added', name } : { kind: 'notAdded', why: added.why, name })
  }

  function scanned({ text: code, from }: Scan): void {
    if (create.isPending) return
    const { description, customerName, customerEmail, lines, typed } = keyRun.before[from] ?? draft
    const item = itemOfCode(items, code)
    const before: Tape = { lines, typed }
    edit({ description, customerName, customerEmail, ...before })
    if (item) put(addItem(before, item, counted), item.name)
    else setNotice(items.length === 0 ? { kind: 'scanned' } : { kind: 'unknownCode', code })
  }

  function ask(): void {
    if (!ready || !account || !limits || !provider) return
    const { capabilities } = provider
    const lines = linesToSell(tape, limits)
    create.mutate(
      {
        token: draft.token,
        accountId: account.id,
        currency: limits.currency,
        amount: decimal,
        description: joinWords(draft.description, sold),
        customerName: (capabilities.customerName && draft.customerName.trim()) || null,
        customerEmail: (capabilities.emailsCustomer && draft.customerEmail.trim()) || null,
        ...(lines && { lines }),
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
    tape,
    account,
    provider,
    limits: counted,
    decimal,
    fault: isBlank(tape) ? null : fault,
    awaitsPieces: awaitsPieces(tape),
    emailFault,
    descriptionLength,
    descriptionLimit,
    tooLong,
    /** The items in words, as they will stand in the description. */
    sold,
    items,
    hasItems: items.some((item) => item.active),
    quick: settings.quickAmounts[counted.currency] ?? [],
    ready,
    isPending: create.isPending,
    error: create.error,
    notice,
    edit,
    press(key: TapeKey) {
      setNotice(null)
      if (!create.isPending) edit(pressTape(tape, key, counted))
    },
    add: (item: Item) => put(addItem(tape, item, counted), item.name),
    addQuick(index: number) {
      const unit = settings.quickAmounts[counted.currency]?.[index]
      if (unit !== undefined) put(addQuick(tape, unit, counted), unit)
    },
    changePieces(index: number, by: number) {
      setNotice(null)
      if (!create.isPending) edit(changePieces(tape, index, by, counted))
    },
    keyComes(beginsRun: boolean) {
      keyRun.before = beginsRun ? [draft] : [...keyRun.before, draft]
    },
    isCode: (text: string) => itemOfCode(items, text) !== undefined,
    ask,
    scanned,
    choose(accountId: string) {
      const other = accounts.find((one) => one.id === accountId)
      const same = other && chosenLimits(other, { ...draft, currency: null })?.decimals === decimals
      edit({ accountId, currency: null, ...(!same && EMPTY_TAPE) })
    },
    chooseCurrency(currency: string) {
      const other = account?.currencies.find((one) => one.currency === currency)
      // Digits mean something else there: what was typed goes as a whole, never in part.
      edit({ currency, ...(other?.decimals !== decimals && EMPTY_TAPE) })
    },
  }
}

/** The sale on the keypad screen, as its parts get it. */
export type NewSaleState = ReturnType<typeof useNewSale>

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
