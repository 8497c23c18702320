import type { TrailEntry } from '../../../../shared/contract/shapes/books/trail.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useEventWords } from '../../../sale/use-event-words.ts'

/** Kinds of which a provider is the source; what else is of a sale came from the till. */
const FROM_PROVIDER: ReadonlySet<string> = new Set([
  ...['link_made', 'link_recovered', 'link_refused', 'link_made_again', 'amount_mismatch', 'status_seen'],
  ...['expiry_changed', 'receipt_seen', 'receipt_changed', 'received_changed', 'standing_paid'],
])

/** Gives what an entry says, in one line, and whose word it is. */
export function useEntryWords() {
  const { t } = useTranslation()
  const words = useEventWords()
  return {
    what(entry: TrailEntry): string {
      if (!entry.isThere) return t('trail.notThere')
      const { what, facts } = words(entry)
      return facts === '' ? what : `${what}: ${facts}`
    },
    who({ kind, data, account }: TrailEntry): string {
      const { person } = data
      if (typeof person === 'string' && person !== '') return person
      return FROM_PROVIDER.has(kind) && account !== null ? account : t('trail.till')
    },
  }
}
