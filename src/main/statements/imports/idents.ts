import type { ImportField } from '../../../shared/contract/plain/imports.ts'

type Told = Exclude<ImportField, 'out'>

/** What programs write where they have nothing. A customer may be called like that, so that names and notes stay as they are. */
const NOTHING: ReadonlySet<string> = new Set([
  ...['-', '--', '---', '–', '—', '/', 'n/a', 'na', '#n/a', 'n.a.', 'nan', 'null', '(null)', '<null>'],
  ...['\\n', 'nil', 'none', '(none)', 'undefined', '0000-00-00', '0000-00-00 00:00:00'],
])
/** No sale and no transaction is called by nothing but zeros. */
const ZEROS = /^0+$/
/** Digits that a spreadsheet has rounded away ("1.23457E+17"), an error of one of its formulas, or a column that was too narrow. */
const SPOILED =
  /^(?:\d(?:[.,]\d+)?E\+\d+|#(?:REF|VALUE|NAME|DIV\/0|NUM|NULL|ERROR|SPILL|CALC|FIELD)[!?]|#{3,}|Err:\d+)$/i
const ASCII = /^[ -~]*$/
const UNSEEN = /[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu

/** By these a sale or a payment is known again: two that look the same are the same. */
const IDENTS: ReadonlySet<Told> = new Set(['reference', 'number', 'transaction', 'payer', 'currency'])
const AS_SAID: ReadonlySet<Told> = new Set(['customer', 'email', 'description', 'status'])

/**
 * Gives a field of a file as it is read: without outer blanks; what a sale is known by also in one spelling and without what nobody sees, and
 * empty where it stands for nothing ("-", "N/A", "null").
 */
export function fieldText(field: Told, text: string): string {
  const trimmed = text.trim()
  if (AS_SAID.has(field)) return trimmed
  const own = IDENTS.has(field) && !ASCII.test(trimmed) ? seenOf(trimmed) : trimmed
  if (own.length <= 19 && NOTHING.has(own.toLowerCase())) return ''
  return (field === 'reference' || field === 'number' || field === 'transaction') && ZEROS.test(own)
    ? ''
    : own
}

function seenOf(text: string): string {
  return text.replace(UNSEEN, '').normalize('NFC').trim()
}

/** Says whether a spreadsheet has made of a reference what many others have become, too. */
export function isSpoiled(text: string): boolean {
  return SPOILED.test(text)
}
