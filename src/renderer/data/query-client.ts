import { type Query, QueryClient, type QueryKey } from '@tanstack/react-query'
import { CallError } from './call.ts'
import type { Stale } from './invalidation.ts'
import { keys } from './keys.ts'
import { painted } from './painted.ts'

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

/** Fetches again what an event made stale: a sale that is shown at once, what stands beside it after it was painted. */
export function refresh(client: QueryClient, stale: Stale): void {
  if (stale.kind === 'everything') {
    void client.invalidateQueries()
    return
  }
  const { commit } = stale
  const predicate = ({ state }: Query) => !isKnown(state, commit)
  const shown = stale.keys
    .filter((queryKey) => !isBeside(queryKey))
    .map((queryKey) => client.invalidateQueries({ queryKey, predicate }))
  refreshBeside(client, stale.keys.filter(isBeside), Promise.all(shown))
}

/** Says whether what the window holds of a sale was read with or after a commit: then it need not ask for it again. */
function isKnown({ data, isInvalidated }: Held, commit: number | null): boolean {
  // What is being read anew may be of another session of the book, whose numbers say nothing here.
  return commit !== null && !isInvalidated && asOf(data) >= commit
}

interface Held {
  readonly data?: unknown
  readonly isInvalidated: boolean
}

/** Says whether an answer about a sale is at least as new as what the window holds of it. */
export function isAsNew(held: Held | undefined, answer: { readonly asOf: number }): boolean {
  return held === undefined || held.isInvalidated || asOf(held.data) <= answer.asOf
}

/** The number of the commit as of which a sale was read; below every commit for anything else. */
function asOf(data: unknown): number {
  const told = typeof data === 'object' && data !== null && 'asOf' in data ? data.asOf : null
  return typeof told === 'number' ? told : Number.NEGATIVE_INFINITY
}

const BESIDE = [keys.invoiceLists(), keys.exceptions(), keys.today(), keys.accounts()]

function isBeside(queryKey: QueryKey): boolean {
  return BESIDE.some((beside) => beside.every((part, index) => queryKey[index] === part))
}

/** A sale that is slow to come does not keep the lists any longer than this, ms. */
const LONGEST_MS = 250

/** What is to be fetched after the next painting; asked for twice until then, it is fetched once. */
const due = new WeakMap<QueryClient, Set<string>>()

/** Fetches queries again once `shown` has come and was painted: nobody waits for them, and their drawing takes a frame. */
export function refreshBeside(
  client: QueryClient,
  queryKeys: readonly QueryKey[],
  shown: Promise<unknown> = Promise.resolve(),
): void {
  if (queryKeys.length === 0) return
  const known = due.get(client)
  const waiting = known ?? new Set()
  for (const queryKey of queryKeys) waiting.add(JSON.stringify(queryKey))
  if (known) return
  due.set(client, waiting)
  const late = new Promise((resolve) => setTimeout(resolve, LONGEST_MS))
  void Promise.race([shown, late])
    .then(painted)
    .then(() => {
      due.delete(client)
      for (const text of waiting) void client.invalidateQueries({ queryKey: JSON.parse(text) as QueryKey })
    })
}
