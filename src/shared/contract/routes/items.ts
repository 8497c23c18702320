import { z } from 'zod'
import { id } from '../shapes/atoms.ts'
import { item, itemPicture, itemToSave } from '../shapes/item.ts'
import { nothing, read, write } from './route.ts'

/** The routes about the catalogue. */
export const itemsRoutes = {
  /** The whole catalogue, what was put away too, by name. */
  'items.list': read('look', nothing, z.array(item)),
  'items.picture': read('look', z.strictObject({ id }), itemPicture),
  'items.save': write('setUp', itemToSave, item),
  /** Puts an item away, or takes it back into the catalogue. */
  'items.retire': write('setUp', z.strictObject({ id, retired: z.boolean() }), item),
} as const
