import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useMemo, useState } from 'react'
import type { ListFilter } from '../../shared/contract/shapes/lists/list.ts'
import { call } from './call.ts'
import { keys, type ListView } from './keys.ts'
import { type Failed, fill, type Look, shownAtOnce } from './lists/read-stretches.ts'
import {
  type Answer,
  firstMissing,
  type ListRows,
  STRETCH,
  stretchesOf,
  withAnswers,
} from './lists/stretches.ts'

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
  const look = useMemo<Look>(
    () => ({ queryKey: keys.listRows(view), seen: [0], wanted: [0], isReading: false }),
    [view],
  )
  const [failed, setFailed] = useState<Failed | null>(null)
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
  // Beyond what is in sight nobody misses it yet.
  const isInSight = lacks !== null && seen.includes(lacks)
  const isMissed = isInSight && failed?.look === look && failed.n === lacks
  // What failed is tried again once it comes into sight, and with whatever is read next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: coming into sight is such a moment
  useEffect(() => {
    if (lacks === null || !data) return
    void fill(client, look, (n) => readStretch(view, n)).then(setFailed)
  }, [client, look, view, lacks, isInSight, data])
  return {
    rows: data,
    isOfBefore: isPlaceholderData,
    error: error ?? (isMissed ? failed.error : null),
    again: () => void refetch(),
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
