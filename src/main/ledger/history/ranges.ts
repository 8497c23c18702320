/** Keys of rows from one to another, both counted. */
export interface KeyRange {
  readonly from: number
  readonly to: number
}

/** Joins keys that rise into as few ranges as there can be. */
export function rangesOf(keys: Iterable<number>): readonly KeyRange[] {
  const ranges: { from: number; to: number }[] = []
  for (const key of keys) {
    const last = ranges.at(-1)
    if (last && last.to + 1 === key) last.to = key
    else ranges.push({ from: key, to: key })
  }
  return ranges
}

/** Counts the keys of ranges. */
export function keysIn(ranges: readonly KeyRange[]): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0)
}

/** Writes ranges as an event keeps them: "4-9 12". */
export function rangesText(ranges: readonly KeyRange[]): string {
  return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(' ')
}

/** Reads ranges from their text; what is none is passed over. */
export function rangesFrom(text: string): readonly KeyRange[] {
  return text.split(' ').flatMap((part) => {
    const [, from, to] = /^(\d{1,15})(?:-(\d{1,15}))?$/.exec(part) ?? []
    return from === undefined ? [] : [{ from: Number(from), to: Number(to ?? from) }]
  })
}
