import { BLOCK } from './grams.ts'

/** Searched texts of sales in memory, by their keys, and by the blocks of keys that they belong to. */
export interface HeldTexts {
  readonly size: number
  has(seq: number): boolean
  get(seq: number): string | undefined
  set(seq: number, text: string): void
  delete(seq: number): void
  keys(): readonly number[]
  /** Those of one block. */
  of(block: number): ReadonlyMap<number, string>
  clear(): void
}

const NONE: ReadonlyMap<number, string> = new Map()

/** The block that a key belongs to. */
export function blockOf(seq: number): number {
  return Math.floor(seq / BLOCK)
}

/** Begins to hold texts. */
export function createHeldTexts(): HeldTexts {
  const blocks = new Map<number, Map<number, string>>()
  let size = 0
  return {
    get size() {
      return size
    },
    has: (seq) => blocks.get(blockOf(seq))?.has(seq) ?? false,
    get: (seq) => blocks.get(blockOf(seq))?.get(seq),
    set(seq, text) {
      const block = blocks.get(blockOf(seq)) ?? new Map<number, string>()
      blocks.set(blockOf(seq), block)
      if (!block.has(seq)) size += 1
      block.set(seq, text)
    },
    delete(seq) {
      if (blocks.get(blockOf(seq))?.delete(seq)) size -= 1
    },
    keys: () => [...blocks.values()].flatMap((block) => [...block.keys()]),
    of: (block) => blocks.get(block) ?? NONE,
    clear() {
      blocks.clear()
      size = 0
    },
  }
}
