import { v7 } from 'uuid'
import type { Chance } from './chance.ts'

/** Makes ids of the shapes the app gives its rows, out of a seeded source. */
export interface Ids {
  /** A UUIDv7 of the instant `atMs`; ids of one instant sort by their making. */
  row(atMs: number): string
  /** A UUIDv4, as the window makes one for each sale. */
  token(): string
  /** What a provider is given for one link: the invoice's number and eight digits. */
  marker(invoiceNumber: string): string
}

/** No letter that is taken for another one when it is read aloud. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Builds the ids of one book. */
export function createIds(chance: Chance): Ids {
  let sequence = chance.int(0, 2 ** 30)
  const random = new Uint8Array(16)
  return {
    row(atMs) {
      sequence = (sequence + 1) % 2 ** 32
      // The other bytes are the instant and the sequence.
      for (let n = 10; n < 16; n += 1) random[n] = chance.int(0, 255)
      return v7({ msecs: atMs, seq: sequence, random })
    },
    token: () => uuid4(chance),
    marker: (invoiceNumber) => `${invoiceNumber}-${chance.text(DIGITS, 8)}`,
  }
}

/** Makes a UUIDv4. */
export function uuid4(chance: Chance): string {
  const hex = chance.hex(32)
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) & 3)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}
