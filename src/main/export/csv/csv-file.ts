import type { ColumnType, ExportColumn } from '../../../shared/contract/plain/export-columns.ts'
import type { ColumnTitles } from '../../../shared/words/column-titles.ts'
import { createAmountReader } from '../records/amounts.ts'
import { FIELD_END, fieldEnd, numberIn } from '../records/fields.ts'
import { createInstantWriter, type InstantForm } from '../records/instants.ts'
import type { RowsFile } from '../records/rows-file.ts'
import { csvCell, guardFormula } from './cells.ts'
import { wouldBeRuined } from './kept-texts.ts'
import type { CsvStyle } from './styles.ts'

/** What a byte of a text may mean: that the cell needs quotes, that a formula may begin with it, or that a cell may begin behind it. */
const QUOTES = 1
const STARTS = 2
const SPLITS = 4

/** The first bytes of every character that the guard acts on, and more of them: they are looked at closer. */
function classesOf(separator: string): Uint8Array {
  const classes = new Uint8Array(256)
  const mark = (characters: string, as: number) => {
    for (const one of characters) {
      const byte = Buffer.from(one)[0] as number
      classes[byte] = (classes[byte] as number) | as
    }
  }
  mark(`",\r\n${separator}`, QUOTES)
  mark("=＝﹦⁼₌+＋﹢⁺₊-－﹣⁻₋−@＠﹫'\0", STARTS)
  mark(';\t\r\n\v\f\u{85}\u{2028}\u{2029}', SPLITS)
  return classes
}

const isPlainStart = (byte: number) =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)

const FORMS = {
  iso: { local: 'iso', utc: 'isoUtc', day: 'day', month: 'month' },
  sheet: { local: 'sheet', utc: 'sheetUtc', day: 'day', month: 'month' },
} as const satisfies Record<CsvStyle['times'], Partial<Record<ColumnType, InstantForm>>>

/** So much longer a field may become: an apostrophe and a quote for each of its characters, and the quotes around it; an instant is made of few digits. */
const [TIMES_LONGER, LONGEST_INSTANT] = [4, 48]

/** Writes rows as CSV, from the bytes of the book to the bytes of the file. Its columns are called by `titles`, or by their names. */
export function createCsvFile(
  columns: readonly ExportColumn[],
  style: CsvStyle,
  zone: string,
  titles: ColumnTitles = {},
): RowsFile {
  const amounts = createAmountReader()
  const instants = createInstantWriter(zone)
  const classes = classesOf(style.separator)
  const [separator, mark] = [style.separator.charCodeAt(0), style.decimalMark.charCodeAt(0)]
  const forms = FORMS[style.times]
  const types = columns.map(([, type]) => type)
  let out = Buffer.alloc(0)
  let at = 0

  /** A text of which something needs more than to be copied: it is written anew. */
  function writeAnew(bytes: Uint8Array, from: number, to: number, place: number): number {
    const read = Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString()
    const guarded = guardFormula(read)
    const kept = style.keepsTexts && guarded === read && wouldBeRuined(read) ? `'${read}` : guarded
    return place + out.write(csvCell(kept, style.separator), place)
  }

  return {
    begin(write) {
      const head = columns
        .map(([name]) => csvCell(titles[name] ?? name, style.separator))
        .join(style.separator)
      write(`${style.before}${head}\r\n`)
    },
    room(bytes, rows) {
      const most = bytes * TIMES_LONGER + rows * columns.length * LONGEST_INSTANT
      if (out.length < most) out = Buffer.allocUnsafe(most)
      at = 0
    },
    row(bytes, from) {
      // Each byte is copied while it is looked at: whatever is called for each of them takes longer than the rest. The last one ends a field.
      const into = out
      let [begin, place] = [from, at]
      for (let n = 0; n < types.length; n += 1) {
        if (n > 0) into[place++] = separator
        const type = types[n] as ColumnType
        if (type === 'ours' || type === 'count') {
          for (let byte = bytes[begin] as number; byte !== FIELD_END; byte = bytes[begin] as number) {
            into[place++] = byte
            begin += 1
          }
          begin += 1
          continue
        }
        if (type === 'text') {
          const [first, start] = [begin, place]
          let met = 0
          for (let byte = bytes[begin] as number; byte !== FIELD_END; byte = bytes[begin] as number) {
            into[place++] = byte
            met |= classes[byte] as number
            begin += 1
          }
          const isPlain = met === 0 || (met === STARTS && isPlainStart(bytes[first] as number))
          if (begin > first && (!isPlain || style.keepsTexts)) place = writeAnew(bytes, first, begin, start)
          begin += 1
          continue
        }
        const end = fieldEnd(bytes, begin)
        if (end > begin) {
          if (type !== 'amount') place = instants.write(numberIn(bytes, begin, end), forms[type], into, place)
          else if (amounts.read(bytes, begin, end)) place = amounts.write(into, place, mark)
        }
        begin = end + 1
      }
      into[place++] = 0x0d
      into[place++] = 0x0a
      at = place
      return begin
    },
    flush: (write) => write(out.subarray(0, at)),
    end: () => undefined,
  }
}
