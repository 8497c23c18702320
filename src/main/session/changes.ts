import type { EventName } from '../../shared/contract/plain/app-events.ts'
import type { InvoiceChange, RaisedException } from '../ledger/port/changes.ts'

/** The one place that tells what changed in an open book: the window, the desktop notices, and the watcher. */
export interface Changes {
  /** Sales were changed by a person, or by the answer to a create: the watcher takes them anew. */
  written(changes: readonly InvoiceChange[]): void
  /** Sales were changed by what the watcher was answered. */
  answered(changes: readonly InvoiceChange[]): void
  /** Sales were marked, tagged or noted: nothing of their links is new, so that the watcher need not look. */
  edited(changes: readonly InvoiceChange[]): void
  /** Exceptions were raised, handled or opened again by a person's act: nobody is told of it as if money had come. */
  exceptions(ids: readonly string[]): void
  /** The same, of any. */
  anyException(): void
  /** An account's provider was asked about sales; told apart from a change, so that a payment is never lost among looks. */
  checked(invoiceIds: readonly string[], accountId: string): void
  /** A create was answered or failed, so that the account's health stays true. */
  accountChecked(accountId: string): void
  /** Settings, key or pause of an account changed: everything that waited for it is tried again. */
  accountChanged(accountId: string): void
  itemsChanged(ids: readonly string[]): void
  /** A period was closed, opened again, or held against a statement. */
  periodsChanged(): void
  /** Past sales came out of a file, or went with their import. */
  imported(): void
  /** A standing link was written, or asked about. */
  standingChanged(id: string): void
}

/** Who is told. */
export interface ChangeListeners {
  /** Tells the window; `commit` is the book's last one among these changes, null where the change is no commit's. */
  emit(name: EventName, ids: readonly string[], commit?: number | null): void
  /** Tells the desktop of exceptions that a write has raised. */
  notify(raised: readonly RaisedException[]): void
  /** Looks at these sales anew. */
  watch(invoiceIds: readonly string[]): void
  /** Asks for everything that may go on by now. */
  wake(): void
}

/** More sales than these are not named one by one: the window then reads what it shows. */
const MOST_NAMED = 100

export function createChanges(listeners: ChangeListeners): Changes {
  function tell(changes: readonly InvoiceChange[]): void {
    const changed = changes.filter((one) => one.changed)
    if (changed.length > 0) {
      const commit = Math.max(...changed.map((one) => one.commit))
      listeners.emit(
        'invoices.changed',
        changed.map((one) => one.invoiceId),
        commit,
      )
    }
    const raised = changes.flatMap((one) => one.raised)
    if (raised.length === 0) return
    listeners.emit(
      'exceptions.changed',
      raised.map(({ id }) => id),
    )
    listeners.notify(raised)
  }

  return {
    written(changes) {
      tell(changes)
      listeners.watch(changes.map((change) => change.invoiceId))
    },
    answered: tell,
    edited(changes) {
      const commit = Math.max(...changes.map((one) => one.commit))
      const ids = changes.length > MOST_NAMED ? [] : changes.map((one) => one.invoiceId)
      listeners.emit('invoices.changed', ids, commit)
    },
    exceptions: (ids) => listeners.emit('exceptions.changed', ids.length > MOST_NAMED ? [] : ids),
    anyException: () => listeners.emit('exceptions.changed', []),
    checked(invoiceIds, accountId) {
      listeners.emit('invoices.checked', invoiceIds)
      listeners.emit('accounts.checked', [accountId])
    },
    accountChecked: (accountId) => listeners.emit('accounts.checked', [accountId]),
    accountChanged(accountId) {
      listeners.emit('accounts.changed', [accountId])
      listeners.wake()
    },
    itemsChanged: (ids) => listeners.emit('items.changed', ids),
    periodsChanged: () => listeners.emit('periods.changed', []),
    imported() {
      listeners.emit('invoices.changed', [])
      listeners.emit('exceptions.changed', [])
      listeners.emit('imports.changed', [])
    },
    standingChanged: (id) => listeners.emit('standing.changed', [id]),
  }
}
