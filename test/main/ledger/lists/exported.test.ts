import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { type ExportFile, writeExport } from '../../../../src/main/export/write-export.ts'
import { scanIds, scanSums } from '../../../../src/main/ledger/lists/invoices/scan.ts'
import { scanMatrix } from '../../../../src/main/ledger/lists/month/scan.ts'
import { scanReceiptSums, scanReceipts } from '../../../../src/main/ledger/lists/receipts/scan.ts'
import type { ExportQuery } from '../../../../src/main/ledger/port/exports.ts'
import { businessDay } from '../../../../src/shared/time/zone.ts'
import { createChance } from '../../../support/app/chance.ts'
import { tempFolder } from '../../../support/books/open-book.ts'
import { EXPORT_QUERIES } from '../../../support/books/receipts-file.ts'
import { there } from '../../../support/books/there.ts'
import { ANY_INVOICE, ANY_RECEIPT } from '../../../support/lists/any-filter.ts'
import { followedRandomBook } from './followed-book.ts'
import { randomFilter, randomReceiptFilter } from './random-filter.ts'

const ZONE = 'America/New_York'

/** Writes a file and its manifest, and reads both as another program would. */
function written(path: string, id: string, query: ExportQuery, columns: readonly string[] | null = null) {
  const targetPath = join(tempFolder(), 'file.csv')
  const beside = `${targetPath}.manifest.json`
  const job: ExportFile = {
    ...{ bookPath: path, known: { id, lastEvent: 0 }, targetPath, partPath: `${targetPath}.part` },
    request: { query, columns, zone: ZONE, preset: { as: 'machine' } },
    manifest: {
      ...{ appVersion: '1.2.3', filter: 'as asked' },
      file: { targetPath: beside, partPath: `${beside}.part` },
    },
  }
  const facts = there(writeExport(job, { cancelled: () => false, progress: () => undefined }))
  const bytes = readFileSync(targetPath)
  const rows: Record<string, string>[] = parse(bytes, { columns: true, record_delimiter: '\r\n' })
  return { facts, bytes, rows, manifest: JSON.parse(readFileSync(beside, 'utf8')) }
}

test.each([1, 2])(
  'a file holds the rows of the list with the same filter, each once, and comes to the same sums to the last unit (%i)',
  { timeout: 120_000 },
  async (seed) => {
    const chance = createChance(seed)
    const { db, path } = await followedRandomBook(chance, ({ receipts }) => receipts().isFull())
    const id = db.prepare<[], string>('SELECT id FROM book').pluck().get() ?? ''
    let rows = 0
    for (let n = 0; n < 40; n += 1) {
      const ofReceipts = n < 2 ? ANY_RECEIPT : randomReceiptFilter(chance)
      const receiptBasis = ofReceipts.period?.by ?? 'paid'
      const receipts = written(path, id, { kind: 'receipts', filter: ofReceipts, basis: receiptBasis })
      const receiptSums = scanReceiptSums({ db }, ofReceipts)
      expect(receipts.manifest.rows, ofReceipts.search).toBe(receiptSums.count)
      expect(receipts.manifest.sums).toEqual(
        receiptSums.sums.map(({ count, received: { currency, amount } }) => {
          return { currency, rows: count, received: amount }
        }),
      )
      const sort = { by: 'paid', down: false } as const
      const listed = scanReceipts({ db }, { filter: ofReceipts, sort, from: 0, limit: 5_000 })
      const ids = receipts.rows.map((row) => row.receipt_id)
      expect(ids.toSorted()).toEqual(listed.rows.map((row) => row.id).toSorted())
      if (receiptBasis === 'paid') expect(ids).toEqual(listed.rows.map((row) => row.id))

      const ofInvoices = n < 2 ? ANY_INVOICE : randomFilter(chance)
      const basis = ofInvoices.period?.by ?? 'created'
      const invoices = written(path, id, { kind: 'invoices', filter: ofInvoices, basis })
      const sums = scanSums({ db }, ofInvoices)
      expect(invoices.manifest.rows).toBe(sums.count)
      expect(invoices.manifest.sums).toEqual(
        sums.sums.map(({ count, asked, received, difference }) => ({
          ...{ currency: asked.currency, rows: count, asked: asked.amount },
          ...{ received: received.amount, difference: difference.amount },
        })),
      )
      const order = { sort: { by: 'created', down: false }, from: 0, limit: 5_000 } as const
      expect(invoices.rows.map((row) => row.invoice_id)).toEqual(
        scanIds({ db }, { filter: ofInvoices, ...order }).ids,
      )
      const lines = written(path, id, { kind: 'lines', filter: ofInvoices, basis })
      expect(
        lines.manifest.sums
          .map((one: { currency: string; sum: string }) => [one.currency, one.sum])
          .toSorted(),
      ).toEqual(sums.sums.map(({ asked }) => [asked.currency, asked.amount]).toSorted())
      rows += receipts.rows.length + invoices.rows.length + lines.rows.length
    }
    expect(rows).toBeGreaterThan(1_000)
  },
)

