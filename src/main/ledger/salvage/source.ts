import { MIGRATIONS } from '../sqlite/migrations/index.ts'
import { checksumOf } from '../sqlite/migrations/migration.ts'
import { APPLICATION_ID } from '../sqlite/open.ts'
import { treePage } from './cells.ts'
import { type Layout, SCHEMA, type TableName } from './layout.ts'
import type { Pages } from './pages.ts'
import type { Value } from './records.ts'
import { claimStrays, entriesOf, type FoundRow, rowsOf, type Tree, treeFrom } from './trees.ts'

/** Where the trees of a file begin, as far as it can be read. */
export type Roots = ReadonlyMap<string, number>

/** A damaged book, to be read table by table. */
export interface Source {
  /** How many pages hold rows. */
  readonly pages: number
  /** The rows of a table that can be found, those that cannot be read among them. */
  rows(table: TableName): Iterable<FoundRow>
  /** The entries of an index: its columns, then the key of the row. Some may be of rows that are lost. */
  entries(index: string): Iterable<readonly Value[]>
  /** Gives the highest key that must have been there because keys above it lead somewhere; 0 where nothing tells. */
  highestBroken(table: TableName): number
}

/** Reads where the trees begin: what is left of it is found also where the first page is lost. */
export function rootsOf(pages: Pages): Roots {
  const taken = new Set<number>()
  const tree = treeFrom(pages, SCHEMA, 1, taken)
  claimStrays(pages, [tree], taken)
  const roots = new Map<string, number>()
  for (const { values } of rowsOf(pages, tree)) {
    const [, name, , root] = values ?? []
    if (typeof name === 'string' && typeof root === 'bigint' && root > 1n) roots.set(name, Number(root))
  }
  return roots
}

const MIGRATIONS_TABLE: Layout = {
  table: 'migrations',
  columns: [
    { name: 'number', type: 'INTEGER', needed: false, mayLack: false, isKey: true },
    ...(['name', 'checksum'] as const).map(
      (name) => ({ name, type: 'TEXT', needed: true, mayLack: false, isKey: false }) as const,
    ),
    { name: 'at_ms', type: 'INTEGER', needed: true, mayLack: false, isKey: false },
  ],
}

/**
 * Gives the shape of the book: by the steps it went through, else by the head of the file, else the newest one, whose rows those of an
 * older shape are too. Null where the book is from a newer program.
 */
export function shapeIn(pages: Pages, roots: Roots): number | null {
  const taken = new Set<number>()
  const tree = treeFrom(pages, MIGRATIONS_TABLE, roots.get('migrations') ?? null, taken)
  claimStrays(pages, [tree], taken)
  const steps = [...rowsOf(pages, tree)].filter(({ values }) => values !== null)
  const known = steps.filter(({ key, values }) => {
    const migration = MIGRATIONS[key - 1]
    return migration !== undefined && values?.[2] === checksumOf(migration)
  })
  if (known.length < steps.length) return null
  if (steps.length > 0) return Math.max(...steps.map(({ key }) => key))
  const head = pages.page(1)
  if (head?.readUInt32BE(68) !== APPLICATION_ID) return MIGRATIONS.length
  const version = head.readUInt32BE(60)
  if (version > MIGRATIONS.length) return null
  return version === 0 ? MIGRATIONS.length : version
}

/** Finds where the rows of these tables lie; `turned` is told of each page of rows that is read then. */
export function sourceOf(
  pages: Pages,
  roots: Roots,
  layouts: ReadonlyMap<TableName, Layout>,
  turned: () => void,
): Source {
  const taken = freePages(pages)
  const trees = new Map<TableName, Tree>()
  for (const [table, layout] of layouts)
    trees.set(table, treeFrom(pages, layout, roots.get(table) ?? null, taken))
  claimStrays(pages, [...trees.values()], taken)
  return {
    pages: [...trees.values()].reduce((sum, { leaves }) => sum + leaves.length, 0),
    rows(table) {
      const tree = trees.get(table)
      return tree ? rowsOf(pages, tree, turned) : []
    },
    entries(index) {
      const root = roots.get(index)
      return root === undefined ? [] : entriesOf(pages, root)
    },
    highestBroken(table) {
      const broken = trees.get(table)?.broken ?? []
      return Math.max(0, ...broken.map(({ low, high }) => (high < Number.MAX_SAFE_INTEGER ? high : low)))
    },
  }
}

/** The pages that the head of the file calls free: what an older row may still lie in is never read. */
function freePages(pages: Pages): Set<number> {
  const free = new Set<number>()
  let next = treePage(pages, 1) === null ? 0 : (pages.page(1)?.readUInt32BE(32) ?? 0)
  while (next > 1 && !free.has(next)) {
    const trunk = pages.page(next)
    free.add(next)
    const count = trunk?.readUInt32BE(4) ?? 0
    if (trunk === null || count > trunk.length / 4 - 2) break
    for (let n = 0; n < count; n += 1) free.add(trunk.readUInt32BE(8 + 4 * n))
    next = trunk.readUInt32BE(0)
  }
  return free
}
