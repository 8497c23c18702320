import { createHash } from 'node:crypto'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test, vi } from 'vitest'
import { createChangesFile } from '../../../src/main/export/changes/changes-file.ts'
import { cellsIn, linesIn } from '../../../src/main/export/changes/csv-lines.ts'
import { exportFailureOf } from '../../../src/main/export/export-failure.ts'
import type { FilePreset } from '../../../src/main/export/port.ts'
import { writeExport } from '../../../src/main/export/write-export.ts'
import type { ExportQuery } from '../../../src/main/ledger/port/exports.ts'
import { columnsOf } from '../../../src/shared/contract/plain/export-columns.ts'
import { openSale, START, seen, type TestBook, tempFolder, transfer } from '../../support/books/open-book.ts'
import { MOVEMENTS } from '../../support/books/receipts-file.ts'
import { richBook } from '../../support/books/rich-book.ts'
import { there } from '../../support/books/there.ts'
import { ANY_RECEIPT } from '../../support/lists/any-filter.ts'

const LIMIT = 3_000
const toWholeText = Buffer.prototype.toString
/** As V8 does beyond 536 million characters, far earlier. */
function limitedText(this: Buffer, ...args: Parameters<Buffer['toString']>): string {
  const [, from = 0, to = this.length] = args
  if (to - from > LIMIT)
    throw Object.assign(new Error('Cannot create a string'), { code: 'ERR_STRING_TOO_LONG' })
  return toWholeText.apply(this, args)
}

function write(
  book: TestBook,
  preset: FilePreset,
  zone = 'UTC',
  columns: readonly string[] | null = null,
): string {
  const targetPath = join(tempFolder(), 'file.csv')
  const beside = `${targetPath}.manifest.json`
  const job = { bookPath: book.path, known: book.ledger.book(), targetPath, partPath: `${targetPath}.part` }
  const request = { query: MOVEMENTS, columns, zone, preset }
  const manifest = {
    ...{ appVersion: '1.2.3', filter: { search: '' } },
    file: { targetPath: beside, partPath: `${beside}.part` },
  }
  writeExport({ ...job, request, manifest }, { cancelled: () => false, progress: () => undefined })
  return targetPath
}

const read = (path: string): Record<string, string>[] =>
  parse(readFileSync(path), { columns: true, record_delimiter: '\r\n' })

test('the cells of a file are read as another reader reads them', async () => {
  const path = write(await richBook(), { as: 'machine' })
  const rows = [...linesIn([readFileSync(path)])].map((line) => [...cellsIn(line)])
  expect(rows).toEqual(parse(readFileSync(path), { record_delimiter: '\r\n' }))
})

test('a file is read out of pieces of any length, none of them whole, and no string is longer than its line', async () => {
  const path = write(await richBook(), { as: 'machine' })
  const bytes = readFileSync(path)
  const whole = [...linesIn([bytes])]
  expect(whole.join('').length).toBeGreaterThan(2_000)
  // Ends of lines and letters of several bytes within quotes, and an end that two pieces share.
  const quoted = Buffer.from('a,"é\r\nب""\r\n𝒳",b\r\n\r\n"",x\r\r\n')
  for (const length of [1, 2, 3, 7, 64, 1_000]) {
    function* pieces(of: Uint8Array) {
      // Each piece lies where the one before it lay, as a file is read.
      const one = Buffer.alloc(length)
      for (let at = 0; at < of.length; at += length) {
        one.set(of.subarray(at, at + length))
        yield one.subarray(0, Math.min(length, of.length - at))
      }
    }
    expect([...linesIn(pieces(bytes))], `${length}`).toEqual(whole)
    expect([...linesIn(pieces(quoted))]).toEqual(['a,"é\r\nب""\r\n𝒳",b', '', '"",x\r'])
  }
})

test('a file of before that is longer than one string may be is compared, and is not turned into one', async () => {
  const book = await richBook()
  const since = write(book, { as: 'machine' })
  expect(readFileSync(since).length).toBeGreaterThan(LIMIT)
  const toText = vi.spyOn(Buffer.prototype, 'toString').mockImplementation(limitedText as () => string)
  try {
    expect(read(write(book, { as: 'changes', since }))).toEqual([])
  } finally {
    toText.mockRestore()
  }
})

test('what has changed since a file is told cell by cell, what is new as a row, and what is as it was is left out', async () => {
  const book = await richBook()
  const since = write(book, { as: 'machine' })
  expect(read(write(book, { as: 'changes', since }))).toEqual([])
  const before = read(since)
  const old = there(before[0])
  const token = '00000000-0000-7000-8000-000000000001'
  const edit = { kind: 'note', text: 'Waited, "at" the counter' } as const
  book.ledger.editSales(
    { token, edit, invoiceIds: [there(old.invoice_id)], person: 'Nadia' },
    START + 20_000_000,
  )
  const { linkId } = openSale(book.ledger, {}, { ref: 'another' })
  book.ledger.recordAnswers([
    seen(linkId, { receipts: [transfer({ receiptId: 'later', txHash: '0xfeed01' })] }),
  ])
  const changes = read(write(book, { as: 'changes', since }))
  const ofOld = before.filter((row) => row.invoice_id === old.invoice_id).map((row) => row.receipt_id)
  const changed = changes.filter((row) => row.change === 'changed')
  expect(changed.map(({ key, column, before: was, now }) => [key, column, was, now]).toSorted()).toEqual(
    ofOld.map((key) => [key, 'note', '', 'Waited, "at" the counter']).toSorted(),
  )
  const [added, ...others] = changes.filter((row) => row.change !== 'changed')
  expect([added?.change, others]).toEqual(['added', []])
  expect(cellsIn(added?.now ?? '')).toContain('0xfeed01')
})

