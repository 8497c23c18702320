import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { MatrixStretch } from '../../../shared/contract/shapes/lists/month.ts'
import { call } from '../call.ts'
import { keys } from '../keys.ts'

/** What the charts of a stretch are drawn from, once they are looked at; what was shown before until it is known. */
export function useCharts(stretch: MatrixStretch, isLookedAt: boolean) {
  return useQuery({
    queryKey: keys.charts(stretch),
    queryFn: () => call('lists.charts', stretch),
    placeholderData: keepPreviousData,
    enabled: isLookedAt,
  })
}
