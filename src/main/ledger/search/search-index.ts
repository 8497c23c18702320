import { existsSync } from 'node:fs'
import { SqliteError } from 'better-sqlite3'
import { readLastEvent, readTouched } from '../history/touched.ts'
import type { Reading } from '../sqlite/context.ts'
import { type BlockBuilder, createBlockBuilder } from './block-builder.ts'
import { holdingInBlock } from './block-search.ts'
import { keysFrom, readEventId, readLastKey, wasSalvagedSince } from './book-reads.ts'
import { type Followed, type GramFile, openGramFile, removeGramFile, TOGETHER } from './gram-file.ts'
import { BLOCK } from './grams.ts'
import { blockOf, createHeldTexts } from './held-texts.ts'
import { readWritten, searchedText } from './written.ts'

/** What is written of all sales of a book, so that any part of it is found at once. */
export interface SearchIndex {
  /** Reads one more piece of the book; false once nothing is left to do. */
  fill(): boolean
  /** Tells whether all is there. */
  isFull(): boolean
  /** Tells that there is no room for it: neither on the disk nor in memory. */
  isLost(): boolean
  /** Reads anew what has an event since the last time. */
  follow(): void
  /** Tells whether a block lies in the file; the texts of another one are in memory. */
  isWritten(block: number): boolean
  /**
   * Gives, in their order, the places of the sales of a written block that hold a text of one character or more; where it has more than
   * {@link GRAM}, some of them only may, as their searched texts tell. Throws where the file reads wrong, and is then not full any more.
   */
  holding(block: number, needle: string): readonly number[]
  /** Makes what gives the searched text of a sale, the quicker the nearer it lies to the one before. It throws as `holding` does. */
  reader(): (seq: number) => string
  close(): void
}

export interface SearchIndexOptions {
  /** Where the file of the older sales may lie; null for none. */
  readonly path: string | null
  /** The book's id. */
  readonly book: string
  /** Sales are read so many at once; absent for what is usual. */
  readonly piece?: number
  /** So many of the newest sales are held in memory at least; absent for what is usual. */
  readonly held?: number
  /** A block with more changes since it was written is written anew; absent for what is usual. */
  readonly changes?: number
}

const PIECE = 2_000
/** It is the newest sales that still change; a search looks at the text of each. */
const HELD = BLOCK / 8
const MOST_CHANGED = 2_000
/** The texts of more sales are not held in memory. */
const MOST_HELD = 200_000
/** The file notes up to where the book was followed after so many events at the latest. */
const NOTED_EVERY = 20_000

interface Building {
  readonly block: number
  readonly builder: BlockBuilder
  /** Those that have changed since they were added. */
  readonly changed: Set<number>
  /** The next key. */
  at: number
}

