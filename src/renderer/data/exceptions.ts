import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { RouteInput } from '../../shared/contract/routes/index.ts'
import { call } from './call.ts'
import { keys } from './keys.ts'

/** The exceptions that wait for somebody, or those that are resolved, newest first. */
export function useExceptions(resolved: boolean, enabled = true) {
  return useQuery({
    queryKey: keys.exceptionList(resolved),
    queryFn: () => call('exceptions.list', { resolved }),
    enabled,
  })
}

/** How many exceptions wait for somebody. */
export function useExceptionCount() {
  return useQuery({ queryKey: keys.exceptionCount(), queryFn: () => call('exceptions.count', {}) })
}

/** Marks an exception as handled. */
export function useResolveException() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: RouteInput<'exceptions.resolve'>) => call('exceptions.resolve', input),
    onSettled: () => client.invalidateQueries({ queryKey: keys.exceptions() }),
  })
}
