import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs'
import { parse } from 'csv-parse'
import { parse as parseNow } from 'csv-parse/sync'
import {
  MOST_FILE_COLUMNS,
  STATEMENT_DELIMITERS,
  type StatementDelimiter,
  type StatementEncoding,
} from '../../shared/contract/plain/statements.ts'
import { decoderOf, encodingOf } from './bytes.ts'
import type { FileLook } from './port.ts'

/** So much of a file is looked at to propose how it is read, bytes. */
const HEAD_BYTES = 65_536
/** So many of its rows are shown, each cut to so many letters. */
const MOST_ROWS = 6
const MOST_LETTERS = 120
/** A single row is no longer than this, characters: a quote that never ends would take the whole file for one. */
const LONGEST_ROW = 1_000_000

const LENIENT = {
  ...({ relax_quotes: true, relax_column_count: true, skip_empty_lines: true, bom: true } as const),
  // Files of several systems are joined to one: by the end of its first line alone, all others would be one row.
  record_delimiter: ['\r\n', '\n', '\r'],
}

/** Looks at how a file begins: how its text is written, what parts its columns, and what they are called. Throws where it cannot be read. */
export function lookAtFile(
  path: string,
  encoding: StatementEncoding | null,
  delimiter: StatementDelimiter | null,
): FileLook {
  const head = headOf(path)
  const found = encodingOf(head)
  const own = encoding ?? found.encoding
  const text = new TextDecoder(own).decode(head, { stream: true })
  // The last line may be cut.
  const lines =
    text.length < HEAD_BYTES / 4
      ? text
      : text.slice(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'), 1))
  const parted = STATEMENT_DELIMITERS.map((one) => ({ one, rows: rowsOf(lines, one) }))
  const fits = parted.filter(({ rows }) => isTable(rows))
  // A comma within amounts parts some rows and not the one with the names.
  const whole = fits.filter(({ rows }) => rows.every((row) => row.length === usualWidth(rows)))
  const [only, ...others] = whole.length > 0 ? whole : fits
  const chosen = delimiter ?? (others.length === 0 ? (only?.one ?? null) : null)
  const rows = chosen === null ? [] : (parted.find(({ one }) => one === chosen)?.rows ?? [])
  const header = headerOf(rows)
  return {
    ...{ encoding: own, isEncodingSure: encoding !== null || found.isSure, delimiter: chosen },
    ...{
      size: statSync(path).size,
      headerRow: header,
      columns: (rows[header] ?? []).slice(0, MOST_FILE_COLUMNS).map(cut),
      moreColumns: Math.max(0, (rows[header] ?? []).length - MOST_FILE_COLUMNS),
    },
    sample: rows
      .slice(header + 1, header + 1 + MOST_ROWS)
      .map((row) => row.slice(0, MOST_FILE_COLUMNS).map(cut)),
  }
}

function cut(text: string): string {
  return text.trim().slice(0, MOST_LETTERS)
}

function headOf(path: string): Uint8Array {
  const file = openSync(path, 'r')
  try {
    const bytes = new Uint8Array(HEAD_BYTES)
    return bytes.subarray(0, readSync(file, bytes, 0, HEAD_BYTES, 0))
  } finally {
    closeSync(file)
  }
}

function rowsOf(text: string, delimiter: string): string[][] {
  try {
    return parseNow(text, { ...LENIENT, delimiter, to: 40 }) as string[][]
  } catch {
    return []
  }
}

/** Most rows of a table have as many columns as each other, two at least. */
function isTable(rows: readonly (readonly string[])[]): boolean {
  const usual = usualWidth(rows)
  return usual >= 2 && rows.filter((row) => row.length === usual).length > rows.length / 2
}

function usualWidth(rows: readonly (readonly string[])[]): number {
  const widths = Map.groupBy(rows, (row) => row.length)
  return [...widths].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? 0
}

/** What stands above the table (the bank's name, the account) has fewer columns; "sep=;" is a word to spreadsheets, and parts itself. */
function headerOf(rows: readonly (readonly string[])[]): number {
  const usual = usualWidth(rows)
  return Math.max(
    0,
    rows.findIndex((row) => row.length >= usual && !/^sep=$/i.test(row[0] ?? '')),
  )
}

interface Lined {
  readonly info: { readonly lines: number }
  readonly record: string[]
}

/** Tells in which line each row begins, one after the other. Each is counted by the parser as in the line that it ends in, and CR LF within quotes as two. */
function createLines(): (row: Lined) => number {
  let twice = 0
  return ({ info, record }) => {
    const count = (what: RegExp) => record.reduce((n, field) => n + (field.match(what)?.length ?? 0), 0)
    const begin = Math.max(1, info.lines - twice - count(/[\r\n]/g))
    twice += count(/\r\n/g)
    return begin
  }
}

/** Reads a file row by row, behind its names; `row` is the place in the file, from 1, or with `withLines` the line it begins in. Rejects where its text is not in the encoding. */
export async function readRows(
  path: string,
  how: {
    readonly encoding: StatementEncoding
    readonly delimiter: StatementDelimiter
    readonly headerRow: number
    readonly withLines?: boolean
  },
  take: (fields: readonly string[], row: number) => void,
  stepped: () => boolean,
): Promise<'read' | 'cancelled'> {
  const decoder = decoderOf(how.encoding)
  const info = how.withLines === true
  const parser = parse({ ...LENIENT, delimiter: how.delimiter, max_record_size: LONGEST_ROW, info })
  const failed = new Promise<never>((_, reject) => parser.once('error', reject))
  failed.catch(() => undefined)
  let row = 0
  const lineOf = createLines()
  parser.on('data', (data: string[] | Lined) => {
    row += 1
    const [fields, place] = Array.isArray(data) ? [data, row] : [data.record, lineOf(data)]
    if (row > how.headerRow) take(fields, place)
  })
  const ended = new Promise<void>((done) => parser.once('end', done))
  for await (const bytes of createReadStream(path)) {
    if (stepped()) {
      parser.destroy()
      return 'cancelled'
    }
    if (!parser.write(decoder.decode(bytes as Uint8Array, { stream: true })))
      await Promise.race([new Promise<void>((done) => parser.once('drain', done)), failed])
  }
  parser.end(decoder.decode())
  await Promise.race([ended, failed])
  return 'read'
}
