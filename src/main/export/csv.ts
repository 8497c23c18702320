/** Tells a spreadsheet that the file is UTF-8; without it Excel garbles every name beyond Latin. */
export const BYTE_ORDER_MARK = '\u{FEFF}'

const FORMULA_START = /^[=+\-@\t\r]/
const NEEDS_QUOTES = /[",\r\n]/

/** Keeps a free text from being run as a formula: a leading = + - @ tab or CR gets an apostrophe before it (OWASP). */
export function guardFormula(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text
}

/** Writes one cell as RFC 4180 wants it: quoted where it must be, quotes doubled. */
export function csvCell(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Writes one record with its CRLF. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}
