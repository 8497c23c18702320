import type { LinkOptions } from '../../shared/contract/plain/link-options.ts'
import type { Overview } from '../data/app.ts'
import { EMPTY_TAPE, isBlank, type Tape } from './tape.ts'

type BookKind = Overview['book']['kind']

/** A sale being entered, its tape and its words; it survives a visit to another place. */
export interface SaleEntry extends Tape {
  /** Stands for the sale as it is typed, so that a repeated Enter never makes a second invoice. */
  readonly token: string
  readonly description: string
  readonly customerName: string
  readonly customerEmail: string
  /** What was typed for this sale in place of its account's settings. */
  readonly linkOptions: LinkOptions
  /** Null: the account and currency used last. */
  readonly accountId: string | null
  readonly currency: string | null
}

/** What may be changed of a sale being entered. */
export type SaleEntryPart = Partial<Omit<SaleEntry, 'token'>>

/** A sale that was laid aside as it stood: by a person, by the next amount, or because it could not be written down. */
export interface ParkedEntry {
  readonly entry: SaleEntry
  readonly why: 'cleared' | 'parked' | 'refused'
}

/** What the counter holds of one person. */
export interface OwnCounter {
  readonly entry: SaleEntry
  /** The sales that are being written down, oldest first; the next one is typed meanwhile. */
  readonly asking: readonly SaleEntry[]
  /** Why a sale was not written down, and which. */
  readonly refusal: { readonly token: string; readonly error: unknown } | null
  /** What was laid aside, the last one last; nothing that was typed is ever thrown away unasked. */
  readonly parked: readonly ParkedEntry[]
  /** The sale being entered, by its token, of which keys were pressed where no keypad stood any more; null where none were. */
  readonly missed: string | null
  /** The sale on the screen; null shows the keypad. */
  readonly invoiceId: string | null
}

/** What the counter holds. */
export interface CounterState extends OwnCounter {
  /** Which book the sales are of; null until it is known. */
  readonly book: BookKind | null
  /** Who is at the counter, by id; null where people were never set up. */
  readonly person: string | null
  /** How others left the counter in this run, by their ids: they find it so when they come back. */
  readonly others: ReadonlyMap<string, OwnCounter>
}

/** What can happen at the counter; `token` is a new one, for the sale that stands there afterwards. */
export type CounterAct =
  | { readonly kind: 'change'; readonly part: SaleEntryPart; readonly token: string }
  /** Back to where the sale being entered stood before a scanner began to type into it; what stands there is kept aside where a hand may have typed it. */
  | { readonly kind: 'restore'; readonly to: EntrySnapshot; readonly keeps: boolean }
  | { readonly kind: 'clear'; readonly part: SaleEntryPart; readonly token: string }
  /** Another account or currency; where digits mean something else there, what was typed is laid aside as a whole. */
  | {
      readonly kind: 'changeAccount'
      readonly part: SaleEntryPart
      readonly isSame: (entry: SaleEntry) => boolean
      readonly token: string
    }
  | { readonly kind: 'next'; readonly typed: string; readonly token: string }
  | { readonly kind: 'asked'; readonly sold: string; readonly token: string }
  | { readonly kind: 'written'; readonly sold: string; readonly invoiceId: string }
  | { readonly kind: 'refused'; readonly sold: string; readonly error: unknown }
  | { readonly kind: 'bringBack' }
  /** A key of an amount was pressed where nothing could take it: the amount is less than was typed. With `isAhead` it was meant for one that begins here. */
  | { readonly kind: 'missKey'; readonly isAhead?: boolean }
  /** Somebody else is at the counter, or nobody signs in any more; `there` are all who may still come, by their ids. */
  | {
      readonly kind: 'person'
      readonly person: string | null
      readonly there: readonly string[]
      readonly token: string
    }
  | { readonly kind: 'show'; readonly invoiceId: string | null }
  | { readonly kind: 'openBook'; readonly book: BookKind; readonly token: string }

