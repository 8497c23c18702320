import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { RouteOutput } from '../../../shared/contract/routes/index.ts'
import type { LeftLists, SavedViews } from '../../../shared/contract/shapes/lists/kept.ts'
import { call } from '../call.ts'
import { keys } from '../keys.ts'

type KeptLists = RouteOutput<'lists.kept'>

/** What is kept of the open book's lists: how they were left, and the saved views. Where it cannot be told, the lists begin without it. */
export function useKeptLists() {
  return useQuery({ queryKey: keys.keptLists(), queryFn: () => call('lists.kept', {}) })
}

/** Has it kept how a person, null where nobody signs in, left the lists of a book; what comes of it is nobody's concern. */
export function keepLeft(bookId: string, of: string | null, left: LeftLists): void {
  call('lists.keep', { bookId, of, left }).catch(() => undefined)
}

/** Puts other saved views in the place of those of the open book, and shows them at once. */
export function useSaveViews() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (views: SavedViews) => {
      const bookId = client.getQueryData<KeptLists>(keys.keptLists())?.bookId ?? ''
      return call('lists.saveViews', { bookId, views })
    },
    onSuccess: (views) =>
      client.setQueryData<KeptLists>(keys.keptLists(), (before) => before && { ...before, views }),
    // What the disk does not take holds until the app closes.
    onError: () => client.invalidateQueries({ queryKey: keys.keptLists() }),
  })
}
