import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { keys } from '../keys.ts'
import { useIsAllowed } from '../people.ts'
import { type Failed, fill, type Look, readFirst, shownAtOnce } from './read-stretches.ts'
import type { ListSource, ListTypes, ListView, Stretches } from './sources.ts'
import {
  type Answer,
  firstMissing,
  type Listed,
  type ListRows,
  STRETCH,
  stretchesOf,
  withAnswers,
} from './stretches.ts'

/** So many rows above and beneath those in sight are read before they come into it. */
const AHEAD = 80

/** A list as far as it was read, for the rows that are in sight. */
export interface ReadList<Row extends Listed> {
  /** Undefined before the first answer; the rows of the view before while those of a new one are on their way. */
  readonly rows: ListRows<Row> | undefined
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
export function useListRows<T extends ListTypes>(
  source: Stretches<T>,
  view: ListView<T>,
  first: number,
  last: number,
): ReadList<T['row']> {
  const client = useQueryClient()
  const look = useMemo<Look>(
    () => ({ queryKey: keys.listRows(source.name, view), seen: [0], wanted: [0], isReading: false }),
    [source, view],
  )
  const [failed, setFailed] = useState<Failed | null>(null)
  const { data, isPlaceholderData, error, refetch } = useQuery({
    queryKey: look.queryKey,
    queryFn: () =>
      shownAtOnce(client, look.queryKey, async () => {
        const whole = await readFirst(client, look.queryKey, () => source.first(view, STRETCH))
        if (whole) return whole
        const answers = await Promise.all(look.seen.map((n) => readStretch(source, view, n)))
        return withAnswers(client.getQueryData<ListRows<T['row']>>(look.queryKey), answers, true)
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
  const lacks = data && !data.isBegun && !isPlaceholderData ? firstMissing(data, wanted) : null
  // Beyond what is in sight nobody misses it yet.
  const isInSight = lacks !== null && seen.includes(lacks)
  const isMissed = isInSight && failed?.look === look && failed.n === lacks
  // What failed is tried again once it comes into sight, and with whatever is read next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: coming into sight is such a moment
  useEffect(() => {
    if (lacks === null || !data) return
    void fill(client, look, (n) => readStretch(source, view, n)).then(setFailed)
  }, [client, look, source, view, lacks, isInSight, data])
  return {
    rows: data,
    isOfBefore: isPlaceholderData,
    error: error ?? (isMissed ? failed.error : null),
    again: () => void refetch(),
  }
}

async function readStretch<T extends ListTypes>(
  source: Stretches<T>,
  view: ListView<T>,
  n: number,
): Promise<Answer<T['row']>> {
  return [n, await source.stretch(view, n * STRETCH, STRETCH)]
}

/** How many rows a filter leaves, and what they come to; those of the filter before until they are known, none for who may see no sums. */
export function useListSums<T extends ListTypes>(source: ListSource<T>, filter: T['filter'], isAsked = true) {
  const client = useQueryClient()
  const mayReview = useIsAllowed('review')
  const queryKey = keys.listSums(source.name, filter)
  return useQuery({
    queryKey,
    queryFn: () => shownAtOnce(client, queryKey, () => source.sums(filter)),
    placeholderData: keepPreviousData,
    enabled: isAsked && mayReview,
  })
}
