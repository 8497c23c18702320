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
  /** Of a file that tells what has changed, once it is written: how many rows it has, and the SHA-256 of the file of before. */
  compared?(): { readonly differences: number; readonly since: string }
}
