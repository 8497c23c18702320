import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './call.ts'
import { joined } from './joined.ts'
import { keys } from './keys.ts'
import { useIsAllowed } from './people.ts'

const make = joined((passphrase: string | null) => call('moving.make', { passphrase }))
const open = joined((passphrase: string | null) => call('moving.open', { passphrase }))
const stop = joined(() => call('moving.stop', {}))
const sellAgain = joined(() => call('moving.sellAgain', {}))

/** How far the making of a file for another computer is, and what came of the last ones. */
export function useMoving() {
  return useQuery({
    queryKey: [...keys.backups(), 'moving'],
    queryFn: () => call('moving.view', {}),
    enabled: useIsAllowed('setUp'),
    staleTime: 0,
  })
}

/** Asks where to save, and makes the file; with the keys where there is a passphrase. */
export function useMakeMovingFile() {
  return useMutation({ mutationFn: make })
}

/** Shows the file that was made. */
export function useShowMovingFile() {
  return useMutation({ mutationFn: () => call('moving.reveal', {}) })
}

/** Sells on this computer no more. */
export function useStopSelling() {
  return useDecision(stop)
}

/** Sells on this computer again. */
export function useSellAgain() {
  return useDecision(sellAgain)
}

function useDecision(decide: () => Promise<null>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: decide,
    onSettled: () => client.invalidateQueries({ queryKey: keys.overview() }),
  })
}

/** Opens the file that was chosen; what is `done` then is done also where the screen that asked is gone by then. */
export function useOpenMovingFile(done: (tillCode: string) => void) {
  return useMutation({
    mutationFn: open,
    onSuccess: ({ tillCode }) => done(tillCode),
  })
}
