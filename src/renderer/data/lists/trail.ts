import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { TrailEntry } from '../../../shared/contract/shapes/books/trail.ts'
import { call } from '../call.ts'
import { keys } from '../keys.ts'
import type { ListTypes, ListView, Stretches } from './sources.ts'

/** The entries of the trail as a list that is read by place. */
export interface TrailTypes extends ListTypes {
  readonly by: 'entry'
  readonly row: TrailEntry
}

export const TRAIL: Stretches<TrailTypes> = {
  name: 'trail',
  stretch: (_view, from, limit) => call('trail.entries', { from, limit }),
  first: async () => null,
}

/** Its one order: the newest first. */
export const WHOLE_TRAIL: ListView<TrailTypes> = {
  filter: { search: '', currency: [], period: null },
  sort: { by: 'entry', down: true },
}

/** How far the trail goes, a walk along it, and what the last one found; read each second while one is under way, in case an event was lost. */
export function useTrail() {
  return useQuery({
    queryKey: keys.trail(),
    queryFn: () => call('trail.view', {}),
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.running ? 1_000 : false),
  })
}

/** Begins to walk along the trail. */
export function useVerifyTrail() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call('trail.verify', {}),
    onSettled: () => client.invalidateQueries({ queryKey: keys.trail() }),
  })
}

/** Gives the walk up. */
export function useStopTrail() {
  return useMutation({ mutationFn: () => call('trail.stop', {}) })
}
