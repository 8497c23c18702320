import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { RouteInput } from '../../shared/contract/routes/index.ts'
import { call } from './call.ts'
import { keys } from './keys.ts'

/** The exceptions that wait for somebody, or those that are settled, newest first. */
export function useExceptions(settled: boolean, enabled = true) {
  return useQuery({
    queryKey: keys.exceptionList(settled),
    queryFn: () => call('exceptions.list', { settled }),
    enabled,
  })
}

/** How many exceptions wait for somebody. */
export function useExceptionCount() {
  return useQuery({ queryKey: keys.exceptionCount(), queryFn: () => call('exceptions.count', {}) })
}

/** Marks an exception as handled. */
export function useSettleException() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: RouteInput<'exceptions.settle'>) => call('exceptions.settle', input),
    onSettled: () => client.invalidateQueries({ queryKey: keys.exceptions() }),
  })
}
