import { type Facts, fits } from './fits.ts'
import type { SearchIndex } from './search-index.ts'
import type { Wanted, Way } from './wanted.ts'

/** What a search among sales needs beside the texts; all marks are 1 at the keys of sales. */
export interface Among {
  /** Those that are looked at. */
  readonly marks: Uint8Array
  /** The sales that a way fits which is none of text. */
  fitting(way: Exclude<Way, { readonly kind: 'text' }>): Uint8Array
  factsOf(seq: number): Facts
}

/** Marks with 1, at their keys, the sales among others that are what a search wants. */
export function findAmong(index: SearchIndex, wanted: Wanted, among: Among): Uint8Array {
  const marks = Uint8Array.from(among.marks)
  if (wanted.length === 0) return marks.fill(0)
  for (const ways of wanted) {
    const parts = ways.map((way) => (way.kind === 'text' ? index.holding(way.needle) : among.fitting(way)))
    keepAny(marks, parts)
  }
  const needles = wanted.flat().flatMap((way) => (way.kind === 'text' ? [way.needle] : []))
  const unsure: number[] = []
  for (let seq = 0; seq < marks.length; seq += 1)
    if (marks[seq] === 1 && needles.some((needle) => index.mayNot(needle, seq))) unsure.push(seq)
  index.eachText(unsure, (seq, text) => {
    if (!fits(wanted, text, among.factsOf(seq))) marks[seq] = 0
  })
  return marks
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
