import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { FirstRows } from './sources.ts'
import { type Answer, begunWith, firstMissing, type Listed, type ListRows, withAnswers } from './stretches.ts'

/** What is looked at of one view of a list. */
export interface Look {
  readonly queryKey: QueryKey
  /** The stretches that are in sight, and behind them those that soon may be. */
  seen: readonly number[]
  wanted: readonly number[]
  isReading: boolean
}

/** A stretch of a view that could not be read. */
export interface Failed {
  readonly look: Look
  readonly n: number
  readonly error: Error
}

/**
 * Shows what was read even when it was asked for anew meanwhile: else changes that come faster than they are read would show nothing
 * until the last of them. What was read of a book that has been left is shown to nobody.
 */
export async function shownAtOnce<T>(
  client: QueryClient,
  queryKey: QueryKey,
  read: () => Promise<T>,
): Promise<T> {
  const isStillHere = whetherHere(client, queryKey)
  const answer = await read()
  if (isStillHere()) client.setQueryData<T>(queryKey, answer)
  return answer
}

/**
 * Reads what lacks, one stretch after the other: what is in sight first. Ends where nothing lacks, where the book has been left, and at a
 * stretch that could not be read, which it gives. Never rejects.
 */
export async function fill<Row extends Listed>(
  client: QueryClient,
  look: Look,
  read: (n: number) => Promise<Answer<Row>>,
): Promise<Failed | null> {
  if (look.isReading) return null
  look.isReading = true
  const isStillHere = whetherHere(client, look.queryKey)
  try {
    for (;;) {
      const rows = client.getQueryData<ListRows<Row>>(look.queryKey)
      const n = rows && isStillHere() ? firstMissing(rows, look.wanted) : null
      if (n === null) return null
      try {
        const answer = await read(n)
        if (!isStillHere()) return null
        client.setQueryData<ListRows<Row>>(look.queryKey, (before) => withAnswers(before, [answer], false))
      } catch (thrown) {
        return { look, n, error: thrown instanceof Error ? thrown : new Error(String(thrown)) }
      }
    }
  } finally {
    look.isReading = false
  }
}

/** Who types on does so within this time. */
const RESTS_MS = 150

/**
 * Shows the first rows of a view of which nothing was read yet, where they come sooner than all others; gives them where there are no others. Who
 * types on soon looks at another view: this one is forgotten then, and never counted.
 */
export async function readFirst<Row extends Listed>(
  client: QueryClient,
  queryKey: QueryKey,
  first: () => Promise<FirstRows<Row> | null>,
): Promise<ListRows<Row> | null> {
  if (client.getQueryData(queryKey) !== undefined) return null
  const isStillHere = whetherHere(client, queryKey)
  const found = await first()
  if (!found || !isStillHere()) return null
  if (found.isWhole) return withAnswers<Row>(undefined, [[0, found]], false)
  const begun = begunWith(found.rows)
  client.setQueryData<ListRows<Row>>(queryKey, begun)
  await new Promise((done) => setTimeout(done, RESTS_MS))
  if (client.getQueryCache().find({ queryKey })?.isActive()) return null
  client.removeQueries({ queryKey, exact: true })
  return begun
}

/** Another book has queries of its own under the same keys: tells whether this one's is still held. */
function whetherHere(client: QueryClient, queryKey: QueryKey): () => boolean {
  const cache = client.getQueryCache()
  const query = cache.find({ queryKey })
  return () => query !== undefined && cache.find({ queryKey }) === query
}
