import {
  type BigIntStats,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import type { TrailHead } from '../../../shared/contract/shapes/books/trail.ts'
import { freeMoment } from '../copies/names.ts'

/** What the app acknowledged of a book last. */
export interface Witness {
  readonly bookId: string
  /** The number of the last commit. */
  readonly commit: number
  /** When it was committed, epoch ms. */
  readonly at: number
  readonly invoices: number
  readonly receipts: number
  readonly events: number
  /** The last event, which no other book has at its place. */
  readonly lastEventId: string | null
  /** The hash of the last event, hexadecimal; absent in a witness of earlier versions. */
  readonly lastEventHash?: string | undefined
  /** A head of the trail that was witnessed and that the book, opened again, no longer goes through; absent where there is none. */
  readonly lostHead?: TrailHead | undefined
  /** The highest number of an invoice that was given. */
  readonly lastNumber: number
  /** The code of the till that gives its numbers here; absent in a witness of earlier versions. */
  readonly tillCode?: string | undefined
  /** No number up to this one may be given by an older state of the book: each may stand on paper. */
  readonly reservedNumber: number
  /** The highest number that an imported sale was given, in whatever series; absent in a witness of earlier versions. */
  readonly importedNumber?: number | undefined
  /** The book was closed in order, and nothing was left in its journal. */
  readonly clean: boolean
  /** Something of the book read wrong: it is checked whole before it is written again. */
  readonly suspect: boolean
  /** The stamp of the book's file after that commit, as text. */
  readonly file: string
  /** How long the journal was after that commit, bytes. */
  readonly journalBytes: number
  /** When the app began to bring the journal into the file, which changes both, epoch ms; absent where it does not. */
  readonly foldingAt?: number | undefined
  /** When the whole book was checked last, epoch ms; null when it never was. */
  readonly checkedAt: number | null
}

/** Two places of this size, written in turns: whatever a kill or a power cut leaves, one of them is whole. */
const PLACE = 1024

/** The witness of one book, open for writing. */
export interface WitnessFile {
  /** Writes it; a killed process loses nothing of it. Throws what the disk throws. */
  write(witness: Witness): void
  /** Waits until it is on the disk itself. */
  flush(): void
  /** Begins to bring it to the disk itself, and does not wait. */
  flushSoon(): void
  close(): void
}

/** Reads the witness at `path`; null when there is none that can be read. */
export function readWitness(path: string): Witness | null {
  return newest(readPlaces(path))?.witness ?? null
}

/**
 * Opens the witness at `path` for writing, making it (0600, in a 0700 folder) where there is none.
 *
 * What lies there and is no witness is put aside under a name of its own, byte for byte. Throws what the disk throws.
 */
export function openWitness(path: string, now: () => number = Date.now): WitnessFile {
  makeFolder(path, now)
  const last = newest(readPlaces(path))
  putAsideUnless(path, (found) => last !== null || (found.isFile() && found.size === 0), now)
  let turn = last?.turn ?? 0
  let file = openAt(path)
  let latest: Witness | null = null
  let flushing = false
  let open = true

  function write(witness: Witness): void {
    turn += 1
    latest = witness
    writeSync(file, placeOf(turn, witness), 0, PLACE, (turn % 2) * PLACE)
  }

  /** What was written into a file that somebody has removed or replaced is lost with it, and is written where it belongs. */
  function follow(): void {
    if (isAt(path, file)) return
    makeFolder(path, now)
    putAsideUnless(path, (found) => found.isFile() || found.isSymbolicLink(), now)
    const another = openAt(path)
    closeSync(file)
    file = another
    turn = Math.max(turn, newest(readPlaces(path))?.turn ?? 0)
    if (latest) write(latest)
  }

  return {
    write,
    flush() {
      follow()
      fsyncSync(file)
    },
    flushSoon() {
      if (flushing) return
      flushing = true
      setTimeout(() => {
        flushing = false
        if (!open) return
        try {
          follow()
        } catch {
          // The next flush tries again.
        }
        fsync(file, () => undefined)
      }, FLUSH_MS).unref()
    },
    close() {
      if (!open) return
      open = false
      try {
        follow()
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
    },
  }
}

/** What lies in the place of the folder and is none is put aside too. */
function makeFolder(path: string, now: () => number): void {
  putAsideUnless(dirname(path), (found) => found.isDirectory(), now)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
}

function putAsideUnless(path: string, fits: (found: Stats) => boolean, now: () => number): void {
  const found = lstatSync(path, { throwIfNoEntry: false })
  const aside = (at: number) => `${path}.damaged-${at}`
  if (found && !fits(found)) renameSync(path, aside(freeMoment(now(), aside)))
}

function openAt(path: string): number {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  fchmodSync(file, 0o600)
  return file
}

function isAt(path: string, file: number): boolean {
  const there = statOrNone(path)
  const held = fstatSync(file, { bigint: true })
  return there !== undefined && there.dev === held.dev && there.ino === held.ino
}

/** Nothing is there either where a file has taken the place of the folder. */
function statOrNone(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** A power cut may take this much of what was witnessed, ms. */
const FLUSH_MS = 500

interface Place {
  readonly turn: number
  readonly witness: Witness
}

function placeOf(turn: number, witness: Witness): Buffer {
  const text = JSON.stringify({ version: 1, turn, ...witness })
  const sum = crc32(text).toString(16).padStart(8, '0')
  const line = `${sum} ${text}`
  if (line.length >= PLACE) throw new Error('the witness does not fit its place')
  return Buffer.from(`${line.padEnd(PLACE - 1)}\n`, 'latin1')
}

function readPlaces(path: string): readonly (Place | null)[] {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch {
    return []
  }
  return [0, 1].map((at) => placeFrom(bytes.subarray(at * PLACE, (at + 1) * PLACE).toString('latin1')))
}

function placeFrom(line: string): Place | null {
  const sum = line.slice(0, 8)
  const text = line.slice(9).trimEnd()
  if (text === '' || crc32(text).toString(16).padStart(8, '0') !== sum) return null
  const { version, turn, ...witness } = JSON.parse(text) as { version: number; turn: number } & Witness
  return version === 1 ? { turn, witness } : null
}

function newest(places: readonly (Place | null)[]): Place | null {
  const whole = places.filter((place) => place !== null)
  return whole.toSorted((a, b) => b.turn - a.turn)[0] ?? null
}
