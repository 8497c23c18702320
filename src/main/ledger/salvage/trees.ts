import { childAt, keyAt, payloadAt, type TreePage, treePage } from './cells.ts'
import { fits, type Layout } from './layout.ts'
import type { Pages } from './pages.ts'
import { recordIn, type Value } from './records.ts'

/** A page of rows, and the keys that it may hold: above `low`, up to `high`. */
interface Stretch {
  readonly page: number
  readonly low: number
  readonly high: number
}

/** One row as it was found; `values` is null where its bytes are not whole, or are no row of the table. */
export interface FoundRow {
  readonly key: number
  readonly values: readonly Value[] | null
}

/** Where the rows of a table lie. */
export interface Tree {
  readonly layout: Layout
  readonly leaves: Stretch[]
  /** Keys whose way down is broken. */
  readonly broken: Omit<Stretch, 'page'>[]
}

const ALL_KEYS = { low: -1, high: Number.MAX_SAFE_INTEGER }
/** No tree of a book is as deep. */
const MOST_LEVELS = 20

/**
 * Goes down the tree of a table from its root, and notes where its rows lie and where the way is broken; `taken` are the pages that
 * belong to some tree already, to which it adds its own.
 */
export function treeFrom(pages: Pages, layout: Layout, root: number | null, taken: Set<number>): Tree {
  const tree: Tree = { layout, leaves: [], broken: [] }
  const visit = (number: number, low: number, high: number, level: number): void => {
    const page = taken.has(number) || level > MOST_LEVELS ? null : treePage(pages, number)
    if (page?.kind === 'table leaf' && isOf(pages, layout, page, low, high)) {
      taken.add(number)
      tree.leaves.push({ page: number, low, high })
      return
    }
    const keys = page?.kind === 'table interior' ? childKeys(page, low, high) : null
    if (page === null || keys === null) {
      tree.broken.push({ low, high })
      return
    }
    taken.add(number)
    const children = [...page.cells.map((cell) => childAt(page, cell)), page.last]
    for (const [place, child] of children.entries())
      visit(child, keys[place - 1] ?? low, keys[place] ?? high, level + 1)
  }
  if (root === null) tree.broken.push(ALL_KEYS)
  else visit(root, ALL_KEYS.low, ALL_KEYS.high, 0)
  return tree
}

/** The keys of an interior page, which rise between `low` and `high`; null where they do not. */
function childKeys(page: TreePage, low: number, high: number): readonly number[] | null {
  const keys: number[] = []
  for (const cell of page.cells) {
    const key = keyAt(page, cell)
    if (key === null || key <= (keys.at(-1) ?? low) || key > high) return null
    keys.push(key)
  }
  return keys
}

/** Tells whether a page holds rows of this table with such keys: none, or one at least that is whole. */
function isOf(pages: Pages, layout: Layout, page: TreePage, low: number, high: number): boolean {
  if (page.cells.length === 0) return true
  return page.cells.some((cell) => {
    const key = keyAt(page, cell)
    return key !== null && key > low && key <= high && valuesAt(pages, layout, page, cell) !== null
  })
}

function valuesAt(pages: Pages, layout: Layout, page: TreePage, cell: number): readonly Value[] | null {
  const payload = payloadAt(pages, page, cell)
  const values = payload && recordIn(payload)
  return values && fits(layout, values) ? values : null
}

/**
 * Gives pages to which no way leads any more back to their tables: a page belongs to the one table whose rows it holds, where their keys
 * are among those whose way is broken.
 */
export function claimStrays(pages: Pages, trees: readonly Tree[], taken: Set<number>): void {
  const broken = trees.filter((tree) => tree.broken.length > 0)
  if (broken.length === 0) return
  const found = new Map<Tree, Stretch[]>(broken.map((tree) => [tree, []]))
  for (let number = 1; number <= pages.count; number += 1) {
    const page = taken.has(number) ? null : treePage(pages, number)
    if (page?.kind !== 'table leaf' || page.cells.length === 0) continue
    const owners = broken.flatMap((tree) => {
      const range = tree.broken.find(({ low, high }) => isWhole(pages, tree.layout, page, low, high))
      return range ? [{ tree, range }] : []
    })
    const [owner, another] = owners
    if (owner === undefined || another !== undefined) continue
    taken.add(number)
    found.get(owner.tree)?.push({ page: number, ...owner.range })
  }
  for (const [tree, stretches] of found) {
    const first = ({ page: number }: Stretch) => {
      const page = treePage(pages, number)
      return (page && keyAt(page, page.cells[0] ?? 0)) ?? 0
    }
    tree.leaves.push(...stretches.toSorted((a, b) => first(a) - first(b)))
  }
}

/** Stricter than for a page that its tree names: every key is in its place, and every row that can be read is one of the table. */
function isWhole(pages: Pages, layout: Layout, page: TreePage, low: number, high: number): boolean {
  const keys = childKeys(page, low, high)
  if (keys === null || !isOf(pages, layout, page, low, high)) return false
  return page.cells.every((cell) => {
    const payload = payloadAt(pages, page, cell)
    const values = payload && recordIn(payload)
    return values === null || fits(layout, values)
  })
}

/** Reads the rows of a table page by page; each key comes once, as it was found first. `turned` is told of each page. */
export function* rowsOf(pages: Pages, tree: Tree, turned: () => void = () => undefined): Generator<FoundRow> {
  const known = new Set<number>()
  for (const { page: number, low, high } of tree.leaves) {
    turned()
    const page = treePage(pages, number)
    for (const cell of page?.cells ?? []) {
      const key = page && keyAt(page, cell)
      if (page === null || key === null || key <= low || key > high || known.has(key)) continue
      const values = valuesAt(pages, tree.layout, page, cell)
      if (values) known.add(key)
      yield { key, values }
    }
  }
}

/**
 * Reads the entries of an index that can be read, in their order: its columns, and the key of the row behind them.
 *
 * A page whose first texts do not rise between those around it is another one's, and is passed over.
 */
export function* entriesOf(pages: Pages, root: number): Generator<readonly Value[]> {
  const seen = new Set<number>()
  function* below(number: number, low: Value, high: Value): Generator<readonly Value[]> {
    const page = seen.has(number) ? null : treePage(pages, number)
    if (page === null || page.kind.startsWith('table')) return
    seen.add(number)
    const entries = page.cells.map((cell) => {
      const payload = payloadAt(pages, page, cell)
      return payload && recordIn(payload)
    })
    const firsts = entries.map((entry) => entry?.[0] ?? null)
    if (!rise([low, ...firsts, high])) return
    for (const [place, entry] of entries.entries()) {
      const cell = page.cells[place] ?? 0
      if (page.kind === 'index interior')
        yield* below(childAt(page, cell), firsts[place - 1] ?? low, firsts[place] ?? high)
      if (entry) yield entry
    }
    if (page.kind === 'index interior') yield* below(page.last, firsts.at(-1) ?? low, high)
  }
  yield* below(root, null, null)
}

function rise(values: readonly Value[]): boolean {
  const texts = values.filter((value) => typeof value === 'string')
  return texts.every((text, place) => place === 0 || (texts[place - 1] ?? '') <= text)
}
