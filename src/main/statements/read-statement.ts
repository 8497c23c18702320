import type { StatementDates, StatementMark } from '../../shared/contract/plain/statements.ts'
import { exponentOf } from '../../shared/money/currency.ts'
import { attoIn, decimalOfAtto } from '../../shared/money/scale.ts'
import type { Candidate, FileRead, ReadOrder } from './port.ts'
import { createDateVotes, createMarkVotes, type NamedRow } from './questions.ts'
import { readRows } from './read-file.ts'
import { dayIn, type ReadDate, type ReadTold, readDate, readTold } from './values.ts'

/** So many rows are named. */
const MOST_NAMED = 5
const DAY_MS = 86_400_000

interface Told {
  readonly row: number
  readonly text: string
  readonly date: ReadDate
  readonly amount: ReadTold
}

/**
 * Reads a statement whole and holds it against the book: what its rows of the period come to, and how many of them the book has. Where
 * the order of its dates or its decimal mark follows from no row, it asks. No row is dropped in silence.
 */
export async function readStatement(order: ReadOrder, stepped: () => boolean): Promise<FileRead> {
  const { currency, zone } = order
  const decimals = exponentOf(currency)
  const told: Told[] = []
  let otherCurrency = 0
  let rows = 0
  const take = (fields: readonly string[], row: number) => {
    if (fields.every((field) => field.trim() === '')) return
    rows += 1
    const own =
      order.currencyColumn === null || row === order.headerRow + 1
        ? null
        : (fields[order.currencyColumn] ?? '').trim().toUpperCase()
    if (own !== null && own !== currency) {
      otherCurrency += 1
      return
    }
    const [day, amount] = [fields[order.date] ?? '', fields[order.amount] ?? '']
    const [date, read] = [readDate(day, zone), readTold(amount, decimals)]
    // Where the columns are named, nothing is counted; a file without names begins with a row of its own.
    if (row === order.headerRow + 1 && (date.kind === 'none' || read.kind === 'none')) {
      rows -= 1
      return
    }
    told.push({ row, text: `${day} ${amount}`.slice(0, 100), date, amount: read })
  }
  try {
    if ((await readRows(order.path, order, take, stepped)) === 'cancelled')
      return { kind: 'failed', why: 'gone' }
  } catch (error) {
    return { kind: 'failed', why: whyOf(error) }
  }
  // What the file shows goes before an answer, which may be of another file with the same columns.
  const [dateVotes, markVotes] = [createDateVotes(), createMarkVotes()]
  for (const one of told) {
    dateVotes.take(one.date, one)
    markVotes.take(one.amount, one)
  }
  const shownDates = dateVotes.found()
  const dates = isAsked(shownDates) ? (order.dates ?? shownDates) : shownDates
  if (isAsked(dates)) return dates
  const shownMark = markVotes.found()
  const mark = isAsked(shownMark) ? (order.mark ?? shownMark) : shownMark
  if (isAsked(mark)) return mark
  return { ...hold(told, order, dates, mark), rows, otherCurrency }
}

function isAsked(found: string | null | FileRead): found is FileRead {
  return found !== null && typeof found !== 'string'
}

function whyOf(error: unknown): 'encoding' | 'notATable' | 'gone' {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'encoding'
  return code.startsWith('CSV_') ? 'notATable' : 'gone'
}

function nameOf({ row, text }: NamedRow): NamedRow {
  return { row, text }
}

interface Dated extends NamedRow {
  readonly day: string
  readonly atto: bigint
}

function hold(
  told: readonly Told[],
  order: ReadOrder,
  dates: StatementDates | null,
  mark: StatementMark | null,
) {
  const unreadRows: NamedRow[] = []
  let unread = 0
  let outside = 0
  const own: Dated[] = []
  for (const one of told) {
    const day = dayIn(one.date, dates)
    const { amount } = one
    const atto =
      amount.kind === 'amount'
        ? amount.atto
        : amount.kind === 'marks' && mark !== null
          ? amount.by[mark]
          : null
    if (day === null || atto === null) {
      unread += 1
      if (unreadRows.length < MOST_NAMED) unreadRows.push(nameOf(one))
    } else if (day < order.firstDay || day > order.lastDay) outside += 1
    else own.push({ row: one.row, text: one.text, day, atto })
  }
  const sum = own.reduce((units, { atto }) => units + atto, 0n)
  const missing = notInBook(own, order)
  return {
    ...{ kind: 'read' as const, inPeriod: own.length, outside, unread, unreadRows, dates, mark },
    ...{ told: decimalIn(order.currency, sum), found: own.length - missing.length },
    missing: missing.slice(0, MOST_NAMED).map(nameOf),
  }
}

function decimalIn(currency: string, atto: bigint): string {
  const [whole = '0', frac = ''] = decimalOfAtto(atto < 0n ? -atto : atto).split('.')
  const kept = frac.slice(0, Math.max(exponentOf(currency), frac.replace(/0+$/, '').length))
  return `${atto < 0n ? '-' : ''}${whole}${kept === '' ? '' : `.${kept}`}`
}

/** The rows for which the book has no receipt of the same amount within the days that are looked at; each receipt stands for one row. */
function notInBook(own: readonly Dated[], { candidates, within }: ReadOrder): readonly Dated[] {
  const free = Map.groupBy(candidates, ({ amount }: Candidate) => attoIn(amount))
  const places = new Map<bigint, number>()
  // Both in the order of their times: the earliest receipt that is near enough stands for the earliest row.
  const rows = own.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.row - b.row))
  return rows.filter(({ day, atto }) => {
    const same = free.get(atto) ?? []
    const noon = Date.parse(`${day}T12:00Z`)
    const reach = within + DAY_MS
    let place = places.get(atto) ?? 0
    while (place < same.length && (same[place]?.paidAt ?? 0) < noon - reach) place += 1
    const isThere = place < same.length && (same[place]?.paidAt ?? 0) <= noon + reach
    places.set(atto, isThere ? place + 1 : place)
    return !isThere
  })
}
