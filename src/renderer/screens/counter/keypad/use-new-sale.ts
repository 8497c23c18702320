import { useMemo, useState } from 'react'
import type { Item } from '../../../../shared/contract/shapes/item.ts'
import { useStableCallbacks } from '../../../components/hooks/use-stable-callbacks.ts'
import { type SellingAccount, useLargestAsked } from '../../../data/accounts.ts'
import { useKeepAccount, useOverview, useProvider } from '../../../data/app.ts'
import { useItems } from '../../../data/items.ts'
import { useIsAllowed } from '../../../data/people.ts'
import { useInOrder } from '../../../i18n/use-in-order.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import type { Press } from '../../../keyboard/dispatcher.ts'
import type { Scan } from '../../../keyboard/scanner.ts'
import { chosenAccount, chosenLimits, countsAlike } from '../../../sale-entry/account-choice.ts'
import { firstTyped, isCutOff, pasteAmount } from '../../../sale-entry/amount.ts'
import { cameAsScanned, recordKey, useCounter } from '../../../sale-entry/entry-provider.tsx'
import { isStarted, type SaleEntry, type SaleEntryPart } from '../../../sale-entry/entry-state.ts'
import { enteredOptions } from '../../../sale-entry/link-options.ts'
import { createSecondLook, doubtOf } from '../../../sale-entry/plausible.ts'
import {
  type Added,
  addItem,
  addQuick,
  allLines,
  awaitsPieces,
  changePieces,
  EMPTY_TAPE,
  isBlank,
  isFull,
  linesToSell,
  pressTape,
  type Tape,
  type TapeKey,
  tapeDecimal,
  tapeFault,
} from '../../../sale-entry/tape.ts'
import { hasCodesLike, itemOfCode } from '../items/find-items.ts'
import { ANY, amountOf } from './laid-aside.ts'
import { whyNot } from './obstacle.ts'
import { charactersIn, itemWords, joinWords } from './sale-words.ts'
import { useNotice } from './use-notice.ts'

const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/

const NO_AMOUNTS: readonly string[] = []

