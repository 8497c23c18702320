import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import { FIRST_AUTO_LOCK } from '../../shared/contract/plain/people.ts'
import { NOBODY, OWNER, type Person, RIGHTS_OF } from '../../shared/contract/plain/rights.ts'
import type { PeopleView } from '../../shared/contract/shapes/people.ts'
import type { VaultStatus } from '../../shared/contract/shapes/vault.ts'
import type { Clock, Timers } from '../../shared/time/clock.ts'
import { createAutoLock } from './auto-lock.ts'
import { createChanges } from './changes.ts'
import { createPeopleKeeper, type MarkStore, type PeopleStore } from './keeper.ts'
import { createPassphraseTries, type WrongPassphrase, withOneMore } from './passphrase-tries.ts'
import type { NewOwnerPin, TillPeople } from './people-port.ts'
import { fitsPin, readPin } from './pin.ts'
import { createPinTries, PASSPHRASES } from './pin-tries.ts'
import { viewOf } from './view.ts'

export interface PeoplePorts {
  readonly store: PeopleStore
  readonly mark: MarkStore
  readonly clock: Clock
  readonly timers: Timers
  readonly vault: {
    status(): VaultStatus
    /** Says whether the passphrase opens the keys: WRONG_PASSPHRASE where not, CONFLICT where they lie under none. Opens nothing. */
    proves(passphrase: string): Promise<Result<null>>
  }
  newId(): string
  /** The language of the app, by which names are put in order. */
  locale(): string
  /** Somebody signed in or out, or people were changed. */
  changed(): void
  /** A wrong passphrase was typed. */
  wrongPassphrase(told: WrongPassphrase): void
  failed(error: unknown): void
}

