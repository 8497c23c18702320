import type { Item } from '../../shared/contract/shapes/item.ts'
import { useItemPicture } from '../data/items.ts'

/** An item's picture, or its first letter in its place; the name stands beside it, so it says nothing aloud. */
export function ItemPicture({ item }: { readonly item: Item }) {
  const address = useItemPicture(item)
  return (
    <span className="item-picture" aria-hidden="true">
      {address === null ? [...item.name][0]?.toUpperCase() : <img src={address} alt="" draggable={false} />}
    </span>
  )
}
