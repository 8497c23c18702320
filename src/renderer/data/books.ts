import { useMutation } from '@tanstack/react-query'
import { call } from './call.ts'

/** How far back a comparison looks, in days. */
export const COMPARED_DAYS = 30

/** Compares an account's links with its provider's own list. */
export function useCompare() {
  return useMutation({
    mutationFn: (accountId: string) => call('books.compare', { accountId, days: COMPARED_DAYS }),
  })
}
