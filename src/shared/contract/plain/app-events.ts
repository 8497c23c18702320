/** What can change under the window; an event says what changed, never the data. */
export const EVENT_NAMES = [
  'invoices.changed',
  'invoices.checked',
  'accounts.changed',
  'accounts.checked',
  'vault.changed',
  'book.changed',
  /** The book's thread was lost, and the book was opened anew by itself. */
  'book.reopened',
  /** A whole check of the book has come further. */
  'book.checked',
  /** A walk along the book's trail has come further, or ended. */
  'trail.changed',
  'backups.changed',
  'settings.changed',
  /** Somebody signed in or out, or people were changed. */
  'people.changed',
  'items.changed',
  'standing.changed',
  'export.changed',
  'exceptions.changed',
  'periods.changed',
  /** An import has come further, ended or was undone. */
  'imports.changed',
  /** What the customer sees, or where: the customer's window hears of nothing else. */
  'customer.changed',
  /** A person pressed a desktop notification: the invoice it names is to be shown. */
  'notification.opened',
] as const
export type EventName = (typeof EVENT_NAMES)[number]

export interface AppEvent {
  /** Rises by one with every event; a gap means that something was missed. */
  readonly seq: number
  readonly name: EventName
  /** The ids of what changed; empty means "any of them". */
  readonly ids: readonly string[]
  /** The number of the book's last commit among these changes: what was read as of it, or later, shows them. Null where unknown. */
  readonly commit: number | null
}
