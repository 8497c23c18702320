import { createHash } from 'node:crypto'
import { z } from 'zod'
import {
  AUTO_LOCK_MINUTES,
  FIRST_AUTO_LOCK,
  MOST_PEOPLE,
  PERSON_NAME_LIMIT,
} from '../../shared/contract/plain/people.ts'
import { ROLES } from '../../shared/contract/plain/rights.ts'
import { settings } from '../../shared/contract/shapes/settings.ts'
import { storedPin } from './pin.ts'

/** The one key of the people's file that its digest is of. */
export const PEOPLE_KEY = 'people'
/** Beside it: how many wrong PINs were tried, by person. It changes too often to be told to the book. */
export const TRIES_KEY = 'wrongPins'

const storedPerson = z.strictObject({
  id: z.string().min(8).max(64),
  name: z.string().min(1).max(PERSON_NAME_LIMIT),
  role: z.enum(ROLES),
  language: settings.shape.language.nullable(),
  pin: storedPin,
  /** When the person was put away, epoch ms; null for one who may sign in. */
  awayAt: z.number().int().nullable(),
})

const content = z.strictObject({
  format: z.literal(1),
  /** Rises with every change. */
  version: z.number().int().min(1),
  /** People were turned off again: whoever is at the till is its owner. */
  isEnded: z.boolean(),
  people: z.array(storedPerson).max(MOST_PEOPLE),
  autoLock: z.union(AUTO_LOCK_MINUTES.map((minutes) => z.literal(minutes))),
  /** A PIN was set past the old one, and no owner has read of it. */
  notice: z
    .strictObject({ at: z.number().int(), how: z.enum(['passphrase', 'terminal']), name: z.string() })
    .nullable(),
})

export type StoredPerson = z.infer<typeof storedPerson>
export type PeopleContent = z.infer<typeof content>

/** What people's file holds: what can be used of it, with the digest of all that it says; null where it cannot. */
export type ReadPeople =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'read'; readonly content: PeopleContent; readonly digest: string }

/** Reads what lies under {@link PEOPLE_KEY}. */
export function readPeople(value: unknown): ReadPeople {
  if (value === undefined) return { kind: 'absent' }
  const parsed = content.safeParse(value)
  if (!parsed.success) return { kind: 'unreadable' }
  return { kind: 'read', content: parsed.data, digest: digestOf(value) }
}

/** The digest of what a people's file says, as the settings and the book keep it. SHA-256, hexadecimal. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}

/** People as they are before the first of them. */
export function nobodyYet(version: number): PeopleContent {
  return { format: 1, version, isEnded: false, people: [], autoLock: FIRST_AUTO_LOCK, notice: null }
}

/** Whether at least one owner is left who may sign in. */
export function hasOwner(people: readonly StoredPerson[]): boolean {
  return people.some(({ role, awayAt }) => role === 'owner' && awayAt === null)
}
