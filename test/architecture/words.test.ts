import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Node, readGraph } from '../support/source/import-graph.ts'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/WORDS.md'), 'utf8')

/** Names that hold a forbidden word and mean something else by it. */
const ALLOWED: Readonly<Record<string, string>> = {
  'strip.css': 'CSS classes keep their name for now (decision 0007)',
  shortInstantText: 'short is its length; no money is meant',
  'use-calm-delay.ts': 'the file of useCalmDelay',
}

interface Term {
  readonly name: string
  readonly meaning: string
}

/** Reads the terms: every line of a list that is not in the table. */
function readTerms(text: string): readonly Term[] {
  return [...text.matchAll(/^- (.*)$/gm)].map(([, line = '']) => {
    const [, name = line, meaning = ''] = /^\*\*([^*]+)\*\*:?(.*)$/.exec(line) ?? []
    return { name: name.trim(), meaning: meaning.trim() }
  })
}

/** What is wrong with the terms, in words a person can act on. */
function faultsOf(terms: readonly Term[]): readonly string[] {
  const seen = new Set<string>()
  return terms.flatMap(({ name, meaning }) => {
    const known = seen.has(name.toLowerCase())
    seen.add(name.toLowerCase())
    return [
      ...(known ? [`${name} stands twice`] : []),
      ...(/\p{L}{2}/u.test(meaning) ? [] : [`${name} has no meaning`]),
    ]
  })
}

interface Row {
  readonly not: readonly string[]
  readonly instead: string
}

/** Reads the table of words that are not used. */
function readForbidden(text: string): readonly Row[] {
  const table = text.slice(text.indexOf('## Not these'))
  return [...table.matchAll(/^\| (.+?) \| (.+?) \|$/gm)].slice(1).map(([, not = '', instead = '']) => ({
    not: [...not.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word),
    instead: instead.trim(),
  }))
}

/** The words of a name in camel case, snake case or kebab case, in small letters. */
function wordsOf(name: string): readonly string[] {
  return name
    .split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase())
}

const DECLARED =
  /^export\s+(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:type|interface|class|function\*?|const|let)\s+([\w$]+)/gm
const LISTED = /^export\s+(?:type\s+)?\{([^}]*)\}/gm

/** The names a file gives to others. */
function exportsOf(text: string): readonly string[] {
  const declared = [...text.matchAll(DECLARED)].map(([, name = '']) => name)
  const listed = [...text.matchAll(LISTED)].flatMap(([, names = '']) => names.split(','))
  const given = listed.map((one) =>
    one
      .replace(/^.*\bas\b/s, '')
      .replace(/^\s*type\s/, '')
      .trim(),
  )
  return [...declared, ...given].filter((name) => name !== '')
}

/** Every name of a file or an export that holds a forbidden word, and what to say instead. */
function breaches(
  nodes: readonly Pick<Node, 'path' | 'text'>[],
  forbidden: readonly Row[],
): readonly string[] {
  const rows = forbidden.flatMap(({ not, instead }) => not.map((word) => ({ word, instead })))
  return nodes.flatMap(({ path, text }) =>
    [basename(path), ...exportsOf(text)]
      .filter((name) => !(name in ALLOWED))
      .flatMap((name) =>
        rows
          .filter(({ word }) => ` ${wordsOf(name).join(' ')} `.includes(` ${wordsOf(word).join(' ')} `))
          .map(({ word, instead }) => `${path}: ${name} says ${word}; say ${instead.replaceAll('*', '')}`),
      ),
  )
}

/** Everything of src: code with its text, and every other file by its name. */
function everyFile(): readonly Pick<Node, 'path' | 'text'>[] {
  const code = readGraph(root, 'src')
  const known = new Set(code.map((node) => node.path))
  const others = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/').slice(1))
    .filter((path) => !known.has(path))
  return [...code, ...others.map((path) => ({ path, text: '' }))]
}

describe('the words', () => {
  const terms = readTerms(page)
  const forbidden = readForbidden(page)

  it('are really read', () => {
    expect(terms.length).toBeGreaterThan(60)
    expect(terms.map((term) => term.name)).toContain('payment link')
    expect(forbidden.flatMap((row) => row.not)).toContain('Desk')
  })

  it('stand once each, with a meaning', () => {
    expect(faultsOf(terms)).toEqual([])
  })

  it('are what the table leads to', () => {
    const names = terms.map((term) => term.name)
    const named = forbidden.flatMap(({ instead }) => instead.match(/(?<=\*\*)[^*]+(?=\*\*)/)?.[0] ?? instead)
    expect(named.filter((name) => !names.includes(name))).toEqual([])
  })

  it('are those of the files and of what they export', () => {
    expect(breaches(everyFile(), forbidden)).toEqual([])
  })

  it('are left alone only by names that are there', () => {
    const files = everyFile()
    const names = new Set(files.flatMap(({ path, text }) => [basename(path), ...exportsOf(text)]))
    expect(Object.keys(ALLOWED).filter((name) => !names.has(name))).toEqual([])
  })
})

describe('the check itself', () => {
  it('finds a term that stands twice or means nothing', () => {
    const broken = '- **till**: a place\n- **Till**: another\n- **book**:\n- **poll**\n- loose words\n'
    expect(faultsOf(readTerms(broken))).toEqual([
      'Till stands twice',
      'book has no meaning',
      'poll has no meaning',
      'loose words has no meaning',
    ])
  })

  it('finds a forbidden word in the name of a file, a type, a function or a constant, and only as a whole word', () => {
    const rows = readForbidden(
      '## Not these\n\n| not | use instead |\n|---|---|\n| `Desk` (old), `DueLink` | **context** |\n| print | **x** |\n',
    )
    const nodes = [
      { path: 'src/front-desk.ts', text: 'export interface Desktop {}\nconst desk = 1\n' },
      {
        path: 'src/a.ts',
        text: 'export type LedgerDesk = 1\nexport async function deskOf() {}\nexport const DESK_SIZE = 1\n',
      },
      {
        path: 'src/b.ts',
        text: 'export { a as nextDueLink, dueAt } from "./c.ts"\nexport const handled = 1\nexport const print = 1\n',
      },
    ]
    expect(breaches(nodes, rows)).toEqual([
      'src/front-desk.ts: front-desk.ts says Desk; say context',
      'src/a.ts: LedgerDesk says Desk; say context',
      'src/a.ts: deskOf says Desk; say context',
      'src/a.ts: DESK_SIZE says Desk; say context',
      'src/b.ts: nextDueLink says DueLink; say context',
    ])
  })

  it('reads the names of every kind of export', () => {
    const text =
      'export declare class A {}\nexport function* b() {}\nexport type { C, D as E } from "./x.ts"\nexport {\n  f,\n  type G,\n} from "./y.ts"\n'
    expect(exportsOf(text)).toEqual(['A', 'b', 'C', 'E', 'f', 'G'])
  })
})
