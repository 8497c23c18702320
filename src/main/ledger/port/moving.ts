import type { BackupWitness, FileRange } from './backups.ts'

/** A file for another computer to be made of a backup. */
export interface BundleOrder {
  readonly backup: string
  readonly witness: BackupWitness
  /** Where it takes its name once it was read back, and what grows beside it until then. */
  readonly target: string
  readonly part: string
  /** The permissions of the file that is replaced; null for a new one, which only its person may read. */
  readonly mode: number | null
  readonly settings: string
  /** The sealed provider keys; null where they stay. */
  readonly keys: string | null
  readonly readme: string
  /** Epoch ms. */
  readonly madeAt: number
}

/** What such a file holds, as it was read of it; what the texts say is not looked at yet. */
export interface BundleContent {
  /** The packed book within it. */
  readonly book: FileRange
  readonly witness: BackupWitness
  readonly settings: string
  readonly keys: string | null
}