/** Opens the people of this till: locked, where there are any. */
export function createPeople(ports: PeoplePorts): TillPeople {
  const { store, clock, timers, vault, failed } = ports
  const keeper = createPeopleKeeper(ports)
  const tries = createPinTries({
    store,
    mark: ports.mark,
    clock,
    failed,
    isKnown: (id) => find(id) !== null,
    isSound: () => content() !== null,
  })
  let signedIn: string | null = null
  /** Rises with every lock, so that a PIN that was typed before it signs nobody in after it. */
  let locks = 0
  let tail: Promise<unknown> = Promise.resolve()

  const autoLock = createAutoLock({
    ...{ clock, timers },
    minutes: () => content()?.autoLock ?? FIRST_AUTO_LOCK,
    lock: () => void lock(),
  })

  function content() {
    const standing = keeper.standing()
    return standing.kind === 'sound' ? standing.content : null
  }

  function find(id: string | null) {
    return content()?.people.find((one) => one.id === id) ?? null
  }

  /** One change after the other: each looks at people as the one before has left them. */
  function inTurn<T>(change: () => Promise<T>): Promise<T> {
    const turn = tail.then(change)
    tail = turn.catch(() => undefined)
    return turn
  }

  function person(): Person {
    const { kind } = keeper.standing()
    if (kind === 'none') return OWNER
    const found = kind === 'broken' ? null : find(signedIn)
    if (found === null || found.awayAt !== null) return NOBODY
    const { id, name, role } = found
    return { signedIn: { id, name, role }, rights: RIGHTS_OF[role] }
  }

  function view(by: Person): PeopleView {
    return viewOf({
      ...{ standing: keeper.standing(), by, tries, vault: vault.status(), locale: ports.locale() },
      wrongPassphrases: ports.mark.readWrongPassphrases(),
    })
  }

  function lock(): PeopleView {
    locks += 1
    autoLock.stop()
    if (signedIn !== null) {
      signedIn = null
      ports.changed()
    }
    return view(person())
  }

  function enter(id: string): void {
    signedIn = id
    autoLock.begin()
  }

  /** Answers with how people are now, and tells the windows. */
  async function told(change: Promise<Result<null>>): Promise<Result<PeopleView>> {
    const done = await change
    if (!done.ok) return done
    if (signedIn !== null && person().signedIn === null) lock()
    ports.changed()
    return ok(view(person()))
  }

  /** Looks at a PIN of this person, counted before; null where it is right. */
  async function wrongPin(id: string, typed: string) {
    const waitMs = tries.waitMs(id)
    if (waitMs > 0) return refuse('PIN_WAIT', { seconds: Math.ceil(waitMs / 1000) })
    tries.begin(id)
    const found = find(id)
    const fits = await fitsPin(readPin(typed), found?.pin ?? null)
    if (fits && found?.awayAt === null) {
      tries.clear(id)
      return null
    }
    const seconds = Math.ceil(tries.waitMs(id) / 1000)
    return refuse('PIN_WRONG', { left: tries.left(id), ...(seconds > 0 && { seconds }) })
  }

  const tryPassphrase = createPassphraseTries({
    tries,
    wrong(told) {
      // Where there are no people, whoever reads of it has typed it.
      if (keeper.standing().kind !== 'none')
        ports.mark.writeWrongPassphrases(withOneMore(ports.mark.readWrongPassphrases(), clock.now()))
      ports.wrongPassphrase(told)
      ports.changed()
    },
  })

  async function signIn(id: string, pin: string, before: number): Promise<Result<PeopleView>> {
    const { kind } = keeper.standing()
    if (kind !== 'sound') return refuse(kind === 'none' ? 'CONFLICT' : 'PEOPLE_BROKEN')
    const wrong = await wrongPin(id, pin)
    if (wrong) return wrong
    if (before === locks) enter(id)
    ports.changed()
    return ok(view(person()))
  }

  const changes = createChanges({ ...{ keeper, tries, wrongPin, clock }, newId: ports.newId })

  async function reset(
    by: Person,
    how: 'passphrase' | 'terminal',
    asked: NewOwnerPin,
  ): Promise<Result<null>> {
    const done = await changes.reset(by, how, asked)
    if (done.ok) lock()
    return done
  }

  return {
    person,
    language: () => find(signedIn)?.language ?? null,
    view,
    setUp(asked) {
      const before = locks
      return inTurn(async () => {
        const made = await changes.setUp(asked)
        if (!made.ok) return made
        if (before === locks) enter(made.value)
        return told(Promise.resolve(ok(null)))
      })
    },
    add: (by, asked) => inTurn(() => told(changes.add(by, asked))),
    change: (by, asked) => inTurn(() => told(changes.change(by, asked))),
    setPin: (by, asked) => inTurn(() => told(changes.setPin(by, asked))),
    setOwnPin: (by, asked) => inTurn(() => told(changes.setOwnPin(by, asked))),
    setOwnLanguage: (by, language) => inTurn(() => told(changes.setOwnLanguage(by, language))),
    putAway: (by, id) => inTurn(() => told(changes.putAway(by, id))),
    takeBack: (by, id) => inTurn(() => told(changes.takeBack(by, id))),
    keepAutoLock: (by, minutes) =>
      inTurn(async () => {
        const kept = await told(changes.keepAutoLock(by, minutes))
        autoLock.touch()
        return kept
      }),
    endAll: (by) =>
      inTurn(async () => {
        const ended = await told(changes.endAll(by))
        if (ended.ok) ports.mark.writeWrongPassphrases(null)
        return ended
      }),
    signIn({ id, pin }) {
      const before = locks
      return inTurn(() => signIn(id, pin, before))
    },
    lock,
    active: autoLock.touch,
    async resetOwner(by, { passphrase, ...asked }) {
      if (keeper.standing().kind === 'none') return refuse('CONFLICT')
      return inTurn(async () => {
        const proved = await tryPassphrase('lock', () => vault.proves(passphrase))
        return proved.ok ? told(reset(by, 'passphrase', asked)) : proved
      })
    },
    resetBy: (how, asked) => inTurn(() => reset(NOBODY, how, asked)),
    noticeRead: (by, read) =>
      inTurn(() => {
        if (read.what === 'pin') return told(changes.noticeRead(by))
        if (ports.mark.readWrongPassphrases()?.lastAt === read.lastAt) ports.mark.writeWrongPassphrases(null)
        return told(Promise.resolve(ok(null)))
      }),
    tryPassphrase,
    passphraseReplaced() {
      for (const one of Object.values(PASSPHRASES)) tries.clear(one)
    },
    async bookOpened(kind, book, mayWrite) {
      const before = keeper.standing().kind
      await inTurn(() => keeper.bookOpened(kind, book, mayWrite))
      if (keeper.standing().kind !== before) ports.changed()
    },
    bookWillBePut: keeper.bookWillBePut,
    wake: autoLock.look,
    slept: () => void lock(),
    close: autoLock.stop,
  }
}
