import { createContext, type ReactNode, useContext, useMemo, useReducer, useState } from 'react'
import { flushSync } from 'react-dom'
import type { RouteInput } from '../../shared/contract/routes/index.ts'
import type { InvoiceDetail } from '../../shared/contract/shapes/invoice.ts'
import { useAsSeen } from '../components/kept.tsx'
import type { Overview } from '../data/app.ts'
import { useCommitSale } from '../data/invoices.ts'
import { createScannerKeys, type ScannerKeys, SINGLE_KEY_MS } from '../keyboard/scanner.ts'
import { useKeys } from '../keyboard/use-keys.tsx'
import {
  type CounterState,
  counterAfter,
  type EntrySnapshot,
  emptyCounter,
  type SaleEntry,
  type SaleEntryPart,
} from './entry-state.ts'

/** The keys typed in a row, whatever was on the screen when the first one came. */
export interface KeyRun {
  readonly scannerKeys: ScannerKeys
  /** The sale being entered as it stood before each of them. */
  before: EntrySnapshot[]
  /** When the last of them came, and the longest time between two, ms. */
  lastAt: number
  longestMs: number
}

/**
 * Notes a key, and how the sale being entered stood before it: what a scan that begins here is taken back to. True where it is the first of
 * those that belong together.
 */
export function recordKey(
  run: KeyRun,
  { timeStamp, key }: Pick<KeyboardEvent, 'timeStamp' | 'key'>,
  { entry, parked }: EntrySnapshot,
): boolean {
  const begins = run.scannerKeys.key(timeStamp, key)
  run.before = begins ? [{ entry, parked }] : [...run.before, { entry, parked }]
  run.longestMs = begins ? 0 : Math.max(run.longestMs, timeStamp - run.lastAt)
  run.lastAt = timeStamp
  return begins
}

/** Says whether the last `count` keys and the one at `at` came as close to each other as those of a scanner, however slow. */
export function cameAsScanned({ before, lastAt, longestMs }: KeyRun, count: number, at: number): boolean {
  return before.length >= count && longestMs <= SINGLE_KEY_MS && at - lastAt <= SINGLE_KEY_MS
}

interface Counter extends CounterState {
  change(part: SaleEntryPart): void
  /** Undoes what a scanner typed before it was known for one; `keeps` lays aside what a hand may have typed. */
  restore(to: EntrySnapshot, keeps: boolean): void
  /** Lays the tape aside and begins it anew. */
  clear(): void
  /** Changes the account or the currency; where `isSame` says no, digits mean something else then, and the tape is laid aside. */
  changeAccount(part: SaleEntryPart, isSame: (entry: SaleEntry) => boolean): void
  /** Begins another sale, with this typed already; one that was being entered is laid aside. */
  next(typed: string): void
  /** Brings back what was laid aside last. */
  bringBack(): void
  /** Writes the sale being entered down, and begins the next one at once; null when it was not written. */
  sell(input: RouteInput<'invoices.create'>): Promise<InvoiceDetail | null>
  /** Notes that a key of an amount was pressed where no keypad stood to take it; `isAhead` where it was to begin one. */
  missKey(isAhead?: boolean): void
  /** Says who is at the counter, and who may still come: each finds it as they left it, and what others left is set aside. */
  openFor(person: string | null, there: readonly string[]): void
  show(invoiceId: string | null): void
  /** Says whose book is open; what was being entered in another one is forgotten. */
  openBook(kind: Overview['book']['kind']): void
  readonly keyRun: KeyRun
}

/** What of it changes with no key of an amount. */
type EntryScreen = Pick<
  Counter,
  'invoiceId' | 'person' | 'show' | 'openBook' | 'openFor' | 'changeAccount' | 'missKey'
>

const CounterContext = createContext<Counter | null>(null)

const EntryScreenContext = createContext<EntryScreen | null>(null)

