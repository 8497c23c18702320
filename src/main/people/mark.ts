import { z } from 'zod'
import { PERSON_NAME_LIMIT } from '../../shared/contract/plain/people.ts'
import { ROLES } from '../../shared/contract/plain/rights.ts'

/** What was done to people, as the book tells it. */
export const PEOPLE_CHANGES = [
  'set_up',
  'added',
  'changed',
  'new_pin',
  'own_pin',
  'own_language',
  'put_away',
  'taken_back',
  'auto_lock',
  /** An owner's PIN was set past the old one. */
  'reset',
  /** What was there did not fit, and people began again with one owner. */
  'begun_again',
  'notice_read',
  'ended',
  /** Another book was put in the open one's place, and is told how people are. */
  'told',
  /** Changes that the book was not told, for they were too many; `how` says how many. */
  'left_out',
] as const
export type PeopleChange = (typeof PEOPLE_CHANGES)[number]

const name = z.string().max(PERSON_NAME_LIMIT)
const digest = z.string().max(64)
const version = z.number().int().min(0)

/** One change as it is told to the book; null for what does not belong to it. */
const toldChange = z.strictObject({
  version,
  digest,
  what: z.enum(PEOPLE_CHANGES),
  whom: name.nullable(),
  role: z.enum(ROLES).nullable(),
  /** The name or the role of before, or the minutes. */
  before: z.string().max(100).nullable(),
  how: z.string().max(40).nullable(),
  by: name.nullable(),
  /** Epoch ms. */
  at: z.number().int(),
})
export type ToldChange = z.infer<typeof toldChange>

/** So many changes wait for the live book at most; of more, the last ones are told, and how many were left out. */
export const MOST_PENDING = 200

/** What the settings keep of the people's file, so that neither is changed alone. */
export const peopleMark = z.strictObject({
  /** 0 before people were ever set up. */
  version,
  digest: digest.nullable(),
  /** A change whose file is being written: after a kill, the file shows whether it came to be. */
  next: toldChange.nullable(),
  /** What the live book was not told yet, in its order. */
  pending: z.array(toldChange).max(MOST_PENDING),
  /** A person has put another book in the open one's place, and it is not opened yet. */
  isPut: z.boolean(),
})
export type PeopleMark = z.infer<typeof peopleMark>

/** The mark of a till where people were never set up. */
export const NO_MARK: PeopleMark = { version: 0, digest: null, next: null, pending: [], isPut: false }

/** The mark once the change that was being written has come to be. */
export function wholeMark(mark: PeopleMark, told: ToldChange): PeopleMark {
  const pending = trimmed([...mark.pending, told])
  return { ...mark, version: told.version, digest: told.digest, next: null, pending }
}

/** The same changes, no more than so many: in the place of the oldest stands how many they were, as of the last of them. */
function trimmed(pending: readonly ToldChange[]): ToldChange[] {
  const out = pending.length > MOST_PENDING ? pending.slice(0, pending.length - MOST_PENDING + 1) : []
  const last = out.at(-1)
  if (last === undefined) return [...pending]
  const count = out.reduce((sum, { what, how }) => sum + (what === 'left_out' ? countIn(how) : 1), 0)
  const { version, digest, at } = last
  const none = { whom: null, role: null, before: null, by: null }
  return [
    { version, digest, what: 'left_out', how: String(count), at, ...none },
    ...pending.slice(out.length),
  ]
}

/** Reads how many were left out as a file keeps it; one, where nobody can tell. */
export function countIn(kept: unknown): number {
  const count = typeof kept === 'string' || typeof kept === 'number' ? Number(kept) : 0
  return Number.isSafeInteger(count) && count > 0 ? count : 1
}

/** A change as the data of its event: what does not belong to it is left out. */
export function eventData({ at: _, ...told }: ToldChange): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    Object.entries(told).filter((one): one is [string, string | number] => one[1] !== null),
  )
}

let last: { readonly value: unknown; readonly mark: PeopleMark | null } = { value: undefined, mark: null }

/** Reads a mark out of the settings, quickly where it is the one that was read last; null where there is none, or none that can be read. */
export function readMark(value: unknown): PeopleMark | null {
  if (value !== last.value)
    last = {
      value,
      mark: peopleMark
        .nullable()
        .catch(null)
        .parse(value ?? null),
    }
  return last.mark
}
