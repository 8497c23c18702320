import type { Words } from '../../../shared/words/words.ts'
import type { BookReader } from '../../ledger/asked/reader.ts'
import type { Line } from '../arguments.ts'

/** What a command works with. */
export interface CommandPorts {
  readonly line: Line
  readonly words: Words
  /** Where the book lies, and the folder of the app's data around it. */
  readonly bookPath: string
  readonly dataDir: string
  readonly version: string
  /** Epoch ms. */
  readonly now: number
  /** Says something that is no answer: how far a long work is, or what went wrong. */
  say(text: string): void
}

/** What came of a command. */
export interface Outcome {
  /** What a program reads. */
  readonly value: unknown
  /** What a person reads. */
  readonly text: string
  /** False where what was looked for is not so: no such sale, a damaged book. */
  readonly isGood: boolean
}

/** A command that reads a book. */
export type Command = (book: BookReader, ports: CommandPorts) => Outcome | Promise<Outcome>
