import type { ExceptionKind } from '../app.ts'
import type { ExceptionRow } from './rows.ts'

export interface OpenExceptionsPorts {
  newId(at: number): string
  add(row: ExceptionRow): void
  append(kind: string, data: Readonly<Record<string, string | null>>, at: number): void
}

/** The exceptions of one sale that are open, written down as the ledger does. */
export function createOpenExceptions({ newId, add, append }: OpenExceptionsPorts) {
  const open = new Map<ExceptionKind, ExceptionRow>()
  return {
    raise(kind: ExceptionKind, at: number): void {
      if (open.has(kind)) return
      const row = { id: newId(at), kind, raisedAt: at, resolvedAt: null, how: null, note: null, person: null }
      open.set(kind, row)
      add(row)
      append('exception_raised', { kind }, at)
    },

    complete(kind: ExceptionKind, at: number): void {
      const row = open.get(kind)
      if (!row) return
      row.resolvedAt = at
      row.how = 'completed'
      open.delete(kind)
      append('exception_settled', { kind, how: 'completed' }, at)
    },

    /** Gives false where none of the kind is open. */
    settle(kind: ExceptionKind, note: string, person: string, at: number): boolean {
      const row = open.get(kind)
      if (!row) return false
      const text = note.trim() === '' ? null : note
      Object.assign(row, { resolvedAt: at, how: 'person', note: text, person })
      open.delete(kind)
      append('exception_settled', { kind, how: 'person', text, person }, at)
      return true
    },
  }
}
