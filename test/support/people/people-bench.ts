import type { MarkStore, PeopleBook, PeopleStore } from '../../../src/main/people/keeper.ts'
import type { PeopleMark } from '../../../src/main/people/mark.ts'
import type { WrongPassphrase } from '../../../src/main/people/passphrase-tries.ts'
import { createPeople } from '../../../src/main/people/people.ts'
import type { TillPeople } from '../../../src/main/people/people-port.ts'
import type { Person } from '../../../src/shared/contract/plain/rights.ts'
import type { WrongPassphrases } from '../../../src/shared/contract/shapes/people.ts'
import { manualTime } from '../app/manual-time.ts'

export interface PeopleBench {
  readonly people: TillPeople
  readonly time: ReturnType<typeof manualTime>
  readonly disk: Disk
  /** How often the windows were told of a change. */
  told(): number
  /** The wrong passphrases that were told, in their order. */
  readonly wrongPassphrases: readonly WrongPassphrase[]
}

/** What a till keeps of its people, as it lies on a disk: plain values, which another till may open later. */
export class Disk {
  readonly file = new Map<string, unknown>()
  mark: PeopleMark | null = null
  /** The wrong PINs beside the settings. */
  tries: unknown
  /** What is kept of wrong passphrases for the owner. */
  wrongPassphrases: WrongPassphrases | null = null
  aside = 0
  /** So many more writes of file and mark come to be; the next one ends the till, as a kill does. */
  writesLeft = Number.POSITIVE_INFINITY
  /** What the disk refuses with; null while it takes everything. */
  refuses: string | null = null

  #write(change: () => void): void {
    if (this.writesLeft <= 0) throw new Killed()
    this.writesLeft -= 1
    if (this.refuses !== null) throw Object.assign(new Error('refused'), { code: this.refuses })
    change()
  }

  store(): PeopleStore {
    return {
      get: (key) => this.file.get(key),
      set: (key, value) => this.#write(() => this.file.set(key, JSON.parse(JSON.stringify(value)))),
      delete: (key) => this.#write(() => this.file.delete(key)),
      putAside: () => {
        this.aside += 1
        this.file.clear()
      },
    }
  }

  marks(): MarkStore {
    return {
      read: () => this.mark,
      write: (mark) => {
        try {
          this.#write(() => {
            this.mark = structuredClone(mark)
          })
          return null
        } catch (error) {
          if (error instanceof Killed) throw error
          return 'DISK_FULL'
        }
      },
      readTries: () => this.tries,
      writeTries: (counts) => {
        if (this.refuses === null) this.tries = counts
      },
      readWrongPassphrases: () => this.wrongPassphrases,
      writeWrongPassphrases: (wrong) => {
        this.wrongPassphrases = wrong
      },
    }
  }
}

/** The process has ended. */
export class Killed extends Error {}

/** People over a disk of values, with a time of their own; all ids and events are kept. */
export function peopleBench({
  disk = new Disk(),
  time = manualTime(),
  passphrase = null,
}: {
  readonly disk?: Disk
  readonly time?: ReturnType<typeof manualTime>
  readonly passphrase?: string | null
} = {}): PeopleBench {
  let told = 0
  const wrongPassphrases: WrongPassphrase[] = []
  let ids = 0
  const people = createPeople({
    ...{ store: disk.store(), mark: disk.marks(), clock: time.clock, timers: time.timers },
    vault: {
      status: () => (passphrase === null ? { kind: 'ready', seal: 'os' } : { kind: 'locked' }),
      async proves(typed) {
        if (passphrase === null) return { ok: false, error: { code: 'CONFLICT' } }
        return typed === passphrase
          ? { ok: true, value: null }
          : { ok: false, error: { code: 'WRONG_PASSPHRASE' } }
      },
    },
    newId: () => {
      ids += 1
      return `person-${String(ids).padStart(4, '0')}-${disk.file.size}`
    },
    locale: () => 'en',
    changed: () => {
      told += 1
    },
    wrongPassphrase: (wrong) => wrongPassphrases.push(wrong),
    failed: (error) => {
      if (error instanceof Killed) throw error
    },
  })
  return { people, time, disk, told: () => told, wrongPassphrases }
}

/** A live book that keeps what it is told of people. */
export function toldBook(): PeopleBook & { readonly events: Readonly<Record<string, unknown>>[] } {
  const events: Readonly<Record<string, unknown>>[] = []
  return {
    events,
    async appendEvent(kind, data) {
      if (kind !== 'people_changed') throw new Error(kind)
      events.push(data)
    },
    async lastPeople() {
      const last = events.at(-1)
      return last
        ? { version: Number(last.version), digest: String(last.digest), isEnded: last.what === 'ended' }
        : null
    },
  }
}

/** Gives what a call answered; fails where it was refused. */
export async function done<T>(
  answer: Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }>,
): Promise<T> {
  const found = await answer
  if (!found.ok) throw new Error(JSON.stringify(found.error))
  return found.value
}

/** Gives the code a call was refused with, and what it says beside. */
export async function refusal(
  answer: Promise<
    | { readonly ok: true }
    | { readonly ok: false; readonly error: { readonly code: string; readonly params?: object } }
  >,
): Promise<readonly [string, object]> {
  const found = await answer
  return found.ok ? ['done', {}] : [found.error.code, found.error.params ?? {}]
}

/** Sets people up with an owner and a cashier, whose PINs are 2468 and 1357; gives their ids. The owner is signed in. */
export async function staffed(people: TillPeople) {
  const set = await done(people.setUp({ name: 'Nadia', pin: '2468' }))
  const owner: Person = people.person()
  const added = await done(people.add(owner, { name: 'Yanis', role: 'cashier', pin: '1357' }))
  return {
    nadia: set.people[0]?.id ?? '',
    yanis: added.people.find(({ name }) => name === 'Yanis')?.id ?? '',
    owner,
  }
}
