import { expect, it } from 'vitest'
import { z } from 'zod'
import { type RouteName, routes } from '../../../src/shared/contract/routes/index.ts'

const ROUTES = Object.keys(routes) as readonly RouteName[]

interface Schema {
  readonly [key: string]: unknown
}

/** What may be without end: the app's own version and platform, and numbers that need not be whole. */
const FREE = [
  /^app\.overview\.(version|platform): a text$/,
  /\.settings\[\]\.(min|max|step|initial): a fraction$/,
  /\.(volume|data\.\*|settings\.\*): a fraction$/,
  /^(book\.check\.done|backups\.view\.(making|restoring)|moving\.view\.making): a fraction$/,
]

/** Every part of a shape that has no end: a text without a length, a number that need not be whole, an open object. */
function endless(schema: Schema, path: string): readonly string[] {
  const inner = (name: string) => (Array.isArray(schema[name]) ? (schema[name] as readonly Schema[]) : [])
  const either = [...inner('anyOf'), ...inner('oneOf'), ...inner('allOf')].flatMap((one) =>
    endless(one, path),
  )
  const { properties, items, additionalProperties, propertyNames } = schema
  const found = [...either]
  // What may also be null has two types.
  const types = [schema.type].flat()
  const isNamed = 'enum' in schema || 'const' in schema
  if (types.includes('string') && !isNamed && schema.maxLength === undefined) found.push(`${path}: a text`)
  if (types.includes('number') && !isNamed) found.push(`${path}: a fraction`)
  if (types.includes('object')) {
    const open = properties === undefined ? propertyNames === undefined : additionalProperties !== false
    if (open) found.push(`${path}: an object`)
    for (const [name, one] of Object.entries((properties ?? {}) as Record<string, Schema>)) {
      found.push(...endless(one, `${path}.${name}`))
    }
    if (properties === undefined && typeof additionalProperties === 'object') {
      found.push(...endless(additionalProperties as Schema, `${path}.*`))
    }
  }
  if (items) found.push(...endless(items as Schema, `${path}[]`))
  return found
}

it.each(ROUTES)(
  'what %s answers with has an end: every text, every name, whole numbers, nothing surplus',
  (route) => {
    const schema = z.toJSONSchema(routes[route].output, { io: 'output', unrepresentable: 'any' }) as Schema
    const free = (one: string) => FREE.some((pattern) => pattern.test(one))
    expect(endless(schema, route).filter((one) => !free(one))).toEqual([])
  },
)

it('what is counted is never below nothing', () => {
  const watch = routes['watching.state'].output
  const count = { young: 0, hour: 0, day: 0, older: 0 }
  const one = {
    accountId: 'account-1',
    label: 'Till',
    provider: 'daisy',
    state: 'running',
    reason: null,
    until: null,
    lastAnswerAt: null,
    callsLastMinute: 0,
    limitPerMinute: 60,
    open: count,
    due: 0,
    feed: 'none',
  }
  expect(watch.safeParse([one]).success).toBe(true)
  expect(watch.safeParse([{ ...one, due: -1 }]).success).toBe(false)
  expect(watch.safeParse([{ ...one, open: { ...count, day: -1 } }]).success).toBe(false)
  expect(routes['exceptions.count'].output.safeParse({ open: -1 }).success).toBe(false)
})

it('a keychain that is gone is told by its name as long as the vault keeps it', () => {
  const changed = (previous: string) =>
    routes['vault.status'].output.safeParse({ kind: 'changed', previous }).success
  expect([changed('x'.repeat(60)), changed('x'.repeat(61))]).toEqual([true, false])
})
