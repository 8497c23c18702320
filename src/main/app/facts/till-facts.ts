import { z } from 'zod'
import type { Result } from '../../../shared/contract/plain/envelope.ts'
import type { Book } from '../../../shared/contract/shapes/book.ts'
import type { Clock } from '../../../shared/time/clock.ts'
import { actorNow, onItsOwn } from '../../acting.ts'
import type { LedgerClient } from '../../ledger/port/ledger.ts'
import { countIn } from '../../people/mark.ts'

type Kind = Book['kind']

/** What a person did to the till and not in a book, as a book is told of it. */
export interface TillFact {
  /** The book that is told: the live one of what belongs to the till as a whole. */
  readonly book: Kind
  /** What was done; its words lie under `history.till_changed`. */
  readonly what: string
  readonly more?: Readonly<Record<string, string | number>>
}

/** A fact that its book was not told yet, as the settings file keeps it. */
const pendingFact = z.strictObject({
  id: z.string().max(64),
  book: z.enum(['live', 'practice']),
  /** Epoch ms. */
  at: z.number().int(),
  data: z.record(z.string().max(40), z.union([z.string(), z.number()])),
})
export type PendingFact = z.infer<typeof pendingFact>

/** So many facts wait for a book at most; of more, the last ones are told, and how many were left out. */
export const MOST_FACTS = 500

/** Gives the facts that can be used of what a file holds, in their order. */
export function usableFacts(stored: unknown): readonly PendingFact[] {
  if (!Array.isArray(stored)) return []
  return stored.flatMap((one: unknown) => pendingFact.safeParse(one).data ?? [])
}

/** What stands in the place of facts that were left out, with how many they were. */
const LEFT_OUT = 'left_out'

type FactsBook = Pick<LedgerClient, 'appendEvent'>

/** Tells books what was done to the till. What cannot be told now waits on the disk for its book to be opened. */
export interface TillFacts {
  /**
   * Does something of which facts are told. They are on the disk before it is done, and are taken back where it is refused; what holds
   * only until the app closes (NOT_KEPT) is told.
   */
  during<T>(facts: readonly TillFact[], act: () => Result<T>): Result<T>
  /**
   * The same with something that takes its time; answers once an open book was told. `isDone` says whether it was done, where the answer
   * does not.
   */
  whileDoing<T>(
    facts: readonly TillFact[],
    act: () => Promise<Result<T>>,
    isDone?: () => boolean,
  ): Promise<Result<T>>
  /** Tells what has happened. */
  tell(fact: TillFact): Promise<void>
  /** A book that may be written was opened, and is told what waits for it. */
  bookOpened(kind: Kind, book: FactsBook): Promise<void>
  /** The open book is about to be left. */
  bookLeft(): void
}

export interface TillFactsPorts {
  readonly clock: Pick<Clock, 'now'>
  newId(): string
  /** What waits to be told, in its order. */
  read(): readonly PendingFact[]
  /** What was not written holds until the app closes. */
  write(pending: readonly PendingFact[]): void
  /** A book was told something. */
  told(): void
  failed(error: unknown): void
}

export function createTillFacts(ports: TillFactsPorts): TillFacts {
  let open: { readonly kind: Kind; readonly book: FactsBook } | null = null
  /** What is being done yet; after a kill it is told: rather one fact too many than one that nobody tells. */
  const undecided = new Set<string>()
  /** What a book is being told just now. */
  let inHand: string | null = null
  let telling: Promise<void> = Promise.resolve()

  function note(facts: readonly TillFact[]): readonly string[] {
    const by = actorNow()?.name
    const noted = facts.map(({ book, what, more }): PendingFact => {
      const data = { what, ...more, ...(by !== undefined && { by }) }
      return { id: ports.newId(), book, at: ports.clock.now(), data }
    })
    if (noted.length > 0) ports.write([...ports.read(), ...noted])
    return noted.map(({ id }) => id)
  }

  /** Leaves out what is too much, of a book, once it is decided that the newest of it has happened. */
  function trim(): void {
    const all = ports.read()
    const mayGo = ({ id }: PendingFact) => id !== inHand && !undecided.has(id)
    const without = (facts: readonly PendingFact[], kind: Kind) => trimmed(facts, kind, mayGo, ports.newId)
    const kept = without(without(all, 'live'), 'practice')
    if (kept.length < all.length) ports.write(kept)
  }

  function takeBack(ids: readonly string[]): void {
    if (ids.length > 0) ports.write(ports.read().filter(({ id }) => !ids.includes(id)))
  }

  /** Notes that it is decided what came of something. */
  function decide(ids: readonly string[], isDone: boolean): void {
    for (const id of ids) undecided.delete(id)
    if (isDone) trim()
    else takeBack(ids)
  }

  function begin(facts: readonly TillFact[]): readonly string[] {
    const ids = note(facts)
    for (const id of ids) undecided.add(id)
    return ids
  }

  function tellOpen(): Promise<void> {
    telling = telling.then(() => onItsOwn(tellAll)).catch(ports.failed)
    return telling
  }

  async function tellAll(): Promise<void> {
    for (;;) {
      const to = open
      const next = ports.read().find(({ id, book }) => book === to?.kind && !undecided.has(id))
      if (to === null || next === undefined) return
      inHand = next.id
      try {
        await to.book.appendEvent('till_changed', next.data, next.at)
      } finally {
        inHand = null
      }
      takeBack([next.id])
      ports.told()
    }
  }

  return {
    during(facts, act) {
      const ids = begin(facts)
      let isDone = false
      try {
        const done = act()
        isDone = holds(done)
        return done
      } finally {
        decide(ids, isDone)
        if (ids.length > 0) void tellOpen()
      }
    },
    async whileDoing(facts, act, isDone) {
      const ids = begin(facts)
      let isHeld = false
      try {
        const done = await act()
        isHeld = holds(done)
        return done
      } finally {
        decide(ids, isHeld || isDone?.() === true)
        await tellOpen()
      }
    },
    tell(fact) {
      decide(note([fact]), true)
      return tellOpen()
    },
    bookOpened(kind, book) {
      open = { kind, book }
      return tellOpen()
    },
    bookLeft() {
      open = null
    },
  }
}

/**
 * The same facts, of which no more than so many are of this book: in the place of the oldest stands how many they were. What may not go
 * is told by itself: its book is being told of it, or it is not decided whether it has happened.
 */
function trimmed(
  all: readonly PendingFact[],
  kind: Kind,
  mayGo: (fact: PendingFact) => boolean,
  newId: () => string,
): readonly PendingFact[] {
  const own = all.filter(({ book }) => book === kind)
  const out = own.length > MOST_FACTS ? own.filter(mayGo).slice(0, own.length - MOST_FACTS + 1) : []
  const last = out.at(-1)
  if (last === undefined || out.length === 1) return all
  const count = out.reduce((sum, { data }) => sum + (data.what === LEFT_OUT ? countIn(data.count) : 1), 0)
  return all.flatMap((one) => {
    if (one === last) return { ...one, id: newId(), data: { what: LEFT_OUT, count } }
    return out.includes(one) ? [] : one
  })
}

/** Says whether what was asked for is so from now on, if only until the app closes. */
function holds(done: Result<unknown>): boolean {
  return done.ok || done.error.code === 'NOT_KEPT'
}
