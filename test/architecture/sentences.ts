import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'vite'

/** A text in the source that a person may come to read. */
export interface Sentence {
  /** From the root of the project, with forward slashes. */
  readonly path: string
  /** As written, on one line; `{}` where a value is put in. */
  readonly text: string
}

type Tree = Readonly<Record<string, unknown>> & { readonly type: string }

/** Names under which the system is given words to show. */
const SHOWN =
  /^(title|body|label|sublabel|message|detail|toolTip|buttonLabel|nameFieldLabel|subtitle|buttons)$/

/**
 * Finds what reads like English said to people in one TypeScript source.
 *
 * A sentence has two words or more and begins with a capital, ends as a sentence does, or goes on after a value. A single
 * capitalised word counts where it is given a name that the system shows. What is thrown, or made into an error, is for
 * developers; SQL and types say nothing to anybody.
 */
export function sentencesIn(source: string): readonly string[] {
  const found: string[] = []
  const visit = (node: unknown, name: string) => {
    if (Array.isArray(node)) for (const one of node) visit(one, name)
    if (!isTree(node) || isUnsaid(node)) return
    const text = textOf(node)
    if (text !== null && (isSentence(text) || (SHOWN.test(name) && /^[A-Z]/.test(text)))) found.push(text)
    for (const [key, inner] of Object.entries(node)) visit(inner, nameWithin(node, key, name))
  }
  visit(parseAst(source, { lang: 'ts' }), '')
  return found
}

/** Finds the sentences of all TypeScript files under `folder` of the project at `root`. */
export function readSentences(root: string, folder: string): readonly Sentence[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) =>
      sentencesIn(readFileSync(join(root, folder, name), 'utf8')).map((text) => ({
        path: `${folder}/${name.replaceAll('\\', '/')}`,
        text,
      })),
    )
}

function isTree(node: unknown): node is Tree {
  return typeof node === 'object' && node !== null && 'type' in node && typeof node.type === 'string'
}

/** What never reaches a person: errors, the names of modules, types. */
function isUnsaid(node: Tree): boolean {
  if (node.type === 'ThrowStatement') return true
  if (node.type === 'NewExpression' && isTree(node.callee)) return /Error$/.test(String(node.callee.name))
  return /^(Import|ExportAll)|^TS(TypeAlias|Interface)Declaration$|^TSTypeAnnotation$/.test(node.type)
}

function textOf(node: Tree): string | null {
  if (node.type === 'Literal' && typeof node.value === 'string') return oneLine(node.value)
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return null
  return oneLine(node.quasis.map((part: { value: { cooked: string } }) => part.value.cooked).join('{}'))
}

/** The name that a part of `node` is given: a property's for its value, handed on through choices and lists. */
function nameWithin(node: Tree, part: string, name: string): string {
  if (/^(Conditional|Logical|Array)Expression$/.test(node.type)) return name
  const { key } = node
  return node.type === 'Property' && part === 'value' && isTree(key) ? String(key.name ?? key.value) : ''
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function isSentence(text: string): boolean {
  const words = text.split(' ').filter((word) => /^["“(]?[A-Za-z][a-z’']*[)"”.,:;!?…]*$/.test(word))
  if (words.length < 2) return false
  const begins = /^["“(]?([A-Z][a-z’']+|[AI])[ ,:;]/.test(text)
  const ends = /[a-z}][.!?…]["”)]?$/.test(text)
  const goesOn = /^\{\}[.,:;]? [a-z’']+/.test(text)
  return begins || ends || goesOn
}
