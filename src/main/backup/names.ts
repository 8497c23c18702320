import type { BackupReason } from '../ledger/port/copies/backups.ts'

/** What the name of a backup tells. */
export interface BackupName {
  readonly kind: 'live' | 'practice'
  /** Epoch ms. */
  readonly madeAt: number
  readonly reason: BackupReason
  /** The end of the book's id; null in names of earlier versions. */
  readonly book: string | null
}

/** The ending of a backup. */
export const ENDING = '.sqlite.zst'
const NAME =
  /^(live|practice)-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z-(timer|start|close|hand|update|restore)-([0-9a-f]{8})\.sqlite\.zst$/
/** What earlier versions kept before they changed a book's shape. */
const EARLIER = /^(live|practice)-pre-\d+-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.db$/

/** Names a backup, without its ending; it sorts by time among those of its book. */
export function nameOf(
  kind: BackupName['kind'],
  madeAt: number,
  reason: BackupReason,
  bookId: string,
): string {
  return `${kind}-${new Date(madeAt).toISOString().replace(/[:.]/g, '-')}-${reason}-${endOf(bookId)}`
}

/** Reads the name of a backup; null where it is none. */
export function readName(name: string): BackupName | null {
  const [, kind, day, ...rest] = NAME.exec(name) ?? EARLIER.exec(name) ?? []
  if (kind !== 'live' && kind !== 'practice') return null
  const [hour, minute, second, thousandth, reason = 'update', book = null] = rest
  const madeAt = Date.parse(`${day}T${hour}:${minute}:${second}.${thousandth}Z`)
  if (Number.isNaN(madeAt)) return null
  return { kind, madeAt, reason: reason as BackupReason, book: book === UNKNOWN ? null : book }
}

/** Where nobody knows which book it is. */
const UNKNOWN = '00000000'

/** The end of an id is chance, its beginning a time. */
export function endOf(bookId: string): string {
  return bookId.slice(-8) || UNKNOWN
}
