import { readdirSync, readFileSync, statSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Edge, type Node, packageOf, reachable, readGraph } from '../support/source/import-graph.ts'

const root = join(import.meta.dirname, '../..')
const graph = readGraph(root, 'src')

const MAIN_FILES = ['index.ts', 'json-store.ts', 'acting.ts']
const MAIN_ROOMS = [
  'accounts',
  'app',
  'books',
  'catalogue',
  'command-line',
  'electron',
  'backup',
  'export',
  'statements',
  'invoicing',
  'ipc',
  'ledger',
  'log',
  'customer',
  'notices',
  'people',
  'practice',
  'providers',
  'session',
  'vault',
  'watcher',
]
const SHARED_ROOMS = ['contract', 'money', 'status', 'text', 'time', 'words']
/** What the build puts into the main process's own files, so that it is not shipped as a package (decision 0006). */
const BUNDLED = ['i18next']
const SCREEN_PACKAGES = [
  '@fontsource/ibm-plex-sans',
  '@fontsource/ibm-plex-sans-arabic',
  '@tanstack/react-query',
  '@visx/scale',
  '@visx/shape',
  'lucide-react',
  'qr',
  'react',
  'react-aria-components',
  'react-dom',
  'temporal-polyfill',
]

const within = (folder: string) => graph.filter((node) => node.path.startsWith(folder))

/** Every reference that breaks a rule, in words a person can act on. */
function breaches(nodes: readonly Node[], allowed: (edge: Edge, node: Node) => boolean): readonly string[] {
  return nodes.flatMap((node) =>
    node.imports
      .filter((edge) => !allowed(edge, node))
      .map((edge) => `${node.path} imports ${edge.specifier}`),
  )
}

/** Where a relative reference leads, also when the file is not there. */
function leadsTo(edge: Edge, node: Node, folder: string): boolean {
  if (edge.target !== null) return edge.target.startsWith(folder)
  if (!edge.specifier.startsWith('.')) return false
  return join(node.path, '..', edge.specifier).replaceAll('\\', '/').startsWith(folder)
}

function isBuiltin(specifier: string): boolean {
  return specifier.startsWith('node:') || builtinModules.includes(packageOf(specifier) ?? '')
}

function entries(folder: string) {
  const names = readdirSync(join(root, folder))
  const isRoom = (name: string) => statSync(join(root, folder, name)).isDirectory()
  return { rooms: names.filter(isRoom), files: names.filter((name) => !isRoom(name)) }
}

