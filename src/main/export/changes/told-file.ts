import { open } from 'node:fs/promises'
import { type ExportRequest, exportRequest } from '../../../shared/contract/shapes/export.ts'
import { manifestPath } from '../manifest.ts'

/** A manifest is a page of text. */
const MOST_BYTES = 1_000_000

/** What the manifest beside a file says of it. */
export interface ToldFile {
  /** Of which book it was made. */
  readonly bookId: string
  /** How it was asked for; null where that cannot be asked for again. */
  readonly request: ExportRequest | null
  /** The file's SHA-256 in hexadecimal digits; empty where the manifest tells none. */
  readonly sha256: string
  /** When the last fact of the book that it knows was recorded, epoch ms; null where it knows none. */
  readonly asOf: number | null
}

/** Reads how a file of before was asked for; null where no manifest of this app lies beside it. */
export async function readTold(path: string): Promise<ToldFile | null> {
  const told = await readManifest(manifestPath(path))
  const { as_of, kind, filter, basis, zone, columns, preset, sha256 } = told ?? {}
  const bookId = isRecord(as_of) ? as_of.book : null
  if (told?.manifest !== 1 || typeof bookId !== 'string') return null
  const asked = {
    ...{ kind, filter, zone, columns, language: 'en' },
    ...(basis !== null && { basis }),
  }
  const read = preset === 'machine' ? exportRequest.safeParse({ ...asked, preset }) : null
  const at = isRecord(as_of) && typeof as_of.at === 'string' ? Date.parse(as_of.at) : Number.NaN
  return {
    ...{ bookId, request: read?.success ? read.data : null },
    sha256: typeof sha256 === 'string' ? sha256 : '',
    asOf: Number.isNaN(at) ? null : at,
  }
}

/** Reads the manifest at a path; null where none of this app lies there. Never rejects. */
export async function readManifest(path: string): Promise<Readonly<Record<string, unknown>> | null> {
  try {
    const file = await open(path)
    try {
      const { size } = await file.stat()
      if (size > MOST_BYTES) return null
      const told: unknown = JSON.parse(await file.readFile('utf8'))
      return isRecord(told) ? told : null
    } finally {
      await file.close()
    }
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
