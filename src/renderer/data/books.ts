import { useMutation, useQuery } from '@tanstack/react-query'
import { call } from './call.ts'
import { keys } from './keys.ts'

/** How far back a comparison looks, in days. */
export const COMPARED_DAYS = 30

/** The clock may come to another day while the screen stands, ms. */
const DAY_AGAIN_MS = 60_000

/** What today came to. */
export function useToday() {
  return useQuery({
    queryKey: keys.today(),
    queryFn: () => call('books.today', {}),
    staleTime: 0,
    refetchInterval: DAY_AGAIN_MS,
  })
}

/** What today came to of the sales of whoever is at the till. */
export function useOwnToday() {
  return useQuery({
    queryKey: keys.ownToday(),
    queryFn: () => call('books.ownToday', {}),
    staleTime: 0,
    refetchInterval: DAY_AGAIN_MS,
  })
}

/** Compares an account's links with its provider's own list. */
export function useCompare() {
  return useMutation({
    mutationFn: (accountId: string) => call('books.compare', { accountId, days: COMPARED_DAYS }),
  })
}
