import { EDIT_PIECE } from '../../../shared/contract/plain/limits.ts'
import { type HandledTrace, handle, turnHandled } from '../exceptions/handled.ts'
import { withDetail } from '../invoices/detail.ts'
import { unchanged } from '../invoices/head.ts'
import type {
  EditedSales,
  EditOfSales,
  InvoiceChange,
  LocalEdit,
  TurnedEdit,
  UndoableAct,
} from '../port/changes.ts'
import type { HandledExceptions, HandleExceptions } from '../port/exceptions.ts'
import type { Ledger } from '../port/ledger.ts'
import type { InvoiceWrite } from '../port/record.ts'
import { actorOf } from '../sqlite/actor.ts'
import { inTransaction, type LedgerContext, type Writing } from '../sqlite/context.ts'
import { newId } from '../sqlite/ids.ts'
import {
  applyEdit,
  type EditedRow,
  isFull,
  isOvertaken,
  rowsById,
  rowsBySeq,
  type Trace,
  turn,
} from './apply.ts'

/** One act of a person: what it did to each sale. */
interface Step {
  readonly token: string
  /** The id of that person; null where nobody was signed in. */
  readonly by: string | null
  readonly edit: UndoableAct
  readonly traces: AnyTrace[]
}

type AnyTrace = Trace | HandledTrace

/** One sale, or one exception, of a step that was turned. */
interface Turned {
  readonly trace: AnyTrace
  readonly isDone: boolean
  readonly number: string
  readonly change: InvoiceChange | null
}

/** A step that is being undone, or brought back, piece by piece. */
interface Turning {
  readonly step: Step
  readonly isBack: boolean
  readonly done: AnyTrace[]
  /** How many of its sales have been looked at. */
  seen: number
  overtaken: number
  number: string
  overtakenNumber: string
}

/**
 * Gives the methods that mark, tag and note sales and mark exceptions as handled, and take that back: each act of a person since the book was opened can be undone, the last
 * one first, without a limit, and brought back until another act follows.
 *
 * What is undone is written as a fact of its own. A sale that was changed since stays as it is, and is counted. Whoever is signed in undoes
 * own acts alone, and those of before there were people.
 */
