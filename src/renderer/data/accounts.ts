import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ErrorCode, KEYLESS_CODES } from '../../shared/contract/plain/error-codes.ts'
import type { RouteInput } from '../../shared/contract/routes/index.ts'
import type { Account } from '../../shared/contract/shapes/account.ts'
import { call } from './call.ts'
import { keys } from './keys.ts'
import { useIsAllowed } from './people.ts'

/** What was usual a while ago still is, ms. */
const LARGEST_MS = 600_000

/** The provider accounts of the open book. */
export function useAccounts() {
  return useQuery({ queryKey: keys.accounts(), queryFn: () => call('accounts.list', {}) })
}

/** Why an account's key cannot be had just now, an error code; null when it can, whatever else is the matter. */
export function keyTrouble({ trouble }: Pick<Account, 'trouble'>): ErrorCode | null {
  return [...KEYLESS_CODES].find((code) => code === trouble) ?? null
}

/** An account as the keypad knows it: what is news at each question of the watcher is left out. */
export type SellingAccount = Omit<Account, 'lastAnswerAt' | 'trouble'>

/** The accounts to sell with; they change only when a person changes one. */
export function useSellingAccounts() {
  return useQuery({
    queryKey: keys.accounts(),
    queryFn: () => call('accounts.list', {}),
    select: sellingAccounts,
  })
}

function sellingAccounts(accounts: readonly Account[]): readonly SellingAccount[] {
  return accounts.map(({ lastAnswerAt: _, trouble: __, ...account }) => account)
}

/** The largest amount of an account's last sales in a currency; null where they are too few, or it is not known yet. */
export function useLargestAsked(id: string | undefined, currency: string): string | null {
  const maySell = useIsAllowed('sell')
  const { data } = useQuery({
    queryKey: keys.largestAsked(id ?? '', currency),
    queryFn: () => call('accounts.largestAsked', { id: id ?? '', currency }),
    enabled: maySell && id !== undefined,
    staleTime: LARGEST_MS,
  })
  return data?.amount ?? null
}

function useAccountMutation<I>(ask: (input: I) => Promise<Account>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ask,
    gcTime: 0,
    onSuccess: () => client.invalidateQueries({ queryKey: keys.accounts() }),
  })
}

/** Adds an account; the credentials travel inwards only and are not kept in the window. */
export function useAddAccount() {
  return useAccountMutation((input: RouteInput<'accounts.add'>) => call('accounts.add', input))
}

/** Changes an account's label and settings. */
export function useUpdateAccount() {
  return useAccountMutation((input: RouteInput<'accounts.update'>) => call('accounts.update', input))
}

/** Replaces an account's key. */
export function useReplaceKey() {
  return useAccountMutation((input: RouteInput<'accounts.replaceKey'>) => call('accounts.replaceKey', input))
}

/** Asks the provider once whether a key works that is not kept yet. */
export function useTryKey() {
  return useMutation({
    mutationFn: (input: RouteInput<'accounts.tryKey'>) => call('accounts.tryKey', input),
    gcTime: 0,
  })
}

/** Asks the provider once whether the account's key works. */
export function useTestAccount() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call('accounts.test', { id }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.accounts() }),
  })
}

/** Forgets an account and its key; its invoices stay. */
export function useForgetAccount() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call('accounts.forget', { id }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.accounts() }),
  })
}
