import { randomInt } from 'node:crypto'
import { v7 } from 'uuid'

let lastMs = Number.NaN
let sequence = 0

/** Makes a UUIDv7 of the instant `atMs` (epoch ms); ids of one process sort by their instant, then by their making. */
export function newId(atMs: number): string {
  sequence = atMs === lastMs ? sequence + 1 : randomInt(0, 2 ** 30)
  lastMs = atMs
  return v7({ msecs: atMs, seq: sequence })
}

/** Crockford's digits: no letter that is taken for another one when it is read aloud. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Makes the mark a provider is given for one link: the human number and eight random digits ("CF-000123-7K3QW9XZ"). */
export function newMarker(invoiceNumber: string): string {
  const tail = Array.from({ length: 8 }, () => DIGITS[randomInt(DIGITS.length)])
  return `${invoiceNumber}-${tail.join('')}`
}
