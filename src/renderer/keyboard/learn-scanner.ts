import type { ScannerHabits } from '../../shared/contract/shapes/scanner.ts'
import { isCharacter } from './meant-key.ts'

/** A key of a code that is scanned to learn from, at its instant, ms. */
export interface SampleKey {
  readonly key: string
  readonly at: number
}

/** What one scan told: its characters, the gaps between its keys, the key that ended it. */
export interface Sample {
  readonly text: string
  readonly shortestMs: number
  readonly longestMs: number
  readonly ending: ScannerHabits['ending']
}

/** What came of a sample: the first of two, a scanner that was learned, or why it was not. */
export type Lesson =
  | { readonly kind: 'again'; readonly sample: Sample }
  | { readonly kind: 'learned'; readonly habits: ScannerHabits; readonly sample: Sample }
  | { readonly kind: 'not'; readonly why: 'short' | 'slow' | 'other' | 'endless' }

/** A scanner types no fewer characters, */
const SHORTEST = 3
/** and none slower than this, ms: at that pace a hand was at work. */
const SLOWEST_GAP_MS = 260
/** A scanner slower than this types as a hand does: what ends or begins its codes must tell it. */
const HANDS_MS = 60
/** What no amount and no code of goods begins with. */
const PREFIX = /^[^\p{L}\p{N}.,+*×/\s-]$/u

/** Reads what was scanned into a field; an ending is the first key behind the characters. Null where nothing was typed. */
export function sampleOf(keys: readonly SampleKey[]): Sample | null {
  const end = keys.findIndex(({ key }) => key === 'Enter' || key === 'Tab')
  const characters = (end < 0 ? keys : keys.slice(0, end)).filter(({ key }) => isCharacter(key))
  if (characters.length === 0) return null
  const gaps = characters.slice(1).map(({ at }, index) => at - (characters[index]?.at ?? at))
  const ending = end < 0 ? 'none' : keys[end]?.key === 'Tab' ? 'Tab' : 'Enter'
  return {
    text: characters.map(({ key }) => key).join(''),
    shortestMs: Math.floor(Math.min(...gaps, 1_000)),
    longestMs: Math.ceil(Math.max(...gaps, 0)),
    ending,
  }
}

/** Learns from a sample and the one before it: twice the same code, at a scanner's pace. */
export function learn(before: Sample | null, sample: Sample): Lesson {
  if (sample.text.length < SHORTEST) return { kind: 'not', why: 'short' }
  if (sample.longestMs > SLOWEST_GAP_MS) return { kind: 'not', why: 'slow' }
  if (before === null) return { kind: 'again', sample }
  if (before.text !== sample.text || before.ending !== sample.ending) return { kind: 'not', why: 'other' }
  const [first = ''] = sample.text
  const habits: ScannerHabits = {
    shortestMs: Math.min(before.shortestMs, sample.shortestMs),
    longestMs: Math.max(before.longestMs, sample.longestMs),
    ending: sample.ending,
    prefix: PREFIX.test(first) ? first : null,
  }
  const isLikeAHand = habits.ending === 'none' && habits.prefix === null && habits.longestMs > HANDS_MS
  return isLikeAHand ? { kind: 'not', why: 'endless' } : { kind: 'learned', habits, sample }
}
