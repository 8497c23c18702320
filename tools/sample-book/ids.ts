import type { Chance } from './chance.ts'
import { putHex, spelledId } from './spell.ts'

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
  const byte = (): number => chance.word() & 0xff
  return {
    row(atMs) {
      sequence = (sequence + 1) % 2 ** 32
      // RFC 9562: the instant, then the sequence around the version and the variant, then chance.
      putHex(0, atMs / 2 ** 32)
      putHex(4, atMs >>> 16)
      putHex(9, atMs)
      putHex(14, 0x7000 | ((sequence >>> 20) & 0x0fff))
      putHex(19, 0x8000 | ((sequence >>> 6) & 0x3fff))
      putHex(24, ((sequence << 10) & 0xfc00) | ((byte() & 3) << 8) | byte())
      putHex(28, (byte() << 8) | byte())
      putHex(32, (byte() << 8) | byte())
      return spelledId()
    },
    token: () => uuid4(chance),
    marker: (invoiceNumber) => `${invoiceNumber}-${chance.text(DIGITS, 8)}`,
  }
}

/** Makes a UUIDv4. */
export function uuid4(chance: Chance): string {
  const [a, b, c, d] = [chance.word(), chance.word(), chance.word(), chance.word()]
  putHex(0, a)
  putHex(4, a >>> 16)
  putHex(9, b)
  putHex(14, 0x4000 | ((b >>> 16) & 0x0fff))
  putHex(19, 0x8000 | (c & 0x3fff))
  putHex(24, c >>> 16)
  putHex(28, d)
  putHex(32, d >>> 16)
  return spelledId()
}
