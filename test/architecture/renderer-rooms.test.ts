import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Node, readGraph } from '../support/source/import-graph.ts'
import { circleIn } from './rules.ts'

const WINDOW = 'src/renderer/'
const graph = readGraph(join(import.meta.dirname, '../..'), 'src/renderer')

/** The rooms of the window from the top down: each imports its own files, and rooms of the layers beneath it. */
const LAYERS = [
  ['main.tsx', 'customer.tsx'],
  ['app', 'customer'],
  ['screens'],
  ['sale', 'setup', 'sale-entry', 'exporting'],
  ['rows'],
  ['keyboard', 'window'],
  ['components'],
  ['i18n'],
  ['data'],
  ['styles'],
]

/** Every arrow that does not lead downward, and every one between two screens. */
function wrongArrows(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap(({ path, imports }) =>
    imports.flatMap(({ target }) => {
      if (!target?.startsWith(WINDOW) || isDownward(path, target)) return []
      return [`${path} imports ${target}`]
    }),
  )
}

function isDownward(from: string, to: string): boolean {
  const [room, screen] = from.slice(WINDOW.length).split('/')
  const [otherRoom, otherScreen] = to.slice(WINDOW.length).split('/')
  if (room === otherRoom) return room !== 'screens' || screen === otherScreen
  const [above, beneath] = [layerOf(room), layerOf(otherRoom)]
  return above >= 0 && beneath > above
}

function layerOf(room: string | undefined): number {
  return LAYERS.findIndex((rooms) => rooms.some((one) => one === room))
}

/** A graph of files under the window's folder: each with those that it imports. */
function graphOf(files: Readonly<Record<string, readonly string[]>>): readonly Node[] {
  return Object.entries(files).map(([path, targets]) => ({
    path: WINDOW + path,
    text: '',
    imports: targets.map((target) => ({ specifier: target, typeOnly: true, target: WINDOW + target })),
  }))
}

describe('the rooms of the window', () => {
  it('are the named ones, each in one layer', () => {
    const rooms = new Set(graph.map(({ path }) => path.slice(WINDOW.length).split('/')[0]))
    expect([...rooms].filter((room) => layerOf(room) < 0)).toEqual([])
    expect(LAYERS.flat().length).toBe(new Set(LAYERS.flat()).size)
  })

  it('import what lies beneath them alone, and a screen no other screen', () => {
    expect(wrongArrows(graph)).toEqual([])
  })

  it('have no circle of files, types counted', () => {
    expect(circleIn(graph)).toBeNull()
  })
})

describe('a graph that breaks the rules', () => {
  it('is caught at each arrow that leads upward, sideways, or to a room that nobody knows', () => {
    const broken = graphOf({
      'app/shell.tsx': ['screens/counter/counter.tsx', 'keyboard/keys.ts', 'data/app.ts'],
      'screens/invoices/pane.tsx': ['app/shell.tsx', 'screens/invoices/links.tsx', 'sale/lines.tsx'],
      'screens/first-run/step.tsx': ['screens/settings/keys.tsx'],
      'sale-entry/amount.ts': ['sale/sale-view.ts', 'window/navigation.tsx'],
      'components/amount.tsx': ['keyboard/keys.ts', 'i18n/format.ts'],
      'data/app.ts': ['attic/old.ts'],
    })
    expect(wrongArrows(broken).map((one) => one.replaceAll(WINDOW, ''))).toEqual([
      'screens/invoices/pane.tsx imports app/shell.tsx',
      'screens/first-run/step.tsx imports screens/settings/keys.tsx',
      'sale-entry/amount.ts imports sale/sale-view.ts',
      'components/amount.tsx imports keyboard/keys.ts',
      'data/app.ts imports attic/old.ts',
    ])
  })

  it('is caught where files import each other in a circle', () => {
    const round = graphOf({ 'a.ts': ['b.ts'], 'b.ts': ['c.ts', 'd.ts'], 'c.ts': ['d.ts'], 'd.ts': ['b.ts'] })
    expect(circleIn(round)?.map((one) => one.replace(WINDOW, ''))).toEqual(['b.ts', 'c.ts', 'd.ts', 'b.ts'])
    expect(circleIn(graphOf({ 'a.ts': ['b.ts', 'c.ts'], 'b.ts': ['c.ts'], 'c.ts': [] }))).toBeNull()
  })
})
