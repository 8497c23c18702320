import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { RouteInput } from '../../shared/contract/routes/index.ts'
import type { StandingLinkView } from '../../shared/contract/shapes/standing-link.ts'
import { call } from './call.ts'
import { keys } from './keys.ts'

/** The links that stay: those that are watched before those put away. */
export function useStandingLinks() {
  return useQuery({ queryKey: keys.standingLinks(), queryFn: () => call('standing.list', {}) })
}

function useStandingMutation<I>(ask: (input: I) => Promise<StandingLinkView>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ask,
    onSettled: () => client.invalidateQueries({ queryKey: keys.standingLinks() }),
  })
}

/** Makes a link that stays; the token makes a repeated press harmless. */
export function useMakeStandingLink() {
  return useStandingMutation((input: RouteInput<'standing.make'>) => call('standing.make', input))
}

/** Ends the watching of a standing link, or begins it again. */
export function usePutStandingAway() {
  return useStandingMutation((input: RouteInput<'standing.putAway'>) => call('standing.putAway', input))
}

/** Asks now about a standing link. */
export function useCheckStanding() {
  return useStandingMutation((id: string) => call('standing.check', { id }))
}

/** Lets the simulated customer pay a standing link once. */
export function usePayStanding() {
  return useStandingMutation((id: string) => call('practice.payStanding', { id }))
}

/** Copies a standing link's address. */
export function useCopyStanding() {
  return useMutation({ mutationFn: (id: string) => call('standing.copy', { id }) })
}
