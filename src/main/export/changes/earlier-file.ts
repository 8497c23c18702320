import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { EXPORT_COLUMNS, type ExportColumn } from '../../../shared/contract/plain/export-columns.ts'
import { manifestPath } from '../manifest.ts'
import type { FileRequest } from '../port.ts'
import type { FileSum } from '../records/sums.ts'
import { cellsIn, linesIn } from './csv-lines.ts'

/** A file of before: each of its lines by the key of its row. */
export interface EarlierFile {
  readonly lines: ReadonlyMap<string, string>
  /** Where the key stands in a line. */
  readonly keyAt: number
  /** Of all its bytes, in hexadecimal digits. */
  readonly sha256: string
  /** What its rows come to, as its manifest says. */
  readonly sums: readonly FileSum[]
}

/** Why a file of before cannot be compared with; `EARLIER_CHANGED` where somebody wrote in it. */
export class OtherFile extends Error {
  readonly code: 'EARLIER_UNFIT' | 'EARLIER_CHANGED'
  constructor(message: string, code: OtherFile['code'] = 'EARLIER_UNFIT') {
    super(message)
    this.code = code
  }
}

/**
 * Reads a file of before that the machine's preset made, with its manifest beside it. Throws `OtherFile` where it is not as its manifest says, or was made of another
 * kind, version, filter, basis, zone or set of columns: then nothing could be told from a comparison. Throws what the file system throws.
 */
export function readEarlier(
  path: string,
  { query, zone }: FileRequest,
  columns: readonly ExportColumn[],
  filter: unknown,
): EarlierFile {
  const { schema, key } = EXPORT_COLUMNS[query.kind]
  const names = columns.map(([name]) => name)
  const keyAt = key === null ? -1 : names.indexOf(key)
  if (keyAt < 0) throw new OtherFile('the rows of this kind have no key, or it is not among the columns')
  const bytes = readFileSync(path)
  const told = JSON.parse(readFileSync(manifestPath(path), 'utf8')) as Record<string, unknown>
  const asked = {
    ...{ manifest: 1, preset: 'machine', kind: query.kind, schema, columns: names, zone },
    ...{ basis: 'basis' in query ? query.basis : null, filter: JSON.parse(JSON.stringify(filter)) },
  }
  for (const [name, value] of Object.entries(asked))
    if (!isDeepStrictEqual(told[name], value)) throw new OtherFile(`the earlier file has another ${name}`)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (told.sha256 !== sha256)
    throw new OtherFile('the earlier file was changed since it was made', 'EARLIER_CHANGED')
  const lines = new Map<string, string>()
  let isHead = true
  for (const line of linesIn(bytes.toString('utf8'))) {
    if (!isHead) lines.set(cellsIn(line)[keyAt] ?? '', line)
    isHead = false
  }
  return { lines, keyAt, sha256, sums: sumsIn(told.sums) }
}

/** What a manifest says of each currency: how many rows, and what else it names is amounts. */
function sumsIn(told: unknown): readonly FileSum[] {
  const sums = Array.isArray(told) ? (told as readonly Readonly<Record<string, unknown>>[]) : []
  return sums.map(({ currency, rows, ...amounts }) => ({
    currency: String(currency),
    count: Number(rows),
    amounts: Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, String(amount)])),
  }))
}
