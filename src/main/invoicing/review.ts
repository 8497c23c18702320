import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import type { Clock } from '../../shared/time/clock.ts'
import { actorNow } from '../acting.ts'
import type { EditOfSales, InvoiceChange, TurnedEdit, UndoableAct } from '../ledger/port/changes.ts'
import type { HandledExceptions, HandleExceptions } from '../ledger/port/exceptions.ts'
import type { LedgerClient } from '../ledger/port/ledger.ts'

/** What was undone or brought back, as the window says it. */
export interface Turned {
  readonly edit: UndoableAct
  readonly done: number
  readonly overtaken: number
  /** The numbers of the first sale that was turned, and of the first that was overtaken; empty for none. */
  readonly number: string
  readonly overtakenNumber: string
}

/** The use cases of a review: what a person marks, tags and notes, and takes back. */
export interface Review {
  /**
   * Edits up to MOST_EDITED sales in one commit; TOO_MANY_TAGS where one of them has no room, NOT_ALLOWED where somebody else began the act
   * of this token, and then none is changed.
   */
  edit(edit: EditOfSales): Promise<Result<{ readonly edited: number; readonly number: string }>>
  /**
   * Marks up to MOST_EDITED exceptions as handled in one commit; those that are not open any more, and those of whose sale something is
   * new since the person saw it, are left and counted. NOT_ALLOWED where somebody else began the act of this token.
   */
  handle(act: HandleExceptions): Promise<Result<Omit<HandledExceptions, 'changes'>>>
  /** Undoes the last edit whole; null where there is none, EDIT_OVERTAKEN where every sale of it was changed since. */
  undo(person: string): Promise<Result<Turned | null>>
  /** Brings back what was undone last; null where there is none. */
  redo(person: string): Promise<Result<Turned | null>>
  /** Does another act that can be undone in its turn: between two pieces of a long undo it would be undone as one of them. */
  inTurn<T>(act: () => Promise<T>): Promise<T>
}

export interface ReviewPorts {
  readonly ledger: LedgerClient
  readonly clock: Clock
  readonly changes: {
    /** Told of what each commit has changed. */
    edited(changes: readonly InvoiceChange[]): void
    /** Told that exceptions were resolved, or opened again. */
    anyException(): void
  }
}

/** So many acts that came in pieces are known at most, the last ones. */
const MOST_ACTS = 100

/** Makes the review of an open book. */
export function createReview({ ledger, clock, changes: told }: ReviewPorts): Review {
  let last: Promise<unknown> = Promise.resolve()
  /** By their tokens, who began the acts that come in pieces; null for nobody who signed in. */
  const begunBy = new Map<string, string | null>()

  /** A window sends the pieces of an act on while somebody else takes the till over: none of them is that one's doing. */
  function isTheirs(token: string): boolean {
    const now = actorNow()?.id ?? null
    const begun = begunBy.get(token)
    // The last ones are those of which a piece came last: one that takes long is not forgotten over others.
    begunBy.delete(token)
    begunBy.set(token, begun === undefined ? now : begun)
    if (begun !== undefined) return begun === now
    if (begunBy.size > MOST_ACTS) begunBy.delete([...begunBy.keys()][0] ?? '')
    return true
  }

  /** One act after the other: a second undo takes the edit before the first one's. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const next = last.then(act)
    last = next.catch(() => undefined)
    return next
  }

  /** Between two pieces of a long edit a sale goes first. */
  async function turn(piece: () => Promise<TurnedEdit | null>): Promise<Result<Turned | null>> {
    for (;;) {
      const turned = await piece()
      if (!turned) return ok(null)
      if (turned.changes.length > 0) told.edited(turned.changes)
      if (turned.edit.kind === 'handled') told.anyException()
      if (turned.isMore) continue
      const { edit, done, overtaken, number, overtakenNumber } = turned
      if (done === 0) return refuse('EDIT_OVERTAKEN', { number: overtakenNumber, count: overtaken })
      return ok({ edit, done, overtaken, number, overtakenNumber })
    }
  }

  return {
    inTurn,
    edit: (edit) =>
      inTurn(async () => {
        if (!isTheirs(edit.token)) return refuse('NOT_ALLOWED')
        const done = await ledger.editSales(edit, clock.now())
        if (!done.ok) return refuse(done.reason, { number: done.number })
        if (done.changes.length > 0) told.edited(done.changes)
        return ok({ edited: done.changes.length, number: done.number })
      }),
    handle: (act) =>
      inTurn(async () => {
        if (!isTheirs(act.token)) return refuse('NOT_ALLOWED')
        const { changes, ...handled } = await ledger.handleExceptions(act, clock.now())
        if (changes.length > 0) told.edited(changes)
        if (handled.handled > 0) told.anyException()
        return ok(handled)
      }),
    undo: (person) => inTurn(() => turn(() => ledger.undoEdit(person, clock.now()))),
    redo: (person) => inTurn(() => turn(() => ledger.redoEdit(person, clock.now()))),
  }
}
