import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { RouteInput } from '../../../shared/contract/routes/index.ts'
import type { MatrixStretch } from '../../../shared/contract/shapes/lists/month.ts'
import type { ClosedDays } from '../../../shared/contract/shapes/periods/period.ts'
import { call } from '../call.ts'
import { joined } from '../joined.ts'
import { keys } from '../keys.ts'

/** The clock goes on while the screen stands, and a month ends: asked for again after so long, ms. */
const AGAIN_MS = 30_000

/** How a period stands; the one before until it is known. */
export function usePeriod(stretch: MatrixStretch) {
  return useQuery({
    queryKey: keys.period(stretch),
    queryFn: () => call('periods.view', stretch),
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
  })
}

const NONE: readonly ClosedDays[] = []

/** The periods that are closed; none until they are known. */
export function useClosedPeriods(): readonly ClosedDays[] {
  const { data } = useQuery({ queryKey: keys.closedPeriods(), queryFn: () => call('periods.closed', {}) })
  return data?.periods ?? NONE
}

const close = joined((input: RouteInput<'periods.close'>) => call('periods.close', input))
const reopen = joined((input: RouteInput<'periods.reopen'>) => call('periods.reopen', input))
const tieOut = joined((input: RouteInput<'periods.tieOut'>) => call('periods.tieOut', input))

/** Closes a period. */
export function useClosePeriod() {
  return usePeriodAct(close)
}

/** Opens a closed period again. */
export function useReopenPeriod() {
  return usePeriodAct(reopen)
}

/** Keeps what a statement says of a period. */
export function useTieOut() {
  return usePeriodAct(tieOut)
}

function usePeriodAct<I>(act: (input: I) => Promise<null>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSettled: () => client.invalidateQueries({ queryKey: keys.periods() }),
  })
}
