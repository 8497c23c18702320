import type { Edge, Node } from '../support/source/import-graph.ts'

/** A rule of the house, broken: where, and by what. */
export type Breach = string

/** Finds the first circle of files that import each other, types counted; null when there is none. */
export function circleIn(graph: readonly Node[]): readonly string[] | null {
  const nodes = new Map(graph.map((node) => [node.path, node]))
  const clear = new Set<string>()
  function follow(path: string, way: readonly string[]): readonly string[] | null {
    const met = way.indexOf(path)
    if (met >= 0) return [...way.slice(met), path]
    if (clear.has(path)) return null
    for (const { target } of nodes.get(path)?.imports ?? []) {
      const circle = target !== null && nodes.has(target) ? follow(target, [...way, path]) : null
      if (circle) return circle
    }
    clear.add(path)
    return null
  }
  for (const { path } of graph) {
    const circle = follow(path, [])
    if (circle) return circle
  }
  return null
}

/** The rooms of the main process from the top down: each imports its own files, and rooms of the layers beneath it. */
export const MAIN_LAYERS = [
  ['index.ts'],
  ['app', 'electron', 'command-line'],
  ['ipc'],
  ['session'],
  ['watcher', 'invoicing'],
  ['accounts'],
  ['books', 'catalogue', 'customer', 'notices', 'people'],
  ['export', 'backup', 'statements'],
  ['ledger', 'providers', 'vault', 'practice', 'log'],
  ['json-store.ts', 'acting.ts'],
] as const

/** Finds imports between rooms of the main process that do not lead downward; `electron` is entered from the start alone. */
export function upwardImports(graph: readonly Node[]): readonly Breach[] {
  return graph.flatMap((node) =>
    node.imports.flatMap((edge) => {
      const [from, to] = [roomOf(node.path), roomOf(edge.target)]
      if (from === null || to === null || from === to) return []
      const [above, beneath] = [layerOf(from), layerOf(to)]
      return above >= 0 && beneath > above ? [] : [`${node.path} imports ${edge.target}`]
    }),
  )
}

/** The room of a file of the main process: its folder, or itself where it lies in none; null for other files. */
export function roomOf(path: string | null): string | null {
  return /^src\/main\/([^/]+)/.exec(path ?? '')?.[1] ?? null
}

function layerOf(room: string): number {
  return MAIN_LAYERS.findIndex((rooms) => rooms.some((one) => one === room))
}

