import type { ScannerHabits } from '../../shared/contract/shapes/scanner.ts'
import { isBarcode } from './barcode.ts'
import { isCharacter } from './meant-key.ts'
import { createScannerKeys, ENTER_MS, FAST_MS, FEW_KEYS, NO_HINTS, SINGLE_KEY_MS } from './scanner.ts'

/**
 * Where a key goes: into a field; where letters find something and Enter chooses it; onto the screen, where nobody types words; to
 * what tells scans from hands itself, as the keypad does and what learns of a scanner.
 */
export type KeyPlace = 'field' | 'search' | 'screen' | 'scans'

/** What the guard needs of a key press that nothing is held with. */
export interface GuardedPress {
  readonly key: string
  /** Which key of the keyboard it is; '' where that is not told. */
  readonly code: string
  /** Its instant, ms. */
  readonly timeStamp: number
  readonly repeat: boolean
  readonly place: KeyPlace
}

/** Keeps what a scanner presses from pressing and opening anything, wherever the focus is. */
export interface ScanGuard {
  /** Notes a press; true where a scanner pressed Enter or Space: it is kept from everybody. */
  hears(press: GuardedPress): boolean
  /** Notes that a key was let go of at this instant, ms: a hand rests on each, and a scanner lets go at once. */
  released(code: string, at: number): void
  /** The character of this instant did what a person wanted of it, and belongs to no code. */
  acted(at: number): void
  /** The scanner that the till was taught; null for none. */
  know(habits: ScannerHabits | null): void
}

/** Fewer characters are never taken for a scanner's. */
const SHORTEST = 3
/** Longer apart, and keys do not belong together, ms. */
const PAUSE_MS = 400
/** A hand holds most keys down for so long or longer, ms; what types by itself lets go within a few. */
const HELD_MS = 50
/** They move within a list or press what has the focus: a hand's Enter may follow at once. */
const MOVES = /^[jk ]$/i
/** No scanner presses these: what was typed before them was a hand's. */
const HANDS = /^(Arrow|Page|Home|End|Escape|Backspace|Delete)/

interface TypedKey extends GuardedPress {
  /** How long it was held down, ms; null while it is, and where nobody told that it was let go. */
  readonly heldMs: number | null
}

/** Begins to listen. */
export function createScanGuard(): ScanGuard {
  const keys = createScannerKeys()
  let habits: ScannerHabits | null = null
  let run: readonly TypedKey[] = []
  /** When the last characters came that went nowhere; the one before it counts again where the last one acted. */
  let stray = { last: Number.NEGATIVE_INFINITY, before: Number.NEGATIVE_INFINITY }
  /** When a scan was ended, by its Enter or Tab: one more ending is the scanner's too. */
  let endedAt: number | null = null
  /** When Enter came behind what no hand was seen to type into a field: it may have led out of it. */
  let enteredAt = Number.NEGATIVE_INFINITY

  function forget(): void {
    keys.clear()
    run = []
    endedAt = null
  }

  function note(press: GuardedPress): void {
    const { key, timeStamp: at, place } = press
    const last = run.at(-1)
    const goesOn = last?.place === place && at - last.timeStamp <= PAUSE_MS
    if (last && last.place !== place) keys.clear()
    endedAt = null
    keys.key(at, key)
    run = [...(goesOn ? run : []), { ...press, heldMs: null }]
    if (place === 'screen' && !MOVES.test(key)) stray = { last: at, before: stray.last }
  }

  function isScan({ key, timeStamp: at, place }: GuardedPress): boolean {
    // No character is typed onto a button by hand, and Enter right behind it.
    if (at - stray.last <= ENTER_MS && run.at(-1)?.place === 'screen') return true
    const typedIn = run.at(-1)?.place
    // A code may be made of nothing but the letters that move.
    if (typedIn === 'screen' && run.length >= SHORTEST && meanGap(run) <= FAST_MS) return true
    // Whoever has gone elsewhere since is no scanner.
    if (typedIn !== place || typedIn === 'screen') return false
    const hints = { ...NO_HINTS, habits, inField: true }
    const isHands = isByHand(run, at)
    // How long the keys of a scanner that was learned are down is not known of it.
    if ((habits !== null || !isHands) && keys.scan(at, key === 'Tab' ? 'Tab' : 'Enter', hints) !== null)
      return true
    if (isHands || run.length < SHORTEST || meanGap(run) > SINGLE_KEY_MS) return false
    const text = run.map((one) => one.key).join('')
    // A hand that looks for something reads what was found before it chooses; numbers are typed into any other field.
    if (place === 'search') return /[0-9]/.test(text) && at - (run.at(-1)?.timeStamp ?? at) <= SINGLE_KEY_MS
    return isBarcode(text)
  }

  return {
    hears(press) {
      const { key, timeStamp: at, repeat, place } = press
      if (HANDS.test(key) || place === 'scans') forget()
      if (place === 'scans') return false
      if (key === 'Enter' || key === 'Tab') {
        const isOut = place === 'screen' && at - enteredAt <= SINGLE_KEY_MS
        const isBehind = isOut || (endedAt !== null && at - endedAt <= ENTER_MS)
        const isScanners = isBehind || isScan(press)
        const isEntered = key === 'Enter' && place === 'field' && run.length > 0 && !isByHand(run, at)
        enteredAt = isEntered ? at : Number.NEGATIVE_INFINITY
        forget()
        // Whoever presses it a third time is nobody's scanner.
        endedAt = isScanners && !isBehind ? at : null
        return isScanners && key === 'Enter'
      }
      if (!isCharacter(key) || repeat) return false
      // Space within a code would press what has the focus.
      const isWithin = key === ' ' && place === 'screen' && at - stray.last <= SINGLE_KEY_MS
      note(press)
      return isWithin
    },
    released(code, at) {
      if (code === '') return
      run = run.map((one) =>
        one.code === code && one.heldMs === null ? { ...one, heldMs: at - one.timeStamp } : one,
      )
    },
    acted(at) {
      if (stray.last === at) stray = { last: stray.before, before: Number.NEGATIVE_INFINITY }
    },
    know(known) {
      habits = known
    },
  }
}

const isByHand = (run: readonly TypedKey[], at: number) => isHeld(run, at) && !isFasterThanHands(run)

/** Says whether most of these were held down as a hand does, by the instant of what ends them, ms; the last ones may be down still. */
function isHeld(run: readonly TypedKey[], at: number): boolean {
  const held = run.filter(({ heldMs }) => heldMs !== null && heldMs >= HELD_MS)
  const down = run
    .slice(-2)
    .filter(({ heldMs, timeStamp }) => heldMs === null && at - timeStamp <= SINGLE_KEY_MS)
  return 2 * held.length > run.length - down.length
}

/** No hand keeps up with so many keys at such a pace, whoever lets go of them late. */
function isFasterThanHands(run: readonly TypedKey[]): boolean {
  return run.length > FEW_KEYS && meanGap(run) <= FAST_MS
}

function meanGap(run: readonly GuardedPress[]): number {
  const [first, last] = [run[0], run.at(-1)]
  return first && last ? (last.timeStamp - first.timeStamp) / (run.length - 1) : Number.POSITIVE_INFINITY
}
