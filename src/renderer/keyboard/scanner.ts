import type { ScannerHabits } from '../../shared/contract/shapes/scanner.ts'
import { isBarcode } from './barcode.ts'

/** Fewer keys than this are never taken for a scanner's. */
const SHORTEST_SCAN = 3
/** So many keys are more than a hand types at once. */
const LONG_SCAN = 8
/** So few may be two keys that a hand has rolled over, beside a slower one. */
export const FEW_KEYS = 4
/** The mean gap of a scanner that no hand keeps up with, ms, */
export const FAST_MS = 45
/** of three keys, whose mean says little, ms, */
const FAST_OF_THREE_MS = 40
/** and of what is left beside a stutter, by the number of keys, ms. */
const FAST_BESIDE_STUTTER_MS = { few: 15, more: 35 } as const
/** The slowest scanner there is, by its mean gap, ms: a wireless one, on a computer that adds to it. */
const SLOWEST_MS = 200
/** A longer pause than this ends what belongs together, ms; a busy computer stutters for less. */
const PAUSE_MS = 400
/** A scanner's Enter comes no later than this, ms; somebody who reads what came takes longer. */
export const ENTER_MS = 600
/** A key by itself, as a hand presses it: those of the slowest scanner come closer before and after it, ms. */
export const SINGLE_KEY_MS = 200
/** A gap so much longer than the scanner's others is a stutter, or parts it from a hand that typed just before, */
const STUTTER_FACTOR = 4
/** but no gap as short as this is, ms. */
const CLOSE_MS = 40
/** A hand has not put down one digit and begun to scan so soon after it, ms. */
const HAND_TO_SCANNER_MS = 150
/** The keys that lead from a sale to the next amount: they act at once, so that a hand types on. */
const LEADS = /^[nq]$/i
/** Longer than any label: a key that is stuck begins anew here. */
const LONGEST_RUN = 300

/** What a scanner typed, and at which key of the run it began, from 0. */
export interface Scan {
  readonly text: string
  readonly from: number
  /** False where a hand may have typed it: only its pace, or its check digit, speaks for a scanner. */
  readonly isSure: boolean
  /** True where a hand types as slowly. */
  readonly isSlow: boolean
}

type Found = Omit<Scan, 'isSlow'>

/** What ends a code: the first key behind it, or a pause where the scanner presses none. */
export type Ending = ScannerHabits['ending']

/** What tells a scanner from a hand beside the pace. */
export interface ScanHints {
  /** Says whether an item has exactly this code. */
  isCode(text: string): boolean
  /** Null where no scanner was learned. */
  readonly habits: ScannerHabits | null
  /** The keys went into a field, where a hand types words. */
  readonly inField: boolean
}

/** Nothing is known but the pace. */
export const NO_HINTS: ScanHints = { isCode: () => false, habits: null, inField: false }

/** Tells a scanner from a hand by the pace of the keys. */
export interface ScannerKeys {
  /** Notes a key at an instant, ms, and what it typed; true when it begins a new run of keys. */
  key(at: number, typed?: string): boolean
  /** Finds the scan that ends the run of keys; null when a hand typed. */
  scan(at: number, ending: Ending, hints: ScanHints): Scan | null
  /** Notes that a scan was told at a pause; what follows one of an item is another, unless it shows that the code went on. */
  told(scan: Scan, isItem: boolean): void
  clear(): void
}

/** Where in the run a scan began that was told, and where it seemed to be over. */
interface Told {
  readonly from: number
  readonly end: number
  readonly isItem: boolean
}

interface Key {
  readonly at: number
  readonly typed: string
}