export function reviewMethods(
  context: LedgerContext,
): Pick<Ledger, 'editSales' | 'addNote' | 'handleExceptions' | 'undoEdit' | 'redoEdit'> {
  const undoable: Step[] = []
  const redoable: Step[] = []
  let turning: Turning | null = null

  /** Says whether an act is turned by whoever acts now; where nobody is signed in, the till is its owner's. */
  function isTheirs({ by }: Step): boolean {
    const now = actorOf(context)
    return now === null || by === null || by === now.id
  }

  function takeLast(steps: Step[]): Step | undefined {
    const last = steps.findLastIndex(isTheirs)
    return last === -1 ? undefined : steps.splice(last, 1)[0]
  }

  function remember(token: string, edit: UndoableAct, traces: readonly AnyTrace[]): void {
    if (traces.length === 0) return
    settle()
    // Whatever else was done between two of its pieces, an act is one, and the last one once its last piece came.
    const begun = undoable.findLastIndex((step) => step.token === token)
    const by = actorOf(context)?.id ?? null
    const [step] = begun === -1 ? [{ token, by, edit, traces: [] }] : undoable.splice(begun, 1)
    if (!step) throw new Error('the act that was found is gone')
    for (const trace of traces) step.traces.push(trace)
    undoable.push(step)
    // What they have undone before does not fit any more to what stands there now.
    redoable.splice(0, redoable.length, ...redoable.filter((one) => !isTheirs(one)))
  }

  /** Ends a turning: what was turned can be turned the other way, and what was not can be turned still. */
  function settle(): void {
    if (!turning) return
    const { step, isBack, done, seen } = turning
    turning = null
    const [own, other] = isBack ? [redoable, undoable] : [undoable, redoable]
    const rest = step.traces.slice(seen)
    if (rest.length > 0) own.push({ ...step, traces: rest })
    if (done.length > 0) other.push({ ...step, traces: done })
  }

  function editSales({ token, edit, invoiceIds, person }: EditOfSales, at: number): EditedSales {
    const traces: Trace[] = []
    const edited = inTransaction(context, (writing): EditedSales => {
      const rows = notYet(rowsById(writing, invoiceIds), token, edit)
      const full = rows.find((row) => isFull(row, edit))
      if (full) return { ok: false, reason: 'TOO_MANY_TAGS', number: full.number }
      const changed = rows.filter((row) => {
        const trace = applyEdit(writing, row, edit, person, at)
        if (trace) traces.push(trace)
        return trace !== null
      })
      return {
        ok: true,
        changes: changed.map((row) => unchanged(writing, row)),
        number: changed[0]?.number ?? '',
      }
    })
    remember(token, edit, traces)
    return edited
  }

  /** Leaves out the sales on which this act has written its note: a piece may come twice. */
  function notYet(rows: readonly EditedRow[], token: string, { kind }: LocalEdit): readonly EditedRow[] {
    if (kind !== 'note') return rows
    const begun = [...undoable, ...redoable].filter((step) => step.token === token)
    const noted = new Set(begun.flatMap(({ traces }) => traces.map(({ seq }) => seq)))
    return rows.filter(({ seq }) => !noted.has(seq))
  }

  /** Gives the step that is to be turned, one that is under way first; null for none. */
  function begin(isBack: boolean): Turning | null {
    if (turning?.isBack === isBack && isTheirs(turning.step)) return turning
    settle()
    const step = takeLast(isBack ? redoable : undoable)
    turning = step ? { step, isBack, done: [], seen: 0, overtaken: 0, number: '', overtakenNumber: '' } : null
    return turning
  }

  function turnEdit(isBack: boolean, person: string, at: number): TurnedEdit | null {
    const now = begin(isBack)
    if (!now) return null
    const piece = now.step.traces.slice(now.seen, now.seen + EDIT_PIECE)
    const turned = inTransaction(context, (writing) => turnPiece(writing, piece, isBack, person, at))
    const stayed = turned.filter(({ isDone }) => !isDone)
    now.seen += piece.length
    now.overtaken += stayed.length
    now.number ||= turned.find(({ isDone }) => isDone)?.number ?? ''
    now.overtakenNumber ||= stayed[0]?.number ?? ''
    for (const { trace, isDone } of turned) if (isDone) now.done.push(trace)
    const isMore = now.seen < now.step.traces.length
    if (!isMore) settle()
    return {
      edit: now.step.edit,
      changes: turned.flatMap(({ change }) => change ?? []),
      done: now.done.length,
      overtaken: now.overtaken,
      number: now.number,
      overtakenNumber: now.overtakenNumber,
      isMore,
    }
  }

  return {
    editSales,
    addNote(invoiceId, text, at, person = ''): InvoiceWrite | null {
      const edit = { kind: 'note', text } as const
      const traces: Trace[] = []
      const noted = inTransaction(context, (writing) => {
        const [row] = rowsById(writing, [invoiceId])
        const trace = row && applyEdit(writing, row, edit, person, at)
        if (!row || !trace) return null
        traces.push(trace)
        return withDetail(writing, unchanged(writing, row))
      })
      remember(newId(at), edit, traces)
      return noted
    },
    handleExceptions({ token, ...act }: HandleExceptions, at): HandledExceptions {
      const traces: HandledTrace[] = []
      const handled = inTransaction(context, (writing) => handle(writing, act, at, traces))
      remember(token, { kind: 'handled', note: act.note }, traces)
      return handled
    },
    undoEdit: (person, at) => turnEdit(false, person, at),
    redoEdit: (person, at) => turnEdit(true, person, at),
  }
}

/** Turns a piece of a step, each of its sales as it can be. Part of the caller's transaction. */
function turnPiece(
  writing: Writing,
  piece: readonly AnyTrace[],
  isBack: boolean,
  person: string,
  at: number,
): readonly Turned[] {
  const edits = piece.flatMap((trace) => (trace.kind === 'handled' ? [] : [trace]))
  const rows = rowsBySeq(
    writing,
    edits.map(({ seq }) => seq),
  )
  const edited = edits.map((trace, index): Turned => {
    const row = rows[index]
    if (row?.seq !== trace.seq) throw new Error('a sale that was edited is gone')
    const { number } = row
    if (isOvertaken(writing, row, trace, isBack)) return { trace, isDone: false, number, change: null }
    turn(writing, row, trace, isBack, person, at)
    return { trace, isDone: true, number, change: unchanged(writing, row) }
  })
  const handled = piece.flatMap((trace) =>
    trace.kind === 'handled' ? [turnHandled(writing, trace, isBack, person, at)] : [],
  )
  return [...edited, ...handled]
}
