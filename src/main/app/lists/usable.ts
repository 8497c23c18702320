import { z } from 'zod'
import { areApart, MOST_VIEWS } from '../../../shared/contract/plain/lists/view-names.ts'
import {
  type KeptChoice,
  keptChoice,
  keptRows,
  type LeftLists,
  leftLists,
  type SavedView,
  type SavedViews,
  savedView,
  wholeChoice,
} from '../../../shared/contract/shapes/lists/kept.ts'

const NOWHERE = { id: null, index: 0 }
const NO_ATTENTION = { filter: { resolved: false, kind: null }, active: NOWHERE, offset: 0 }
const BEGUN = { choice: {}, sort: null, active: NOWHERE, offset: 0 }

const choice = z.preprocess(usableChoice, keptChoice)

const rows = z
  .object({
    choice,
    sort: keptRows.shape.sort.catch(null),
    active: keptRows.shape.active.catch(NOWHERE),
    offset: keptRows.shape.offset.catch(0),
  })
  .catch(BEGUN)

const left = z.object({
  view: leftLists.shape.view.catch('all'),
  openId: leftLists.shape.openId.catch(null),
  invoices: rows,
  receipts: rows,
  attention: leftLists.shape.attention.catch(NO_ATTENTION),
})

const view = z.object({
  id: savedView.shape.id,
  name: savedView.shape.name,
  choice,
  sort: savedView.shape.sort.catch(null),
  accounts: z.preprocess(
    (value) => usableOf(savedView.shape.accounts, value) ?? [],
    savedView.shape.accounts,
  ),
})

/** Gives of how lists were left what this version can use, part by part; null where nothing was kept. */
export function usableLeft(value: unknown): LeftLists | null {
  const found = left.safeParse(value)
  return found.success ? found.data : null
}

/** Gives of saved views those that this version can use, each with as much of its filter as it knows; of two of one name the first. */
export function usableViews(value: unknown): SavedViews {
  const { invoices, receipts } = objectOf(value)
  return { invoices: viewsOf(invoices), receipts: viewsOf(receipts) }
}

function viewsOf(value: unknown): SavedView[] {
  const all: SavedView[] = []
  for (const one of Array.isArray(value) ? value : []) {
    const found = view.safeParse(one)
    if (!found.success || all.length === MOST_VIEWS) continue
    const isNew = all.every(({ id }) => id !== found.data.id)
    if (isNew && areApart([...all, found.data].map(({ name }) => name))) all.push(found.data)
  }
  return all
}

/** Gives the parts of a filter that this version knows; of a set those that it knows. */
export function usableChoice(value: unknown): KeptChoice {
  const found = objectOf(value)
  const parts = Object.entries(wholeChoice.shape).map(([name, shape]) => [name, usableOf(shape, found[name])])
  return Object.fromEntries(parts.filter(([, part]) => part !== undefined))
}

function usableOf(shape: z.ZodType, value: unknown): unknown {
  const whole = shape.safeParse(value)
  if (whole.success) return whole.data
  if (!(shape instanceof z.ZodArray) || !Array.isArray(value)) return undefined
  const { element } = shape as z.ZodArray<z.ZodType>
  const known = shape.safeParse(value.filter((one) => element.safeParse(one).success))
  return known.success ? known.data : undefined
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