/** Begins to watch the pace of keys. */
export function createScannerKeys(): ScannerKeys {
  let run: Key[] = []
  let told: Told | null = null
  return {
    key(at, typed = '') {
      const last = run.at(-1)
      const goesOn = last !== undefined && at - last.at <= PAUSE_MS && run.length < LONGEST_RUN
      run = [...(goesOn ? run : []), { at, typed }]
      if (!goesOn) told = null
      return !goesOn
    },
    scan(at, ending, hints) {
      const found = find(at, ending, hints)
      return found && { ...found, isSlow: meanOf(gapsOf(run.slice(found.from))) > FAST_MS }
    },
    told({ from }, isItem) {
      told = { from, end: run.length, isItem }
    },
    clear() {
      run = []
      told = null
    },
  }

  function find(at: number, ending: Ending, hints: ScanHints): Found | null {
    const last = run.at(-1)
    if (last === undefined || at - last.at > ENTER_MS) return null
    // A scanner that presses a key behind its codes may press another one; a pause is what a hand makes, too.
    const isOwn = hints.habits !== null && (hints.habits.ending === 'none') === (ending === 'none')
    const known = { ...hints, habits: isOwn ? hints.habits : null }
    if (told === null) return scanIn(run, known)
    const whole = { text: textOf(run.slice(told.from)), from: told.from }
    const tail = run.slice(told.end)
    if (ending !== 'none' && isRest(tail, at, known)) return { ...whole, isSure: false }
    if (!told.isItem) return scanIn(run, known)
    if (tail.length > 0 && isWholeCode(run, told.from, known)) return { ...whole, isSure: true }
    const scan = scanIn(tail, known)
    return scan && { ...scan, from: scan.from + told.end }
  }
}

/** The longest end of a run that one scanner may have typed; an end that is the code of an item goes first. */
function scanIn(run: readonly Key[], hints: ScanHints): Found | null {
  const prefixed = afterPrefix(run, hints.habits?.prefix ?? null)
  if (prefixed) return prefixed
  const ends = run
    .slice(0, 1 - SHORTEST_SCAN)
    .map((_, from) => ({ from, text: textOf(run.slice(from)), pace: paceOf(run, from) }))
  const code = ends.find(({ from }) => isWholeCode(run, from, hints))
  if (code) return { text: code.text, from: code.from, isSure: true }
  for (const { from, text, pace } of ends) {
    if (pace === null) continue
    if (isFast(pace) && (from === 0 || pace.keys > FEW_KEYS))
      return { text, from, isSure: pace.keys > FEW_KEYS }
    if (isLikely(run.slice(from), pace, hints)) return { text, from, isSure: false }
  }
  return null
}

/** Too few keys to be a code, with their ending closer than a hand's: what a scanner still had to type when it stuttered. */
function isRest(tail: readonly Key[], at: number, { habits }: ScanHints): boolean {
  const widest = habits === null ? FAST_MS : Math.max(FAST_MS, habits.longestMs + HABIT_ROOM_MS)
  const isShort = tail.length > 0 && tail.length < SHORTEST_SCAN
  return isShort && gapsOf([...tail, { at, typed: '' }]).every((gap) => gap <= widest)
}

function isWholeCode(run: readonly Key[], from: number, hints: ScanHints): boolean {
  const text = textOf(run.slice(from))
  const pace = paceOf(run, from)
  return pace !== null && hints.isCode(text) && isCodePace(text, pace, hints)
}

/** The code behind the key that a scanner was told to press before each. */
function afterPrefix(run: readonly Key[], prefix: string | null): Found | null {
  const from = prefix === null ? -1 : run.findIndex(({ typed }) => typed === prefix)
  return from < 0 ? null : { text: textOf(run.slice(from + 1)), from, isSure: true }
}

const textOf = (keys: readonly Key[]) => keys.map((key) => key.typed).join('')

/** How an end of a run was typed: its gaps, the stutter taken out, and the stutter itself; ms. */
interface Pace {
  readonly mean: number
  readonly shortest: number
  readonly longest: number
  readonly stutter: number | null
  readonly keys: number
}