/** What a scanner's keys may have changed before it was known for one. */
export type EntrySnapshot = Pick<CounterState, 'entry' | 'parked'>

/** The counter as the app opens. */
export function emptyCounter(token: string): CounterState {
  return { ...emptyOwn(token), book: null, person: null, others: new Map() }
}

function emptyOwn(token: string): OwnCounter {
  const entry = { ...freshEntry(token), accountId: null, currency: null }
  return { entry, asking: [], refusal: null, parked: [], missed: null, invoiceId: null }
}

/** Says whether anything was entered that would be missed. */
export function isStarted(entry: SaleEntry): boolean {
  const texts = entry.description + entry.customerName + entry.customerEmail
  return !isBlank(entry) || texts !== '' || Object.keys(entry.linkOptions).length > 0
}

/** Gives the counter after something happened; what does not fit changes nothing. */
export function counterAfter(state: CounterState, act: CounterAct): CounterState {
  const { entry, asking, parked } = state
  switch (act.kind) {
    case 'change':
      // What was changed is another sale: an earlier try that was lost on its way must not answer for it.
      return {
        ...clearRefusal(state),
        entry: { ...entry, ...act.part, token: act.token },
        ...(state.missed === entry.token && goesOn(entry, act.part) && { missed: act.token }),
      }
    case 'restore':
      return {
        ...state,
        entry: act.to.entry,
        ...(state.missed === entry.token && { missed: act.to.entry.token }),
        parked: [
          ...act.to.parked,
          ...refusedSince(state, act.to),
          ...(act.keeps && isStarted(entry) && state.refusal?.token !== entry.token
            ? [{ entry, why: 'cleared' as const }]
            : []),
        ],
      }
    case 'clear':
      return {
        ...clearRefusal(state),
        entry: { ...entry, ...EMPTY_TAPE, ...act.part, token: act.token },
        parked: isBlank(entry) ? parked : [...parked, { entry, why: 'cleared' }],
      }
    case 'changeAccount':
      return counterAfter(state, { ...act, kind: act.isSame(entry) ? 'change' : 'clear' })
    case 'next': {
      const why = state.refusal?.token === entry.token ? 'refused' : 'parked'
      return {
        ...state,
        entry: { ...nextOf(entry, act.token), typed: act.typed },
        parked: isStarted(entry) ? [...parked, { entry, why }] : parked,
        invoiceId: null,
      }
    }
    case 'asked':
      if (entry.token !== act.sold) return state
      return {
        ...clearRefusal(state),
        entry: nextOf(entry, act.token),
        asking: [...asking, entry],
        parked: parked.filter(({ why }) => why !== 'cleared'),
      }
    case 'written': {
      const left = asking.filter(({ token }) => token !== act.sold)
      if (left.length === asking.length) return withOther(state, act)
      const shown = left.length === 0 && !isStarted(entry) && state.invoiceId === null
      return { ...state, asking: left, invoiceId: shown ? act.invoiceId : state.invoiceId }
    }
    case 'refused': {
      const sold = asking.find(({ token }) => token === act.sold)
      if (!sold) return withOther(state, act)
      const after = {
        ...state,
        asking: asking.filter((one) => one !== sold),
        refusal: { token: act.sold, error: act.error },
        invoiceId: null,
      }
      // What has been typed since goes on as it is: a key that is on its way must not land on another amount.
      if (isStarted(entry)) return { ...after, parked: [...parked, { entry: sold, why: 'refused' }] }
      return { ...after, entry: sold }
    }
    case 'bringBack': {
      const last = parked.at(-1)
      if (!last) return state
      const standing: readonly ParkedEntry[] = isStarted(entry) ? [{ entry, why: 'parked' }] : []
      return { ...state, entry: last.entry, parked: [...standing, ...parked.slice(0, -1)], invoiceId: null }
    }
    case 'missKey':
      if (state.missed === entry.token || (isBlank(entry) && !act.isAhead)) return state
      return { ...state, missed: entry.token }
    case 'person':
      return handedOn(withPerson(state, act.person, act.token), act.there)
    case 'show':
      return { ...state, invoiceId: act.invoiceId }
    case 'openBook':
      // What was entered names items and accounts of its own book: nothing goes along to another.
      return {
        ...(state.book === null || state.book === act.book
          ? state
          : { ...emptyCounter(act.token), person: state.person }),
        book: act.book,
      }
  }
}

