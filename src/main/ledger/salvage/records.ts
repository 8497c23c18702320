import { isUtf8 } from 'node:buffer'

/** A value as it lies in a row. */
export type Value = bigint | number | string | Buffer | null

/** Reads a number of one to nine bytes; null where it is cut, or is no key or size of a book. `next` is the place behind it. */
export function varint(bytes: Buffer, at: number): { readonly value: number; readonly next: number } | null {
  let value = 0
  for (let n = 0; n < 8; n += 1) {
    const byte = bytes[at + n]
    if (byte === undefined) return null
    value = value * 128 + (byte & 127)
    if (value > Number.MAX_SAFE_INTEGER) return null
    if (byte < 128) return { value, next: at + n + 1 }
  }
  return null
}

/** How many bytes a value of a kind takes, where it is not a text or a blob. */
const SIZES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0] as const

/**
 * Reads the values of one row out of its bytes; null where they do not add up, or a text is none.
 *
 * The format is SQLite's own (https://sqlite.org/fileformat2.html#record_format).
 */
export function recordIn(bytes: Buffer): readonly Value[] | null {
  const head = varint(bytes, 0)
  if (head === null || head.value > bytes.length) return null
  const values: Value[] = []
  let at = head.next
  let body = head.value
  while (at < head.value) {
    const kind = varint(bytes, at)
    if (kind === null) return null
    at = kind.next
    const size = kind.value >= 12 ? Math.floor((kind.value - 12) / 2) : SIZES[kind.value]
    if (size === undefined || body + size > bytes.length) return null
    const value = readValue(kind.value, bytes.subarray(body, body + size))
    if (value === undefined) return null
    values.push(value)
    body += size
  }
  return at === head.value && body === bytes.length ? values : null
}

function readValue(kind: number, bytes: Buffer): Value | undefined {
  if (kind >= 12) {
    if (kind % 2 === 0) return bytes
    // A disk wipes with zeros; nobody types them.
    return isUtf8(bytes) && !bytes.includes(0) ? bytes.toString('utf8') : undefined
  }
  if (kind === 0) return null
  if (kind === 7) return bytes.readDoubleBE(0)
  if (kind >= 8) return BigInt(kind - 8)
  return kind === 6 ? bytes.readBigInt64BE(0) : BigInt(bytes.readIntBE(0, bytes.length))
}
