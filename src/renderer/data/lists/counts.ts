import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { keys } from '../keys.ts'
import type { Counts, ListSource, ListTypes } from './sources.ts'

/**
 * How many rows each choice of a filter would leave, of items only with `items`; those of the filter before until they are known, and undefined
 * before the first.
 */
export function useListCounts<T extends ListTypes>(
  source: ListSource<T>,
  filter: T['filter'],
  items: boolean,
): Counts | undefined {
  return useQuery({
    queryKey: keys.listCounts(source.name, filter, items),
    queryFn: () => source.counts(filter, items),
    placeholderData: keepPreviousData,
  }).data
}

/** Every item that a sale of the book names; null until that was read, and where nobody asks. */
export function useItemNames<T extends ListTypes>(
  source: ListSource<T>,
  everything: T['filter'],
  isAsked: boolean,
): readonly string[] | null {
  const { data } = useQuery({
    queryKey: keys.listCounts(source.name, everything, true),
    queryFn: () => source.counts(everything, true),
    enabled: isAsked,
  })
  return data?.item.map(({ value }) => value) ?? null
}
