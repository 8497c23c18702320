import { exponentOf, FINEST_EXPONENT } from '../../../shared/money/currency.ts'

/**
 * An amount as it is read: "12 500000000000000000 EUR", whole units and units of 10^-18 that are added up. Either may be below nothing: "1 -500000000000000000 EUR"
 * is a half.
 */
const SPACE = 0x20
const ZERO = 0x30
const POINT = 0x2e
const MINUS = 0x2d
/** A double holds any number of so many digits. */
const SAFE_DIGITS = 15
const ONE = 10n ** BigInt(FINEST_EXPONENT)

/** Reads amounts out of bytes; the field that was read last stands in what it has. */
export interface AmountReader {
  /** Reads the field between two places; false where there is no amount. */
  read(bytes: Uint8Array, from: number, to: number): boolean
  /** Writes it with all the decimals of its currency and gives the place behind it. */
  write(into: Uint8Array, at: number, mark: number): number
  /** Writes it as a text, with a point. */
  text(): string
  /** What it counts in the smallest unit of its currency. */
  units(): number | bigint
  currency(): string
}

/** Makes a reader of amounts; it knows the decimals of a currency without asking for the same one twice. */
export function createAmountReader(): AmountReader {
  let bytes: Uint8Array = new Uint8Array(0)
  let [begin, wholeEnd, fracEnd, end] = [0, 0, 0, 0]
  const seen = new Map<
    number,
    { readonly bytes: Uint8Array; readonly code: string; readonly exponent: number }
  >()
  let known: Uint8Array = new Uint8Array(0)
  let code = ''
  let exponent = 0
  const own = Buffer.alloc(128)

  function sameBytes(other: Uint8Array): boolean {
    if (other.length !== end - fracEnd - 1) return false
    for (let n = 0; n < other.length; n += 1) if (other[n] !== bytes[fracEnd + 1 + n]) return false
    return true
  }

  function findCurrency(): void {
    const length = end - fracEnd - 1
    if (sameBytes(known)) return
    // Few currencies come in turns: each is known by its first bytes and its length.
    const key = ((bytes[fracEnd + 1] as number) << 16) | ((bytes[fracEnd + 2] as number) << 8) | length
    const found = seen.get(key)
    if (found && sameBytes(found.bytes)) {
      ;({ bytes: known, code, exponent } = found)
      return
    }
    known = bytes.slice(fracEnd + 1, end)
    code = Buffer.from(known).toString()
    exponent = exponentOf(code)
    seen.set(key, { bytes: known, code, exponent })
  }

  function read(from: Uint8Array, first: number, to: number): boolean {
    bytes = from
    begin = first
    end = to
    wholeEnd = first
    while (wholeEnd < to && bytes[wholeEnd] !== SPACE) wholeEnd += 1
    if (wholeEnd === to || wholeEnd === first || (wholeEnd === first + 1 && bytes[first] === MINUS))
      return false
    fracEnd = wholeEnd + 1
    while (fracEnd < to && bytes[fracEnd] !== SPACE) fracEnd += 1
    if (fracEnd === wholeEnd + 1 || fracEnd + 1 >= to) return false
    findCurrency()
    if (bytes[begin] === MINUS || bytes[wholeEnd + 1] === MINUS) bringTogether()
    return true
  }

  /** Where a part is below nothing: the same amount as one sign, whole units and their fraction. */
  function bringTogether(): void {
    const part = (first: number, last: number) =>
      BigInt(Buffer.from(bytes.subarray(first, last)).toString('latin1'))
    const units = part(begin, wholeEnd) * ONE + part(wholeEnd + 1, fracEnd)
    const size = units < 0n ? -units : units
    const text = `${units < 0n ? '-' : ''}${size / ONE} ${size % ONE} ${code}`
    end = own.write(text, 0)
    begin = 0
    wholeEnd = text.indexOf(' ')
    fracEnd = text.indexOf(' ', wholeEnd + 1)
    bytes = own
  }

  /** The digit of the fraction at a place from 0, which is told without the zeros before it. */
  function fractionDigit(place: number): number {
    const at = place - (FINEST_EXPONENT - (fracEnd - wholeEnd - 1))
    return at < 0 ? ZERO : (bytes[wholeEnd + 1 + at] as number)
  }

  function write(into: Uint8Array, at: number, mark: number): number {
    let to = at
    for (let n = begin; n < wholeEnd; n += 1) into[to++] = bytes[n] as number
    if (exponent === 0) return to
    into[to++] = mark
    for (let n = 0; n < exponent; n += 1) into[to++] = fractionDigit(n)
    return to
  }

  function units(): number | bigint {
    const isBelow = bytes[begin] === MINUS
    const first = isBelow ? begin + 1 : begin
    if (wholeEnd - first + exponent > SAFE_DIGITS) {
      const digits = textOf().replace('.', '')
      return BigInt(digits)
    }
    let sum = 0
    for (let n = first; n < wholeEnd; n += 1) sum = sum * 10 + (bytes[n] as number) - ZERO
    for (let n = 0; n < exponent; n += 1) sum = sum * 10 + fractionDigit(n) - ZERO
    return isBelow ? -sum : sum
  }

  const scratch = Buffer.alloc(64)
  const textOf = () => scratch.toString('latin1', 0, write(scratch, 0, POINT))
  return { read, write, text: textOf, units, currency: () => code }
}
