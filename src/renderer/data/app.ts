import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { ProviderId } from '../../shared/contract/plain/provider-ids.ts'
import type { RouteInput, RouteOutput } from '../../shared/contract/routes/index.ts'
import type { ProviderInfo } from '../../shared/contract/shapes/provider.ts'
import { call } from './call.ts'
import { keys } from './keys.ts'

export type Overview = RouteOutput<'app.overview'>

/** Everything the shell needs, asked once and refreshed by events. */
export function useOverviewQuery() {
  return useQuery({ queryKey: keys.overview(), queryFn: () => call('app.overview', {}) })
}

/** Reads the overview anew when what asks comes up: no sale makes it stale, but the count of all sales in it grows with each. */
export function useOverviewAnew() {
  useQuery({ queryKey: keys.overview(), queryFn: () => call('app.overview', {}), refetchOnMount: 'always' })
}

/** The overview for all that is drawn once it is there: nearly every part takes something from it, and none asks by itself. */
export const OverviewContext = createContext<Overview | null>(null)

/** The overview, where the shell has already made sure that it is there; throws elsewhere. */
export function useOverview(): Overview {
  const overview = useContext(OverviewContext)
  if (!overview) throw new Error('the overview is read before the shell has it')
  return overview
}

/** What a provider declares of itself; null for one the app no longer knows. */
export function useProvider(id: ProviderId | undefined): ProviderInfo | null {
  return useOverview().providers.find((one) => one.id === id) ?? null
}

/** Changes settings and shows them at once. */
export function useSetSettings() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: RouteInput<'settings.set'>) => call('settings.set', change),
    onSuccess: (settings) =>
      client.setQueryData<Overview>(keys.overview(), (before) => before && { ...before, settings }),
  })
}

/** Changes how the till looks and sounds, which is everybody's, and shows it at once. */
export function useSetOwn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: RouteInput<'settings.setOwn'>) => call('settings.setOwn', change),
    onSuccess: (settings) =>
      client.setQueryData<Overview>(keys.overview(), (before) => before && { ...before, settings }),
  })
}

/** Keeps which account was sold with last. */
export function useKeepAccount() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call('settings.keepAccount', { id }),
    onSuccess: (settings) =>
      client.setQueryData<Overview>(keys.overview(), (before) => before && { ...before, settings }),
  })
}

/** Says that what is told of the app's files has been read. */
export function useDismissFiles() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (_: undefined) => call('files.dismiss', {}),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.overview() }),
  })
}

/** Has another book opened, or the same one anew; everything on screen is read again. */
function useBookMutation<I>(ask: (input: I) => Promise<Overview['book']>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ask,
    onSuccess: async () => {
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'overview' })
      await client.invalidateQueries()
    },
  })
}

/** Opens the live or the practice book; where it is open but may not be written, its file is looked at again. */
export function useSwitchBook() {
  return useBookMutation((kind: Overview['book']['kind']) => call('book.switch', { kind }))
}

/** Goes on with a book that lacks what was acknowledged. */
export function useGoOn() {
  return useBookMutation((_: undefined) => call('book.goOn', {}))
}

/** Puts the copy that was kept in the book's place. */
export function useKeptCopy() {
  return useBookMutation((_: undefined) => call('book.useKept', {}))
}

/** Begins a new book; what lies in its place is put aside. */
export function useBeginNew() {
  return useBookMutation((_: undefined) => call('book.beginNew', {}))
}

/** Shows where the book's file lies, or lay, in the system's own file manager. */
export function useShowBookFolder() {
  return useMutation({ mutationFn: () => call('book.showFolder', {}) })
}

/** How much of a whole check of the book is done, from 0 to 1; null when none runs or it is not known yet. */
export function useBookCheck(): number | null {
  const { data } = useQuery({ queryKey: keys.bookCheck(), queryFn: () => call('book.check', {}) })
  return data?.done ?? null
}

function useVaultMutation<I>(ask: (input: I) => Promise<Overview['vault']>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ask,
    onSuccess: (vault) => {
      client.setQueryData<Overview>(keys.overview(), (before) => before && { ...before, vault })
      void client.invalidateQueries({ queryKey: keys.accounts() })
    },
  })
}

/** Makes a passphrase vault. */
export function useCreatePassphrase() {
  return useVaultMutation((passphrase: string) => call('vault.createPassphrase', { passphrase }))
}

/** Seals every key under another passphrase. */
export function useChangePassphrase() {
  return useVaultMutation((input: RouteInput<'vault.changePassphrase'>) =>
    call('vault.changePassphrase', input),
  )
}

/** Erases every key; the book stays. */
export function useEraseKeys() {
  return useVaultMutation((_: undefined) => call('vault.erase', {}))
}

/** Opens the vault with its passphrase. */
export function useUnlockVault() {
  return useVaultMutation((passphrase: string) => call('vault.unlock', { passphrase }))
}

/** Locks the vault again. */
export function useLockVault() {
  return useVaultMutation((_: undefined) => call('vault.lock', {}))
}
