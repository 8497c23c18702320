import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import type { BackupWitness } from '../port/copies/backups.ts'
import { appear } from './names.ts'

/** The ending of a backup, and of what lies beside it. */
export const BACKUP_ENDING = '.sqlite.zst'
const WITNESS_ENDING = '.witness.json'

/** A witness is far smaller, bytes; a longer file is none. */
const MOST_BYTES = 100_000

const count = z.number().int().nonnegative()
const decimal = z.string().regex(/^\d{1,60}(?:\.\d{1,18})?$/)

const shape = z.object({
  version: z.literal(1),
  reason: z.enum(['timer', 'start', 'close', 'hand', 'update', 'restore']),
  madeAt: count,
  bookId: z.string().length(36),
  kind: z.enum(['live', 'practice']),
  tillCode: z.string().min(1).max(8),
  shape: count,
  commit: count,
  invoices: count,
  receipts: count,
  events: count,
  lastEventId: z.string().max(64).nullable(),
  lastNumber: count,
  lastSale: z.object({ number: z.string().max(40), at: z.number().int() }).nullable(),
  sums: z.array(z.object({ currency: z.string().max(20), asked: decimal, received: decimal })).max(500),
  bookBytes: count,
  fileBytes: count,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

/** Names the witness that lies beside a backup. */
export function witnessBeside(backup: string): string {
  return `${backup.slice(0, -BACKUP_ENDING.length)}${WITNESS_ENDING}`
}

/** Names what the writing of a witness may have left where it was broken off. */
export function leftOfWitness(backup: string): readonly string[] {
  return [`${witnessBeside(backup)}.part`]
}

/** Writes what a backup holds beside it, whole or not at all. Rejects with what the disk throws. */
export async function writeBackupWitness(backup: string, witness: BackupWitness): Promise<void> {
  const path = witnessBeside(backup)
  await writeFile(`${path}.part`, witnessText(witness), { mode: 0o600, flush: true })
  await appear(`${path}.part`, path)
}

/** Writes a witness as text, in one order of its parts and with a sum of them. */
export function witnessText(witness: BackupWitness): string {
  const content = shape.parse({ version: 1, ...witness })
  return `${JSON.stringify({ ...content, check: checkOf(content) }, null, 2)}\n`
}

/** Tells a witness as it was written from one that somebody edited, however its lines are wrapped. */
function checkOf(content: object): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

/** Reads a witness from its text; null where it is none that was written by this app as it is. */
export function parseBackupWitness(text: string): BackupWitness | null {
  if (text.length > MOST_BYTES) return null
  try {
    const { check, ...content } = JSON.parse(text)
    // Those of earlier versions have none.
    if (check !== undefined && check !== checkOf(content)) return null
    const { version: _, ...witness } = shape.parse(content)
    return witness
  } catch {
    return null
  }
}

/** Reads what lies beside a backup; null where nothing does, or nothing that can be read and was written by this app as it is. */
export async function readBackupWitness(backup: string): Promise<BackupWitness | null> {
  try {
    return parseBackupWitness(await readFile(witnessBeside(backup), 'utf8'))
  } catch {
    return null
  }
}
