import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { EXPORT_COLUMNS, type ExportColumn } from '../../../shared/contract/plain/export-columns.ts'
import { amount } from '../../../shared/contract/shapes/atoms.ts'
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
  const told = manifestOf(path)
  const asked = {
    ...{ manifest: 1, preset: 'machine', kind: query.kind, schema, columns: names, zone },
    ...{ basis: 'basis' in query ? query.basis : null, filter: JSON.parse(JSON.stringify(filter)) },
  }
  for (const [name, value] of Object.entries(asked))
    if (!isDeepStrictEqual(told[name], value)) throw new OtherFile(`the earlier file has another ${name}`)
  const sums = sumsIn(told.sums)
  return { ...readLines(path, keyAt, names, told), keyAt, sums }
}

/** Reads what the manifest says once more: it may be another by now than the one that was looked at first. */
function manifestOf(path: string): Readonly<Record<string, unknown>> {
  const text = readFileSync(manifestPath(path), 'utf8')
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch {
    throw new OtherFile('the manifest is none of this app')
  }
}

/** Reads the lines by their keys, and what their bytes come to. Throws `OtherFile` where these are others than it is told. */
function readLines(
  path: string,
  keyAt: number,
  names: readonly string[],
  told: Readonly<Record<string, unknown>>,
): Pick<EarlierFile, 'lines' | 'sha256'> {
  const changed = () => new OtherFile('the earlier file was changed since it was made', 'EARLIER_CHANGED')
  const hash = createHash('sha256')
  const lines = new Map<string, string>()
  const file = openSync(path, 'r')
  try {
    // What was written in is seldom as long as it was, and need not be read.
    if (fstatSync(file).size !== told.bytes) throw changed()
    let isHead = true
    let isReadable = true
    const head = names.join(',')
    for (const line of linesIn(piecesOf(file, (piece) => hash.update(piece)))) {
      const key = isHead ? null : keyIn(line, keyAt)
      if (key !== null) lines.set(key, line)
      else if (!isHead || line !== head) isReadable = false
      isHead = false
    }
    const sha256 = hash.digest('hex')
    // Each of its rows has a key of its own, and ends as this app ends it.
    if (told.sha256 !== sha256 || (isReadable && (isHead || lines.size !== told.rows))) throw changed()
    if (!isReadable) throw new OtherFile('a line of the earlier file is not as this app writes it')
    return { lines, sha256 }
  } finally {
    closeSync(file)
  }
}

/** So much of a file is read at once. */
const PIECE = 1 << 20

/** Reads a file to its end, a piece at a time, each into the same bytes; `took` is told of each. */
function* piecesOf(file: number, took: (piece: Uint8Array) => void): Generator<Uint8Array> {
  const bytes = Buffer.allocUnsafe(PIECE)
  for (;;) {
    const piece = bytes.subarray(0, readSync(file, bytes))
    if (piece.length === 0) return
    took(piece)
    yield piece
  }
}

/** What a line is known by; null where it is not as this app writes it. */
function keyIn(line: string, keyAt: number): string | null {
  try {
    return cellsIn(line)[keyAt] ?? ''
  } catch {
    return null
  }
}

/** As a manifest says what rows come to: of each currency how many they are, and what else it names is amounts. */
const toldSums = z.array(z.object({ currency: z.string(), rows: z.int().min(0) }).catchall(z.string()))

/** Throws `OtherFile` where these are no sums of this app. */
function sumsIn(told: unknown): readonly FileSum[] {
  const sums = toldSums.safeParse(told)
  const all = (sums.data ?? []).map(({ currency, rows: count, ...amounts }) => ({ currency, count, amounts }))
  const isAmount = (currency: string) => (text: string) =>
    amount.safeParse({ currency, amount: text }).success
  if (!sums.success || !all.every((one) => Object.values(one.amounts).every(isAmount(one.currency))))
    throw new OtherFile('the sums of the manifest are none')
  return all
}
