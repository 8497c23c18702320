import type { TrailEntry } from '../../../../shared/contract/shapes/books/trail.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { FROM_PROVIDER, useEventWords } from '../../../sale/use-event-words.ts'

/** Gives what an entry says, in one line, and whose word it is. */
export function useEntryWords() {
  const { t } = useTranslation()
  const words = useEventWords()
  return {
    what(entry: TrailEntry): string {
      if (!entry.isThere) return t('trail.notThere')
      const { what, head, facts } = words(entry)
      return facts === '' ? what : `${head} ${facts}`
    },
    who({ kind, data, account }: TrailEntry): string {
      if (FROM_PROVIDER.has(kind) && account !== null) return account
      for (const name of [data.by, data.person]) if (typeof name === 'string' && name !== '') return name
      return t('trail.till')
    },
  }
}