/** Everything the keypad screen shows and does. */
export function useNewSale(accounts: readonly SellingAccount[]) {
  const { t } = useTranslation()
  const counter = useCounter()
  const { entry, keyRun } = counter
  const { settings, vault, book, bookProblem } = useOverview()
  const keepAccount = useKeepAccount()
  const maySell = useIsAllowed('sell')
  const items = useInOrder(useItems().data)
  const isMissed = counter.missed === entry.token
  const { notice, setNotice, ...notes } = useNotice(isMissed)

  const account = chosenAccount(accounts, entry, settings.lastAccountId)
  const provider = useProvider(account?.provider)
  const limits = account ? chosenLimits(account, entry) : undefined
  const tape: Tape = { lines: entry.lines, typed: entry.typed }
  const counted = limits ?? ANY
  const largest = useLargestAsked(account?.id, counted.currency)
  const [secondLook] = useState(createSecondLook)
  const { decimals } = counted
  const decimal = tapeDecimal(tape, counted)
  const fault = limits ? tapeFault(tape, limits) : null
  const takesEmail = provider?.capabilities.customerEmail === true
  const emailFault = takesEmail && entry.customerEmail !== '' && !EMAIL.test(entry.customerEmail)
  const { linkOptions } = entry
  const options = useMemo(
    () => enteredOptions(provider, account, linkOptions),
    [provider, account, linkOptions],
  )
  const descriptionLimit = provider?.capabilities.descriptionLimit ?? Number.POSITIVE_INFINITY
  const descriptionLength = charactersIn(entry.description)
  const tooLong = descriptionLength > descriptionLimit
  const room = descriptionLimit - (entry.description.trim() === '' ? 0 : descriptionLength + 2)
  const sold = itemWords(allLines(tape, decimals), room, (count) => t('counter.more', { count }))
  const locked = vault.kind === 'locked' && book.kind === 'live'
  const bookClosed = bookProblem !== null
  const usable = account?.hasKey === true && account.paused === null && !locked && !bookClosed
  const whole = limits !== undefined && fault === null && !awaitsPieces(tape)
  const ready = maySell && usable && whole && !emailFault && !tooLong && !options.fault
  // The sale that is being written down stays in sight until another one is begun.
  const writing = isStarted(entry) ? undefined : counter.asking.at(-1)
  const refusal = counter.refusal?.token === entry.token ? counter.refusal : null
  const aside = counter.parked.at(-1)

  /** What is entered keeps the account it was entered for: laid aside, it never becomes another currency. */
  function change(part: SaleEntryPart): void {
    counter.change({ ...(account && { accountId: account.id, currency: counted.currency }), ...part })
  }

  /** Adds to a sale and shows its tape, or says why not; one that was not written down is laid aside, as by a digit. */
  function put(
    add: (to: Tape) => Added,
    name: string,
    to: SaleEntry = entry,
    missed: readonly string[] = [],
  ): void {
    const isRefused = counter.refusal?.token === to.token
    const added = add(isRefused ? EMPTY_TAPE : to)
    if (added.ok && isRefused) counter.next('')
    if (added.ok) change(added.tape)
    setNotice(added.ok ? { kind: 'added', name, missed } : { kind: 'notAdded', why: added.why, name, missed })
  }

  const hints = useMemo(
    () => ({ isCode: (text: string) => itemOfCode(items, text) !== undefined, habits: settings.scanner }),
    [items, settings.scanner],
  )

  function scanned({ text: code, from, isSure, isSlow }: Scan): void {
    const before = keyRun.before[from] ?? counter
    const mayBeTyped = !isSure && /^\p{L}?[0-9.,]+$/u.test(code)
    counter.restore(before, mayBeTyped)
    const item = itemOfCode(items, code)
    const missed = notes.missed()
    if (!item && mayBeTyped) setNotice({ kind: 'perhapsScanned', code, isSlow })
    else if (item) put((to) => addItem(to, item, counted), item.name, before.entry, missed)
    else setNotice(items.length === 0 ? { kind: 'scanned' } : { kind: 'unknownCode', code, isSlow, missed })
  }

  /** Asks for the sale; `at` is the instant of the key that did, null for a tap. */
  async function ask(at: number | null = null): Promise<void> {
    if (!ready || !account || !limits || !provider) {
      // A second Enter while a sale is written down is no question.
      if (!writing) setNotice({ kind: 'why' })
      return
    }
    // The pace tells a scanner that was taught; one that types as slowly and was not is known by its code alone.
    const isCode = (text: string) => settings.scanner === null && hints.isCode(text)
    const isLike = (text: string) =>
      settings.scanner === null &&
      hasCodesLike(items, text) &&
      (told === 'codeLike' || (at !== null && cameAsScanned(keyRun, text.length, at)))
    const told = notice?.kind === 'doubt' ? notice.doubt : null
    const isCut = notice?.kind === 'cutOff' || isMissed || told === 'cutOff'
    const doubt = isCut ? 'cutOff' : doubtOf(tape, limits.currency, decimal, largest, isCode, isLike)
    if (!secondLook.passes(entry.token, doubt, performance.now())) {
      if (doubt) setNotice({ kind: 'doubt', doubt })
      return
    }
    const { capabilities } = provider
    const lines = linesToSell(tape, limits)
    const made = await counter.sell({
      token: entry.token,
      accountId: account.id,
      currency: limits.currency,
      amount: decimal,
      description: joinWords(entry.description, sold),
      customerName: (capabilities.customerName && entry.customerName.trim()) || null,
      customerEmail: (takesEmail && entry.customerEmail.trim()) || null,
      ...(options.toSell && { linkOptions: options.toSell }),
      ...(lines && { lines }),
    })
    if (made && settings.lastAccountId !== account.id) keepAccount.mutate(account.id)
  }

  function press(key: TapeKey): void {
    setNotice(!refusal && isCutOff(tape.typed, key, decimals) ? { kind: 'cutOff' } : null)
    const typed = firstTyped(key)
    const next = pressTape(tape, key, counted)
    // A digit after a sale that was not written down begins another one, as after any other answer.
    if (refusal && typed !== null) counter.next(typed)
    else if (key === 'clear') counter.clear()
    else if (next !== tape) change(next)
    else if (typed !== null && isFull(tape)) setNotice({ kind: 'full' })
  }

  const acts = useStableCallbacks({
    edit: change,
    press,
    add: (item: Item) => put((to) => addItem(to, item, counted), item.name),
    addQuick(index: number) {
      const unit = settings.quickAmounts[counted.currency]?.[index]
      if (unit !== undefined) put((to) => addQuick(to, unit, counted), unit)
    },
    /** Takes off what is being typed, and leaves the lines. */
    untype: () => change({ typed: '' }),
    changePieces(index: number, by: number) {
      setNotice(null)
      if (!writing) change(changePieces(tape, index, by, counted))
    },
    choose(accountId: string) {
      const { lastAccountId } = settings
      const isSame = (before: SaleEntry) => countsAlike({ accounts, entry: before, lastAccountId, accountId })
      counter.changeAccount({ accountId, currency: null }, isSame)
    },
    chooseCurrency(currency: string) {
      const other = account?.currencies.find((one) => one.currency === currency)
      counter.changeAccount({ currency }, () => other?.decimals === decimals)
    },
  })

  const { description, customerName, customerEmail } = entry
  const details = useMemo(
    () => ({
      description,
      customerName,
      customerEmail,
      provider,
      linkOptions,
      options: options.fields,
      emailFault,
      descriptionLength,
      descriptionLimit,
      tooLong,
      /** The items in words, as they will stand in the description. */
      sold,
    }),
    [
      description,
      customerName,
      customerEmail,
      provider,
      linkOptions,
      options,
      emailFault,
      descriptionLength,
      descriptionLimit,
      tooLong,
      sold,
    ],
  )

  return {
    tape: writing ?? tape,
    account,
    provider,
    limits: counted,
    /** Of the amount in sight. */
    decimal: writing ? tapeDecimal(writing, counted) : decimal,
    fault: isBlank(tape) ? null : fault,
    awaitsPieces: awaitsPieces(tape),
    details,
    items,
    hasItems: items.some((item) => item.active),
    quick: settings.quickAmounts[counted.currency] ?? NO_AMOUNTS,
    ready,
    /** What is in the way of asking; null when nothing is. */
    whyNot: whyNot({
      maySell,
      bookClosed,
      locked,
      account,
      fault,
      tape,
      emailFault,
      tooLong,
      optionFault: options.fault,
    }),
    isWriting: writing !== undefined,
    /** Why a sale was not written down; it stays until that sale is taken up again. */
    error: counter.refusal?.error ?? null,
    /** The largest amount of the account's last sales, in the major unit; null where there are too few to tell. */
    largest,
    /** Takes back what the last message said, a question about the amount among it. */
    dismiss: () => setNotice(null),
    /** What was laid aside last, and its amount. */
    aside: aside && { why: aside.why, amount: amountOf(accounts, aside.entry, settings.lastAccountId) },
    paste(text: string) {
      setNotice(null)
      const pasted = pasteAmount(text, decimals)
      if (pasted.kind !== 'typed') return setNotice({ kind: 'pasted', text: text.trim(), pasted })
      // What was being typed is laid aside, never overwritten.
      if (tape.typed !== '') counter.next('')
      change({ ...(tape.typed !== '' && EMPTY_TAPE), typed: pasted.typed })
    },
    bringBack() {
      setNotice(null)
      counter.bringBack()
    },
    notice,
    acts,
    onCharacter: (press: Press) => notes.heard(recordKey(keyRun, press, counter)),
    hints,
    ask,
    scanned,
  }
}

/** The sale on the keypad screen, as its parts get it. */
export type NewSaleState = ReturnType<typeof useNewSale>

/** What a hand does to it; the same functions at each drawing. */
export type NewSaleActs = NewSaleState['acts']

/** What goes with the amount; the same object as long as nothing of it changes. */
export type SaleDetailsState = NewSaleState['details']
