import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { IMPORT_FIELDS, type ImportField, MOST_IMPORTED } from '../../../shared/contract/plain/imports.ts'
import { MOST_FILE_COLUMNS } from '../../../shared/contract/plain/statements.ts'
import { createDateVotes, createMarkVotes, type Question } from '../questions.ts'
import { readRows } from '../read-file.ts'
import { readTold } from '../values.ts'
import { amountKey, type FileRow, type Gathered, gather } from './gather.ts'
import { fieldText } from './idents.ts'
import { createInstants, needsZone, readInstant } from './instants.ts'
import { currencyIn } from './money-signs.ts'
import type { ImportFailure, ImportOrder, ReadWays, Surveyed } from './port.ts'
import { type RowTexts, readRow } from './read-row.ts'

/** So much of a field is kept with the sale, UTF-16 units. */
const LONGEST_RAW = 500
const TOLD = IMPORT_FIELDS.filter((field) => field !== 'out')
/** So often the reading says that it gets on, rows. */
const STEP = 1_000

/** A file as it was read. */
export interface FileInside {
  readonly sha256: string
  readonly columns: readonly string[]
  readonly rows: readonly FileRow[]
  /** The fields of each row, as they came. */
  readonly fields: readonly (readonly string[])[]
  readonly gathered: Gathered
  readonly ways: ReadWays
}

export type ReadInside =
  | { readonly kind: 'read'; readonly inside: FileInside }
  | Exclude<Surveyed, { readonly kind: 'surveyed' }>

interface Raw {
  readonly line: number
  readonly fields: readonly string[]
}

/** Reads a file of past sales whole: its rows, and the sales they make; or what it asks, or why it cannot be read. `stepped` tells whether it was given up. */
export async function readInside(order: ImportOrder, stepped: () => boolean): Promise<ReadInside> {
  const { reading } = order
  const raws: Raw[] = []
  let columns: readonly string[] = []
  let rows = 0
  let isBegun = false
  const textsOf = textsBy(reading.fields)
  const failed = (why: ImportFailure): ReadInside => ({ kind: 'failed', why, rows })
  const take = (fields: readonly string[], line: number) => {
    if (!isBegun) {
      isBegun = true
      // A file without names begins with a row of its own.
      if (!isRow(textsOf(fields))) {
        columns = fields.map((name) => name.trim())
        return
      }
    }
    if (fields.every((field) => field.trim() === '')) return
    rows += 1
    if (rows <= MOST_IMPORTED) raws.push({ line, fields })
  }
  let sha256: string
  try {
    sha256 = await sha256Of(order.path, stepped)
    if ((await readRows(order.path, { ...reading, withLines: true }, take, stepped)) === 'cancelled')
      return failed('gone')
    // What is read is what the digest is of.
    if ((await sha256Of(order.path, stepped)) !== sha256) return failed('gone')
  } catch (error) {
    return failed(whyOf(error))
  }
  if (rows === 0) return failed('empty')
  if (rows > MOST_IMPORTED) return failed('tooMany')
  const ways = waysOf(raws, order, textsOf, stepped)
  if ('kind' in ways) return ways
  const zone = ways.zone === 'utc' ? 'UTC' : order.bookZone
  const rowWays = {
    ...{ instants: createInstants(zone, order.bookZone), dates: ways.dates, mark: ways.mark },
    ...{ currency: reading.currency, has: new Set(reading.fields), now: order.now, closed: order.closed },
  }
  const read = raws.map(({ line, fields }, nth): FileRow => {
    if (nth % STEP === 0) stepped()
    return { line, read: readRow(textsOf(fields), rowWays) }
  })
  stepped()
  const gathered = gather(read)
  const inside = { sha256, columns, rows: read, fields: raws.map(({ fields }) => fields), gathered, ways }
  return { kind: 'read', inside }
}

/** Says whether a row is no head: a date or an amount of it reads, or the currency alone that an amount is in. */
function isRow({ created, paid, asked, received }: RowTexts): boolean {
  const isDated = [created, paid]
    .map(readInstant)
    .some((read) => read.kind !== 'empty' && (read.kind !== 'none' || read.noDay !== null))
  return isDated || [asked, received].some((text) => readTold(text, 2).kind !== 'none' && currencyLeft(text))
}

/** A head may have digits too ("Amount 2025"), but words beside them that name no currency. */
function currencyLeft(text: string): boolean {
  return (text.match(/[\p{L}\p{M}.]+(?<=\p{L}\.?)/gu) ?? []).every((word) => currencyIn(word) !== null)
}

