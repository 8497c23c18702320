/** The longest text that can be spelled. */
const LONGEST = 256
// One place for all: a text taken out of it at once costs a third of one that is joined out of its pieces.
const place = Buffer.alloc(LONGEST)
const DIGITS = Buffer.from('0123456789abcdef')

/** Puts the lowest sixteen bits of a number as four hex digits. */
export function putHex(at: number, bits: number): void {
  place[at] = DIGITS[(bits >>> 12) & 15] ?? 0
  place[at + 1] = DIGITS[(bits >>> 8) & 15] ?? 0
  place[at + 2] = DIGITS[(bits >>> 4) & 15] ?? 0
  place[at + 3] = DIGITS[bits & 15] ?? 0
}

/** Puts one character by its ASCII code. */
export function putCode(at: number, code: number): void {
  place[at] = code
}

/** Gives the first characters of what was put. */
export function spelled(length: number): string {
  if (length > LONGEST) throw new RangeError('this is too long to be spelled')
  return place.toString('latin1', 0, length)
}

const DASH = '-'.charCodeAt(0)
const DASHES = [8, 13, 18, 23]

/** Gives an id of the usual form, of which all but the dashes was put. */
export function spelledId(): string {
  for (const at of DASHES) place[at] = DASH
  return spelled(36)
}
