import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { RouteInput } from '../../shared/contract/routes/index.ts'
import type { Item } from '../../shared/contract/shapes/item.ts'
import { call } from './call.ts'
import { keys } from './keys.ts'

/** The whole catalogue, what was put away too. */
export function useItems() {
  return useQuery({ queryKey: keys.items(), queryFn: () => call('items.list', {}) })
}

/** An item's picture as an address an image can show; null while it loads and where there is none. */
export function useItemPicture({ id, hasPicture, updatedAt }: Item): string | null {
  const { data } = useQuery({
    queryKey: keys.itemPicture(id, updatedAt),
    queryFn: () => call('items.picture', { id }),
    enabled: hasPicture,
  })
  return data?.webp ? `data:image/webp;base64,${data.webp}` : null
}

function useItemMutation<I>(ask: (input: I) => Promise<Item>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ask,
    onSuccess: () => client.invalidateQueries({ queryKey: keys.items() }),
  })
}

/** Adds an item or changes it. */
export function useSaveItem() {
  return useItemMutation((input: RouteInput<'items.save'>) => call('items.save', input))
}

/** Puts an item away, or takes it back. */
export function useRetireItem() {
  return useItemMutation((input: RouteInput<'items.retire'>) => call('items.retire', input))
}
