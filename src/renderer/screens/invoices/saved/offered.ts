import type { SavedView, SavedViews } from '../../../../shared/contract/shapes/lists/kept.ts'
import type { ListName } from '../../../data/lists/sources.ts'
import { type Choice, NO_CHOICE, OPEN_STATUSES } from '../filter/choice.ts'
import { choiceKept, choiceToKeep } from './left.ts'

/** The order of a view; null for the list's usual one. */
export type ViewSort = { readonly by: string; readonly down: boolean } | null

/** What stands in a list: its filter and its order. */
export interface Standing {
  readonly choice: Choice
  readonly sort: ViewSort
}

/** A view that a list can be shown by. */
export interface OfferedView extends Standing {
  readonly id: string
  /** Null for one that is always there: its words stand in the catalogue. */
  readonly saved: SavedView | null
}

const period = (by: 'created' | 'paid', span: 'month' | 'lastMonth' | 'today') => ({
  period: { by, span, from: null, to: null },
})

/** What a bookkeeper looks for again and again; the first shows all. */
const ALWAYS = {
  invoices: {
    all: {},
    open: { status: OPEN_STATUSES },
    attention: { attention: true },
    unreviewed: { review: 'unreviewed' },
    month: period('created', 'month'),
  },
  receipts: {
    all: {},
    today: period('paid', 'today'),
    month: period('paid', 'month'),
    lastMonth: period('paid', 'lastMonth'),
  },
} as const satisfies Readonly<Record<ListName, Readonly<Record<string, Partial<Choice>>>>>

/** The views of a list that are always there and cannot be lost. */
export function alwaysThere(list: ListName): readonly OfferedView[] {
  return Object.entries<Partial<Choice>>(ALWAYS[list]).map(([id, choice]) => ({
    ...{ id, saved: null, sort: null, choice: { ...NO_CHOICE, ...choice } },
  }))
}

/** The views of a list that a person has saved, in the person's order. */
export function savedOf(views: SavedViews | undefined, list: ListName): readonly OfferedView[] {
  return (views?.[list] ?? []).map((saved) => ({
    ...{ id: saved.id, saved, sort: saved.sort, choice: choiceKept(saved.choice) },
  }))
}

/** Finds a view of a list by its id; null where there is none any more. */
export function findView(views: SavedViews | undefined, list: ListName, id: string): OfferedView | null {
  return [...savedOf(views, list), ...alwaysThere(list)].find((one) => one.id === id) ?? null
}

/** Says whether two lists are filtered and sorted alike; the order within a set is no difference. */
export function standsAlike(one: Standing, other: Standing, usual: ViewSort): boolean {
  return asText(one, usual) === asText(other, usual)
}

function asText({ choice, sort }: Standing, usual: ViewSort): string {
  const parts = Object.entries(choiceToKeep({ ...choice, search: choice.search.trim() }))
    .map(([name, part]) => [name, Array.isArray(part) ? part.toSorted() : part])
    .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1))
  const { by, down } = sort ?? usual ?? { by: '', down: false }
  return JSON.stringify([parts, by, down])
}

/** Gives what is saved of what stands in a list, under a name. */
export function toSave(
  { choice, sort }: Standing,
  usual: ViewSort,
  { id, name }: Pick<SavedView, 'id' | 'name'>,
  accounts: readonly { readonly id: string; readonly label: string }[],
): SavedView {
  const named = accounts.filter((one) => choice.accountId.includes(one.id))
  const isUsual = sort === null || (sort.by === usual?.by && sort.down === usual.down)
  return {
    ...{ id, name, choice: choiceToKeep(choice), sort: isUsual ? null : sort },
    accounts: named.map((one) => ({ id: one.id, label: one.label })),
  }
}

/** The accounts that a view names and that were forgotten since, as they were called. */
export function goneFrom(
  { choice, saved }: OfferedView,
  accounts: readonly { readonly id: string }[],
): readonly string[] {
  const gone = choice.accountId.filter((id) => !accounts.some((one) => one.id === id))
  return gone.map((id) => saved?.accounts.find((one) => one.id === id)?.label ?? '')
}
