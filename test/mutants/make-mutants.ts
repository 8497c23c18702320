import { parseSync } from 'vite'
import { sqlMutations } from './sql-mutations.ts'

/** One small fault in one file: the text from `start` to `end` is `to` instead of `from`. */
export interface Mutant {
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  readonly start: number
  readonly end: number
  readonly from: string
  readonly to: string
  /** A fault the compiler is likely to refuse, so that it is asked first. */
  readonly typed: boolean
}

/** A node of the syntax tree; of its many shapes only what is asked for below is looked at. */
interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

type Add = (node: Pick<Node, 'start' | 'end'>, to: string, typed?: boolean) => void

/** What an operator or a call becomes; maps, for a call may have any name, also `toString`. */
const COMPARED = new Map(
  Object.entries({ '<': '<=', '<=': '<', '>': '>=', '>=': '>', '===': '!==', '!==': '===' }),
)
const COUNTED = new Map(Object.entries({ '+': '-', '-': '+', '*': '/', '/': '*', '%': '*', '**': '*' }))
const SWAPPED = new Map(
  Object.entries({
    some: 'every',
    every: 'some',
    min: 'max',
    max: 'min',
    round: 'trunc',
    floor: 'ceil',
    ceil: 'floor',
    trunc: 'ceil',
    startsWith: 'endsWith',
    endsWith: 'startsWith',
  }),
)
/** Calls that can be left out of a chain, so that what they would have done is not done. */
const LEFT_OUT = new Set(
  'filter toSorted sort reverse toReversed slice trim toLowerCase toUpperCase replace replaceAll padStart normalize'.split(
    ' ',
  ),
)
/** The same for a schema, whose chains end in limits. */
const LIMITS = new Set(
  'min max length int regex refine positive nonnegative nonempty strict trim gt gte lt lte'.split(' '),
)

/** What needs no brackets wherever it stands. */
const SIMPLE = new Set(
  'Identifier Literal MemberExpression CallExpression ChainExpression ParenthesizedExpression'.split(' '),
)

