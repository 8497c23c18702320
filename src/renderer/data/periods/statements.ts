import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import type { RouteInput } from '../../../shared/contract/routes/index.ts'
import { call } from '../call.ts'
import { joined } from '../joined.ts'
import { keys } from '../keys.ts'

const choose = joined(() => call('periods.chooseStatement', {}))

/** Asks for a file of a bank, a provider or a wallet; null where the dialog was closed. */
export function useChooseStatement() {
  return useMutation({ mutationFn: choose })
}

/** Looks at a chosen file again, written in another way. */
export function useLookAtStatement() {
  return useMutation({
    mutationFn: (input: RouteInput<'periods.lookAtStatement'>) => call('periods.lookAtStatement', input),
  })
}

/** Reads a chosen file whole, and holds it against the book. */
export function useReadStatement() {
  return useMutation({
    mutationFn: (input: RouteInput<'periods.readStatement'>) => call('periods.readStatement', input),
  })
}

/** What may explain why a statement says something else; not asked for where `input` is null. */
export function useExplanations(input: RouteInput<'periods.explain'> | null) {
  return useQuery({
    queryKey: keys.explanations(input ?? {}),
    queryFn: () => (input === null ? null : call('periods.explain', input)),
    enabled: input !== null,
    placeholderData: keepPreviousData,
  })
}
