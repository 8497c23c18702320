import type { Result } from '../../shared/contract/plain/envelope.ts'
import type { AutoLock } from '../../shared/contract/plain/people.ts'
import type { Person, Role } from '../../shared/contract/plain/rights.ts'
import type { PeopleView } from '../../shared/contract/shapes/people.ts'
import type { Settings } from '../../shared/contract/shapes/settings.ts'

type Language = Settings['language']

/** An act upon people answers with how they are then. */
type Changed = Promise<Result<PeopleView>>

/** The people of this till, and who of them is at it. */
export interface People {
  /** Who is at the till just now. */
  person(): Person
  /** The language of whoever is signed in; null for the app's. */
  language(): Language | null
  /** As `person` may see it. */
  view(person: Person): PeopleView
  setUp(asked: { readonly name: string; readonly pin: string }): Changed
  add(by: Person, asked: { readonly name: string; readonly role: Role; readonly pin: string }): Changed
  change(
    by: Person,
    asked: {
      readonly id: string
      readonly name: string
      readonly role: Role
      readonly language: Language | null
    },
  ): Changed
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
  resetOwner(asked: {
    readonly passphrase: string
    readonly pin: string
    readonly id: string | null
    readonly name: string | null
  }): Changed
  noticeRead(by: Person): Changed
}