test('the days of a file are those of the month on the screen, day by day, account by account', async () => {
  const { db, path } = await followedRandomBook(createChance(4), ({ receipts }) => receipts().isFull())
  const id = db.prepare<[], string>('SELECT id FROM book').pluck().get() ?? ''
  const days = { from: '2025-11-20', to: '2026-11-19' }
  const none = { provider: [], accountId: [], currency: [] }
  const { rows } = written(path, id, { kind: 'days', ...days, ...none })
  const matrix = scanMatrix({ db }, { ...days, zone: ZONE })
  const expected = matrix.cells.map(({ day, column, ...cell }) => {
    const { accountId, currency } = there(matrix.columns[column])
    const at = businessDay(Date.UTC(2025, 10, 20, 12) + day * 86_400_000, 'UTC')
    return [
      at,
      accountId,
      currency,
      `${cell.sales}`,
      cell.asked,
      `${cell.receipts}`,
      cell.received,
      `${cell.refunds}`,
      cell.refunded,
      cell.difference,
    ]
  })
  expect(rows.length).toBeGreaterThan(100)
  expect(
    rows.map((row) =>
      [
        'business_day',
        'account_id',
        'currency',
        'sales',
        'asked',
        'receipts',
        'received',
        'refunds',
        'refunded',
        'difference',
      ].map((name) => row[name]),
    ),
  ).toEqual(expected)
})

test.each(EXPORT_QUERIES)(
  'the manifest of $kind names the file by its bytes, its rows and its columns, and nothing of the day it was made',
  async (query) => {
    const { db, path } = await followedRandomBook(createChance(8), ({ receipts }) => receipts().isFull())
    const id = db.prepare<[], string>('SELECT id FROM book').pluck().get() ?? ''
    const first = written(path, id, query)
    const again = written(path, id, query)
    expect(first.bytes.equals(again.bytes)).toBe(true)
    expect(first.manifest).toEqual(again.manifest)
    expect(first.manifest).toMatchObject({
      ...{
        counterfoil: '1.2.3',
        manifest: 1,
        file: 'file.csv',
        kind: query.kind,
        filter: 'as asked',
        zone: ZONE,
      },
      ...{ sha256: createHash('sha256').update(first.bytes).digest('hex'), bytes: first.bytes.length },
      ...{ rows: first.rows.length, columns: Object.keys(first.rows[0] ?? {}) },
      as_of: { book: id, ...trailHeadOf(db) },
    })
    // Fewer columns stand beside each other as they do in the whole file.
    const chosen = first.manifest.columns.filter((_: string, n: number) => n % 3 === 1)
    const some = written(path, id, query, chosen.toReversed())
    expect(some.manifest.sums).toEqual(first.manifest.sums)
    expect(some.rows).toEqual(
      first.rows.map((row) => Object.fromEntries(chosen.map((name: string) => [name, row[name]]))),
    )
  },
)

/** The last entry of the trail, which every manifest names with its hash. */
function trailHeadOf(db: Database) {
  const { seq, hash } = db
    .prepare('SELECT seq, lower(hex(hash)) AS hash FROM events ORDER BY seq DESC LIMIT 1')
    .get() as { readonly seq: bigint; readonly hash: string }
  return { last_event: Number(seq), last_event_hash: hash }
}
