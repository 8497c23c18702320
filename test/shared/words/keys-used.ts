import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'vite'

/** A text in the source that may be the key of a message: its fixed parts, between which something is put in. */
export interface Named {
  /** From the root of the project, with forward slashes. */
  readonly path: string
  readonly parts: readonly string[]
  /** It is what words are asked for by. */
  readonly isAsked: boolean
}

type Tree = Readonly<Record<string, unknown>> & { readonly type: string }

/** By these names the source asks for words of a key. */
const ASKING = /^(t|maybe|loose|exists)$/

/** Finds every text of the sources under `folder` of the project at `root`. */
export function textsIn(root: string, folder: string): readonly Named[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .flatMap((name) => {
      const path = `${folder}/${name.replaceAll('\\', '/')}`
      return textsOf(readFileSync(join(root, path), 'utf8'), path)
    })
}

/** Finds every text of one source. */
export function textsOf(source: string, path: string): readonly Named[] {
  const found: Named[] = []
  const visit = (node: unknown, isAsked: boolean) => {
    if (Array.isArray(node)) for (const one of node) visit(one, isAsked)
    if (!isTree(node) || (/^(Import|Export)/.test(node.type) && isTree(node.source))) return
    const parts = partsOf(node)
    if (parts) found.push({ path, parts, isAsked })
    const asks = node.type === 'CallExpression' && ASKING.test(calleeOf(node.callee))
    for (const [key, inner] of Object.entries(node)) {
      if (asks && key === 'arguments' && Array.isArray(inner)) {
        visit(inner[0], true)
        visit(inner.slice(1), false)
      } else visit(inner, isAsked && passesOn(node, key))
    }
  }
  visit(parseAst(source, { lang: path.endsWith('x') ? 'tsx' : 'ts' }), false)
  return found
}

/** Says whether a text may stand for a key: where something is put in, it is one name. */
export function mayName({ parts }: Pick<Named, 'parts'>, key: string): boolean {
  return parts.length === 1 ? parts[0] === key : patternOf(parts).test(key)
}

const patterns = new Map<string, RegExp>()

function patternOf(parts: readonly string[]): RegExp {
  const name = parts.join('\0')
  const known = patterns.get(name)
  const pattern = known ?? new RegExp(`^${parts.map(RegExp.escape).join('[^.]+')}$`)
  patterns.set(name, pattern)
  return pattern
}

function isTree(node: unknown): node is Tree {
  return typeof node === 'object' && node !== null && 'type' in node && typeof node.type === 'string'
}

function calleeOf(callee: unknown): string {
  if (!isTree(callee)) return ''
  if (callee.type === 'Identifier') return String(callee.name)
  return callee.type === 'MemberExpression' && isTree(callee.property) ? String(callee.property.name) : ''
}

function partsOf(node: Tree): readonly string[] | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : null
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return null
  return node.quasis.map((part: { value: { cooked: string } }) => part.value.cooked)
}

/** Which part of an expression is its value. */
function passesOn(node: Tree, part: string): boolean {
  if (node.type === 'ConditionalExpression') return part === 'consequent' || part === 'alternate'
  if (node.type === 'LogicalExpression') return part === 'left' || part === 'right'
  return /^TS(As|NonNull|Satisfies)Expression$/.test(node.type) && part === 'expression'
}