/** Lays the counter of one person aside for that of another; who sets people up, or ends them, goes on with what stands there. */
function withPerson(state: CounterState, person: string | null, token: string): CounterState {
  const { book, person: before, others, ...own } = state
  if (before === person) return state
  if (before === null || person === null) return { ...state, person }
  const left = new Map(others).set(before, own)
  left.delete(person)
  return { ...(others.get(person) ?? emptyOwn(token)), book, person, others: left }
}

/** Hands on what those had typed who cannot come back: it is set aside for whoever is at the counter, behind their own. */
function handedOn(state: CounterState, there: readonly string[]): CounterState {
  const gone = [...state.others].filter(([id]) => !there.includes(id)).map(([, own]) => own)
  if (gone.length === 0) return state
  return {
    ...state,
    others: new Map([...state.others].filter(([id]) => there.includes(id))),
    asking: [...gone.flatMap(({ asking }) => asking), ...state.asking],
    parked: [...gone.flatMap(leftBy), ...state.parked],
  }
}

function leftBy({ entry, parked, refusal }: OwnCounter): readonly ParkedEntry[] {
  if (!isStarted(entry)) return parked
  return [...parked, { entry, why: refusal?.token === entry.token ? 'refused' : 'parked' }]
}

/** An answer to a sale that was asked for before somebody else came to the counter goes to whoever sold it. */
function withOther(state: CounterState, act: Extract<CounterAct, { readonly sold: string }>): CounterState {
  for (const [person, own] of state.others) {
    if (!own.asking.some(({ token }) => token === act.sold)) continue
    const {
      book,
      person: _,
      others: __,
      ...after
    } = counterAfter({ ...own, book: state.book, person, others: new Map() }, act)
    return { ...state, others: new Map(state.others).set(person, after) }
  }
  return state
}

/** Says whether what was typed before is all there: whoever types on has not read it, and whoever takes some of it back has. */
function goesOn({ typed, lines }: SaleEntry, part: SaleEntryPart): boolean {
  const isKept = part.typed === undefined || part.typed.startsWith(typed)
  return isKept || (part.lines ?? lines).length > lines.length
}

/** What was wrong with the sale being entered has been read once it is changed or asked for again. */
function clearRefusal(state: CounterState): CounterState {
  return state.refusal?.token === state.entry.token ? { ...state, refusal: null } : state
}

/** The sales that could not be written down while a scanner typed: its code is taken back, they are not. */
function refusedSince({ entry, parked, refusal }: CounterState, to: EntrySnapshot): readonly ParkedEntry[] {
  const standing: readonly ParkedEntry[] = refusal?.token === entry.token ? [{ entry, why: 'refused' }] : []
  return [...parked, ...standing].filter(
    (one) => one.why === 'refused' && one.entry.token !== to.entry.token && !to.parked.includes(one),
  )
}

function nextOf({ accountId, currency }: SaleEntry, token: string): SaleEntry {
  return { ...freshEntry(token), accountId, currency }
}

/** The same object for each sale, so that what shows it is not drawn again. */
const NO_OPTIONS: LinkOptions = {}

function freshEntry(token: string): Omit<SaleEntry, 'accountId' | 'currency'> {
  return {
    token,
    ...EMPTY_TAPE,
    description: '',
    customerName: '',
    customerEmail: '',
    linkOptions: NO_OPTIONS,
  }
}
