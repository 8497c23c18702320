import type { Placed } from './lay-out.ts'
import type { ColumnName } from './names.ts'

/** From one line of the grid to another, as `grid-column` takes them. */
export type Span = readonly [from: number, to: number]

/** Where the words of a line of sums stand: each sum stands in its own column. */
export interface SumsPlaces {
  /** Of how many rows it is. */
  readonly label: Span
  /** The difference, where no column shows it; null where one does, or the list has none. */
  readonly difference: Span | null
  /** What that is, behind it; null where there is no room. */
  readonly word: Span | null
}

const LABEL = 100
const AMOUNT = 124
const WORD = 64

/** A run of columns that have no sum: its places from 0, and the room from each of them to the end of the run, CSS px. */
interface Run {
  readonly from: number
  readonly to: number
  readonly width: number
}

/** Gives where the words of a line of sums stand between the columns that are summed; `money` names those. */
export function sumsPlaces(
  columns: readonly Placed[],
  money: readonly ColumnName[],
  withDifference: boolean,
): SumsPlaces {
  const isFree = ({ name }: Placed) => name !== 'mark' && !money.includes(name)
  const free = runsOf(columns, isFree)
  const needsPlace = withDifference && !columns.some(({ name }) => name === 'difference')
  const label = free.find(({ width }) => width >= LABEL) ?? widest(free)
  const others = free.filter((run) => run !== label)
  if (!label) return { label: [1, 2], difference: null, word: null }
  if (!needsPlace) return { label: spanOf(label), difference: null, word: null }
  const after = others.find(({ from, width }) => width >= AMOUNT && columns[from - 1]?.name === 'received')
  const own = after ?? others.find(({ width }) => width >= AMOUNT)
  if (own) {
    const end = reach(columns, own, AMOUNT)
    return {
      label: spanOf(label),
      difference: [own.from + 1, end + 1],
      word: wordOf(columns, { ...own, from: end }),
    }
  }
  // The label's own run has its end to give, all of it where another one is left for the label, or its beginning.
  const start = reachBack(columns, label, AMOUNT)
  const other = widest(others)
  if (widthOf(columns, { from: start, to: label.to }) >= AMOUNT)
    return { label: [label.from + 1, start + 1], difference: [start + 1, label.to + 1], word: null }
  if (other) return { label: spanOf(other), difference: spanOf(label), word: null }
  const end = Math.min(reach(columns, label, AMOUNT), label.to - 1)
  return { label: [end + 1, label.to + 1], difference: [label.from + 1, end + 1], word: null }
}

function runsOf(columns: readonly Placed[], isFree: (one: Placed) => boolean): readonly Run[] {
  const runs: Run[] = []
  for (const [at, one] of columns.entries()) {
    if (!isFree(one)) continue
    const last = runs.at(-1)
    if (last?.to === at) runs.splice(-1, 1, { ...last, to: at + 1, width: last.width + one.width })
    else runs.push({ from: at, to: at + 1, width: one.width })
  }
  return runs
}

function widest(runs: readonly Run[]): Run | undefined {
  return runs.toSorted((a, b) => b.width - a.width)[0]
}

function spanOf({ from, to }: Pick<Run, 'from' | 'to'>): Span {
  return [from + 1, to + 1]
}

/** The place behind as many columns of a run as have so much room together. */
function reach(columns: readonly Placed[], { from, to }: Run, room: number): number {
  let [at, width] = [from, 0]
  while (at < to && width < room) {
    width += columns[at]?.width ?? 0
    at += 1
  }
  return at
}

/** The place of the first of as many of a run's last columns as have so much room; one is left for what stands before. */
function reachBack(columns: readonly Placed[], { from, to }: Run, room: number): number {
  let [at, width] = [to, 0]
  while (at > from + 1 && width < room) {
    at -= 1
    width += columns[at]?.width ?? 0
  }
  return at
}

function wordOf(columns: readonly Placed[], part: Pick<Run, 'from' | 'to'>): Span | null {
  return widthOf(columns, part) >= WORD ? spanOf(part) : null
}

function widthOf(columns: readonly Placed[], { from, to }: Pick<Run, 'from' | 'to'>): number {
  return columns.slice(from, to).reduce((sum, { width }) => sum + width, 0)
}
