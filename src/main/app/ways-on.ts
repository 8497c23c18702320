import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import type { Book } from '../../shared/contract/shapes/book.ts'
import type { BookProblem } from '../ledger/port/book.ts'
import type { BookClosed } from '../ledger/port/standing.ts'
import type { BookBackups } from './book-backups.ts'
import { putAside, putCopyInPlace } from './book-files.ts'
import type { TillFacts } from './facts/till-facts.ts'
import type { HostPorts } from './host-ports.ts'
import type { HowToOpen } from './open-book.ts'
import type { OpenBooks } from './open-books-port.ts'
import type { ReadyToPlace } from './restore.ts'

/** The ways a person goes on where a book may not be written, or back to an older state of it. */
export type WaysOn = Pick<OpenBooks, 'goOn' | 'useKept' | 'beginNew' | 'restore' | 'salvage'> & {
  /** Puts what was laid out beside the book in its place. */
  put(prepared: Result<ReadyToPlace>): Promise<Result<Book>>
}

export interface WaysOnPorts {
  readonly host: Pick<HostPorts, 'clock'>
  readonly facts: Pick<TillFacts, 'whileDoing'>
  readonly backups: Pick<BookBackups, 'prepare' | 'salvage' | 'noteSalvaged' | 'noteBegun'>
  /** Why the book may not be written; null when it may. */
  closed(): BookClosed | null
  kind(): Book['kind']
  /** One change of the open book after the other. */
  inTurn<T>(change: () => Promise<T>): Promise<T>
  /** A person is about to put another book in the place of the open one. */
  willBePut(): void
  /** Leaves the book, does something to its files, and opens what lies there. */
  wayOn(work: (path: string) => Promise<void> | void, how?: HowToOpen): Promise<Result<Book>>
}

/** Nothing is lost by beginning anew there, and by saving what can be read. */
const BEGUN_ANEW: ReadonlySet<BookProblem> = new Set(['DATA_MISSING', 'CORRUPT', 'NOT_A_DATABASE'])
const SALVAGED: ReadonlySet<BookProblem> = new Set(['CORRUPT', 'NOT_A_DATABASE'])

/** Makes the ways on; each answers CONFLICT where the book is not in need of it. */
export function createWaysOn(ports: WaysOnPorts): WaysOn {
  const { host, facts, backups, closed, kind, inTurn } = ports
  const { clock } = host
  const wayOn: WaysOnPorts['wayOn'] = (work, how) => {
    ports.willBePut()
    return ports.wayOn(work, how)
  }
  const isOneOf = (codes: ReadonlySet<BookProblem>) => {
    const code = closed()?.code
    return code !== undefined && codes.has(code)
  }

  async function put(prepared: Result<ReadyToPlace>): Promise<Result<Book>> {
    if (!prepared.ok) return prepared
    const { place, giveUp } = prepared.value
    return wayOn(place).finally(giveUp)
  }

  /** Puts other files in place, of which the book is told though it may open only later. */
  function placing(
    what: string,
    work: (path: string) => Promise<void> | void,
    how?: HowToOpen,
  ): Promise<Result<Book>> {
    let isPlaced = false
    const act = () =>
      wayOn(async (path) => {
        await work(path)
        isPlaced = true
      }, how)
    return facts.whileDoing([{ book: kind(), what }], act, () => isPlaced)
  }

  return {
    put,
    goOn: () =>
      inTurn(async () => {
        if (closed()?.code !== 'BOOK_BEHIND') return refuse('CONFLICT')
        return wayOn(() => undefined, { goOn: true })
      }),
    useKept: () =>
      inTurn(async () => {
        const kept = closed()?.kept ?? null
        if (kept === null) return refuse('CONFLICT')
        return placing('copy_used', (path) => putCopyInPlace(kept, path, clock.now()))
      }),
    beginNew: () =>
      inTurn(async () => {
        if (!isOneOf(BEGUN_ANEW)) return refuse('CONFLICT')
        const begun = await placing('begun_anew', (path) => putAside(path, clock.now()), { goOn: true })
        if (begun.ok) backups.noteBegun()
        return begun
      }),
    restore: (name) => inTurn(async () => put(await backups.prepare(kind(), name))),
    salvage: () =>
      inTurn(async () => {
        if (!isOneOf(SALVAGED)) return refuse('CONFLICT')
        const made = await backups.salvage(kind())
        if (!made.ok) return made
        const { ready, report } = made.value
        const placed = await put(ok(ready))
        if (!placed.ok) return placed
        backups.noteSalvaged(report)
        return ok(report)
      }),
  }
}