const newToken = () => crypto.randomUUID()
const emptyRun = () => ({ scannerKeys: createScannerKeys(), before: [], lastAt: 0, longestMs: 0 })

/** Keeps what is being entered at the counter, what is being written down, and the sale on the screen. */
export function CounterProvider({ children }: { readonly children: ReactNode }) {
  const [state, dispatch] = useReducer(counterAfter, null, () => emptyCounter(newToken()))
  const [keyRun] = useState<KeyRun>(emptyRun)
  const commit = useCommitSale()
  const acts = useMemo(
    () => ({
      change: (part: SaleEntryPart) => dispatch({ kind: 'change', part, token: newToken() }),
      restore: (to: EntrySnapshot, keeps: boolean) => dispatch({ kind: 'restore', to, keeps }),
      clear: () => dispatch({ kind: 'clear', part: {}, token: newToken() }),
      changeAccount: (part: SaleEntryPart, isSame: (entry: SaleEntry) => boolean) =>
        dispatch({ kind: 'changeAccount', part, isSame, token: newToken() }),
      next: (typed: string) => dispatch({ kind: 'next', typed, token: newToken() }),
      bringBack: () => dispatch({ kind: 'bringBack' }),
      missKey: (isAhead = false) => dispatch({ kind: 'missKey', isAhead }),
      openFor(person: string | null, there: readonly string[]) {
        // What was typed until now belongs to whoever typed it.
        keyRun.scannerKeys.clear()
        dispatch({ kind: 'person', person, there, token: newToken() })
      },
      async sell(input: RouteInput<'invoices.create'>) {
        const written = commit(input)
        dispatch({ kind: 'asked', sold: input.token, token: newToken() })
        // What is typed from now on belongs to the next sale.
        keyRun.scannerKeys.clear()
        try {
          const detail = await written
          // The cashier waits for this screen: it is drawn now, not when the window has time.
          flushSync(() => dispatch({ kind: 'written', sold: input.token, invoiceId: detail.invoice.id }))
          return detail
        } catch (error) {
          // Before the next key, which must not count on what stood there until now.
          flushSync(() => dispatch({ kind: 'refused', sold: input.token, error }))
          return null
        }
      },
      show: (invoiceId: string | null) => dispatch({ kind: 'show', invoiceId }),
      openBook: (book: Overview['book']['kind']) => dispatch({ kind: 'openBook', book, token: newToken() }),
    }),
    [commit, keyRun],
  )
  const counter = useMemo<Counter>(() => ({ ...state, ...acts, keyRun }), [state, acts, keyRun])
  const { invoiceId, person } = state
  const screen = useMemo<EntryScreen>(() => ({ invoiceId, person, ...acts }), [invoiceId, person, acts])
  return (
    <EntryScreenContext value={screen}>
      <CounterContext value={counter}>{children}</CounterContext>
    </EntryScreenContext>
  )
}

/** Behind a sale the keypad stands as it was seen last: nobody waits for it to be drawn with what has happened since. */
export function CounterAsSeen({ children }: { readonly children: ReactNode }) {
  return <CounterContext value={useAsSeen(useCounter())}>{children}</CounterContext>
}

/** The counter's state; throws outside its provider. */
export function useCounter(): Counter {
  const state = useContext(CounterContext)
  if (!state) throw new Error('the counter has no provider around it')
  return state
}

/** The sale on the counter's screen, for those who need not be drawn again at each key; throws outside its provider. */
export function useEntryScreen(): EntryScreen {
  const screen = useContext(EntryScreenContext)
  if (!screen) throw new Error('the counter has no provider around it')
  return screen
}

/** Where no keypad stands any more, heeds the keys of an amount that was being typed: it asks once more before it is sold. */
export function useMissedKeys(): void {
  const { missKey } = useEntryScreen()
  useKeys('counter', {}, ({ key }) => {
    if (/^(\p{Nd}|[.,]|Backspace|Delete)$/u.test(key)) missKey()
    return false
  })
}
