import { type Facts, fits } from './fits.ts'
import type { SearchIndex } from './search-index.ts'
import { type FactWay, needlesOf, type Wanted, type Way } from './wanted.ts'

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
  const marks = Uint8Array.from(among.marks)
  if (wanted.length === 0) return marks.fill(0)
  const partOf = (way: Way): Uint8Array => {
    if (way.kind === 'text') return index.holding(way.needle)
    return way.kind === 'words' ? holdingAll(index, way.needles) : among.fitting(way)
  }
  let isSure = true
  for (const [nth, ways] of wanted.entries()) {
    isSure = nth < PARTS || !isLittle(marks)
    if (!isSure) break
    keepAny(marks, ways.map(partOf))
  }
  const needles = wanted.flatMap(needlesOf)
  const unsure: number[] = []
  for (let seq = 0; seq < marks.length; seq += 1)
    if (marks[seq] === 1 && (!isSure || needles.some((needle) => index.mayNot(needle, seq)))) unsure.push(seq)
  index.eachText(unsure, (seq, text) => {
    if (!fits(wanted, text, among.factsOf(seq))) marks[seq] = 0
  })
  return marks
}

function holdingAll(index: SearchIndex, needles: readonly string[]): Uint8Array {
  const [first = new Uint8Array(0), ...others] = needles.map((needle) => index.holding(needle))
  for (const other of others) keepAny(first, [other])
  return first
}

function isLittle(marks: Uint8Array): boolean {
  let left = 0
  for (let seq = 0; seq < marks.length; seq += 1) left += marks[seq] as number
  return left <= LITTLE
}

function keepAny(marks: Uint8Array, parts: readonly Uint8Array[]): void {
  const [first = new Uint8Array(0), ...others] = parts
  for (let seq = 0; seq < marks.length; seq += 1) {
    if (marks[seq] === 0) continue
    let any = first[seq] ?? 0
    for (const part of others) any |= part[seq] ?? 0
    marks[seq] = any
  }
}
