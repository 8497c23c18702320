import { z } from 'zod'
import { salvageReport } from './salvage.ts'

const count = z.number().int().nonnegative()
const lastSale = z.strictObject({ number: z.string().max(40), at: z.number().int() }).nullable()

/** A backup of the book. */
export const backupRow = z.strictObject({
  name: z.string().max(200),
  /** Epoch ms. */
  madeAt: z.number().int(),
  reason: z.enum(['timer', 'start', 'close', 'hand', 'update', 'restore']),
  /** Null where nothing lies beside it that says so. */
  sales: count.nullable(),
  lastSale,
  /** The sales of the open book that it does not hold; null where it is no older state of that book. */
  newer: count.nullable(),
  bytes: count,
  /** Where it lies: on this computer, in the second folder. */
  here: z.boolean(),
  away: z.boolean(),
  damaged: z.boolean(),
  /** It is of another book, which the open one took the place of on this computer. */
  another: z.boolean(),
})

const code = z.string().max(40)

/** All that a person is told of the backups. */
export const backupsView = z.strictObject({
  rows: z.array(backupRow).max(500),
  /** How much of a backup, or of a restore, is done, from 0 to 1; null when none is under way. */
  making: z.number().min(0).max(1).nullable(),
  restoring: z.number().min(0).max(1).nullable(),
  /** Why the last one that was due could not be made. */
  failure: z.strictObject({ code, at: z.number().int(), needed: count.nullable() }).nullable(),
  here: z.strictObject({ path: z.string().max(5000), count, bytes: count, free: count.nullable() }),
  /** What restores, salvages and other ways on have put aside, which nobody removes but a person. */
  kept: z.strictObject({ path: z.string().max(5000), count, bytes: count }),
  /** The second folder of the owner's choice; null where there is none. */
  second: z
    .strictObject({
      path: z.string().max(5000),
      lastAt: z.number().int().nullable(),
      awaySince: z.number().int().nullable(),
      trouble: code.nullable(),
      needed: count.nullable(),
      count,
      bytes: count,
      free: count.nullable(),
    })
    .nullable(),
  /** What was saved of a damaged book; null where nothing was, or where another start has read of it. */
  salvaged: z
    .strictObject({ at: z.number().int(), kind: z.enum(['live', 'practice']), report: salvageReport })
    .nullable(),
  /** The last restore; null where there was none, or where another start has read of it. */
  restored: z
    .strictObject({
      kind: z.enum(['live', 'practice']),
      /** The name of its file, which whoever copied it may have changed. */
      backup: z.string().max(300),
      madeAt: z.number().int(),
      at: z.number().int(),
      taken: count,
      lost: count,
      lostNumbers: z.array(z.string().max(40)).max(50),
      read: z.boolean(),
      /** What lay in its place: only of the same book is it known whether there were newer sales. */
      replaced: z.enum(['this', 'another', 'none']),
    })
    .nullable(),
})

/** What going back to a backup means. */
export const restorePreview = z.strictObject({
  row: backupRow,
  /** The open book; null where none can be read. */
  now: z.strictObject({ sales: count, lastSale }).nullable(),
  /** What it holds beyond the backup; null where that cannot be told. */
  newer: z
    .strictObject({
      sales: count,
      askable: z.array(z.strictObject({ account: z.string().max(80), sales: count })).max(500),
      lost: count,
      lostNumbers: z.array(z.string().max(40)).max(50),
      refunds: count,
      notes: count,
      /** Reviews and tags. */
      marks: count,
      /** Months closed or opened again, and tie-outs. */
      periods: count,
      /** Imports that were undone since, whose sales the backup has. */
      imports: count,
    })
    .nullable(),
})

export type BackupRow = z.infer<typeof backupRow>
export type BackupsView = z.infer<typeof backupsView>
export type RestorePreview = z.infer<typeof restorePreview>
