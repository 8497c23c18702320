import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { type Burst, createBurst } from './burst.ts'
import { EMPTY_TAPE, type Tape } from './tape.ts'

/** A sale being entered, its tape and its words; it survives a visit to another place. */
export interface Draft extends Tape {
  /** Stands for the sale as it is typed, so that a repeated Enter never makes a second invoice. */
  readonly token: string
  readonly description: string
  readonly customerName: string
  readonly customerEmail: string
  /** Null: the account and currency used last. */
  readonly accountId: string | null
  readonly currency: string | null
}

function emptyDraft(kept?: Draft): Draft {
  return {
    token: crypto.randomUUID(),
    ...EMPTY_TAPE,
    description: '',
    customerName: '',
    customerEmail: '',
    accountId: kept?.accountId ?? null,
    currency: kept?.currency ?? null,
  }
}

/** The keys typed in a row, whatever was on the screen when the first one came. */
export interface KeyRun {
  readonly burst: Burst
  /** The sale being entered as it stood before each of them. */
  before: Draft[]
}

interface CounterState {
  readonly draft: Draft
  change(change: Partial<Omit<Draft, 'token'>>): void
  /** Begins the next sale: a new token, empty fields, the same account. */
  begin(): void
  /** The sale on the screen; null shows the keypad. */
  readonly invoiceId: string | null
  show(invoiceId: string | null): void
  readonly keyRun: KeyRun
}

const CounterContext = createContext<CounterState | null>(null)

/** Keeps the counter's draft and the sale it shows. */
export function CounterProvider({ children }: { readonly children: ReactNode }) {
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const [invoiceId, show] = useState<string | null>(null)
  const [keyRun] = useState<KeyRun>(() => ({ burst: createBurst(), before: [] }))
  const state = useMemo<CounterState>(
    () => ({
      draft,
      // What was changed is another sale: an earlier try that was lost on its way must not answer for it.
      change: (change) => setDraft((before) => ({ ...before, ...change, token: crypto.randomUUID() })),
      begin: () => setDraft(emptyDraft),
      invoiceId,
      show,
      keyRun,
    }),
    [draft, invoiceId, keyRun],
  )
  return <CounterContext value={state}>{children}</CounterContext>
}

/** The counter's state; throws outside its provider. */
export function useCounter(): CounterState {
  const state = useContext(CounterContext)
  if (!state) throw new Error('the counter has no provider around it')
  return state
}
