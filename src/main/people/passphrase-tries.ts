import { type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import type { WrongPassphrases } from '../../shared/contract/shapes/people.ts'
import { PASSPHRASES, type PinTries } from './pin-tries.ts'

/** Where a passphrase was typed: at the lock screen, for an owner's new PIN; or where the keys are opened, or get another one. */
export type TriedAt = 'lock' | 'keys'

/**
 * Tries a passphrase: counted before as PINs are, on the disk and whoever asks, and refused with PASSPHRASE_WAIT and `seconds` while there
 * is to be waited. Each place counts by itself, so that guesses at a locked till keep nobody from opening the keys. A right one ends the
 * count; an attempt that came to no verdict is no try.
 */
export type TryPassphrase = <T>(at: TriedAt, attempt: () => Promise<Result<T>>) => Promise<Result<T>>

/** A wrong passphrase, as it is told: where it was typed, and how many wrong ones came in a row by then. */
export interface WrongPassphrase {
  readonly at: TriedAt
  readonly tries: number
}

export interface PassphraseTriesPorts {
  readonly tries: PinTries
  wrong(told: WrongPassphrase): void
}

/** Makes the one way in which passphrases are tried. */
export function createPassphraseTries({ tries, wrong }: PassphraseTriesPorts): TryPassphrase {
  return async (at, attempt) => {
    const of = PASSPHRASES[at]
    const waitMs = tries.waitMs(of)
    if (waitMs > 0) return refuse('PASSPHRASE_WAIT', { seconds: Math.ceil(waitMs / 1000) })
    const takeBack = tries.begin(of)
    const answer = await attempt()
    if (answer.ok) tries.clear(of)
    else if (answer.error.code === 'WRONG_PASSPHRASE') wrong({ at, tries: tries.wrong(of) })
    else takeBack()
    return answer
  }
}

/**
 * What is kept of wrong passphrases for the owner who signs in next, with one more at that time, epoch ms. The first is never told behind
 * the last, whatever becomes of the clock; the last one's time rises, for what is read is known by it.
 */
export function withOneMore(kept: WrongPassphrases | null, now: number): WrongPassphrases {
  if (kept === null) return { count: 1, firstAt: now, lastAt: now }
  return {
    count: kept.count + 1,
    firstAt: Math.min(kept.firstAt, now),
    lastAt: Math.max(kept.lastAt + 1, now),
  }
}