/** Gives the pace of the keys from one on; null where no one scanner can have typed them, and them alone. */
function paceOf(run: readonly Key[], from: number): Pace | null {
  const gaps = gapsOf(run.slice(from))
  const slow = slowGaps(gaps)
  if (slow.length > 1) return null
  const [at] = slow
  const stutter = at === undefined ? null : (gaps[at] ?? 0)
  const before = from === 0 ? null : (run[from]?.at ?? 0) - (run[from - 1]?.at ?? 0)
  const rest = gaps.filter((_, index) => index !== at)
  if (at !== undefined && stutter !== null) {
    // One key before the stutter may be a hand's last one.
    if (at === 0 && !isBoundTo(stutter, before)) return null
    if (
      at > 0 &&
      meanOf(gaps.slice(0, at)) > 2 * meanOf(gaps.slice(at + 1)) + CLOSE_MS / 2 &&
      at < gaps.length - 1
    )
      return null
  }
  // What comes before as closely as the rest belongs to it.
  if (before !== null && before <= Math.max(CLOSE_MS, 1.5 * Math.max(...rest))) return null
  return {
    mean: meanOf(rest),
    shortest: Math.min(...rest),
    longest: Math.max(...rest),
    stutter,
    keys: run.length - from,
  }
}

/** Says whether the first key of an end is nearer to what follows it than a hand's would be. */
function isBoundTo(stutter: number, before: number | null): boolean {
  return before === null ? stutter <= HAND_TO_SCANNER_MS : before > 2 * stutter
}

function gapsOf(keys: readonly Key[]): readonly number[] {
  return keys.slice(1).map((key, index) => key.at - (keys[index]?.at ?? key.at))
}

/** Which gaps are much longer than most of the others. */
function slowGaps(gaps: readonly number[]): readonly number[] {
  const sorted = gaps.toSorted((a, b) => a - b)
  const usual = sorted[Math.floor((sorted.length - 1) / 4)] ?? 0
  const widest = Math.max(CLOSE_MS, STUTTER_FACTOR * usual)
  return gaps.flatMap((gap, index) => (gap > widest ? [index] : []))
}

const meanOf = (gaps: readonly number[]) => gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(1, gaps.length)

/** The code of an item is known at any scanner's pace; a short one of digits may be an amount as well. */
function isCodePace(text: string, pace: Pace, { inField }: ScanHints): boolean {
  if (pace.keys <= FEW_KEYS && pace.stutter !== null) return isFast(pace)
  const isLong = text.length >= LONG_SCAN || (!inField && lettersIn(text) > 0)
  return pace.mean <= (isLong ? SLOWEST_MS : FAST_MS)
}

function isLikely(keys: readonly Key[], pace: Pace, { habits, inField }: ScanHints): boolean {
  const text = textOf(keys)
  // Nobody types a letter into an amount.
  const amount = textOf(withoutLead(keys))
  const isHabit = habits !== null && isOfHabit(pace, habits)
  // Words and telephone numbers are typed there.
  if (inField) return isHabit && /^[0-9]+$/.test(text)
  if (isHabit) return true
  return pace.mean <= SLOWEST_MS && (isBarcode(amount) || lettersIn(amount) > 0)
}

function isFast({ mean, stutter, keys }: Pace): boolean {
  if (stutter === null) return mean <= (keys === SHORTEST_SCAN ? FAST_OF_THREE_MS : FAST_MS)
  return mean <= FAST_BESIDE_STUTTER_MS[keys <= FEW_KEYS ? 'few' : 'more']
}

/** Room for what a computer adds to a scanner's gaps, ms. */
const HABIT_ROOM_MS = 12

function isOfHabit({ shortest, longest }: Pace, { shortestMs, longestMs, ending }: ScannerHabits): boolean {
  // A slow one that presses no ending types as a hand does that rests.
  if (ending === 'none' && longestMs > FAST_MS) return false
  return shortest >= shortestMs - HABIT_ROOM_MS && longest <= longestMs + HABIT_ROOM_MS
}

/** Leaves out the letters that a hand presses before an amount: those that lead to it, and one that stood alone for a while. */
function withoutLead(keys: readonly Key[]): readonly Key[] {
  const first = keys.findIndex(({ at, typed }, place) => {
    const isAlone = (keys[place + 1]?.at ?? at) - at > SINGLE_KEY_MS
    return !LEADS.test(typed) && !(isAlone && lettersIn(typed) > 0)
  })
  return first < 0 ? [] : keys.slice(first)
}

/** X is a key of the amount: so many pieces. */
function lettersIn(text: string): number {
  return text.match(/[^\P{L}xX]/gu)?.length ?? 0
}
