import { z } from 'zod'
import { PIN_TRIES } from '../../shared/contract/plain/people.ts'
import type { Clock } from '../../shared/time/clock.ts'
import type { JsonStore } from '../json-store.ts'
import type { MarkStore } from './keeper.ts'
import { TRIES_KEY } from './people-file.ts'

/** The wait behind the last try that is given freely, ms; each wrong PIN after it doubles it. */
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 15 * 60_000
/** What wrong passphrases are counted by, as if they were somebody's PINs: those at the lock screen, and those where the keys are opened. */
export const PASSPHRASES = { lock: 'passphrase', keys: 'passphrase-keys' } as const
const OF_PASSPHRASES: readonly string[] = Object.values(PASSPHRASES)
/** Ids that belong to nobody are counted together. */
const NOBODY = 'nobody'

const counts = z.record(z.string().max(64), z.number().int().min(0))

/** Counts wrong PINs, by person, over restarts. */
export interface PinTries {
  /** How long no PIN of this person is looked at, ms; 0 where one is. */
  waitMs(id: string): number
  /** How many more are looked at before a wait begins. */
  left(id: string): number
  /** How many wrong ones came since the last right one. */
  wrong(id: string): number
  /** Counts a try before it is looked at, so that none is free whatever ends the app. Gives what takes it back, where nothing could be looked at. */
  begin(id: string): () => void
  /** The PIN was right, or there is another one: all before it are forgotten. */
  clear(id: string): void
}

export interface PinTriesPorts {
  readonly store: JsonStore
  /** The same counts beside the settings: of two that differ the larger one counts. */
  readonly mark: Pick<MarkStore, 'readTries' | 'writeTries'>
  readonly clock: Pick<Clock, 'monotonic'>
  /** Says whether there is a person of this id. */
  isKnown(id: string): boolean
  /** Whether people's file is as it should be; one that is not stays as it lies, and is counted beside the settings alone. */
  isSound(): boolean
  failed(error: unknown): void
}

/**
 * Counts on the disk, and waits by the monotonic clock alone: a clock that is set shortens no wait. After a restart a wait that may not be
 * over begins again.
 */
export function createPinTries({ store, mark, clock, isKnown, isSound, failed }: PinTriesPorts): PinTries {
  /** What holds in this run, also where the disk took nothing. */
  const held = new Map<string, number>()
  const waits = new Map<string, number>()
  for (const [id, wrong] of Object.entries(read())) beginWait(id, wrong)

  function read(): Readonly<Record<string, number>> {
    const [here, there] = [store.get(TRIES_KEY), mark.readTries()].map((one) =>
      counts.catch({}).parse(one ?? {}),
    )
    const larger = { ...here }
    for (const [key, wrong] of Object.entries(there ?? {})) larger[key] = Math.max(larger[key] ?? 0, wrong)
    return larger
  }

  function wrongOf(key: string): number {
    return Math.max(held.get(key) ?? 0, read()[key] ?? 0)
  }

  function keep(key: string, wrong: number): void {
    held.set(key, wrong)
    if (key === NOBODY) return
    const { [key]: _, ...others } = read()
    const next = wrong === 0 ? others : { ...others, [key]: wrong }
    mark.writeTries(next)
    if (!isSound()) return
    try {
      store.set(TRIES_KEY, next)
    } catch (error) {
      failed(error)
    }
  }

  function beginWait(key: string, wrong: number): void {
    if (wrong < PIN_TRIES) return
    const ms = Math.min(FIRST_WAIT_MS * 2 ** (wrong - PIN_TRIES), LONGEST_WAIT_MS)
    waits.set(key, clock.monotonic() + ms)
  }

  const keyOf = (id: string) => (OF_PASSPHRASES.includes(id) || isKnown(id) ? id : NOBODY)
  const waitMs = (id: string) => Math.max(0, (waits.get(keyOf(id)) ?? 0) - clock.monotonic())

  return {
    waitMs,
    left: (id) => (waitMs(id) > 0 ? 0 : Math.max(1, PIN_TRIES - wrongOf(keyOf(id)))),
    wrong: (id) => wrongOf(keyOf(id)),
    begin(id) {
      const key = keyOf(id)
      const wrong = wrongOf(key) + 1
      keep(key, wrong)
      beginWait(key, wrong)
      return () => {
        if (wrongOf(key) === 0) return
        keep(key, wrongOf(key) - 1)
        if (wrong >= PIN_TRIES) waits.delete(key)
      }
    },
    clear(id) {
      const key = keyOf(id)
      waits.delete(key)
      keep(key, 0)
    },
  }
}
