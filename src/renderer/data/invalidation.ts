import type { QueryKey } from '@tanstack/react-query'
import type { AppEvent, EventName } from '../../shared/contract/plain/app-events.ts'
import { keys } from './keys.ts'

/**
 * What an event makes stale: everything, or the queries under these keys.
 *
 * What was read as of `commit`, or later, already shows the change; null where that is not known.
 */
export type Stale =
  | { readonly kind: 'everything' }
  | { readonly kind: 'keys'; readonly keys: readonly QueryKey[]; readonly commit: number | null }

/** Which queries each event touches; with ids only the queries of those ids, without ids all of the kind. */
const TABLE: Readonly<Record<EventName, (ids: readonly string[]) => readonly QueryKey[] | 'everything'>> = {
  // What was missing may have come, which resolves an exception without a word of its own.
  'invoices.changed': (ids) =>
    some(
      keys.invoiceLists(),
      keys.exceptions(),
      keys.today(),
      keys.periods(),
      ...(ids.length > 0 ? ids.map(keys.invoice) : [keys.invoiceDetails()]),
    ),
  // Only the time of the last look is new: lists stay as they are.
  'invoices.checked': (ids) => some(...(ids.length > 0 ? ids.map(keys.invoice) : [keys.invoiceDetails()])),
  'accounts.checked': () => some(keys.accounts()),
  'accounts.changed': () => some(keys.accounts(), keys.invoiceLists()),
  'vault.changed': () => some(keys.overview(), keys.accounts()),
  'book.changed': () => 'everything',
  'book.reopened': () => some(),
  'book.checked': () => some(keys.bookCheck()),
  'trail.changed': () => some(keys.trail()),
  'backups.changed': () => some(keys.backups()),
  'settings.changed': () => some(keys.overview()),
  // What another person may see is read anew where who is at the till is drawn.
  'people.changed': () => some(keys.people(), keys.overview()),
  'items.changed': () => some(keys.items()),
  'standing.changed': () => some(keys.standingLinks()),
  // An exception's id does not name its invoice, whose history has a new line.
  'exceptions.changed': () => some(keys.exceptions(), keys.exceptionRows(), keys.invoiceDetails()),
  'periods.changed': () => some(keys.periods(), keys.invoiceDetails()),
  'imports.changed': () => some(keys.imports()),
  'customer.changed': () => some(keys.customerDisplay()),
  'notification.opened': () => some(),
  'export.changed': (ids) =>
    some(...(ids.length > 0 ? [keys.exportJobList(), ...ids.map(keys.exportJob)] : [keys.exportJobs()])),
}

function some(...stale: readonly QueryKey[]): readonly QueryKey[] {
  return stale
}

/** Reads numbered events and says what each makes stale; a number that was skipped makes everything stale. */
export function createEventReader(): (event: AppEvent) => Stale {
  let last: number | null = null
  return (event) => {
    const gap = last !== null && event.seq !== last + 1
    last = event.seq
    const touched = gap ? 'everything' : TABLE[event.name](event.ids)
    if (touched === 'everything') return { kind: 'everything' }
    return { kind: 'keys', keys: touched, commit: event.commit }
  }
}
