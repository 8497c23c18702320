import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import type { ErrorCode } from '../../shared/contract/plain/error-codes.ts'
import type { WrongPassphrases } from '../../shared/contract/shapes/people.ts'
import type { Clock } from '../../shared/time/clock.ts'
import { onItsOwn } from '../acting.ts'
import type { JsonStore } from '../json-store.ts'
import type { LedgerClient } from '../ledger/port/ledger.ts'
import { writeFailure } from '../vault/write-failure.ts'
import { eventData, NO_MARK, type PeopleMark, type ToldChange, wholeMark } from './mark.ts'
import {
  digestOf,
  nobodyYet,
  PEOPLE_KEY,
  type PeopleContent,
  type ReadPeople,
  readPeople,
} from './people-file.ts'
import { contradicts, judge, recovered, type Standing } from './standing.ts'

/** The people's file. */
export interface PeopleStore extends JsonStore {
  /** Renames what lies there, whole, so that another can be begun. */
  putAside(): void
}

/** What the settings keep of it. */
export interface MarkStore {
  /** Null where they keep none that can be read. */
  read(): PeopleMark | null
  /** Gives why it could not be written; null when it was. What was not written holds until the app closes. */
  write(mark: PeopleMark): ErrorCode | null
  /** How many wrong PINs were tried, by person, as it was written last; undefined where nothing was. */
  readTries(): unknown
  /** What was not written holds until the app closes. */
  writeTries(counts: Readonly<Record<string, number>>): void
  /** The wrong passphrases that no owner has read of; null where there are none. */
  readWrongPassphrases(): WrongPassphrases | null
  /** Null once they are read. What was not written holds until the app closes. */
  writeWrongPassphrases(wrong: WrongPassphrases | null): void
}

/** What is written and read of the live book. */
export type PeopleBook = Pick<LedgerClient, 'appendEvent' | 'lastPeople'>

/** What was done, without what the keeper adds. */
export type Change = Pick<ToldChange, 'what'> & Partial<Omit<ToldChange, 'version' | 'digest' | 'at'>>

/** Keeps people in their file, with a mark of it in the settings and in the live book, so that none of the three is changed alone. */
export interface PeopleKeeper {
  standing(): Standing
  /** Writes people as they are from now on; all of it is written, or nothing. Fails with why the disk took nothing. */
  commit(content: Omit<PeopleContent, 'version'>, change: Change): Promise<Result<null>>
  /** Puts what lies in the file's place aside. */
  putAside(): void
  /** A book was opened: the live one is held against file and settings, and told what it was not told yet. */
  bookOpened(kind: 'live' | 'practice', book: PeopleBook, mayWrite: boolean): Promise<void>
  bookWillBePut(): void
}

export interface KeeperPorts {
  readonly store: PeopleStore
  readonly mark: MarkStore
  readonly clock: Clock
  failed(error: unknown): void
}

export function createPeopleKeeper({ store, mark: marks, clock, failed }: KeeperPorts): PeopleKeeper {
  /** The live book, while it is open and may be written. */
  let book: PeopleBook | null = null
  /** The live book knows other people. */
  let isContradicted = false
  /** The version that the live book was told last. */
  let toldVersion = 0
  let telling: Promise<void> = Promise.resolve()
  let read: { readonly value: unknown; readonly file: ReadPeople } | null = null

  function file(): ReadPeople {
    const value = store.get(PEOPLE_KEY)
    if (read === null || read.value !== value) read = { value, file: readPeople(value) }
    return read.file
  }

  /** The mark, brought to its end where a kill has left it half-way. */
  function mark(): PeopleMark | null {
    const found = marks.read()
    if (found === null || found.next === null) return found
    const whole = recovered(file(), found)
    keepMark(whole)
    return whole
  }

  function keepMark(next: PeopleMark): void {
    const why = marks.write(next)
    if (why !== null) failed(new Error(`the mark of the people's file could not be written: ${why}`))
  }

  function standing(): Standing {
    const judged = judge(file(), mark())
    return judged.kind !== 'broken' && isContradicted ? { kind: 'broken', why: 'book' } : judged
  }

  async function commit(content: Omit<PeopleContent, 'version'>, change: Change): Promise<Result<null>> {
    const before = mark() ?? NO_MARK
    const version = Math.max(before.version, toldVersion) + 1
    const next: PeopleContent = { ...content, version }
    const told: ToldChange = {
      ...{ whom: null, role: null, before: null, how: null, by: null, ...change },
      ...{ version, digest: digestOf(next), at: clock.now() },
    }
    const why = marks.write({ ...before, next: told }) ?? written(next)
    if (why !== null) {
      keepMark(before)
      return refuse(why)
    }
    isContradicted = false
    keepMark({ ...wholeMark(before, told), isPut: false })
    await tellBook()
    return ok(null)
  }

  function written(content: PeopleContent): ErrorCode | null {
    try {
      store.set(PEOPLE_KEY, content)
      return null
    } catch (error) {
      return writeFailure(error)
    }
  }

  /** Tells the live book what it was not told yet; what it does not take now waits for its next opening. */
  function tellBook(): Promise<void> {
    telling = telling.then(() => onItsOwn(tellAll)).catch(failed)
    return telling
  }

  async function tellAll(): Promise<void> {
    for (let next = marks.read()?.pending[0]; book !== null && next; next = marks.read()?.pending[0]) {
      const { version } = next
      await book.appendEvent('people_changed', eventData(next), next.at)
      toldVersion = version
      const now = marks.read() ?? NO_MARK
      keepMark({ ...now, pending: now.pending.filter((one) => one.version !== version) })
    }
  }

  async function bookOpened(kind: 'live' | 'practice', opened: PeopleBook, mayWrite: boolean): Promise<void> {
    book = null
    if (kind !== 'live') return
    const told = await opened.lastPeople()
    toldVersion = Math.max(0, told?.version ?? 0)
    const before = mark() ?? NO_MARK
    const found = judge(file(), before)
    isContradicted = contradicts(told, before) && !(before.isPut && found.kind !== 'broken')
    book = mayWrite ? opened : null
    if (isContradicted || found.kind === 'broken') return
    const isTold = told !== null && told.version === before.version && told.digest === before.digest
    if (
      told !== null &&
      told.version >= before.version &&
      !isTold &&
      !(told.isEnded && found.kind === 'none')
    ) {
      const content = found.kind === 'sound' ? found.content : { ...nobodyYet(0), isEnded: true }
      await commit(content, { what: found.kind === 'sound' ? 'told' : 'ended' })
      return
    }
    const pending = before.pending.filter((one) => one.version > toldVersion)
    const isBehind = toldVersion < before.version && pending.length === 0
    const anew = isBehind ? [toldAnew(before, found.kind === 'none')] : pending
    if (before.isPut || anew.length > 0 || before.pending.length > 0)
      keepMark({ ...before, pending: anew, isPut: false })
    await tellBook()
  }

  function toldAnew({ version, digest }: PeopleMark, isEnded: boolean): ToldChange {
    return {
      ...{ version, digest: digest ?? '', what: isEnded ? 'ended' : 'told', at: clock.now() },
      ...{ whom: null, role: null, before: null, how: null, by: null },
    }
  }

  return {
    standing,
    commit,
    putAside: store.putAside,
    bookOpened,
    bookWillBePut() {
      const now = mark() ?? NO_MARK
      if (!now.isPut) keepMark({ ...now, isPut: true })
    },
  }
}
