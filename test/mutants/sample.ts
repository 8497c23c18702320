/** Chooses `count` of the list, the same ones for the same seed, in the list's order. */
export function sampleOf<T>(list: readonly T[], count: number, seed: number): readonly T[] {
  const random = mulberry(seed)
  const ranked = list.map((one, index) => ({ one, index, rank: random() }))
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, count)
    .sort((a, b) => a.index - b.index)
    .map(({ one }) => one)
}

/** A small well-known generator (mulberry32); numbers from 0 up to 1. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
