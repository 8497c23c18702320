import { useQuery } from '@tanstack/react-query'
import { call } from './call.ts'
import { keys } from './keys.ts'
import { useIsAllowed } from './people.ts'

const LOOK_EVERY_MS = 2_000

/** What the watcher does for each account, read again every two seconds while it is on screen of somebody who may see it. */
export function useWatching() {
  return useQuery({
    queryKey: keys.watching(),
    queryFn: () => call('watching.state', {}),
    refetchInterval: LOOK_EVERY_MS,
    enabled: useIsAllowed('review'),
    // No event tells of it: what was read before is old when the screen comes back.
    staleTime: 0,
  })
}
