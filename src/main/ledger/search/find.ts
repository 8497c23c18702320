import { type Facts, fits } from './fits.ts'
import { BLOCK, GRAM } from './grams.ts'
import type { SearchIndex } from './search-index.ts'
import type { FactWay, Wanted, Way } from './wanted.ts'

/** What a search among the sales of one block needs beside the texts. */
export interface Among {
  /** Tells whether the sale at a place is looked at. */
  has(place: number): boolean
  /** Marks with 1, at their places, the sales that a way fits which what is written does not tell; null for none. */
  fitting(way: FactWay): Uint8Array | null
  factsOf(seq: number): Facts
}

/** So many parts are looked for in the index; further ones in the texts of what these leave. */
const PARTS = 12
/** Of so few sales the texts are looked at rather than further lists. */
const FEW = 8

/** Where a block's sales may be what is wanted. */
interface Maybe {
  /** In their order; null for any. */
  readonly places: readonly number[] | null
  /** Each of them is, without a look at its text. */
  readonly isSure: boolean
}

/**
 * Gives the places of the sales of a block, among others, that are what a search wants: the newest first, and no more than `most` of them.
 */
export function findInBlock(
  index: SearchIndex,
  block: number,
  wanted: Wanted,
  among: Among,
  most = BLOCK,
): number[] {
  const found: number[] = []
  if (wanted.length === 0) return found
  const { places, isSure } = index.isWritten(block)
    ? inLists(index, block, wanted, among)
    : { places: null, isSure: false }
  const textOf = index.reader()
  for (let n = (places?.length ?? BLOCK) - 1; n >= 0 && found.length < most; n -= 1) {
    const place = places ? (places[n] as number) : n
    if (!among.has(place)) continue
    const seq = block * BLOCK + place
    if (isSure || fits(wanted, textOf(seq), () => among.factsOf(seq))) found.push(place)
  }
  return found
}

/** What the lists of a written block tell of all parts together. */
function inLists(index: SearchIndex, block: number, wanted: Wanted, among: Among): Maybe {
  // What is written leaves the fewest.
  const parts = wanted.toSorted((a, b) => Number(a.some(isFact)) - Number(b.some(isFact)))
  let left: readonly number[] | null = null
  let isSure = true
  for (const [nth, ways] of parts.entries()) {
    if (left?.length === 0) break
    if (nth === PARTS || (left !== null && left.length <= FEW)) return { places: left, isSure: false }
    isSure &&= ways.every(isTold)
    const places = placesOf(index, block, ways, among)
    left = left ? inBoth(left, places) : places
  }
  return { places: left, isSure }
}

function isFact(way: Way): way is FactWay {
  return way.kind !== 'text' && way.kind !== 'words'
}

/** The lists tell it for sure. */
function isTold(way: Way): boolean {
  if (isFact(way)) return true
  return (way.kind === 'text' ? [way.needle] : way.needles).every(({ length }) => length <= GRAM)
}

/** The places that any of these ways may fit, in their order. */
function placesOf(index: SearchIndex, block: number, ways: readonly Way[], among: Among): readonly number[] {
  const [first = [], ...others] = ways.map((way) => placesOfWay(index, block, way, among))
  if (others.length === 0) return first
  const marked = new Uint8Array(BLOCK)
  for (const places of [first, ...others]) for (const place of places) marked[place] = 1
  return markedIn(marked)
}

function placesOfWay(index: SearchIndex, block: number, way: Way, among: Among): readonly number[] {
  if (isFact(way)) return markedIn(among.fitting(way))
  if (way.kind === 'text') return index.holding(block, way.needle)
  return way.needles
    .map((needle) => index.holding(block, needle))
    .reduce((left, places) => inBoth(left, places))
}

function markedIn(marks: Uint8Array | null): readonly number[] {
  const places: number[] = []
  if (!marks) return places
  for (let place = marks.indexOf(1); place >= 0; place = marks.indexOf(1, place + 1)) places.push(place)
  return places
}

/** Both are in their order. */
function inBoth(one: readonly number[], other: readonly number[]): readonly number[] {
  let at = 0
  return one.filter((place) => {
    while (at < other.length && (other[at] as number) < place) at += 1
    return other[at] === place
  })
}
