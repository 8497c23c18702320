import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Node, readGraph } from '../support/source/import-graph.ts'
import {
  circleIn,
  MAIN_LAYERS,
  pastThePort,
  roomOf,
  sqlOutside,
  testsBeyondSupport,
  tooLarge,
  unheldWrites,
  upwardImports,
  valuesInThePort,
} from './rules.ts'

const root = join(import.meta.dirname, '../..')
const source = readGraph(root, 'src')
const tools = readGraph(root, 'tools')
const tests = readGraph(root, 'test')

/** A file as the rules see it, that imports these. */
function file(path: string, imports: Readonly<Record<string, 'type' | 'value'>> = {}, text = ''): Node {
  return {
    path,
    text,
    imports: Object.entries(imports).map(([target, kind]) => ({
      specifier: target,
      typeOnly: kind === 'type',
      target,
    })),
  }
}

const MAIN = 'src/main/'
const LEDGER = `${MAIN}ledger/`

describe('the files of the source', () => {
  it('stand in no circle, types counted', () => {
    expect(circleIn(source)).toBeNull()
    const broken = [
      file('a.ts', { 'b.ts': 'type' }),
      file('b.ts', { 'c.ts': 'value' }),
      file('c.ts', { 'a.ts': 'type' }),
    ]
    expect(circleIn(broken)).toEqual(['a.ts', 'b.ts', 'c.ts', 'a.ts'])
  })

  it('have at most 300 lines, and at most twenty lie in a folder; the tools too', () => {
    expect(tooLarge([...source, ...tools])).toEqual([])
    const long = file('src/long.ts', {}, '\n'.repeat(301))
    const crowd = Array.from({ length: 21 }, (_, n) => file(`src/crowd/${n}.ts`))
    expect(tooLarge([long, ...crowd])).toEqual(['src/long.ts has 301 lines', 'src/crowd has 21 files'])
  })
})

describe('the rooms of the main process', () => {
  it('are each in one layer', () => {
    const rooms = new Set(source.flatMap(({ path }) => roomOf(path) ?? []))
    const named: readonly string[] = MAIN_LAYERS.flat()
    expect([...rooms].filter((room) => !named.includes(room))).toEqual([])
    expect(new Set(named).size).toBe(named.length)
  })

  it('import rooms beneath them only', () => {
    // What runs is handed to Electron's adapters; they know the types of those they are handed to.
    const graph = source.filter(({ path }) => roomOf(path) !== 'electron')
    expect(upwardImports(graph)).toEqual([])
    const broken = [
      file(`${MAIN}ledger/a.ts`, { [`${MAIN}invoicing/b.ts`]: 'type' }),
      file(`${MAIN}watcher/c.ts`, { [`${MAIN}invoicing/b.ts`]: 'type' }),
    ]
    expect(upwardImports(broken)).toEqual([
      `${MAIN}ledger/a.ts imports ${MAIN}invoicing/b.ts`,
      `${MAIN}watcher/c.ts imports ${MAIN}invoicing/b.ts`,
    ])
  })
})

describe('the ledger', () => {
  it('is known outside by its port alone', () => {
    expect(pastThePort(source)).toEqual([])
    const broken = file(`${MAIN}watcher/a.ts`, { [`${LEDGER}links/rows.ts`]: 'type' })
    expect(pastThePort([broken])).toEqual([`${MAIN}watcher/a.ts imports ${LEDGER}links/rows.ts`])
  })

  it('has types alone in its port', () => {
    expect(valuesInThePort(source)).toEqual([])
    const value = file(`${LEDGER}port/a.ts`, {}, 'export const LIMIT = 3\n')
    const loads = file(
      `${LEDGER}port/b.ts`,
      { [`${LEDGER}sqlite/sql.ts`]: 'value' },
      'export interface B {}\n',
    )
    expect(valuesInThePort([value, loads])).toEqual([`${LEDGER}port/a.ts`, `${LEDGER}port/b.ts`])
  })

  it('is the only room that speaks SQL', () => {
    expect(sqlOutside(source)).toEqual([])
    const broken = file(`${MAIN}books/a.ts`, {}, "const sql = 'SELECT seq FROM invoices'\n")
    expect(sqlOutside([broken])).toEqual([`${MAIN}books/a.ts`])
  })

  it('writes only what a transaction holds', () => {
    expect(unheldWrites(source)).toEqual([])
    const made = file(`${LEDGER}links/a.ts`, {}, 'run(context as Writing, sql)\n')
    const own = file(`${LEDGER}links/b.ts`, {}, 'context.db.prepare(sql).run()\n')
    const read = file(
      `${LEDGER}links/c.ts`,
      {},
      "get<Row>(reading, 'UPDATE invoices SET x = 1 RETURNING x')\n",
    )
    expect(unheldWrites([made, own, read])).toEqual([
      `${LEDGER}links/a.ts makes a Writing`,
      `${LEDGER}links/b.ts runs a statement by itself`,
      `${LEDGER}links/c.ts writes by reading`,
    ])
  })
})

describe('the tests', () => {
  it('share what stands in their support, and know no other room’s tests and no bench', () => {
    expect(testsBeyondSupport(tests)).toEqual([])
    const other = file('test/main/ledger/a.test.ts', { 'test/main/watcher/line.ts': 'value' })
    const bench = file('test/main/watcher/b.test.ts', { 'test/bench/watcher/run.ts': 'value' })
    const support = file('test/support/c.ts', { 'test/bench/quantile.ts': 'value' })
    expect(testsBeyondSupport([other, bench, support])).toHaveLength(3)
  })
})
