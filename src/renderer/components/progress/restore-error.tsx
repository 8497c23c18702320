import { failureOf } from '../../data/call.ts'
import { useMaybeWords } from '../../i18n/words.ts'
import { ErrorWords } from '../error-words.tsx'

/** Why a backup was not put in the book's place; what is told of a damaged file is here told of the backup. */
export function RestoreErrorWords({ error }: { readonly error: Error | null }) {
  const maybe = useMaybeWords()
  if (error === null) return null
  const { code } = failureOf(error)
  const own = (part: 'what' | 'safe' | 'next') => maybe(`backups.refused.${code}.${part}`)
  return <ErrorWords error={error} words={{ what: own('what'), safe: own('safe'), next: own('next') }} />
}