test('a row that is not among them any more is told as it was', async () => {
  const book = await richBook()
  const since = write(book, { as: 'machine' })
  const rows = read(since).length
  const filter = { ...ANY_RECEIPT, currency: ['NEWCOIN'] }
  const query: ExportQuery = { kind: 'movements', basis: 'paid', filter }
  const targetPath = join(tempFolder(), 'changes.csv')
  const job = { bookPath: book.path, known: book.ledger.book(), targetPath, partPath: `${targetPath}.part` }
  const beside = { targetPath: `${targetPath}.json`, partPath: `${targetPath}.json.part` }
  // The filter is told as it was asked for: an account that went on under another name leaves out other rows.
  writeExport(
    {
      ...job,
      request: { query, columns: null, zone: 'UTC', preset: { as: 'changes', since } },
      manifest: { appVersion: '1.2.3', filter: { search: '' }, file: beside },
    },
    { cancelled: () => false, progress: () => undefined },
  )
  const gone = read(targetPath)
  expect(new Set(gone.map((row) => row.change))).toEqual(new Set(['gone']))
  expect(gone.length).toBeGreaterThan(rows / 2)
  expect(cellsIn(gone[0]?.before ?? '').length).toBe(Object.keys(read(since)[0] ?? {}).length)
})

test('with a file that was changed, or was asked for otherwise, nothing is compared', async () => {
  const book = await richBook()
  const since = write(book, { as: 'machine' })
  expect(() => write(book, { as: 'changes', since }, 'Europe/Paris')).toThrow('another zone')
  expect(() => write(book, { as: 'changes', since }, 'UTC', ['receipt_id', 'net'])).toThrow('another columns')
  expect(() => write(book, { as: 'changes', since }, 'UTC', ['net'])).toThrow('no key')
  expect(() =>
    write(book, { as: 'changes', since: write(book, { as: 'spreadsheet', language: 'fr' }) }),
  ).toThrow('another preset')
  appendFileSync(since, 'x')
  expect(() => write(book, { as: 'changes', since })).toThrow('was changed since')
})

/** Writes a file and its manifest anew, as somebody who makes both agree does. */
function forged(
  since: string,
  bytes: Buffer | null,
  told: Readonly<Record<string, unknown>> | string = {},
): void {
  const path = `${since}.manifest.json`
  const before = JSON.parse(readFileSync(path, 'utf8'))
  const own = bytes && { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  if (bytes) writeFileSync(since, bytes)
  writeFileSync(path, typeof told === 'string' ? told : JSON.stringify({ ...before, ...own, ...told }))
}

test('a file or a manifest that somebody wrote himself is refused by what it is, and is no defect', async () => {
  const book = await richBook()
  const refusedBy = (bytes: (csv: Buffer) => Buffer | null, told: Parameters<typeof forged>[2] = {}) => {
    const since = write(book, { as: 'machine' })
    forged(since, bytes(readFileSync(since)), told)
    try {
      write(book, { as: 'changes', since })
      return null
    } catch (error) {
      return exportFailureOf(error)
    }
  }
  const text = (change: (csv: string) => string) => (csv: Buffer) => Buffer.from(change(csv.toString()))
  expect(refusedBy(() => null)).toBe(null)
  expect(refusedBy(text((csv) => `\u{FEFF}${csv}`))).toBe('EARLIER_UNFIT')
  expect(refusedBy(text((csv) => csv.replace('receipt_id', 'receipt')))).toBe('EARLIER_UNFIT')
  expect(refusedBy(text((csv) => csv.replaceAll('\r\n', '\n')))).toBe('EARLIER_CHANGED')
  expect(refusedBy(text((csv) => csv.slice(0, -2)))).toBe('EARLIER_CHANGED')
  expect(refusedBy(text(() => ''))).toBe('EARLIER_CHANGED')
  // A row twice, under one key.
  expect(
    refusedBy(
      text((csv) => `${csv}${csv.split('\r\n').at(-2)}\r\n`),
      { rows: 99 },
    ),
  ).toBe('EARLIER_CHANGED')
  for (const told of [
    ...['null', '[]', '{"a":', ''],
    ...[null, [null], [{ currency: 'EUR', rows: 'x' }], [{ currency: 'EUR', rows: -1 }]].map((sums) => ({
      sums,
    })),
    { sums: [{ currency: 'EUR', rows: 1, net: 'abc' }] },
    { sums: [{ currency: 'E'.repeat(100), rows: 1, net: '1' }] },
  ])
    expect([told, refusedBy(() => null, told)]).toEqual([told, 'EARLIER_UNFIT'])
})

test('rows that are gone are written as they are told, and never held all at once', () => {
  const columns = columnsOf('movements', ['receipt_id', 'note'])
  const lines = new Map(
    Array.from({ length: 20_000 }, (_, n) => [`r${n}`, `r${n},${'n'.repeat(100)}`] as const),
  )
  const file = createChangesFile(columns, { lines, keyAt: 0, sha256: '', sums: [] }, 'UTC')
  const pieces: number[] = []
  let rows = 0
  file.end((chunk) => {
    pieces.push(chunk.length)
    rows += chunk.toString().split('\r\n').length - 1
  }, [])
  expect([rows, file.compared?.()?.differences]).toEqual([20_000, 20_000])
  expect(Math.max(...pieces)).toBeLessThan(200_000)
})
