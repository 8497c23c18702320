import { expect, test } from 'vitest'
import {
  type Choices,
  daysFrom,
  type ExportFrom,
  FORMATS,
  fitted,
  isOfMoney,
  KINDS_FROM,
  requestOf,
  usualBasis,
} from '../../../src/renderer/exporting/asked-from.ts'
import { doneOf } from '../../../src/renderer/exporting/use-job-words.ts'
import { EXPORT_KINDS } from '../../../src/shared/contract/plain/export-columns.ts'
import { exportRequest } from '../../../src/shared/contract/shapes/export.ts'
import { ANY_INVOICE as ANY, ANY_RECEIPT } from '../../support/lists/any-filter.ts'

const OCTOBER = { from: '2026-10-01', to: '2026-10-31' }
const PLACES: readonly ExportFrom[] = [
  { list: 'receipts', filter: { ...ANY_RECEIPT, period: { by: 'recorded', ...OCTOBER } }, shown: [] },
  { list: 'invoices', filter: { ...ANY, tag: ['due'], period: { by: 'refunded', ...OCTOBER } }, shown: [] },
  { list: 'invoices', filter: ANY, shown: [] },
  { list: 'exceptions', resolved: true, exception: 'late' },
  { list: 'books', days: OCTOBER },
]
const BEGUN: Choices = {
  ...{ kind: 'receipts', basis: 'created', zone: null, columns: null },
  ...{ format: 'xlsx', language: 'fr', program: 'ofx' },
}

test('whatever is chosen, wherever, is a file that the main process makes, with the filter of the screen', () => {
  for (const from of PLACES)
    for (const kind of KINDS_FROM[from.list])
      for (const format of FORMATS)
        for (const columns of [null, ['invoice_number', 'received', 'no_such'], ['no_such']]) {
          const choices = fitted({ ...BEGUN, kind, format, columns, zone: 'UTC' }, from)
          const request = exportRequest.parse(requestOf(from, choices))
          expect([request.kind, request.zone]).toEqual([kind, 'UTC'])
          if ('filter' in from) expect(request.filter).toEqual(from.filter)
          if (format === 'accounting' && isOfMoney(kind)) expect(request.preset).toBe('ofx')
        }
  expect(KINDS_FROM.books.toSorted()).toEqual(EXPORT_KINDS.toSorted())
})

test('the days are counted as on the screen, as long as the rows can be', () => {
  const [receipts, invoices, all, exceptions, books] = PLACES as [
    ExportFrom,
    ExportFrom,
    ExportFrom,
    ExportFrom,
    ExportFrom,
  ]
  expect(usualBasis(receipts, 'movements')).toBe('recorded')
  expect(usualBasis(invoices, 'lines')).toBe('refunded')
  expect(usualBasis(all, 'invoices')).toBe('created')
  expect(usualBasis(books, 'movements')).toBe('paid')
  expect(fitted({ ...BEGUN, kind: 'movements', basis: 'created' }, books).basis).toBe('paid')
  expect([daysFrom(exceptions), daysFrom(all), daysFrom(books)]).toEqual([null, null, OCTOBER])
})

test('all columns are none that were chosen, and another kind keeps those that it has', () => {
  const from: ExportFrom = { list: 'books', days: OCTOBER }
  const columnsOf = (columns: readonly string[] | null) =>
    fitted({ ...BEGUN, kind: 'days', columns }, from).columns
  expect(columnsOf(['business_day', 'payer'])).toEqual(['business_day'])
  expect(columnsOf(['payer'])).toBeNull()
})

test('several exports are as far as their rows together', () => {
  const job = (rowsWritten: number, rowsTotal: number) => ({ rowsWritten, rowsTotal })
  expect([doneOf([]), doneOf([job(0, 0)]), doneOf([job(50, 100), job(0, 100)])]).toEqual([0, 0, 0.25])
})
