import {
  keepPreviousData,
  type QueryClient,
  type QueryKey,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useMemo, useState } from 'react'
import type { ListFilter } from '../../shared/contract/shapes/lists/list.ts'
import { call } from './call.ts'
import { keys, type ListView } from './keys.ts'
import { type Answer, firstMissing, type ListRows, STRETCH, stretchesOf, withAnswers } from './stretches.ts'

/** So many rows above and beneath those in sight are read before they come into it. */
const AHEAD = 80

/** A list as far as it was read, for the rows that are in sight. */
export interface ReadList {
  /** Undefined before the first answer; the rows of the view before while those of a new one are on their way. */
  readonly rows: ListRows | undefined
  readonly isOfBefore: boolean
  readonly error: Error | null
  /** Reads what is in sight again, after a failure. */
  again(): void
}

/**
 * Reads a list by place: the stretches in which the rows from `first` to `last` lie, and again whenever the book changes.
 *
 * Only one stretch is on its way at a time, and then the one that is in sight by then: who draws the scroll bar through a
 * million rows asks for none of those in between.
 */
export function useListRows(view: ListView, first: number, last: number): ReadList {
  const client = useQueryClient()
  const look = useMemo<Look>(() => ({ view, seen: [0], wanted: [0], isReading: false }), [view])
  const [failed, setFailed] = useState<Error | null>(null)
  const { data, isPlaceholderData, error, refetch } = useQuery({
    queryKey: keys.listRows(view),
    queryFn: () =>
      shownAtOnce(client, keys.listRows(view), async () => {
        const answers = await Promise.all(look.seen.map((n) => readStretch(view, n)))
        return withAnswers(client.getQueryData<ListRows>(keys.listRows(view)), answers, true)
      }),
    placeholderData: keepPreviousData,
    structuralSharing: false,
  })
  // A new view begins at its first row.
  const seen = isPlaceholderData ? [0] : stretchesOf(first, last)
  const wanted = isPlaceholderData ? [0] : [...seen, ...stretchesOf(first - AHEAD, last + AHEAD)]
  useLayoutEffect(() => {
    look.seen = seen
    look.wanted = wanted
  })
  const lacks = data && !isPlaceholderData ? firstMissing(data, wanted) : null
  useEffect(() => {
    if (lacks === null) return
    fill(client, look).then(
      () => setFailed(null),
      (thrown: unknown) => setFailed(thrown instanceof Error ? thrown : new Error(String(thrown))),
    )
  }, [client, look, lacks])
  return {
    rows: data,
    isOfBefore: isPlaceholderData,
    error: error ?? failed,
    again: () => void refetch(),
  }
}

/**
 * Shows what was read even when it was asked for anew meanwhile: else changes that come faster than they are read would show nothing
 * until the last of them. What was read of a book that has been left is shown to nobody.
 */
async function shownAtOnce<T>(client: QueryClient, queryKey: QueryKey, read: () => Promise<T>): Promise<T> {
  const cache = client.getQueryCache()
  const query = cache.find({ queryKey })
  const answer = await read()
  if (query && cache.find({ queryKey }) === query) client.setQueryData<T>(queryKey, answer)
  return answer
}

/** What is looked at of one view. */
interface Look {
  readonly view: ListView
  /** The stretches that are in sight, and behind them those that soon may be. */
  seen: readonly number[]
  wanted: readonly number[]
  isReading: boolean
}

/** Reads what lacks, one stretch after the other: what is in sight first. */
async function fill(client: QueryClient, look: Look): Promise<void> {
  if (look.isReading) return
  look.isReading = true
  try {
    for (;;) {
      const rows = client.getQueryData<ListRows>(keys.listRows(look.view))
      const next = rows ? firstMissing(rows, look.wanted) : null
      if (next === null) return
      const answer = await readStretch(look.view, next)
      client.setQueryData<ListRows>(keys.listRows(look.view), (before) =>
        withAnswers(before, [answer], false),
      )
    }
  } finally {
    look.isReading = false
  }
}

async function readStretch(view: ListView, n: number): Promise<Answer> {
  return [n, await call('lists.invoices', { ...view, from: n * STRETCH, limit: STRETCH })]
}

/** How many invoices a filter leaves, and what they come to; those of the filter before until they are known. */
export function useListSums(filter: ListFilter, isAsked = true) {
  const client = useQueryClient()
  return useQuery({
    queryKey: keys.listSums(filter),
    queryFn: () => shownAtOnce(client, keys.listSums(filter), () => call('lists.sums', { filter })),
    placeholderData: keepPreviousData,
    enabled: isAsked,
  })
}
