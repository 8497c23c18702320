import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '../../../shared/contract/plain/envelope.ts'
import type { ImportPreview, ImportRow } from '../../../shared/contract/shapes/books/imports.ts'
import type { AskedPreview } from '../../ipc/handlers/months/imports-port.ts'
import type { Session } from '../../session/session.ts'
import type {
  ChunkedSale,
  ImportOrder,
  KnownOfFile,
  Outcome,
  OutcomeRow,
  ReadWays,
  Surveyed,
} from '../../statements/imports/port.ts'
import { CHUNK } from '../../statements/imports/run-import.ts'
import type { ReadingImport, Statements } from '../../statements/statements.ts'

/** What was read of a file and held against the book. */
export interface ReadPreview {
  readonly id: string
  readonly asked: AskedPreview
  readonly order: Omit<ImportOrder, 'path'>
  readonly known: KnownOfFile
  readonly ways: ReadWays
  readonly outcome: Outcome
  /** Its rows, and its sales that can be taken, in pieces. */
  rows(from: number, limit: number): readonly ImportRow[]
  readonly sales: readonly (() => readonly ChunkedSale[])[]
}

export type PreviewFound =
  | { readonly kind: 'read'; readonly preview: ReadPreview }
  | Exclude<Surveyed, { readonly kind: 'surveyed' }>

type Bytes = Uint8Array<ArrayBuffer>

/** Reads files and holds them against a book; whoever asks again gives up what is being read. */
export interface Previews {
  find(session: Session, asked: AskedPreview): Promise<Result<PreviewFound>>
  cancel(): void
}

/** Makes the reading of past sales over the statements' thread. */
export function createPreviews(statements: Statements, now: () => number): Previews {
  let reading: ReadingImport | null = null
  let turn = 0

  async function find(session: Session, asked: AskedPreview): Promise<Result<PreviewFound>> {
    reading?.cancel()
    turn += 1
    const own = turn
    const { zone } = await session.ledger.book()
    const closed = (await session.periods.closed()).map(({ firstDay, from, until }) => ({
      firstDay,
      from,
      until,
    }))
    const order = { reading: asked.reading, bookZone: zone, now: now(), closed }
    const chunks: { readonly rows: Bytes[]; readonly sales: Bytes[] } = { rows: [], sales: [] }
    async function run(known: KnownOfFile | null) {
      if (own !== turn) return refuse('CANCELLED')
      const one = statements.importing(asked.fileId, { order, known, others: null }, ({ of, bytes }) => {
        chunks[of].push(bytes)
      })
      reading = one
      const answer = await one.finished
      return own === turn ? answer : refuse('CANCELLED')
    }
    const surveyed = await run(null)
    if (!surveyed.ok) return surveyed
    if (surveyed.value.kind !== 'survey') return refuse('NO_ANSWER')
    const { survey } = surveyed.value
    if (survey.kind !== 'surveyed') return ok(survey)
    const known = await session.imports.known(asked.accountId, survey)
    const found = await run(known)
    if (!found.ok) return found
    if (found.value.kind === 'survey' && found.value.survey.kind !== 'surveyed') return ok(found.value.survey)
    if (found.value.kind !== 'outcome') return refuse('NO_ANSWER')
    const { outcome } = found.value
    const preview: ReadPreview = {
      ...{ id: randomUUID(), asked, order, known, ways: survey.ways, outcome },
      rows: (from, limit) => rowsIn(chunks.rows, from, limit),
      sales: chunks.sales.map((bytes) => () => read<ChunkedSale>(bytes)),
    }
    return ok({ kind: 'read', preview })
  }

  return {
    find,
    cancel() {
      turn += 1
      reading?.cancel()
    },
  }
}

/** Writes what was found as a window is told. */
export function previewOf(found: PreviewFound): ImportPreview {
  switch (found.kind) {
    case 'ask':
      return { ...found, examples: [...found.examples] }
    case 'failed':
      return found
    case 'read': {
      const { id, outcome, ways } = found.preview
      const { mark, rows, counts, sales, sums } = outcome
      return {
        ...{ kind: 'read', previewId: id, mark, rows, counts, sales },
        sums: { new: [...sums.new], duplicate: [...sums.duplicate] },
        ...{ dates: ways.dates, zone: ways.zone },
      }
    }
  }
}

function read<T>(bytes: Bytes | undefined): readonly T[] {
  return bytes === undefined ? [] : (JSON.parse(new TextDecoder().decode(bytes)) as T[])
}

function rowsIn(chunks: readonly Bytes[], from: number, limit: number): readonly ImportRow[] {
  const rows: OutcomeRow[] = []
  const first = Math.floor(from / CHUNK)
  for (let at = first; at < chunks.length && at * CHUNK < from + limit; at += 1)
    rows.push(...read<OutcomeRow>(chunks[at]))
  const skipped = from - first * CHUNK
  return rows.slice(skipped, skipped + limit).map((row) => ({ ...row, id: String(row.line) }))
}
