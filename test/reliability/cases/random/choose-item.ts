import type { Chance } from '../../../support/app/chance.ts'
import { eur } from '../../../support/books/facts.ts'
import type { Model } from './model.ts'
import type { Operation } from './operation.ts'

/** Puts a new item into the catalogue; its code may be another one's. */
export function saveItem(chance: Chance, step: number, at: number): Operation {
  const code = chance.unit() < 0.5 ? null : `code-${Math.floor(chance.unit() * 40)}`
  const item = { id: null, name: `Item ${step}`, price: eur('5.00'), code, picture: null, at }
  return {
    what: `item ${step} with ${code}`,
    sales: [],
    call: async () => ({ method: 'saveItem', args: [item] }),
    apply({ items }) {
      if (code !== null && items.some((one) => one.active && one.code === code)) return 'CODE_TAKEN'
      items.push({ name: item.name, code, active: true })
      return 'ok'
    },
  }
}

/** Puts an item away, or takes it back; null where there is none. */
export function retireItem(model: Model, chance: Chance, at: number): Operation | null {
  const item = model.items[Math.floor(chance.unit() * model.items.length)]
  if (!item) return null
  const retired = item.active
  return {
    what: `${item.name} is ${retired ? 'put away' : 'taken back'}`,
    sales: [],
    call: async ({ itemId }) => ({ method: 'retireItem', args: [await itemId(item.name), retired, at] }),
    apply({ items }) {
      const { code } = item
      const taken = items.some((one) => one !== item && one.active && one.code === code)
      if (!retired && code !== null && taken) return 'CODE_TAKEN'
      item.active = !retired
      return 'ok'
    },
  }
}
