import { ErrorWords } from '../components/error-words.tsx'
import { failureOf } from '../data/call.ts'
import { useMaybeWords } from '../i18n/words.ts'

/** Why a file was not opened as a book; what is told of the till's own book is here told of the file. */
export function OpeningErrorWords({ error }: { readonly error: Error | null }) {
  const maybe = useMaybeWords()
  if (error === null) return null
  const { code } = failureOf(error)
  const own = (part: 'what' | 'safe' | 'next') => maybe(`moving.opening.${code}.${part}`)
  return <ErrorWords error={error} words={{ what: own('what'), safe: own('safe'), next: own('next') }} />
}
