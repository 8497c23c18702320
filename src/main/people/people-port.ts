import type { Result } from '../../shared/contract/plain/envelope.ts'
import type { AutoLock } from '../../shared/contract/plain/people.ts'
import type { Person, Role } from '../../shared/contract/plain/rights.ts'
import type { NoticeRead, PeopleView } from '../../shared/contract/shapes/people.ts'
import type { Settings } from '../../shared/contract/shapes/settings.ts'
import type { PeopleKeeper } from './keeper.ts'
import type { TryPassphrase } from './passphrase-tries.ts'

type Language = Settings['language']

/** An act upon people answers with how they are then. */
type Changed = Promise<Result<PeopleView>>

/** A new PIN for an owner who has lost the old one. */
export interface NewOwnerPin {
  readonly pin: string
  /** Which owner; null where people are broken, and begin again with one. */
  readonly id: string | null
  /** That one's name; null where people are not broken. */
  readonly name: string | null
}

/** The people of this till, and who of them is at it. `by` is whoever asks for a change. */
export interface People {
  /** Who is at the till just now. */
  person(): Person
  /** The language of whoever is signed in; null for the app's. */
  language(): Language | null
  /** As `person` may see it. */
  view(person: Person): PeopleView
  setUp(asked: { readonly name: string; readonly pin: string }): Changed
  add(by: Person, asked: { readonly name: string; readonly role: Role; readonly pin: string }): Changed
  change(by: Person, asked: ChangedPerson): Changed
  setPin(by: Person, asked: { readonly id: string; readonly pin: string }): Changed
  setOwnPin(by: Person, asked: { readonly current: string; readonly pin: string }): Changed
  setOwnLanguage(by: Person, language: Language | null): Changed
  putAway(by: Person, id: string): Changed
  takeBack(by: Person, id: string): Changed
  keepAutoLock(by: Person, minutes: AutoLock): Changed
  endAll(by: Person): Changed
  signIn(asked: { readonly id: string; readonly pin: string }): Changed
  lock(): PeopleView
  active(): void
  /** WRONG_PASSPHRASE; PASSPHRASE_WAIT with `seconds`; CONFLICT where the keys lie under none, or people are not set up. */
  resetOwner(by: Person, asked: NewOwnerPin & { readonly passphrase: string }): Changed
  /** An owner has read of a PIN that was set past the old one, or of wrong passphrases; of those that came since, the next one reads. */
  noticeRead(by: Person, read: NoticeRead): Changed
}

export interface ChangedPerson {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly language: Language | null
}

/** The same as the app holds it. */
export interface TillPeople extends People, Pick<PeopleKeeper, 'bookOpened' | 'bookWillBePut'> {
  /** Tries the passphrase of the keys: counted, and made to wait. */
  readonly tryPassphrase: TryPassphrase
  /** There is another passphrase, or none: what was counted of the one before is forgotten. */
  passphraseReplaced(): void
  /** Sets an owner's PIN past the old one, where that was proved elsewhere. */
  resetBy(how: 'passphrase' | 'terminal', asked: NewOwnerPin): Promise<Result<null>>
  /** The person came back, or the network: a till that slept is locked. */
  wake(): void
  /** The machine sleeps or has slept, or its screen was locked: so is the till, whatever the clocks say. */
  slept(): void
  close(): void
}

/** The people of the till as the terminal has them, or why it does not. */
export type OpenedPeople =
  | {
      readonly ok: true
      /** `none`: people were never set up. `broken`: their file does not fit, and they begin again with one owner. */
      readonly state: 'none' | 'sound' | 'broken'
      /** Those who may sign in; none where people are broken. */
      readonly owners: readonly { readonly id: string; readonly name: string }[]
      /** The name that was typed in the settings; empty for none. */
      readonly cashier: string
      setPin(asked: NewOwnerPin): Promise<Result<null>>
    }
  | { readonly ok: false; readonly why: 'running' | 'passphrase' | 'keyStore' | 'notHere' }
