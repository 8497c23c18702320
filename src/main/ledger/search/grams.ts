/** Three characters that stand side by side, as one number below 2^48. */
type Gram = number

const UNIT = 2 ** 16
/** The characters of a gram. */
export const GRAM = 3

/** Gives each gram of a searched text once; where a text ends, grams of its last two characters and the end are among them. */
export function gramsOf(text: string): Set<Gram> {
  const grams = new Set<Gram>()
  for (let at = 0; at + GRAM <= text.length; at += 1) grams.add(gramAt(text, at))
  return grams
}

/** Gives the gram that begins at a place of a text. */
export function gramAt(text: string, at: number): Gram {
  return (text.charCodeAt(at) * UNIT + text.charCodeAt(at + 1)) * UNIT + text.charCodeAt(at + 2)
}

/** Gives the first and the last gram that begin with a text of one or two characters. */
export function gramsFrom(start: string): readonly [first: Gram, last: Gram] {
  const rest = GRAM - start.length
  const first = gramAt(start.padEnd(GRAM, '\0'), 0)
  return [first, first + UNIT ** rest - 1]
}

/** The sales of a gram within a block: places from 0 below {@link BLOCK}, each greater than the one before. */
export type Places = Uint16Array

/** A block holds the sales of so many keys. */
export const BLOCK = 2 ** 15
/** A list that would take as much room is written as one bit for each place. */
const BITS = BLOCK / 8

/** Writes places as the steps between them, seven bits in a byte; as bits where that is shorter. */
export function packed(places: Places): Uint8Array {
  const steps = new Uint8Array(BITS)
  let length = 0
  let before = -1
  for (const place of places) {
    let step = place - before - 1
    before = place
    do {
      if (length === BITS) return bitsOf(places)
      const low = step & 0x7f
      step >>= 7
      steps[length] = step > 0 ? low | 0x80 : low
      length += 1
    } while (step > 0)
  }
  return length === BITS ? bitsOf(places) : steps.slice(0, length)
}

function bitsOf(places: Places): Uint8Array {
  const bits = new Uint8Array(BITS)
  for (const place of places) bits[place >> 3] = (bits[place >> 3] as number) | (1 << (place & 7))
  return bits
}

/** Keeps of places, which are in their order, those that are among the {@link packed} ones. */
export function keepPlaces(places: readonly number[], packed: Uint8Array): number[] {
  if (packed.length === BITS)
    return places.filter((place) => ((packed[place >> 3] as number) >> (place & 7)) & 1)
  const kept: number[] = []
  let next = 0
  eachPlace(packed, (place) => {
    while (next < places.length && (places[next] as number) < place) next += 1
    if (places[next] === place) kept.push(place)
  })
  return kept
}

/** Calls with each place that was {@link packed}, the least first. */
export function eachPlace(packed: Uint8Array, call: (place: number) => void): void {
  if (packed.length === BITS) {
    for (let at = 0; at < BITS; at += 1) {
      for (let bits = packed[at] as number, place = at * 8; bits > 0; bits >>= 1, place += 1)
        if (bits & 1) call(place)
    }
    return
  }
  let place = -1
  for (let at = 0; at < packed.length; ) {
    let step = 0
    let shift = 0
    let byte: number
    do {
      byte = packed[at] as number
      at += 1
      step |= (byte & 0x7f) << shift
      shift += 7
    } while (byte & 0x80)
    place += step + 1
    call(place)
  }
}
