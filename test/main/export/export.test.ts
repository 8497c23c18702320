import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { ExportProgress } from '../../../src/main/export/port.ts'
import { writeWhole } from '../../../src/main/export/whole-file.ts'
import { moneyFrom } from '../../../src/shared/money/money.ts'
import { NODE_FLAGS } from '../../../tools/node-flags.mjs'
import {
  eur,
  made,
  openSale,
  START,
  seen,
  type TestBook,
  tempFolder,
  testBook,
  transfer,
} from '../../support/books/open-book.ts'
import { startReceiptsExport, writeReceiptsCsv } from '../../support/books/receipts-file.ts'
import { there } from '../../support/books/there.ts'

const workerUrl = new URL('../../../src/main/export/worker.ts', import.meta.url)

function start(
  book: TestBook,
  targetPath: string,
  onProgress: (progress: ExportProgress) => void = () => undefined,
) {
  return startReceiptsExport({
    workerUrl,
    bookPath: book.path,
    known: book.ledger.book(),
    targetPath,
    zone: 'Europe/Paris',
    format: 'csv',
    sheetName: 'Receipts',
    ownFolders: [],
    onProgress,
  })
}

/** Reads an export as a bookkeeper's program would: by its header, without its byte-order mark. */
function read(path: string): Record<string, string>[] {
  return parse(readFileSync(path), { bom: true, columns: true, record_delimiter: '\r\n' })
}

/** What is told of a sale that nobody has looked at. */
const UNMARKED = {
  ...{ note: '', tags: '', reviewed: 'no', reviewed_by: '', reviewed_at_utc: '' },
  ...{ handled_by: '', handled_at_utc: '' },
}

async function withReceipts(count: number): Promise<TestBook> {
  const book = await testBook()
  book.db.transaction(() => {
    const { linkId } = openSale(book.ledger)
    const receipts = Array.from({ length: count }, (_, n) =>
      transfer({
        receiptId: `transfer-${n}`,
        amount: eur('0.01'),
        credited: eur('0.01'),
        paidAt: START + (n % 7),
      }),
    )
    book.ledger.recordAnswers([seen(linkId, { receipts })])
  })()
  return book
}

