import { QueryClient } from '@tanstack/react-query'
import { CallError } from './call.ts'
import type { Stale } from './events.ts'

const MOST_RETRIES = 3

/** Repeats a reading call only when its failure says that this may help. */
export function mayRetry(failures: number, error: Error): boolean {
  return failures < MOST_RETRIES && error instanceof CallError && error.failure.retryable
}

/** Makes the query client: data is fresh until an event says otherwise, and the network is not the window's business. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: mayRetry,
        retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 4_000),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}

/** Fetches again what an event made stale. */
export function refresh(client: QueryClient, stale: Stale): void {
  if (stale.kind === 'everything') {
    void client.invalidateQueries()
    return
  }
  for (const queryKey of stale.keys) void client.invalidateQueries({ queryKey })
}
