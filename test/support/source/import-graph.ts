import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'

/** One reference from a file to another module. */
export interface Import {
  /** As written: `./x.ts`, `node:fs`, `electron`. */
  readonly specifier: string
  /** Gone when the types are stripped: `import type`, `export type`. */
  readonly typeOnly: boolean
}

/** One file of the tree and what it refers to. */
export interface Node {
  /** From the root of the project, with forward slashes: `src/main/app/compose.ts`. */
  readonly path: string
  readonly imports: readonly Edge[]
  readonly text: string
}

export interface Edge extends Import {
  /** The file it leads to, from the root of the project; null for a package or a file that is not there. */
  readonly target: string | null
}

const STATEMENT =
  /^[ \t]*(?:import|export)(\s+type\b(?!\s*(?:,|from\b|=)))?[\w$*\s{},]*?\bfrom\s*['"]([^'"\n]+)['"]/gm
const BARE = /^[ \t]*import\s*['"]([^'"\n]+)['"]/gm
const DYNAMIC = /\b(?:import|require)\s*\(\s*['"`]([^'"`\n]+)['"`]/g
const WORKER = /\bnew\s+URL\(\s*['"](\.{1,2}\/[^'"\n]+)['"]\s*,\s*import\.meta\.url/g

/** Reads every reference of a source text. Text that merely looks like one counts too: the rules err on the strict side. */
export function readImports(source: string): readonly Import[] {
  const text = withoutComments(source)
  const found: Import[] = []
  for (const match of text.matchAll(STATEMENT)) {
    found.push({ specifier: match[2] ?? '', typeOnly: match[1] !== undefined })
  }
  for (const pattern of [BARE, DYNAMIC, WORKER]) {
    for (const match of text.matchAll(pattern)) found.push({ specifier: match[1] ?? '', typeOnly: false })
  }
  return found
}

/** Only comments that begin a line are taken out: a `//` within a text is an address. */
function withoutComments(source: string): string {
  return source.replace(/^[ \t]*\/\*[\s\S]*?\*\//gm, '').replace(/^[ \t]*\/\/.*$/gm, '')
}

/** Reads all source files under `folder` of the project at `root`. */
export function readGraph(root: string, folder: string): readonly Node[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mts|cts|mjs|cjs|js)$/.test(name))
    .map((name) => {
      const file = join(root, folder, name)
      const text = readFileSync(file, 'utf8')
      const imports = readImports(text).map((one) => ({
        ...one,
        target: targetOf(root, file, one.specifier),
      }))
      return { path: plain(relative(root, file)), text, imports }
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

function targetOf(root: string, from: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null
  const file = resolve(dirname(from), specifier.replace(/\?.*$/, ''))
  return existsSync(file) ? plain(relative(root, file)) : null
}

function plain(path: string): string {
  return path.split(sep).join('/')
}

/** The package of a specifier: `@scope/name` or `name`; null for a relative one. */
export function packageOf(specifier: string): string | null {
  if (specifier.startsWith('.')) return null
  if (specifier.startsWith('node:')) return specifier
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** Everything that is loaded when `starts` are, types left out: files and packages. */
export function reachable(graph: readonly Node[], starts: readonly string[]): ReadonlySet<string> {
  const nodes = new Map(graph.map((node) => [node.path, node]))
  const seen = new Set<string>()
  const waiting = [...starts]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    for (const edge of nodes.get(next)?.imports ?? []) {
      if (edge.typeOnly) continue
      waiting.push(edge.target ?? packageOf(edge.specifier) ?? edge.specifier)
    }
  }
  return seen
}
