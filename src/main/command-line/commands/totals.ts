import type { BookReader } from '../../ledger/asked/reader.ts'
import { MisuseError, refuseUnheeded } from '../arguments.ts'
import { askedReceipts, daysOfLine, invoiceFilter, receiptFilter } from '../filter.ts'
import { exact, tableText } from '../tables.ts'
import { listOf } from './list.ts'
import type { CommandPorts, Outcome } from './ports.ts'

/** What the rows of a filter come to, per currency and never across currencies; or, of `days`, what each business day came to. */
export function totals(book: BookReader, ports: CommandPorts): Outcome {
  const { line, words } = ports
  const { t } = words
  if (line.word === 'days') return days(book, ports)
  if (listOf(line) === 'receipts') {
    const { count, sums } = book.receiptSums(receiptFilter(line, book))
    const rows = sums.map((sum) => [sum.received.currency, sum.count, exact(sum.received)])
    const head = [t('cli.columns.currency'), t('cli.columns.receipts'), t('cli.columns.received')]
    const value = { count, sums: sums.map(({ count: own, received }) => ({ count: own, received })) }
    return { value, text: tableText(head, rows), isGood: true }
  }
  const { count, sums } = book.sums(invoiceFilter(line, book))
  const head = (['currency', 'invoices', 'asked', 'received', 'difference'] as const).map((one) =>
    t(`cli.columns.${one}`),
  )
  const rows = sums.map((sum) => [
    ...[sum.asked.currency, sum.count, exact(sum.asked), exact(sum.received), exact(sum.difference)],
  ])
  return { value: { count, sums }, text: tableText(head, rows), isGood: true }
}

/** A day is counted by account and currency alone: what chooses single rows leaves nothing out of it. */
const NOT_OF_DAYS = ['basis', 'status', 'item', 'till', 'tag', 'search'] as const

function days(book: BookReader, { line, words: { t } }: CommandPorts): Outcome {
  refuseUnheeded(line, NOT_OF_DAYS, 'totals days')
  const stretch = daysOfLine(line)
  if (stretch?.from == null) throw new MisuseError({ why: 'missing', option: '--from' })
  if (stretch.to === null) throw new MisuseError({ why: 'missing', option: '--to' })
  const { from, to } = stretch
  const { provider, accountId, currency } = askedReceipts(line, book)
  const { columns, cells } = book.matrix({ from, to, zone: book.zone })
  const isAsked = (among: readonly string[], one: string) => among.length === 0 || among.includes(one)
  const first = Date.parse(`${from}T00:00:00Z`)
  const rows = cells.flatMap(({ day, column, ...figures }) => {
    const of = columns[column]
    const date = new Date(first + day * 86_400_000).toISOString().slice(0, 10)
    if (!of || !isAsked(currency, of.currency)) return []
    if (!isAsked(provider, of.provider) || !isAsked(accountId, of.accountId)) return []
    return [{ day: date, account: of.accountLabel, currency: of.currency, ...figures }]
  })
  const head = [
    'day',
    'account',
    'currency',
    'invoices',
    'asked',
    'receipts',
    'received',
    'refunds',
    'refunded',
    'difference',
  ] as const
  const table = tableText(
    head.map((one) => t(`cli.columns.${one}`)),
    rows.map((one) => [
      ...[one.day, one.account, one.currency, one.sales, one.asked, one.receipts, one.received],
      ...[one.refunds, one.refunded, one.difference],
    ]),
  )
  return { value: { from, to, zone: book.zone, days: rows }, text: table, isGood: true }
}
