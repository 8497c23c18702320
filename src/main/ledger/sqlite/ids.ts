import { randomFillSync, randomInt } from 'node:crypto'
import { v7 } from 'uuid'

let sequence = randomInt(0, 2 ** 30)

/**
 * Makes a UUIDv7 of the instant `atMs` (epoch ms).
 *
 * Ids of one process sort by their instant, then by their making, also when another instant came between.
 */
export function newId(atMs: number): string {
  sequence = (sequence + 1) % 2 ** 32
  return v7({ msecs: atMs, seq: sequence, random: sixteenBytes() })
}

/** Filled from the system's source as a whole: one call for each id would cost more than all the rest of it. */
const pool = new Uint8Array(16 * 256)
let used = pool.length

function sixteenBytes(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += 16
  return pool.subarray(used - 16, used)
}

/** Crockford's digits: no letter that is taken for another one when it is read aloud. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Makes the mark a provider is given for one link: the human number and eight random digits ("CF-000123-7K3QW9XZ"). */
export function newMarker(invoiceNumber: string): string {
  const tail = Array.from({ length: 8 }, () => DIGITS[randomInt(DIGITS.length)])
  return `${invoiceNumber}-${tail.join('')}`
}
