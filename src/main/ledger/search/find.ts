import { type Facts, fits } from './fits.ts'
import { MAYBE, type SearchIndex, SURELY } from './search-index.ts'
import type { FactWay, Wanted, Way } from './wanted.ts'

/** What a search among sales needs beside the texts; all marks are 1 at the keys of sales. */
export interface Among {
  /** Those that are looked at. */
  readonly marks: Uint8Array
  /** The sales that a way fits which what is written does not tell. */
  fitting(way: FactWay): Uint8Array
  factsOf(seq: number): Facts
}

/** So many parts are looked for in the index; further ones in the texts of what these leave, where that is little. */
const PARTS = 12
const LITTLE = 2_000

/** Marks with 1, at their keys, the sales among others that are what a search wants. */
export function findAmong(index: SearchIndex, wanted: Wanted, among: Among): Uint8Array {
  if (wanted.length === 0) return new Uint8Array(among.marks.length)
  const marks = surely(Uint8Array.from(among.marks))
  const partOf = (way: Way): Uint8Array => {
    if (way.kind === 'text') return index.holding(way.needle)
    return way.kind === 'words' ? holdingAll(index, way.needles) : surely(among.fitting(way))
  }
  let isWhole = true
  for (const [nth, ways] of wanted.entries()) {
    isWhole = nth < PARTS || !isLittle(marks)
    if (!isWhole) break
    keepAny(marks, ways.map(partOf))
  }
  const unsure: number[] = []
  for (let seq = 0; seq < marks.length; seq += 1) {
    const mark = marks[seq] as number
    if (mark === MAYBE || (mark === SURELY && !isWhole)) unsure.push(seq)
    marks[seq] = mark === 0 ? 0 : 1
  }
  index.eachText(unsure, (seq, text) => {
    if (!fits(wanted, text, among.factsOf(seq))) marks[seq] = 0
  })
  return marks
}

/** Makes marks of 1 sure ones. */
function surely(marks: Uint8Array): Uint8Array {
  for (let seq = 0; seq < marks.length; seq += 1) marks[seq] = (marks[seq] as number) * SURELY
  return marks
}

function holdingAll(index: SearchIndex, needles: readonly string[]): Uint8Array {
  const [first = new Uint8Array(0), ...others] = needles.map((needle) => index.holding(needle))
  for (const other of others) keepAny(first, [other])
  return first
}

function isLittle(marks: Uint8Array): boolean {
  let left = 0
  for (let seq = 0; seq < marks.length; seq += 1) if (marks[seq] !== 0) left += 1
  return left <= LITTLE
}

/** Keeps of each mark what the surest of the parts says: what is sure of all parts stays so. */
function keepAny(marks: Uint8Array, parts: readonly Uint8Array[]): void {
  const [first = new Uint8Array(0), ...others] = parts
  for (let seq = 0; seq < marks.length; seq += 1) {
    const mark = marks[seq] as number
    if (mark === 0) continue
    let any = first[seq] ?? 0
    for (const part of others) any = Math.max(any, part[seq] ?? 0)
    marks[seq] = Math.min(mark, any)
  }
}