test('every column says exactly what the book knows', async () => {
  const book = await testBook()
  const { linkId, invoiceId } = openSale(book.ledger, {
    description: '=HYPERLINK("http://x")\r\nsecond, line',
    customerName: 'قهوة ☕ "Zoë"',
    customerEmail: '+zoe@example.org',
  })
  const paidAt = Date.UTC(2026, 9, 25, 0, 30)
  book.ledger.recordAnswers([
    seen(linkId, {
      receipts: [
        transfer({
          amount: moneyFrom('DAI', '54.300000000000000001'),
          credited: eur('49.90'),
          paidAt,
          payer: '@home',
          receiptId: '-1',
          timeObserved: true,
        }),
        transfer({ receiptId: 'b', credited: null, txHash: null, payer: null, paidAt: paidAt + 3_600_000 }),
      ],
    }),
  ])
  const target = join(tempFolder(), 'receipts.csv')
  expect(await start(book, target).finished).toEqual({ state: 'done', rowsWritten: 2 })

  expect(readFileSync(target).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  const [first, second] = read(target)
  const detail = book.ledger.invoice(invoiceId)
  expect(first).toEqual({
    invoice_number: 'CF-000001',
    invoice_id: invoiceId,
    provider: 'daisy',
    account: 'Shop',
    receipt_id: detail?.receipts[0]?.id,
    provider_receipt_id: "'-1",
    tx_hash: '0xabc123def456',
    payer: "'@home",
    currency: 'DAI',
    amount: '54.300000000000000001',
    credited_currency: 'EUR',
    credited_amount: '49.90',
    paid_at: '2026-10-25T02:30:00.000+02:00',
    paid_at_utc: '2026-10-25T00:30:00.000Z',
    time_observed: 'yes',
    recorded_at_utc: new Date(START + 5_000).toISOString(),
    invoice_status: 'paid',
    asked_currency: 'EUR',
    asked_amount: '49.90',
    description: '\'=HYPERLINK("http://x")\r\nsecond, line',
    customer_name: 'قهوة ☕ "Zoë"',
    customer_email: "'+zoe@example.org",
    link_asked_amount: '49.90',
    kind: 'receipt',
    reason: '',
    reference: '',
    business_day: '2026-10-25',
    period: '2026-10',
    provider_ref: `ref-${linkId}`,
    difference: '0.00',
    refunded: '0.00',
    fee: '',
    net_currency: 'EUR',
    net: '49.90',
    ...UNMARKED,
  })
  expect(second).toMatchObject({
    credited_currency: '',
    credited_amount: '',
    tx_hash: '',
    payer: '',
    paid_at: '2026-10-25T02:30:00.000+01:00',
    time_observed: 'no',
  })
})

test('a refund is a row of its own below nothing, at its time among the receipts, and what undoes it adds it again', async () => {
  const book = await testBook()
  const { linkId, invoiceId } = openSale(book.ledger, { description: 'Two lamps' })
  const at = (receiptId: string, paidAt: number) => transfer({ receiptId, txHash: receiptId, paidAt })
  const receipts = [at('a', START + 1_000), at('b', START + 3_000), at('c', START + 9_000)]
  book.ledger.recordAnswers([seen(linkId, { receipts })])
  const refund = {
    token: 'one',
    amount: eur('49.9'),
    reason: '=paid twice',
    reference: '@cash',
    person: 'Samira',
  }
  book.ledger.recordRefund(invoiceId, refund, START + 3_000)
  const refundId = book.ledger.invoice(invoiceId)?.refunds[0]?.id ?? ''
  book.ledger.undoRefund(refundId, 'not given', 'Samira', START + 9_001)
  const target = join(tempFolder(), 'receipts.csv')
  expect(await start(book, target).finished).toEqual({ state: 'done', rowsWritten: 5 })
  const rows = read(target)
  expect(rows.map((row) => [row.kind, row.amount, row.credited_amount, row.provider_receipt_id])).toEqual([
    ['receipt', '49.90', '49.90', 'a'],
    ['receipt', '49.90', '49.90', 'b'],
    ['refund', '-49.90', '-49.90', ''],
    ['receipt', '49.90', '49.90', 'c'],
    ['refund_undone', '49.90', '49.90', ''],
  ])
  const { paid_at: _local, ...row } = rows[2] ?? {}
  expect(row).toEqual({
    invoice_number: 'CF-000001',
    invoice_id: invoiceId,
    provider: 'daisy',
    account: 'Shop',
    receipt_id: refundId,
    provider_receipt_id: '',
    tx_hash: '',
    payer: '',
    currency: 'EUR',
    amount: '-49.90',
    credited_currency: 'EUR',
    credited_amount: '-49.90',
    paid_at_utc: new Date(START + 3_000).toISOString(),
    time_observed: 'yes',
    recorded_at_utc: new Date(START + 3_000).toISOString(),
    invoice_status: 'overpaid',
    asked_currency: 'EUR',
    asked_amount: '49.90',
    description: 'Two lamps',
    customer_name: '',
    customer_email: '',
    link_asked_amount: '',
    kind: 'refund',
    reason: "'=paid twice",
    reference: "'@cash",
    business_day: '2026-06-01',
    period: '2026-06',
    provider_ref: '',
    difference: '99.80',
    refunded: '0.00',
    fee: '',
    net_currency: 'EUR',
    net: '-49.90',
    ...UNMARKED,
  })
})

test('more refunds and receipts than are read at once stand in the order of their times, none lost and none twice', async () => {
  const book = await withReceipts(1_500)
  book.db.exec(`
    WITH RECURSIVE n (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < 1200)
    INSERT INTO refunds (id, till_seq, invoice_seq, token, amount_whole, amount_frac, total_whole, total_frac,
      received_whole, received_frac, reason, person, recorded_at_ms)
    SELECT printf('%036d', n), 1, 1, n, 0, 10000000000000000, n / 100, n % 100 * 10000000000000000, 15, 0, 'why', '',
      ${START} + n % 7 FROM n`)
  const target = join(tempFolder(), 'receipts.csv')
  expect(await start(book, target).finished).toEqual({ state: 'done', rowsWritten: 2_700 })
  const rows = read(target)
  expect(new Set(rows.map((one) => one.receipt_id)).size).toBe(2_700)
  const times = rows.map((one) => `${one.paid_at_utc} ${one.kind}`)
  expect(times).toEqual(times.toSorted())
})

test('the receipt of a link for the rest stands beside what that link asked for', async () => {
  const book = await testBook()
  const { linkId, invoiceId } = openSale(book.ledger)
  const part = (receiptId: string, amount: string, paidAt: number) =>
    transfer({ receiptId, amount: eur(amount), credited: eur(amount), paidAt })
  book.ledger.recordAnswers([seen(linkId, { receipts: [part('a', '20.00', START + 4_000)] })])
  const request = { asked: eur('29.90'), unseenIsPayable: true }
  const added = there(book.ledger.addRemainderLink(invoiceId, request, START + 10))
  if (!added.ok) throw new Error(`no link for the rest: ${added.reason}`)
  book.ledger.recordLinkMade(made(added.pending.linkId))
  book.ledger.recordAnswers([seen(added.pending.linkId, { receipts: [part('b', '29.90', START + 5_000)] })])
  const target = join(tempFolder(), 'receipts.csv')
  expect(await start(book, target).finished).toEqual({ state: 'done', rowsWritten: 2 })
  expect(read(target).map((row) => [row.amount, row.asked_amount, row.link_asked_amount])).toEqual([
    ['20.00', '49.90', '49.90'],
    ['29.90', '49.90', '29.90'],
  ])
})

test('an empty book gives a header and nothing else', async () => {
  const target = join(tempFolder(), 'receipts.csv')
  expect(await start(await testBook(), target).finished).toEqual({ state: 'done', rowsWritten: 0 })
  expect(readFileSync(target, 'utf8').split('\r\n')).toHaveLength(2)
})

test('many receipts come once each, by time paid and then by the order written, with progress', async () => {
  const book = await withReceipts(5_500)
  const target = join(tempFolder(), 'receipts.csv')
  const told: ExportProgress[] = []
  const running = start(book, target, (progress) => told.push(progress))
  expect(await running.finished).toEqual({ state: 'done', rowsWritten: 5_500 })
  const rows = read(target)
  const expected = Array.from({ length: 7 }, (_, residue) =>
    Array.from({ length: 5_500 }, (_unused, n) => n).filter((n) => n % 7 === residue),
  ).flat()
  expect(rows.map((row) => row.provider_receipt_id)).toEqual(expected.map((n) => `transfer-${n}`))
  expect(told[0]).toEqual({ rowsWritten: 0, rowsTotal: 5_500 })
  expect(told.every((one) => one.rowsTotal === 5_500)).toBe(true)
  expect(readdirSync(dirname(target))).toEqual(['receipts.csv'])
})

test('an existing file is replaced whole; a cancelled export leaves it, and nothing else', async () => {
  const book = await withReceipts(3_000)
  const target = join(tempFolder(), 'receipts.csv')
  writeFileSync(target, 'last month')
  const running = start(book, target)
  running.cancel()
  expect(await running.finished).toEqual({ state: 'cancelled' })
  expect(readFileSync(target, 'utf8')).toBe('last month')
  expect(readdirSync(dirname(target))).toEqual(['receipts.csv'])
  expect(await start(book, target).finished).toMatchObject({ state: 'done' })
  expect(read(target)).toHaveLength(3_000)
})

test('cancelling between two chunks ends the export with nothing left', async () => {
  const book = await withReceipts(2_500)
  const folder = tempFolder()
  let rows = 0
  const written = writeReceiptsCsv(
    {
      bookPath: book.path,
      known: book.ledger.book(),
      targetPath: join(folder, 'a.csv'),
      partPath: join(folder, 'a.part'),
      zone: 'UTC',
    },
    {
      cancelled: () => rows >= 1_050,
      progress: (progress) => {
        rows = progress.rowsWritten
      },
    },
  )
  expect([written, rows, readdirSync(folder)]).toEqual([null, 1_050, []])
})

test.each([
  ['no receipt', 0, 0],
  ['one receipt, cancelled with its row', 1, 1],
])('cancelling is heard to the end: %s', async (_name, receipts, from) => {
  const book = await withReceipts(receipts)
  const folder = tempFolder()
  let rows = 0
  const paths = { targetPath: join(folder, 'a.csv'), partPath: join(folder, 'a.part') }
  const written = writeReceiptsCsv(
    { bookPath: book.path, known: book.ledger.book(), ...paths, zone: 'UTC' },
    {
      cancelled: () => rows >= from,
      progress: (progress) => {
        rows = progress.rowsWritten
      },
    },
  )
  expect([written, readdirSync(folder)]).toEqual([null, []])
})

test('what is sold while the export runs is not in it', async () => {
  const book = await withReceipts(1_500)
  const folder = tempFolder()
  const { linkId } = openSale(book.ledger, {}, { ref: 'another' })
  let sold = false
  const written = writeReceiptsCsv(
    {
      bookPath: book.path,
      known: book.ledger.book(),
      targetPath: join(folder, 'a.csv'),
      partPath: join(folder, 'a.part'),
      zone: 'UTC',
    },
    {
      cancelled: () => false,
      progress() {
        if (!sold) book.ledger.recordAnswers([seen(linkId, { receipts: [transfer({ receiptId: 'late' })] })])
        sold = true
      },
    },
  )
  expect([written, book.ledger.receiptCount()]).toEqual([1_500, 1_501])
})

test('a folder that is gone, and a folder where the file should be, are told and leave nothing', async () => {
  const book = await withReceipts(1)
  const folder = tempFolder()
  expect(await start(book, join(folder, 'no', 'such', 'a.csv')).finished).toEqual({
    state: 'failed',
    code: 'FOLDER_GONE',
  })
  mkdirSync(join(folder, 'taken.csv'))
  expect(await start(book, join(folder, 'taken.csv')).finished).toEqual({
    state: 'failed',
    code: 'NOT_A_FILE',
  })
  expect(readdirSync(folder)).toEqual(['taken.csv'])
})

test.each(['an older copy of the book', 'another book'] as const)(
  'what lies at the path of the open book is not exported: %s',
  async (what) => {
    const book = await withReceipts(2)
    const older = join(tempFolder(), 'older.sqlite')
    await book.db.backup(older)
    book.ledger.appendEvent('export', { rows: 2 }, START)
    const known = book.ledger.book()
    const there = what === 'another book' ? (await withReceipts(9)).path : older
    const target = join(tempFolder(), 'a.csv')
    const file = { ...book, path: there, ledger: { ...book.ledger, book: () => known } }
    expect(await start(file, target).finished).toEqual({ state: 'failed', code: 'BOOK_REPLACED' })
    expect(existsSync(target)).toBe(false)
    expect(await start({ ...file, path: book.path }, target).finished).toMatchObject({ state: 'done' })
  },
)

test.each([
  ['an early page', 0.2],
  ['a late one', 0.9],
])('a damaged book is not said to be a disk that failed: %s', async (_page, at) => {
  const book = await withReceipts(3_000)
  book.db.pragma('wal_checkpoint(TRUNCATE)')
  const damaged = join(tempFolder(), 'damaged.sqlite')
  const bytes = readFileSync(book.path)
  bytes.fill(0xa5, Math.floor(bytes.length * at))
  writeFileSync(damaged, bytes)
  const folder = tempFolder()
  const ended = await start({ ...book, path: damaged }, join(folder, 'a.csv')).finished
  expect([ended, readdirSync(folder)]).toEqual([{ state: 'failed', code: 'CORRUPT' }, []])
})

test('a book that is gone, and a worker that dies, fail and leave nothing', async () => {
  const book = await testBook()
  const target = join(tempFolder(), 'a.csv')
  expect(await start({ ...book, path: join(tempFolder(), 'gone.sqlite') }, target).finished).toEqual({
    state: 'failed',
    code: 'DISK_IO',
  })
  const dead = startReceiptsExport({
    workerUrl: new URL('./no-such-worker.ts', import.meta.url),
    bookPath: book.path,
    known: book.ledger.book(),
    targetPath: target,
    zone: 'UTC',
    format: 'csv',
    sheetName: 'Receipts',
    ownFolders: [],
    onProgress: () => undefined,
  })
  expect(await dead.finished).toEqual({ state: 'failed', code: 'INTERNAL' })
  expect(existsSync(target)).toBe(false)
})

test('whatever throws while the file is written, the target stays as it was', () => {
  const folder = tempFolder()
  const file = { targetPath: join(folder, 'a.csv'), partPath: join(folder, 'a.part') }
  writeFileSync(file.targetPath, 'before')
  expect(() =>
    writeWhole(file, (write) => {
      write('half of it')
      throw new Error('the plug was pulled')
    }),
  ).toThrow('the plug was pulled')
  expect(readFileSync(file.targetPath, 'utf8')).toBe('before')
  expect(readdirSync(folder)).toEqual(['a.csv'])
})

test.skipIf(process.platform === 'win32')(
  'given a file may not grow further, the export says DISK_FULL',
  async () => {
    const book = await withReceipts(2_000)
    book.db.pragma('wal_checkpoint(TRUNCATE)')
    const folder = tempFolder()
    const target = join(folder, 'a.csv')
    writeFileSync(target, 'before')
    const program = fileURLToPath(new URL('./export-once.ts', import.meta.url))
    const ran = spawnSync(
      'bash',
      [
        '-c',
        'ulimit -f 64; exec "$@"',
        'bash',
        process.execPath,
        ...NODE_FLAGS,
        '--no-warnings',
        program,
        book.path,
        target,
        book.ledger.book().id,
      ],
      { encoding: 'utf8' },
    )
    expect(JSON.parse(ran.stdout)).toEqual({ state: 'failed', code: 'DISK_FULL' })
    expect(readFileSync(target, 'utf8')).toBe('before')
    expect(readdirSync(folder)).toEqual(['a.csv'])
  },
)