/** Gives the texts of a row by what they become. */
export function textsBy(fields: readonly ImportField[]): (row: readonly string[]) => RowTexts {
  const places = TOLD.map((field) => [field, fields.indexOf(field)] as const)
  return (row) =>
    Object.fromEntries(
      places.map(([field, place]) => [field, place < 0 ? '' : fieldText(field, row[place] ?? '')]),
    ) as RowTexts
}

/** What follows from all rows together, or the question that only whoever wrote the file can answer. What the file shows goes before an answer, which may be of another file. */
function waysOf(
  raws: readonly Raw[],
  { reading }: ImportOrder,
  textsOf: (row: readonly string[]) => RowTexts,
  stepped: () => boolean,
): ReadWays | Question<'dates' | 'mark' | 'zone'> {
  const [dates, mark] = [createDateVotes(), createMarkVotes()]
  const zoneless: { row: number; text: string }[] = []
  for (const [nth, { line, fields }] of raws.entries()) {
    if (nth % STEP === 0) stepped()
    const texts = textsOf(fields)
    for (const text of [texts.created, texts.paid]) {
      const read = readInstant(text)
      if (read.kind === 'clock') dates.take(read.date, { row: line, text: text.slice(0, 100) })
      if (needsZone(read) && zoneless.length < 1) zoneless.push({ row: line, text: text.slice(0, 100) })
    }
    for (const text of [texts.asked, texts.received])
      if (text !== '') mark.take(readTold(text, 2), { row: line, text: text.slice(0, 100) })
  }
  const foundDates = answered(dates.found(), reading.dates)
  if (isAsked(foundDates)) return foundDates
  const foundMark = answered(mark.found(), reading.mark)
  if (isAsked(foundMark)) return foundMark
  const { zone } = reading
  if (zoneless.length > 0 && zone === null)
    return { kind: 'ask', what: 'zone', examples: zoneless, isBoth: false }
  return { dates: foundDates, mark: foundMark, zone: zoneless.length > 0 ? zone : null }
}

function answered<T>(found: T | null | Question<'dates' | 'mark'>, answer: T | null) {
  return isAsked(found) ? (answer ?? found) : found
}

function isAsked(found: unknown): found is Question<'dates' | 'mark'> {
  return typeof found === 'object' && found !== null
}

async function sha256Of(path: string, stepped: () => boolean): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(path)) {
    stepped()
    hash.update(bytes as Uint8Array)
  }
  return hash.digest('hex')
}

function whyOf(error: unknown): ImportFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'encoding'
  return code.startsWith('CSV_') ? 'notATable' : 'gone'
}

/** How a book numbers its invoices, whatever the code of the till. */
const OWN_NUMBER = /-\d{6,}$/

/** What the book is asked about a file. */
export function surveyOf({ sha256, rows, gathered, ways }: FileInside): Surveyed {
  const [references, hashes, amounts, numbers] = [0, 1, 2, 3].map(() => new Set<string>())
  const paid = { from: Number.POSITIVE_INFINITY, until: Number.NEGATIVE_INFINITY }
  for (const sale of gathered.sales) {
    references?.add(sale.reference)
    for (const { row } of sale.rows) {
      if (row.number !== null && OWN_NUMBER.test(row.number)) numbers?.add(row.number)
      if (row.paid === null) continue
      if (row.transaction !== null) hashes?.add(row.transaction)
      amounts?.add(amountKey(sale.currency, row.paid.amount))
      paid.from = Math.min(paid.from, row.paid.day?.from ?? row.paid.at)
      paid.until = Math.max(paid.until, row.paid.day?.until ?? row.paid.at)
    }
  }
  const listed = (set: Set<string> | undefined) => [...(set ?? [])]
  return {
    ...{ kind: 'surveyed', sha256, rows: rows.length, ways },
    paid: paid.from > paid.until ? null : paid,
    ...{ references: listed(references), hashes: listed(hashes) },
    ...{ amounts: listed(amounts), numbers: listed(numbers) },
  }
}

/** Writes a row of the file as it is kept with its sale: its fields by the names of their columns, as JSON. */
export function rawOf({ columns, fields }: FileInside): (place: number) => string {
  // Two columns of one name are two.
  const names = columns.map((name, at) => (name === '' || columns.indexOf(name) < at ? '' : name))
  return (place) =>
    JSON.stringify(
      Object.fromEntries(
        (fields[place] ?? [])
          .slice(0, MOST_FILE_COLUMNS)
          .map((field, at) => [names[at] || nameAt(columns[at], at), field.slice(0, LONGEST_RAW)]),
      ),
    )
}

function nameAt(name: string | undefined, at: number): string {
  return name ? `${name} (column ${at + 1})` : `column ${at + 1}`
}