const LEDGER = 'src/main/ledger/'
/** What else of the ledger is imported, and by whom: the thread by who opens books, new ids beside it, the export's reader. */
const LEDGER_DOORS: readonly (readonly [from: RegExp, to: string])[] = [
  [/^src\/main\/app\//, `${LEDGER}thread/client.ts`],
  [/^src\/main\/app\//, `${LEDGER}thread/check-client.ts`],
  [/^src\/main\/app\//, `${LEDGER}lists/client.ts`],
  [/^src\/main\/app\//, `${LEDGER}trail/client.ts`],
  [/^src\/main\/app\//, `${LEDGER}sqlite/ids.ts`],
  [/^src\/main\/app\/people\//, `${LEDGER}asked/last-people.ts`],
  [/^src\/main\/app\//, `${LEDGER}sqlite/errors.ts`],
  [/^src\/main\/export\//, `${LEDGER}exports/records.ts`],
  [/^src\/main\/(export|statements)\//, `${LEDGER}thread/run-job.ts`],
  [/^src\/main\/(export|statements)\//, `${LEDGER}thread/signals.ts`],
  [/^src\/main\/export\//, `${LEDGER}thread/make-way.ts`],
  [/^src\/main\/(app|export|statements)\//, `${LEDGER}thread/watch-job.ts`],
  [/^src\/main\/app\//, `${LEDGER}thread/run-job.ts`],
  [/^src\/main\/app\//, `${LEDGER}thread/copies-client.ts`],
  [/^src\/main\/app\//, `${LEDGER}thread/salvage-client.ts`],
  [/^src\/main\/app\//, `${LEDGER}copies/names.ts`],
  [/^src\/main\/command-line\//, `${LEDGER}asked/reader.ts`],
  [/^src\/main\/command-line\//, `${LEDGER}check/whole-check.ts`],
  [/^src\/main\/command-line\//, `${LEDGER}copies/copy-failure.ts`],
  [/^src\/main\/command-line\//, `${LEDGER}copies/make-backup.ts`],
  [/^src\/main\/command-line\//, `${LEDGER}sqlite/errors.ts`],
  [/^src\/main\/backup\//, `${LEDGER}copies/backup-witness.ts`],
  [/^src\/main\/backup\//, `${LEDGER}copies/files.ts`],
  [/^src\/main\/backup\//, `${LEDGER}copies/names.ts`],
]

/** Finds what reaches past the ledger's port. */
export function pastThePort(graph: readonly Node[]): readonly Breach[] {
  const outside = graph.filter(({ path }) => !path.startsWith(LEDGER))
  return outside.flatMap(({ path, imports }) =>
    imports.flatMap(({ target }) => {
      if (!target?.startsWith(LEDGER) || target.startsWith(`${LEDGER}port/`)) return []
      return LEDGER_DOORS.some(([from, to]) => from.test(path) && to === target)
        ? []
        : [`${path} imports ${target}`]
    }),
  )
}

/** Finds values in the ledger's port, which holds types alone. */
export function valuesInThePort(graph: readonly Node[]): readonly Breach[] {
  return graph
    .filter(({ path }) => path.startsWith(`${LEDGER}port/`))
    .filter(({ text, imports }) => /^export (?!type\b|interface\b)/m.test(text) || imports.some(isValue))
    .map(({ path }) => path)
}

function isValue(edge: Edge): boolean {
  return !edge.typeOnly
}

const SQL =
  /\b(?:SELECT\b[^'"`]*\bFROM\b|INSERT\s+INTO\b|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\b|CREATE\s+TABLE\b)/

/** Finds SQL outside the ledger. */
export function sqlOutside(graph: readonly Node[]): readonly Breach[] {
  return graph
    .filter(({ path, text }) => !path.startsWith(LEDGER) && SQL.test(withoutComments(text)))
    .map(({ path }) => path)
}

const CONTEXT = `${LEDGER}sqlite/context.ts`
/** What keeps the shape of a file: of a book before it is written in, and of one that is none. */
const KEEPS_THE_FILE =
  /^src\/main\/ledger\/(sqlite\/|search\/gram-file\.ts|salvage\/new-book\.ts|thread\/open-ledger\.ts|exports\/)/

/**
 * Finds writes that no transaction holds: a `Writing` made by another than the transaction, a statement that is run past the
 * functions that take one, and a read (`get`, `all`) that writes.
 */
export function unheldWrites(graph: readonly Node[]): readonly Breach[] {
  const ledger = graph.filter(({ path }) => path.startsWith(LEDGER))
  return ledger.flatMap(({ path, text }) => {
    const code = withoutComments(text)
    const found: Breach[] = []
    if (path !== CONTEXT && /\bas\s+(?:unknown\s+as\s+)?Writing\b/.test(code))
      found.push(`${path} makes a Writing`)
    if (!KEEPS_THE_FILE.test(path) && /\bdb\.(?:prepare|exec|transaction)\(/.test(code))
      found.push(`${path} runs a statement by itself`)
    if (/\b(?:get|all)(?:<[^(]*>)?\(\s*\w+,\s*[`'"]\s*(?:INSERT|UPDATE|DELETE|REPLACE)\b/.test(code))
      found.push(`${path} writes by reading`)
    return found
  })
}

/** The most lines of a file, and the most files of a folder. */
export const MOST_LINES = 300
export const MOST_FILES = 20

/** Finds files and folders that have grown beyond one subject. */
export function tooLarge(
  files: readonly { readonly path: string; readonly text: string }[],
): readonly Breach[] {
  const long = files.flatMap(({ path, text }) => {
    const lines = text.split('\n').length - 1
    return lines > MOST_LINES ? [`${path} has ${lines} lines`] : []
  })
  const folders = Map.groupBy(files, ({ path }) => path.replace(/\/[^/]+$/, ''))
  const full = [...folders].flatMap(([folder, own]) =>
    own.length > MOST_FILES ? [`${folder} has ${own.length} files`] : [],
  )
  return [...long, ...full]
}

/** Finds tests that import another room's tests or a bench, and support that imports either. */
export function testsBeyondSupport(graph: readonly Node[]): readonly Breach[] {
  return graph.flatMap(({ path, imports }) =>
    imports.flatMap(({ target }) => {
      if (!target?.startsWith('test/') || target.startsWith('test/support/')) return []
      return isNear(path, target) ? [] : [`${path} imports ${target}`]
    }),
  )
}

/** A test's own folder may hold what only it uses; benches are a room of their own. */
function isNear(path: string, target: string): boolean {
  if (path.startsWith('test/support/')) return false
  const folder = path.replace(/\/[^/]+$/, '')
  const inBench = (file: string) => file.startsWith('test/bench/')
  if (inBench(path) || inBench(target)) return inBench(path) && inBench(target)
  return target.startsWith(`${folder}/`) && !/\.(?:test|e2e)\.tsx?$/.test(target)
}

function withoutComments(text: string): string {
  return text.replace(/^[ \t]*\/\*[\s\S]*?\*\//gm, '').replace(/^[ \t]*\/\/.*$/gm, '')
}
