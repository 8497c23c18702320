import { MOST_TAGS } from '../../../shared/contract/plain/tags.ts'
import type { InvoiceStatus } from '../../../shared/status/status.ts'
import { append, type EventData } from '../history/events.ts'
import { IS_UNDONE } from '../imports/rows.ts'
import { touch } from '../invoices/head.ts'
import type { LocalEdit } from '../port/changes.ts'
import type { Reading, Writing } from '../sqlite/context.ts'
import { all } from '../sqlite/sql.ts'
import { hasNews } from './lapse.ts'
import { isSameReview, type Reviewed, reviewedIn, tagsIn, writeReviewed, writeTags } from './marks.ts'
import { noteOf, type StandingNote } from './notes.ts'

/** A sale as edits see it. */
export interface EditedRow {
  readonly seq: bigint
  readonly id: string
  readonly number: string
  readonly status: InvoiceStatus
  readonly reviewed_at_ms: bigint | null
  readonly reviewed_by: string | null
  readonly tags: string | null
  /** 1 where its import was undone since. */
  readonly undone: bigint
}

/** What an edit found at a sale and what it left there: by these it is undone, and by these one that was overtaken is known. */
export type Trace = { readonly seq: bigint } & (
  | { readonly kind: 'review'; readonly before: Reviewed | null; readonly after: Reviewed | null }
  | { readonly kind: 'tag'; readonly tag: string; readonly before: boolean; readonly after: boolean }
  | { readonly kind: 'note'; readonly before: StandingNote | null; readonly after: StandingNote }
)

const ROW = `invoice.seq, invoice.id, invoice.number, invoice.status, invoice.reviewed_at_ms, invoice.reviewed_by, invoice.tags, ${IS_UNDONE} AS undone`

/** Reads the sales of these ids, each once; those that are not in the book are left out. */
export function rowsById(reading: Reading, ids: readonly string[]): readonly EditedRow[] {
  const sql = `SELECT DISTINCT ${ROW} FROM json_each(?) AS wanted CROSS JOIN invoices AS invoice ON invoice.id = wanted.value
    WHERE NOT ${IS_UNDONE}`
  return all<EditedRow>(reading, sql, [JSON.stringify(ids)])
}

/** Reads the sales of these keys, in their order. */
export function rowsBySeq(reading: Reading, seqs: readonly bigint[]): readonly EditedRow[] {
  const sql = `SELECT ${ROW} FROM json_each(?) AS wanted CROSS JOIN invoices AS invoice ON invoice.seq = wanted.value ORDER BY wanted.key`
  return all<EditedRow>(reading, sql, [`[${seqs.join(',')}]`])
}

/** Says whether a sale has no room for the tag of an edit. */
export function isFull(row: EditedRow, edit: LocalEdit): boolean {
  if (edit.kind !== 'tag' || !edit.isOn) return false
  return !hasRoom(row, edit.tag)
}

function hasRoom(row: EditedRow, tag: string): boolean {
  const tags = tagsIn(row.tags)
  return tags.length < MOST_TAGS || tags.includes(tag)
}

/** Does an edit to a sale; null where it is so already. Part of the caller's transaction. */
export function applyEdit(
  writing: Writing,
  row: EditedRow,
  edit: LocalEdit,
  person: string,
  at: number,
): Trace | null {
  const { seq } = row
  switch (edit.kind) {
    case 'review': {
      const before = reviewedIn(row)
      if ((before !== null) === edit.reviewed) return null
      const after = edit.reviewed ? { at, person } : null
      writeReviewed(writing, seq, after)
      append(writing, seq, edit.reviewed ? 'reviewed' : 'unreviewed', { person }, at)
      return { kind: 'review', seq, before, after }
    }
    case 'tag': {
      const { tag, isOn } = edit
      const before = tagsIn(row.tags).includes(tag)
      if (before === isOn) return null
      setTag(writing, row, tag, isOn)
      append(writing, seq, isOn ? 'tagged' : 'untagged', { tag, person }, at)
      return { kind: 'tag', seq, tag, before, after: isOn }
    }
    case 'note': {
      const before = noteOf(writing, seq)
      const id = append(writing, seq, 'note', { text: edit.text, ...(person !== '' && { person }) }, at)
      touch(writing, row, at)
      return { kind: 'note', seq, before, after: { id, text: edit.text } }
    }
  }
}

/** Says whether what an edit left at a sale, or with `isBack` what undoing it left, is not there any more, or what was there before cannot be. */
export function isOvertaken(reading: Reading, row: EditedRow, trace: Trace, isBack: boolean): boolean {
  if (row.undone === 1n) return true
  switch (trace.kind) {
    case 'review': {
      const [left, wanted] = isBack ? [trace.before, trace.after] : [trace.after, trace.before]
      return !isSameReview(reviewedIn(row), left) || (wanted !== null && hasNews(reading, row.seq))
    }
    case 'tag': {
      const [left, wanted] = isBack ? [trace.before, trace.after] : [trace.after, trace.before]
      return tagsIn(row.tags).includes(trace.tag) !== left || (wanted && !hasRoom(row, trace.tag))
    }
    case 'note':
      return (noteOf(reading, row.seq)?.id ?? null) !== ((isBack ? trace.before : trace.after)?.id ?? null)
  }
}

/** Puts a sale back as an edit found it, or with `isBack` as the edit had left it; what happened stays in the history. Part of the caller's transaction. */
export function turn(
  writing: Writing,
  row: EditedRow,
  trace: Trace,
  isBack: boolean,
  person: string,
  at: number,
): void {
  const { seq } = row
  const tell = (data: EventData) =>
    append(writing, seq, isBack ? 'edit_redone' : 'edit_undone', { ...data, person }, at)
  switch (trace.kind) {
    case 'review':
      writeReviewed(writing, seq, isBack ? trace.after : trace.before)
      tell({ what: trace.after === null ? 'unreviewed' : 'reviewed' })
      return
    case 'tag':
      setTag(writing, row, trace.tag, isBack ? trace.after : trace.before)
      tell({ what: trace.after ? 'tagged' : 'untagged', tag: trace.tag })
      return
    case 'note': {
      const { before, after } = trace
      const { text } = after
      const stands = isBack ? after : before
      tell({ what: 'note', text, stands: stands?.id ?? null, ...(!isBack && { note: before?.text ?? null }) })
      touch(writing, row, at)
    }
  }
}

function setTag(writing: Writing, row: EditedRow, tag: string, isOn: boolean): void {
  const others = tagsIn(row.tags).filter((one) => one !== tag)
  writeTags(writing, row.seq, isOn ? [...others, tag] : others)
}
