import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

/** One selector of a sheet; a list of selectors is taken apart. */
export interface Selector {
  readonly text: string
  /** The classes it styles: those of its right-most part that names any. */
  readonly styled: readonly string[]
  /** The classes it only stands within or beside. */
  readonly around: readonly string[]
}

export interface Sheet {
  /** From the folder of the styles, with forward slashes: `sale/acts.css`. */
  readonly path: string
  readonly lines: number
  readonly selectors: readonly Selector[]
  /** The addresses of its `@import`s, as written, in their order. */
  readonly imports: readonly string[]
}

const CLASS = /\.(-?[A-Za-z_][\w-]*)/g

/** Reads every sheet under `folder`. */
export function readSheets(folder: string): readonly Sheet[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.css'))
    .map((name) => readSheet(name.replaceAll('\\', '/'), readFileSync(join(folder, name), 'utf8')))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

export function readSheet(path: string, text: string): Sheet {
  const selectors: Selector[] = []
  const imports: string[] = []
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
  const open: string[] = []
  // What stands before a brace or a semicolon since the last one; a text in quotes is passed over whole.
  let before = ''
  for (const token of tokensOf(withoutComments(text))) {
    if (token === '{') {
      const head = before.trim()
      // The steps of an animation look like selectors.
      const isStep = open.at(-1)?.startsWith('@keyframes') ?? false
      if (!head.startsWith('@') && !isStep) selectors.push(...split(head, [',']).map(readSelector))
      open.push(head)
    } else if (token === '}') {
      open.pop()
    } else if (token === ';') {
      const address = /^@import\s+(?:url\(\s*)?["']([^"']+)["']/.exec(before.trim())?.[1]
      if (address !== undefined) imports.push(address)
    }
    before = '{};'.includes(token) ? '' : before + token
  }
  return { path, lines, selectors, imports }
}

/** Each character by itself, a text in quotes as one. */
function tokensOf(text: string): readonly string[] {
  return text.match(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[\s\S]/g) ?? []
}

function withoutComments(text: string): string {
  return text.replace(/("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|\/\*[\s\S]*?\*\//g, (_, quoted) => quoted ?? ' ')
}

function readSelector(text: string): Selector {
  const parts = split(text, [' ', '\n', '>', '+', '~']).map(classesOf)
  const subject = parts.findLastIndex((classes) => classes.length > 0)
  return {
    text: text.replace(/\s+/g, ' '),
    styled: parts[subject] ?? [],
    around: parts.filter((_, index) => index !== subject).flat(),
  }
}

/** The classes of one part of a selector, those within `:not()` and the like among them. */
function classesOf(part: string): readonly string[] {
  const bare = part.replace(/\[[^\]]*\]/g, '')
  return [...bare.matchAll(CLASS)].map(([, name = '']) => name)
}

/** Splits outside brackets and quotes, and leaves empty pieces out. */
function split(text: string, separators: readonly string[]): readonly string[] {
  const pieces: string[] = []
  let piece = ''
  let depth = 0
  for (const token of tokensOf(text)) {
    if ('(['.includes(token)) depth += 1
    if (')]'.includes(token)) depth -= 1
    if (depth === 0 && separators.includes(token)) {
      pieces.push(piece)
      piece = ''
    } else piece += token
  }
  return [...pieces, piece].map((one) => one.trim()).filter((one) => one !== '')
}

/** The sheets that style each class; of one that only marks a place, and that no sheet styles, the sheets that name it. */
export function homesOf(sheets: readonly Sheet[]): ReadonlyMap<string, ReadonlySet<string>> {
  const styled = whereNamed(sheets, (selector) => selector.styled)
  return new Map([...whereNamed(sheets, (selector) => selector.around), ...styled])
}

function whereNamed(sheets: readonly Sheet[], classes: (selector: Selector) => readonly string[]) {
  const found = new Map<string, Set<string>>()
  for (const { path, selectors } of sheets) {
    for (const name of selectors.flatMap(classes)) found.set(name, (found.get(name) ?? new Set()).add(path))
  }
  return found
}

/** Every breach of "one home for each class", in words a person can act on; only `bare` sheets style what has no class. */
export function homeBreaches(sheets: readonly Sheet[], bare: readonly string[]): readonly string[] {
  const twice = [...homesOf(sheets)]
    .filter(([, paths]) => paths.size > 1)
    .map(([name, paths]) => `.${name} is at home in ${[...paths].join(' and ')}`)
  const classless = sheets
    .filter(({ path }) => !bare.includes(path))
    .flatMap(({ path, selectors }) =>
      selectors
        .filter(({ styled }) => styled.length === 0)
        .map(({ text }) => `${path} styles ${text}, which names no class`),
    )
  return [...twice, ...classless]
}

/** The local sheets that `path` imports, from the folder of the styles, in their order. */
export function localImports({ path, imports }: Sheet): readonly string[] {
  return imports
    .filter((address) => address.startsWith('.'))
    .map((address) => posix.join(posix.dirname(path), address))
}
