import type { BookProblem } from '../../../shared/contract/shapes/book.ts'
import { useOverview, useSwitchBook } from '../../data/app.ts'
import { failureOf } from '../../data/call.ts'

/** Looks at the book's file again, or opens the other book; tells where a look found the same problem once more. */
export function useLook({ code }: BookProblem) {
  const { book } = useOverview()
  const opening = useSwitchBook()
  const { error } = opening
  const foundSame = error !== null && failureOf(error).code === code
  return {
    again: () => opening.mutate(book.kind),
    other: () => opening.mutate(book.kind === 'live' ? 'practice' : 'live'),
    isPending: opening.isPending,
    // A book that can be read answers as opened: that this problem is still told says how it stands.
    isStillSo: opening.variables === book.kind && (opening.isSuccess || foundSame),
    error: foundSame ? null : error,
  }
}
