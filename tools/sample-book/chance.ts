import { putCode, putHex, spelled } from './spell.ts'

/** A seeded source of everything that is chosen: the same seed gives the same choices, on every machine. */
export interface Chance {
  /** A whole number from `from` to `to`, both ends included. */
  int(from: number, to: number): number
  /** True in `perMille` of a thousand cases. */
  hit(perMille: number): boolean
  pick<T>(list: readonly T[]): T
  /** `length` characters out of `alphabet`, which is ASCII. */
  text(alphabet: string, length: number): string
  /** `length` lower-case hex digits. */
  hex(length: number): string
  bytes(length: number): Uint8Array
  /** A whole number of 32 bits. */
  word(): number
  /** Puts a list into another order, in place. */
  shuffle<T>(list: T[]): T[]
}

/** Builds the source of one seed, which is any text. */
export function createChance(seed: string): Chance {
  let [a, b, c] = spread(seed)
  let counter = 1

  /** One step of sfc32: small, fast, and exact in 32-bit integers. */
  function word(): number {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return sum >>> 0
  }

  // The first words still show the seed's own pattern.
  for (let n = 0; n < 20; n += 1) word()

  const int = (from: number, to: number): number => from + (word() % (to - from + 1))

  function text(alphabet: string, length: number): string {
    for (let n = 0; n < length; n += 1) putCode(n, alphabet.charCodeAt(word() % alphabet.length))
    return spelled(length)
  }

  function hex(length: number): string {
    for (let n = 0; n < length; n += 8) {
      const digits = word()
      putHex(n, digits)
      putHex(n + 4, digits >>> 16)
    }
    return spelled(length)
  }

  return {
    word,
    int,
    hit: (perMille) => word() % 1000 < perMille,
    pick(list) {
      const chosen = list[word() % list.length]
      if (chosen === undefined) throw new Error('nothing can be picked from an empty list')
      return chosen
    },
    text,
    hex,
    bytes: (length) => Uint8Array.from({ length }, () => word() & 255),
    shuffle(list) {
      for (let n = list.length - 1; n > 0; n -= 1) {
        const other = word() % (n + 1)
        const [x, y] = [list[n], list[other]]
        if (x !== undefined && y !== undefined) [list[n], list[other]] = [y, x]
      }
      return list
    },
  }
}

/** Three words out of a text (FNV-1a with three offsets). */
function spread(seed: string): [number, number, number] {
  const from = (offset: number): number => {
    let hash = offset | 0
    for (let n = 0; n < seed.length; n += 1) hash = Math.imul(hash ^ seed.charCodeAt(n), 16_777_619)
    return hash | 0
  }
  return [from(0x811c9dc5), from(0x9e3779b9), from(0x85ebca6b)]
}
