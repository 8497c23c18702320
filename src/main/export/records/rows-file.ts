import type { Write } from '../whole-file.ts'
import type { FileSum } from './sums.ts'

/** A kind of file as it is written: what stands before the rows, the rows, what stands after them. */
export interface RowsFile {
  begin(write: Write): void
  /** Told before some rows: how many bytes they are as they are read, and how many rows. */
  room(bytes: number, rows: number): void
  /** Takes the row that begins at a place, and gives the place behind it. */
  row(bytes: Uint8Array, from: number): number
  /** Writes what was taken. */
  flush(write: Write): void
  /** What all rows come to, for a file that ends with it. */
  end(write: Write, sums: readonly FileSum[]): void
  /** How many rows the file has, once it is written, where those are others than the rows that it took. */
  differences?(): number
}