describe('the import graph', () => {
  it('is really read: known references are in it', () => {
    expect(graph.length).toBeGreaterThan(60)
    const loaded = reachable(graph, ['src/main/app/compose.ts'])
    for (const known of [
      'src/main/vault/vault.ts',
      'src/shared/contract/routes/index.ts',
      'zod',
      'node:crypto',
    ]) {
      expect(loaded).toContain(known)
    }
  })

  it('lets only the Electron room, the start and the preload know Electron', () => {
    const knowing = (node: Node) =>
      node.path.startsWith('src/main/electron/') ||
      node.path === 'src/main/index.ts' ||
      node.path.startsWith('src/preload/')
    const electron = (edge: Edge) => /^electron(-store)?$/.test(packageOf(edge.specifier) ?? '')
    expect(breaches(graph, (edge, node) => !electron(edge) || knowing(node))).toEqual([])
    expect(
      breaches(
        within('src/main/').filter((node) => !knowing(node)),
        (edge, node) => !leadsTo(edge, node, 'src/main/electron/'),
      ),
    ).toEqual([])
  })

  it('composes the app without loading Electron', () => {
    const loaded = reachable(graph, ['src/main/app/compose.ts'])
    expect([...loaded].filter((one) => one.includes('electron'))).toEqual([])
  })

  it('lets shared import itself, zod and the time library, and do no input or output', () => {
    const packages = ['zod', 'temporal-polyfill']
    const fine = (edge: Edge, node: Node) =>
      leadsTo(edge, node, 'src/shared/') || packages.includes(packageOf(edge.specifier) ?? '')
    const saying = (edge: Edge, node: Node) =>
      node.path.startsWith('src/shared/words/') && packageOf(edge.specifier) === 'i18next'
    expect(breaches(within('src/shared/'), (edge, node) => fine(edge, node) || saying(edge, node))).toEqual(
      [],
    )
  })

  it('lets only the words know the catalogue library, so that window and main say things by the same rules', () => {
    const fine = (edge: Edge, node: Node) =>
      packageOf(edge.specifier) !== 'i18next' || node.path.startsWith('src/shared/words/')
    expect(breaches(graph, fine)).toEqual([])
  })

  it('lets the window import itself, shared and the packages of the screens', () => {
    const fine = (edge: Edge, node: Node) =>
      leadsTo(edge, node, 'src/renderer/') ||
      leadsTo(edge, node, 'src/shared/') ||
      SCREEN_PACKAGES.includes(packageOf(edge.specifier) ?? '')
    expect(breaches(within('src/renderer/'), fine)).toEqual([])
  })

  it('lets the window take types of the contract, and values only where no schema is loaded', () => {
    const fine = (edge: Edge, node: Node) =>
      edge.typeOnly ||
      !leadsTo(edge, node, 'src/shared/contract/') ||
      leadsTo(edge, node, 'src/shared/contract/plain/')
    expect(breaches(within('src/renderer/'), fine)).toEqual([])
    const starts = within('src/renderer/').map((node) => node.path)
    expect(reachable(graph, starts)).not.toContain('zod')
  })

  it('lets the preload load Electron and plain values of the contract alone', () => {
    const loaded = reachable(
      graph,
      within('src/preload/').map((node) => node.path),
    )
    const strange = [...loaded].filter(
      (one) =>
        one !== 'electron' && !one.startsWith('src/preload/') && !one.startsWith('src/shared/contract/'),
    )
    expect(strange).toEqual([])
  })

  it('keeps the providers from knowing the ledger', () => {
    const fine = (edge: Edge, node: Node) => !leadsTo(edge, node, 'src/main/ledger/')
    expect(breaches(within('src/main/providers/'), fine)).toEqual([])
    const loaded = reachable(
      graph,
      within('src/main/providers/').map((node) => node.path),
    )
    expect([...loaded].filter((one) => one.startsWith('src/main/ledger/'))).toEqual([])
  })

  it('loads the practice providers from the app’s own room alone; the handlers know their type', () => {
    const outside = graph.filter((node) => !node.path.startsWith('src/main/practice/'))
    const fine = (edge: Edge, node: Node) =>
      !leadsTo(edge, node, 'src/main/practice/') ||
      node.path.startsWith('src/main/app/') ||
      (edge.typeOnly && node.path.startsWith('src/main/ipc/handlers/'))
    expect(breaches(outside, fine)).toEqual([])
  })

  it('keeps the practice providers from knowing the app', () => {
    const fine = (edge: Edge, node: Node) =>
      !leadsTo(edge, node, 'src/main/') || leadsTo(edge, node, 'src/main/practice/')
    expect(breaches(within('src/main/practice/'), fine)).toEqual([])
  })

  it('keeps the vault to itself: shared, the store’s port and Node’s cryptography', () => {
    const fine = (edge: Edge, node: Node) =>
      leadsTo(edge, node, 'src/main/vault/') ||
      leadsTo(edge, node, 'src/shared/') ||
      leadsTo(edge, node, 'src/main/json-store.ts') ||
      ['zod', 'node:crypto'].includes(edge.specifier)
    expect(breaches(within('src/main/vault/'), fine)).toEqual([])
  })

  it('ships every package that the main process loads, but for those that the build puts into its files', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const shipped = ['electron', ...Object.keys(manifest.dependencies), ...BUNDLED]
    // electron-vite leaves every dependency out of the files, and puts everything else into them.
    expect(BUNDLED.filter((name) => name in manifest.dependencies)).toEqual([])
    const fine = (edge: Edge) => {
      const name = packageOf(edge.specifier)
      return edge.typeOnly || name === null || isBuiltin(name) || shipped.includes(name)
    }
    const main = graph.filter((node) => !node.path.startsWith('src/renderer/'))
    expect(breaches(main, fine)).toEqual([])
  })

  it('names Node’s own modules by their full name', () => {
    const fine = (edge: Edge) => !isBuiltin(edge.specifier) || edge.specifier.startsWith('node:')
    expect(breaches(graph, fine)).toEqual([])
  })

  it('never reaches from the app into tools or tests', () => {
    const fine = (edge: Edge, node: Node) => {
      return !edge.specifier.startsWith('.') || leadsTo(edge, node, 'src/')
    }
    // The version is read from the package's own file.
    const own = (edge: Edge, node: Node) => fine(edge, node) || leadsTo(edge, node, 'package.json')
    expect(breaches(graph, own)).toEqual([])
    expect(graph.filter((node) => /electron-standin/.test(node.text)).map((node) => node.path)).toEqual([])
  })

  it('has no default exports', () => {
    const defaulting = /^[ \t]*export\s+default\b|^[ \t]*export\s*\{[^}]*\bas\s+default\b/m
    expect(graph.filter((node) => defaulting.test(node.text)).map((node) => node.path)).toEqual([])
  })

  it('loads nothing under a name that is made at run time', () => {
    const made = /\b(?:import|require)\s*\(\s*(?!['"`]|\s)/
    const code = (node: Node) => node.text.replace(/^[ \t]*(?:\/\/|\*|\/\*).*$/gm, '')
    expect(graph.filter((node) => made.test(code(node))).map((node) => node.path)).toEqual([])
  })
})

describe('the rooms', () => {
  it('of the source are the named ones', () => {
    const { rooms, files } = entries('src')
    expect(rooms.filter((room) => !['main', 'preload', 'renderer', 'shared'].includes(room))).toEqual([])
    expect(files).toEqual([])
  })

  it('of the main process are the named ones; a new one needs a decision note', () => {
    const { rooms, files } = entries('src/main')
    expect(rooms.filter((room) => !MAIN_ROOMS.includes(room))).toEqual([])
    expect(files.filter((file) => !MAIN_FILES.includes(file))).toEqual([])
  })

  it('of shared are the named ones', () => {
    const { rooms, files } = entries('src/shared')
    expect(rooms.filter((room) => !SHARED_ROOMS.includes(room))).toEqual([])
    expect(files).toEqual([])
  })
})
