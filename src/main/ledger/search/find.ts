import { type Facts, fits } from './fits.ts'
import { BLOCK } from './grams.ts'
import { type SearchIndex, SURELY } from './search-index.ts'
import type { FactWay, Wanted, Way } from './wanted.ts'

/** What a search among the sales of one block needs beside the texts; all marks are at the places of sales in the block. */
export interface Among {
  /** 1 for those that are looked at. */
  readonly marks: Uint8Array
  /** Marks with 1 the sales that a way fits which what is written does not tell. */
  fitting(way: FactWay): Uint8Array
  factsOf(seq: number): Facts
}

/** Of so few sales the texts are looked at rather than further lists; and of those that so many parts have left. */
const [FEW, PARTS] = [8, 12]

/**
 * Marks with 1 the sales of a block among others that are what a search wants. Where there are more than `most`, it may mark the newest
 * of them alone.
 */
export function findInBlock(
  index: SearchIndex,
  block: number,
  wanted: Wanted,
  among: Among,
  most = BLOCK,
): Uint8Array {
  const found = new Uint8Array(BLOCK)
  if (wanted.length === 0) return found
  const marks = surely(Uint8Array.from(among.marks))
  const isWhole = keepHolding(index, block, wanted, among, marks)
  const textOf = index.reader()
  let count = 0
  for (let place = BLOCK - 1; place >= 0 && count < most; place -= 1) {
    const mark = marks[place] as number
    if (mark === 0) continue
    const seq = block * BLOCK + place
    const isSure = isWhole && mark === SURELY
    if (!isSure && !fits(wanted, textOf(seq), () => among.factsOf(seq))) continue
    found[place] = 1
    count += 1
  }
  return found
}

/** Keeps of each mark what the surest of all parts says; gives whether each part was looked for. */
function keepHolding(
  index: SearchIndex,
  block: number,
  wanted: Wanted,
  { fitting }: Among,
  marks: Uint8Array,
): boolean {
  if (!index.isWritten(block)) return false
  const partOf = (way: Way): Uint8Array => {
    if (way.kind === 'text') return index.holding(block, way.needle)
    return way.kind === 'words' ? holdingAll(index, block, way.needles) : surely(fitting(way))
  }
  for (const [nth, ways] of wanted.entries()) {
    if (nth === PARTS || leavesFew(marks)) return false
    keepAny(marks, ways.map(partOf))
  }
  return true
}

/** Makes marks of 1 sure ones. */
function surely(marks: Uint8Array): Uint8Array {
  for (let place = 0; place < marks.length; place += 1) marks[place] = (marks[place] as number) * SURELY
  return marks
}

function holdingAll(index: SearchIndex, block: number, needles: readonly string[]): Uint8Array {
  const [first = new Uint8Array(BLOCK), ...others] = needles.map((needle) => index.holding(block, needle))
  for (const other of others) keepAny(first, [other])
  return first
}

function leavesFew(marks: Uint8Array): boolean {
  let left = 0
  for (const mark of marks) {
    if (mark !== 0) left += 1
    if (left > FEW) return false
  }
  return true
}

/** Keeps of each mark what the surest of the parts says: what is sure of all parts stays so. */
function keepAny(marks: Uint8Array, parts: readonly Uint8Array[]): void {
  const [first = new Uint8Array(0), ...others] = parts
  for (let place = 0; place < marks.length; place += 1) {
    const mark = marks[place] as number
    if (mark === 0) continue
    let any = first[place] ?? 0
    for (const part of others) any = Math.max(any, part[place] ?? 0)
    marks[place] = Math.min(mark, any)
  }
}
