import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { MatrixStretch } from '../../../shared/contract/shapes/lists/month.ts'
import { call } from '../call.ts'
import { keys } from '../keys.ts'

/** What is answered without news changes nothing but the time up to which all is known: asked for again after so long, ms. */
const AGAIN_MS = 30_000

/** What each business day of a stretch came to; what was shown before until it is known. */
export function useMatrix(stretch: MatrixStretch) {
  return useQuery({
    queryKey: keys.matrix(stretch),
    queryFn: () => call('lists.month', stretch),
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
  })
}

/** Tells whether the book has no sale at all; undefined until that is known. */
export function useIsEmpty(isAsked: boolean): boolean | undefined {
  return useQuery({
    queryKey: keys.isEmpty(),
    queryFn: async () => {
      const none = { search: '', status: [], provider: [], accountId: [], currency: [], item: [], till: [] }
      const { all } = await call('lists.sums', {
        filter: { ...none, period: null, amount: null, attention: false, review: null, tag: [] },
      })
      return all === 0
    },
    enabled: isAsked,
  }).data
}
