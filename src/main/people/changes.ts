import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import { type AutoLock, MOST_PEOPLE } from '../../shared/contract/plain/people.ts'
import type { Person, Role } from '../../shared/contract/plain/rights.ts'
import type { Settings } from '../../shared/contract/shapes/settings.ts'
import type { Clock } from '../../shared/time/clock.ts'
import type { Change, PeopleKeeper } from './keeper.ts'
import { nameAlike, personNameOf } from './name.ts'
import { hasOwner, nobodyYet, type PeopleContent, type StoredPerson } from './people-file.ts'
import type { ChangedPerson, NewOwnerPin } from './people-port.ts'
import { newPin, readPin } from './pin.ts'
import type { PinTries } from './pin-tries.ts'

type Done = Promise<Result<null>>

export interface ChangesPorts {
  readonly keeper: PeopleKeeper
  readonly tries: Pick<PinTries, 'clear'>
  /** Looks at a PIN, counted; null where it is right. */
  wrongPin(id: string, typed: string): Promise<Extract<Result<never>, { readonly ok: false }> | null>
  readonly clock: Pick<Clock, 'now'>
  newId(): string
}

/** Makes the acts upon people. Each is called in its turn, and writes all of it or nothing. */
export function createChanges({ keeper, tries, wrongPin, clock, newId }: ChangesPorts) {
  /** People as they are; fails where there are none, or where they are broken. */
  function set(): Result<PeopleContent> {
    const standing = keeper.standing()
    if (standing.kind === 'sound') return ok(standing.content)
    return refuse(standing.kind === 'none' ? 'CONFLICT' : 'PEOPLE_BROKEN')
  }

  /** Changes one person. */
  async function changeOne(
    id: string,
    change: (one: StoredPerson, all: PeopleContent) => Promise<Result<StoredPerson | null>>,
    told: (after: StoredPerson, before: StoredPerson) => Change,
  ): Done {
    const all = set()
    if (!all.ok) return all
    const before = all.value.people.find((one) => one.id === id)
    if (!before) return refuse('NOT_FOUND')
    const changed = await change(before, all.value)
    if (!changed.ok) return changed
    const after = changed.value
    if (after === null) return ok(null)
    const people = all.value.people.map((one) => (one.id === id ? after : one))
    if (!hasOwner(people)) return refuse('LAST_OWNER')
    return keeper.commit({ ...all.value, people }, told(after, before))
  }

  async function made(asked: {
    readonly name: string
    readonly role: Role
    readonly pin: string
  }): Promise<Result<StoredPerson>> {
    const name = personNameOf(asked.name)
    if (name === null) return refuse('NAME_UNFIT')
    const pin = readPin(asked.pin)
    if (pin === null) return refuse('PIN_UNFIT')
    return ok({ id: newId(), name, role: asked.role, language: null, pin: await newPin(pin), awayAt: null })
  }

  async function withPin(one: StoredPerson, typed: string): Promise<Result<StoredPerson>> {
    const pin = readPin(typed)
    return pin === null ? refuse('PIN_UNFIT') : ok({ ...one, pin: await newPin(pin) })
  }

  return {
    /** Gives the id of the first owner. */
    async setUp(asked: { readonly name: string; readonly pin: string }): Promise<Result<string>> {
      const standing = keeper.standing()
      if (standing.kind !== 'none')
        return refuse(standing.kind === 'sound' ? 'ALREADY_DONE' : 'PEOPLE_BROKEN')
      const owner = await made({ ...asked, role: 'owner' })
      if (!owner.ok) return owner
      const { id, name, role } = owner.value
      const kept = await keeper.commit(
        { ...nobodyYet(0), people: [owner.value] },
        { what: 'set_up', whom: name, role },
      )
      return kept.ok ? ok(id) : kept
    },

    async add(by: Person, asked: { readonly name: string; readonly role: Role; readonly pin: string }): Done {
      const all = set()
      if (!all.ok) return all
      if (all.value.people.length >= MOST_PEOPLE) return refuse('TOO_MANY_PEOPLE')
      const person = await made(asked)
      if (!person.ok) return person
      const { name, role } = person.value
      if (isTaken(all.value.people, name)) return refuse('NAME_TAKEN')
      const people = [...all.value.people, person.value]
      return keeper.commit({ ...all.value, people }, { what: 'added', whom: name, role, by: nameOf(by) })
    },

    change: (by: Person, { id, role, language, ...typed }: ChangedPerson): Done =>
      changeOne(
        id,
        async (one, all) => {
          const name = personNameOf(typed.name)
          if (name === null) return refuse('NAME_UNFIT')
          if (isTaken(all.people, name, id)) return refuse('NAME_TAKEN')
          const isSame = one.name === name && one.role === role && one.language === language
          return ok(isSame ? null : { ...one, name, role, language })
        },
        (after, before) => {
          const changed = [
            ...(after.name === before.name ? [] : [before.name]),
            ...(after.role === before.role ? [] : [before.role]),
          ]
          const told = { what: 'changed', whom: after.name, role: after.role, by: nameOf(by) } as const
          return { ...told, before: changed.length > 0 ? changed.join(', ') : null }
        },
      ),

    /** One's own is changed by the old one alone. */
    async setPin(by: Person, { id, pin }: { readonly id: string; readonly pin: string }): Done {
      if (by.signedIn?.id === id) return refuse('NOT_ALLOWED', { right: 'ownLooks' })
      const kept = await changeOne(
        id,
        (one) => withPin(one, pin),
        ({ name }) => ({ what: 'new_pin', whom: name, by: nameOf(by) }),
      )
      if (kept.ok) tries.clear(id)
      return kept
    },

    async setOwnPin(
      { signedIn }: Person,
      { current, pin }: { readonly current: string; readonly pin: string },
    ): Done {
      if (signedIn === null) return refuse('CONFLICT')
      const { id } = signedIn
      if (readPin(pin) === null) return refuse('PIN_UNFIT')
      const wrong = await wrongPin(id, current)
      if (wrong) return wrong
      return changeOne(
        id,
        (one) => withPin(one, pin),
        ({ name }) => ({ what: 'own_pin', whom: name, by: name }),
      )
    },

    async setOwnLanguage({ signedIn }: Person, language: Settings['language'] | null): Done {
      if (signedIn === null) return refuse('CONFLICT')
      return changeOne(
        signedIn.id,
        async (one) => ok(one.language === language ? null : { ...one, language }),
        ({ name }) => ({ what: 'own_language', whom: name, by: name }),
      )
    },

    putAway: (by: Person, id: string): Done =>
      changeOne(
        id,
        async (one) => (one.awayAt === null ? ok({ ...one, awayAt: clock.now() }) : refuse('ALREADY_DONE')),
        ({ name }) => ({ what: 'put_away', whom: name, by: nameOf(by) }),
      ),

    takeBack: (by: Person, id: string): Done =>
      changeOne(
        id,
        async (one) => (one.awayAt === null ? refuse('ALREADY_DONE') : ok({ ...one, awayAt: null })),
        ({ name }) => ({ what: 'taken_back', whom: name, by: nameOf(by) }),
      ),

    async keepAutoLock(by: Person, minutes: AutoLock): Done {
      const all = set()
      if (!all.ok) return all
      const { autoLock } = all.value
      if (autoLock === minutes) return ok(null)
      const told = {
        what: 'auto_lock',
        before: String(autoLock),
        how: String(minutes),
        by: nameOf(by),
      } as const
      return keeper.commit({ ...all.value, autoLock: minutes }, told)
    },

    async endAll(by: Person): Done {
      const all = set()
      if (!all.ok) return all
      return keeper.commit({ ...nobodyYet(0), isEnded: true }, { what: 'ended', by: nameOf(by) })
    },

    async noticeRead(by: Person): Done {
      const all = set()
      if (!all.ok) return all
      if (all.value.notice === null) return ok(null)
      return keeper.commit({ ...all.value, notice: null }, { what: 'notice_read', by: nameOf(by) })
    },

    /** Sets an owner's PIN past the old one; where people are broken they begin again with one owner. `by` is whoever is at the till while that is done. */
    async reset(by: Person, how: 'passphrase' | 'terminal', asked: NewOwnerPin): Done {
      const at = clock.now()
      const standing = keeper.standing()
      if (standing.kind === 'none') return refuse('CONFLICT')
      if (standing.kind === 'broken') {
        const owner = await made({ name: asked.name ?? '', role: 'owner', pin: asked.pin })
        if (!owner.ok) return owner
        const { name, role } = owner.value
        keeper.putAside()
        return keeper.commit(
          { ...nobodyYet(0), people: [owner.value], notice: { at, how, name } },
          { what: 'begun_again', whom: name, role, how, before: standing.why, by: nameOf(by) },
        )
      }
      const owner = standing.content.people.find(({ id }) => id === asked.id)
      if (owner?.role !== 'owner' || owner.awayAt !== null) return refuse('NOT_FOUND')
      const changed = await withPin(owner, asked.pin)
      if (!changed.ok) return changed
      const { name } = owner
      const people = standing.content.people.map((one) => (one.id === owner.id ? changed.value : one))
      const kept = await keeper.commit(
        { ...standing.content, people, notice: { at, how, name } },
        { what: 'reset', whom: name, how, by: nameOf(by) },
      )
      if (kept.ok) tries.clear(owner.id)
      return kept
    },
  }
}

function isTaken(people: readonly StoredPerson[], name: string, except?: string): boolean {
  return people.some((one) => one.id !== except && nameAlike(one.name) === nameAlike(name))
}

/** Whose name an event bears; null where nobody is signed in. */
function nameOf({ signedIn }: Person): string | null {
  return signedIn?.name ?? null
}