/** Makes the index of the book of `reading`, as yet without any sale. */
export function createSearchIndex(
  reading: Reading,
  { path, book, piece = PIECE, held: least = HELD, changes = MOST_CHANGED }: SearchIndexOptions,
): SearchIndex {
  /** The searched texts of the newest sales, and of others that have changed since their block was written. */
  const held = createHeldTexts()
  let lastEvent = readLastEvent(reading)
  let lastKey = readLastKey(reading)
  /** Nothing more is written down. */
  let isWriteless = path === null
  let file = path !== null && existsSync(path) ? opened(path) : null
  /** Sales of the file's blocks that have changed since, and are still to be read. */
  let changed: number[] = file ? changedSince(file) : []
  /** The sales from this key on are still to be read. */
  let next = inFile()
  let building: Building | null = null

  function opened(at: string): GramFile | null {
    try {
      return openGramFile(at, {
        ...{ book, lastKey },
        knows: (event, id) => readEventId(reading, event) === id && !wasSalvagedSince(reading, event),
      })
    } catch {
      // It is as good in memory.
      isWriteless = true
      return null
    }
  }

  /** The keys below this one are in the file. */
  function inFile(): number {
    return (file?.blocks ?? 0) * BLOCK
  }

  function changedSince({ event, changed: before, blocks }: GramFile): number[] {
    if (blocks === 0) return []
    const since = readTouched(reading, event).filter((seq) => seq < blocks * BLOCK)
    return [...new Set([...before, ...since])]
  }

  function hold(seqs: readonly number[]): void {
    for (const one of readWritten(reading, seqs)) held.set(one.seq, searchedText(one))
  }

  function readMore(): void {
    if (changed.length > 0) {
      hold(changed.splice(0, piece))
      return
    }
    const seqs = keysFrom(reading, next, Number.MAX_SAFE_INTEGER, piece)
    hold(seqs)
    next = (seqs.at(-1) ?? lastKey) + 1
  }

  const isFull = () => changed.length === 0 && next > lastKey

  /** The block that is to be written next: one of sales that grow old, else one of which much has changed. */
  function due(): number | null {
    if (isWriteless) return null
    if (next >= inFile() + BLOCK + least) {
      if (path !== null) file ??= opened(path)
      return file ? file.blocks : null
    }
    if (!file) return null
    if (held.size < changes) return null
    const counts = new Map<number, number>()
    for (const seq of held.keys()) {
      const block = blockOf(seq)
      if (block < file.blocks) counts.set(block, (counts.get(block) ?? 0) + 1)
    }
    const [most] = [...counts].sort((a, b) => b[1] - a[1])
    return most && most[1] > changes ? most[0] : null
  }

  function build(one: Building): void {
    const end = (one.block + 1) * BLOCK
    const seqs = keysFrom(reading, one.at, end, piece)
    const unread = seqs.filter((seq) => !held.has(seq))
    const texts = new Map(readWritten(reading, unread).map((written) => [written.seq, searchedText(written)]))
    for (const seq of seqs) one.builder.add(seq - one.block * BLOCK, held.get(seq) ?? texts.get(seq) ?? '')
    one.at = (seqs.at(-1) ?? end) + 1
    if (seqs.length === piece && one.at < end) return
    // What was to be read anew of it has been.
    const isWritten = (seq: number) => seq >= one.block * BLOCK && seq < end && !one.changed.has(seq)
    const unwritten = held.keys().filter((seq) => !isWritten(seq))
    const left = changed.filter((seq) => !isWritten(seq))
    file?.write(one.block, one.builder.content(), followed([...unwritten, ...left], Math.max(inFile(), end)))
    building = null
    changed = left
    for (const seq of held.keys()) if (isWritten(seq)) held.delete(seq)
  }

  /** What can be written down no more is held in memory from now on; what lies in the file is read there. */
  function writeNoMore(): void {
    isWriteless = true
    building = null
    if (inFile() === 0 || isLost()) giveUpFile()
  }

  /** What does not read is held in memory from now on, as all else. */
  function giveUpFile(): void {
    try {
      file?.close()
      if (path !== null) removeGramFile(path)
    } catch {
      // It is read by nobody, and begun anew with the next session.
    }
    file = null
    isWriteless = true
    building = null
    changed = []
    held.clear()
    next = 0
  }

  const isLost = () => isWriteless && lastKey - inFile() > MOST_HELD

  /** Up to where the book was followed, with those of these sales that lie in the file, whose keys end there. */
  function followed(since: readonly number[], end = inFile()): Followed {
    return {
      event: lastEvent,
      eventId: readEventId(reading, lastEvent) ?? '',
      changed: since.filter((seq) => seq < end),
    }
  }

  function note(): void {
    file?.note(followed([...held.keys(), ...changed]))
  }

  function follow(): void {
    const last = readLastEvent(reading)
    if (last === lastEvent || isLost()) return
    const touched = readTouched(reading, lastEvent)
    lastEvent = last
    lastKey = readLastKey(reading)
    const known = touched.filter((seq) => seq < next)
    hold(known)
    if (building) for (const seq of known) building.changed.add(seq)
    // What is new is read at once: nobody waits for it.
    while (next > 0 && next <= lastKey && changed.length === 0 && lastKey - next < piece) readMore()
    if (file && last - file.event > NOTED_EVERY) safely(note)
  }

  function safely(act: () => void): void {
    try {
      act()
    } catch (error) {
      if (error instanceof RangeError) throw error
      if (isUnreadable(error)) giveUpFile()
      else writeNoMore()
    }
  }

  /** What reads wrong is read out of the book again: the caller is to begin anew. */
  function fromFile<T>(read: (from: GramFile) => T): T | null {
    try {
      return file && read(file)
    } catch (error) {
      giveUpFile()
      throw error
    }
  }

  return {
    isFull,
    isLost,
    fill() {
      if (isLost()) return false
      // What a block is written of is then what is followed: no event that it knows of is later than the one that is noted.
      follow()
      const block = building ? building.block : due()
      if (block !== null) {
        building ??= { block, builder: createBlockBuilder(), changed: new Set(), at: block * BLOCK }
        const one = building
        safely(() => build(one))
        return true
      }
      if (isFull()) return false
      readMore()
      if (isFull()) safely(note)
      return !isFull() || due() !== null
    },
    follow,
    isWritten: (block) => block * BLOCK < inFile(),
    holding(block, needle) {
      const places = fromFile((from) => holdingInBlock(from, block, needle)) ?? []
      const changedSince = held.of(block)
      if (changedSince.size === 0) return places
      const first = block * BLOCK
      const holds = [...changedSince].flatMap(([seq, text]) => (text.includes(needle) ? [seq - first] : []))
      return [...places.filter((place) => !changedSince.has(first + place)), ...holds].sort((a, b) => a - b)
    },
    reader() {
      let [first, texts] = [-1, [] as readonly string[]]
      let [block, inMemory] = [-1, held.of(-1)]
      return (seq) => {
        if (blockOf(seq) !== block) {
          block = blockOf(seq)
          inMemory = held.of(block)
        }
        const known = inMemory.get(seq)
        if (known !== undefined) return known
        const begins = seq - (seq % TOGETHER)
        if (begins !== first) texts = fromFile((from) => from.texts(seq)) ?? []
        first = begins
        return texts[seq - begins] ?? ''
      }
    },
    close() {
      safely(note)
      file?.close()
      file = null
    },
  }
}

const isUnreadable = (error: unknown) =>
  error instanceof SqliteError && /^SQLITE_(?:CORRUPT|NOTADB)/.test(error.code)
