import { createHash } from 'node:crypto'
import { IMPORT_ROW_KINDS, type ImportRowKind } from '../../../shared/contract/plain/imports.ts'
import { moneyFrom, sum, toDecimal } from '../../../shared/money/money.ts'
import type { FileSale } from './gather.ts'
import { importedSale, outcomeOf } from './outcome.ts'
import type {
  ChunkedSale,
  ImportAnswer,
  ImportChunk,
  ImportJob,
  ImportOrder,
  KnownOfFile,
  Outcome,
  OutcomeRow,
  PaidSum,
} from './port.ts'
import { type FileInside, rawOf, readInside, surveyOf, textsBy } from './read-import.ts'
import { writeOthers } from './write-others.ts'

/** So many rows, or sales, are in a chunk; only the last one has fewer. */
export const CHUNK = 250

/** Does the job in the statements' thread: `tell` takes its answers, the last of which says what came of it. */
export async function runImport(
  { order, known, others }: ImportJob,
  tell: (answer: ImportAnswer) => void,
  stepped: () => boolean,
): Promise<void> {
  const read = await readInside(order, stepped)
  if (read.kind !== 'read') return tell({ kind: 'survey', survey: read })
  const { inside } = read
  if (known === null) return tell({ kind: 'survey', survey: surveyOf(inside) })
  if (others === null)
    return tell({ kind: 'outcome', outcome: tellOutcome(inside, order, known, tell, stepped) })
  try {
    const rows = await writeOthers(others, inside, rowsOf(inside, order, known).rows, stepped)
    tell({ kind: 'others', rows, failed: null })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    tell({ kind: 'others', rows: null, failed: code })
  }
}

function rowsOf(inside: FileInside, { reading }: ImportOrder, known: KnownOfFile) {
  const textsOf = textsBy(reading.fields)
  return outcomeOf(inside.rows, inside.gathered, known, (place) => {
    const { paid, created, customer, email } = textsOf(inside.fields[place] ?? [])
    return { date: (paid || created).slice(0, 100), customer: (customer || email).slice(0, 200) }
  })
}

function tellOutcome(
  inside: FileInside,
  order: ImportOrder,
  known: KnownOfFile,
  tell: (chunk: ImportChunk) => void,
  stepped: () => boolean,
): Outcome {
  const { rows, sales } = rowsOf(inside, order, known)
  const hash = createHash('sha256').update(inside.sha256)
  const tellAll = <T>(of: ImportChunk['of'], all: readonly T[], write: (one: T) => unknown) => {
    for (let from = 0; from < all.length; from += CHUNK) {
      stepped()
      const bytes = new TextEncoder().encode(JSON.stringify(all.slice(from, from + CHUNK).map(write)))
      hash.update(bytes)
      tell({ kind: 'chunk', of, bytes })
    }
  }
  tellAll('rows', sorted(rows), (row) => row)
  const raw = rawOf(inside)
  const taken = inside.gathered.sales.flatMap((sale, place) => {
    const kind = sales[place]?.kind
    return kind === 'new' || kind === 'duplicate' ? [{ sale, place, isNew: kind === 'new' }] : []
  })
  tellAll('sales', taken, ({ sale, ...one }): ChunkedSale => ({ ...one, sale: importedSale(sale, raw) }))
  const counts: Record<ImportRowKind, number> = { unread: 0, duplicate: 0, known: 0, new: 0 }
  for (const { kind } of rows) counts[kind] += 1
  const isNew = taken.filter((one) => one.isNew).length
  return {
    ...{ sha256: inside.sha256, rows: rows.length, counts, mark: hash.digest('hex') },
    sales: { new: isNew, duplicate: taken.length - isNew },
    sums: {
      new: sumsOf(taken.filter((one) => one.isNew)),
      duplicate: sumsOf(taken.filter((one) => !one.isNew)),
    },
  }
}

/** Adds up what came by sales, per currency. */
function sumsOf(sales: readonly { readonly sale: FileSale }[]): readonly PaidSum[] {
  const by = Map.groupBy(sales, ({ sale }) => sale.currency)
  return [...by]
    .map(([currency, own]): PaidSum => {
      const receipts = own.flatMap(({ sale }) => sale.rows.filter(({ row }) => row.paid !== null)).length
      const received = sum(
        currency,
        own.map(({ sale }) => moneyFrom(currency, sale.received)),
      )
      return { currency, receipts, received: toDecimal(received) }
    })
    .filter(({ receipts }) => receipts > 0)
    .toSorted((a, b) => b.receipts - a.receipts)
}

/** Trouble first, then what is new; each in the order of the file. */
function sorted(rows: readonly OutcomeRow[]): readonly OutcomeRow[] {
  const by = Map.groupBy(rows, ({ kind }) => kind)
  return IMPORT_ROW_KINDS.flatMap((kind) => by.get(kind) ?? [])
}
