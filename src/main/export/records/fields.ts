import type { ExportColumn } from '../../../shared/contract/plain/export-columns.ts'
import { createAmountReader } from './amounts.ts'

/** What ends a field, as the ledger gives it. */
export const FIELD_END = 0xff
const ZERO = 0x30
const MINUS = 0x2d

/** A value of a row: an amount as a decimal text, an instant in epoch ms, anything else as its text; null where there is none. */
export type Value = string | number | null

/** Gives the place where the field that begins at a place ends. Throws where the bytes end before. */
export function fieldEnd(bytes: Uint8Array, from: number): number {
  let at = from
  while (bytes[at] !== FIELD_END) {
    if (at >= bytes.length) throw new Error('a row of the book ends within a field')
    at += 1
  }
  return at
}

/** Reads a whole number (an instant, a count) between two places. */
export function numberIn(bytes: Uint8Array, from: number, to: number): number {
  const isBelow = bytes[from] === MINUS
  let value = 0
  for (let at = isBelow ? from + 1 : from; at < to; at += 1) value = value * 10 + (bytes[at] as number) - ZERO
  return isBelow ? -value : value
}

/** Makes what reads a row as values, for a file that is not written byte by byte. It gives the place behind the row, too. */
export function createRowReader(columns: readonly ExportColumn[]) {
  const amounts = createAmountReader()
  function valueIn(type: ExportColumn[1], bytes: Uint8Array, from: number, to: number): Value {
    if (from === to) return null
    switch (type) {
      case 'amount':
        return amounts.read(bytes, from, to) ? amounts.text() : null
      case 'local':
      case 'utc':
      case 'day':
      case 'month':
        return numberIn(bytes, from, to)
      default:
        return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString()
    }
  }
  return (bytes: Uint8Array, from: number): { readonly values: readonly Value[]; readonly end: number } => {
    let at = from
    const values = columns.map(([, type]) => {
      const end = fieldEnd(bytes, at)
      const value = valueIn(type, bytes, at, end)
      at = end + 1
      return value
    })
    return { values, end: at }
  }
}