/** Makes every mutant of a source text, in the order of the text; texts of thrown errors stay, nobody reads them. */
export function makeMutants(file: string, source: string): readonly Mutant[] {
  const found = new Map<string, Mutant>()
  const add: Add = (node, to, typed = false) => {
    const from = source.slice(node.start, node.end)
    const key = `${node.start} ${node.end} ${to}`
    if (from === to || found.has(key)) return
    const line = source.slice(0, node.start).split('\n').length
    found.set(key, { file, line, start: node.start, end: node.end, from, to, typed })
  }
  const text = (node: Pick<Node, 'start' | 'end'>) => source.slice(node.start, node.end)
  const visit = (node: Node, thrown: boolean): void => {
    if (isOnlyType(node)) return
    mutate(node, { add, text, thrown, source })
    const inThrow = thrown || node.type === 'ThrowStatement'
    for (const child of childrenOf(node)) visit(child, inThrow)
  }
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file} cannot be read: ${errors[0]?.message}`)
  visit(program as unknown as Node, false)
  return [...found.values()].sort((a, b) => a.start - b.start || a.end - b.end)
}

/** Puts the fault into the text it was made from. */
export function withMutant(source: string, mutant: Mutant): string {
  return source.slice(0, mutant.start) + mutant.to + source.slice(mutant.end)
}

interface Place {
  readonly add: Add
  readonly source: string
  readonly thrown: boolean
  text(node: Pick<Node, 'start' | 'end'>): string
}

function mutate(node: Node, { add, text, thrown, source }: Place): void {
  const part = (name: string) => node[name] as Node
  const whole = (one: Node) => (SIMPLE.has(one.type) ? text(one) : `(${text(one)})`)
  const operator = String(node.operator)
  switch (node.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      for (const always of ['true', 'false']) add(part('test'), always)
      break
    case 'WhileStatement':
      add(part('test'), 'false')
      break
    case 'BinaryExpression': {
      const other = COMPARED.get(operator) ?? COUNTED.get(operator)
      if (other) add(node, `${whole(part('left'))} ${other} ${whole(part('right'))}`)
      break
    }
    case 'LogicalExpression':
      add(node, whole(part('right')))
      add(node, whole(part('left')), operator === '??')
      break
    case 'UnaryExpression':
      if (operator === '!' || operator === '-') add(node, whole(part('argument')))
      break
    case 'AwaitExpression':
      add(node, whole(part('argument')), true)
      break
    case 'ExpressionStatement':
      if (typeof node.directive !== 'string') add(node, ';')
      break
    case 'ChainExpression':
      add(
        node,
        text(node).replace(/\?\.([[(]?)/, (_, opened) => opened || '.'),
        true,
      )
      break
    case 'ArrayExpression':
      removals(node, node.elements, add, source)
      break
    case 'ObjectExpression':
      removals(node, node.properties, add, source)
      break
    case 'CallExpression':
      mutateCall(node, add, text)
      break
    case 'Literal':
      mutateLiteral(node, add, text, thrown)
      break
    case 'TemplateElement':
      for (const one of sqlMutations(text(node))) add(at(node, one), one.to)
      break
  }
}

function mutateCall(node: Node, add: Add, text: Place['text']): void {
  const callee = node.callee as Node
  if (callee.type !== 'MemberExpression' || callee.computed === true) return
  const property = callee.property as Node & { readonly name: string }
  const object = callee.object as Node
  const isMath = text(object) === 'Math'
  const swapped = SWAPPED.get(property.name)
  if (swapped && (isMath || !LIMITS.has(property.name))) add(property, swapped)
  if (!isMath && (LEFT_OUT.has(property.name) || LIMITS.has(property.name))) add(node, text(object), true)
}

function mutateLiteral(node: Node, add: Add, text: Place['text'], thrown: boolean): void {
  const { value } = node
  if (typeof node.regex === 'object') mutatePattern(node, add, text)
  else if (typeof value === 'boolean') add(node, String(!value))
  else if (typeof value === 'bigint') {
    for (const other of [value + 1n, value - 1n]) if (other >= 0n) add(node, `${other}n`)
  } else if (typeof value === 'number') {
    // One more second of a minute's wait is no fault; twice the wait is.
    const others = value < 1_000 ? [value + 1, value - 1] : [value * 2, Math.floor(value / 2)]
    for (const other of others) if (other >= 0) add(node, String(other))
  } else if (typeof value === 'string' && !thrown) {
    const sql = sqlMutations(text(node))
    for (const one of sql) add(at(node, one), one.to)
    if (sql.length === 0 && value !== '') add(node, "''", true)
  }
}

function mutatePattern(node: Node, add: Add, text: Place['text']): void {
  const pattern = text(node)
  const end = pattern.lastIndexOf('/')
  if (pattern.startsWith('/^')) add({ start: node.start + 1, end: node.start + 2 }, '')
  if (pattern[end - 1] === '$') add({ start: node.start + end - 1, end: node.start + end }, '')
  if (end < pattern.length - 1) add({ start: node.start + end + 1, end: node.end }, '')
}

/** Leaves out each part of a list, with the comma beside it. */
function removals(list: Node, parts: unknown, add: Add, source: string): void {
  const present = (parts as readonly (Node | null)[]).filter((one) => one !== null)
  present.forEach((one, index) => {
    const next = present[index + 1]
    const before = present[index - 1]
    const rest = source.slice(one.end, list.end - 1)
    if (next) add({ start: one.start, end: next.start }, '', true)
    else if (before) add({ start: before.end, end: one.end }, '', true)
    else add({ start: one.start, end: one.end + (/^\s*,/.exec(rest)?.[0].length ?? 0) }, '', true)
  })
}

function at(node: Node, { from, until }: { readonly from: number; readonly until: number }) {
  return { start: node.start + from, end: node.start + until }
}

/** What is gone when the types are stripped, and what names other files. */
function isOnlyType(node: Node): boolean {
  if (['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression'].includes(node.type)) return false
  return (
    node.type.startsWith('TS') || node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration'
  )
}

function childrenOf(node: Node): readonly Node[] {
  return Object.entries(node).flatMap(([key, value]) => {
    // A name is no fault's place, and the text a module comes from is none either.
    const named = key === 'key' && node.computed !== true
    if (named || (key === 'source' && node.type.startsWith('Export'))) return []
    return (Array.isArray(value) ? value : [value]).filter(isNode)
  })
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
}
