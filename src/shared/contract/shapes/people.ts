import { z } from 'zod'
import { AUTO_LOCK_MINUTES, MOST_PEOPLE, PERSON_NAME_LIMIT } from '../plain/people.ts'
import { ROLES } from '../plain/rights.ts'
import { epochMs, id, said } from './atoms.ts'
import { settings } from './settings.ts'

export const role = z.enum(ROLES)
/** As a person types it; what it may be is decided in main (NAME_UNFIT, NAME_TAKEN). */
export const personName = said.max(PERSON_NAME_LIMIT)
/** The digits as typed, of any script; how many there must be is decided in main (PIN_UNFIT). */
export const typedPin = z.string().max(40)
/** Null for the language of the app. */
export const personLanguage = settings.shape.language.nullable()
export const autoLock = z.union(AUTO_LOCK_MINUTES.map((minutes) => z.literal(minutes)))

/** A person as the window knows one: nothing of the PIN but whether there is one. */
export const person = z.strictObject({
  id,
  name: z.string().max(PERSON_NAME_LIMIT),
  role,
  language: personLanguage,
  /** Put away: may not sign in, and is named in what was done before. */
  isAway: z.boolean(),
  /** How many more wrong PINs are looked at before a wait begins; 0 while one lasts. */
  triesLeft: z.number().int().min(0),
  /** Seconds until a PIN is looked at again; 0 where none is waited for. */
  waitSeconds: z.number().int().min(0),
})

/** Why nobody may sign in: what does not fit to what the app remembers. */
export const PEOPLE_TROUBLES = [
  /** The people's file is gone. */
  'missing',
  /** It cannot be read, or was changed by another hand. */
  'changed',
  /** It is older than what was there last. */
  'older',
  /** The settings know nothing of it, or something else. */
  'settings',
  /** The book knows other people, or newer ones. */
  'book',
] as const

/** Wrong passphrases that were tried, at the lock screen or to open the keys, since an owner last read of such. */
export const wrongPassphrases = z.strictObject({
  count: z.number().int().min(1),
  firstAt: epochMs,
  lastAt: epochMs,
})
export type WrongPassphrases = z.infer<typeof wrongPassphrases>

/** What an owner has read of: `lastAt` is that of the wrong passphrases that were told, so that none is read that came since. */
export const noticeRead = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('pin') }),
  z.strictObject({ what: z.literal('passphrases'), lastAt: epochMs }),
])
export type NoticeRead = z.infer<typeof noticeRead>

export const peopleView = z.strictObject({
  state: z.discriminatedUnion('kind', [
    /** People were never set up: whoever is at the till is its owner. */
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('locked') }),
    z.strictObject({ kind: z.literal('signedIn'), id }),
    /** Nobody may sign in until the owner has begun people again. */
    z.strictObject({ kind: z.literal('broken'), why: z.enum(PEOPLE_TROUBLES) }),
  ]),
  /** Owners first, then bookkeepers, then cashiers, each by name; who is put away last, and only where an owner asks. */
  people: z.array(person).max(MOST_PEOPLE),
  /** Minutes without a sign of life until the till is locked; 0 for never. */
  autoLock,
  /** How an owner who forgot the PIN comes back. */
  forgotten: z.enum(['passphrase', 'terminal']),
  /** A new owner PIN was set past the old one; told to the owner who is signed in, until it is read. */
  notice: z
    .strictObject({
      at: epochMs,
      how: z.enum(['passphrase', 'terminal']),
      name: z.string().max(PERSON_NAME_LIMIT),
    })
    .nullable(),
  /** Told to an owner who is signed in, until it is read; null where there are none. */
  wrongPassphrases: wrongPassphrases.nullable(),
})

export type PersonView = z.infer<typeof person>
export type PeopleView = z.infer<typeof peopleView>
export type PeopleTrouble = (typeof PEOPLE_TROUBLES)[number]
