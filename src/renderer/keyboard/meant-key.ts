import { asciiDigits } from '../../shared/money/read-amount.ts'

/** What of a key press tells which key a person meant. */
export interface TypedKey {
  readonly key: string
  /** The key's own place on the keyboard. */
  readonly code?: string
  readonly shiftKey: boolean
}

/** What stands on the keys of some layouts for the characters that the app knows. */
const SAME: Readonly<Record<string, string>> = { '٫': '.', '،': ',', '؟': '?', '٪': '%', '÷': '/' }

/** The number pad without NumLock: its keys move there, and at a till a person means what stands on them in large. */
const PAD = /^Numpad(?:(?<digit>[0-9])|(?<point>Decimal))$/

/** Letters of a script that none of the app's keys is written in: one, or the two that one key of an Arabic keyboard types. */
const OTHER_LETTERS = /^(?!\p{Script=Latin})\p{L}{1,2}$/u

/**
 * Gives the key that a person means outside of a field: digits of every script as 0 to 9, the number pad's own digits without
 * NumLock, and on a keyboard of another script the letter or the slash that stands at that place on a US one.
 */
export function meantKey({ key, code = '', shiftKey }: TypedKey): string {
  const pad = PAD.exec(code)?.groups
  if (pad && key.length > 1 && !shiftKey) return pad.digit ?? '.'
  if (!isCharacter(key)) return key
  const plain = SAME[key] ?? asciiDigits(key)
  if (!OTHER_LETTERS.test(plain)) return plain
  if (code === 'Slash') return shiftKey ? '?' : '/'
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? plain
}

/** Gives the digit that a key means where digits alone are typed, also one that a layout has under Shift (AZERTY); null for another key. */
export function digitOfKey(typed: TypedKey): string | null {
  const meant = meantKey(typed)
  if (/^\d$/.test(meant)) return meant
  const place = typed.shiftKey || !isCharacter(typed.key) ? null : /^Digit(\d)$/.exec(typed.code ?? '')
  return place?.[1] ?? null
}

/** Says whether a key types a character; two letters that one key types count as one. */
export function isCharacter(key: string): boolean {
  return key.length === 1 || (key.length === 2 && OTHER_LETTERS.test(key))
}
