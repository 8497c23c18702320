import { expect, test } from 'vitest'
import { shownFrom } from '../../../src/renderer/exporting/asked-from.ts'
import { INVOICE_KIND } from '../../../src/renderer/screens/invoices/list/invoice-kind.ts'
import { RECEIPT_KIND } from '../../../src/renderer/screens/invoices/list/receipts/receipt-kind.ts'
import { EXPORT_COLUMNS } from '../../../src/shared/contract/plain/export-columns.ts'
import { ANY_INVOICE, ANY_RECEIPT } from '../../support/lists/any-filter.ts'

test.each([
  ['invoices', INVOICE_KIND],
  ['receipts', RECEIPT_KIND],
] as const)('each column of the %s that holds something is a column of their file', (kind, list) => {
  const known = EXPORT_COLUMNS[kind].columns.map(([name]): string => name)
  const told = list.specs.map(({ name }) => [name, list.inFile[name] ?? []] as const)
  expect(told.flatMap(([, names]) => names).filter((name) => !known.includes(name))).toEqual([])
  // The mark is how a row is looked at, and when it was checked last no file has.
  expect(told.filter(([, names]) => names.length === 0).map(([name]) => name)).toEqual(
    kind === 'invoices' ? ['mark', 'checked'] : [],
  )
})

test('what is on the screen is told in the order of the file, each column once, and only for rows that are those of the screen', () => {
  const shown = ['received', 'currency', 'asked', 'currency', 'invoice_number']
  const invoices = INVOICE_KIND.exportOf(ANY_INVOICE, shown)
  expect(shownFrom(invoices, 'invoices')).toEqual(['invoice_number', 'currency', 'asked', 'received'])
  expect(shownFrom(invoices, 'lines')).toEqual([])
  const receipts = RECEIPT_KIND.exportOf(ANY_RECEIPT, ['net', 'net_currency', 'paid_at'])
  expect(shownFrom(receipts, 'receipts')).toEqual(['paid_at', 'net_currency', 'net'])
  expect(shownFrom(receipts, 'movements')).toEqual(['paid_at', 'net_currency', 'net'])
  expect(shownFrom({ list: 'books', days: { from: '2026-10-01', to: '2026-10-31' } }, 'receipts')).toEqual([])
})
