/** Tells a spreadsheet that the file is UTF-8; without it Excel garbles every name beyond Latin. */
export const BYTE_ORDER_MARK = '\u{FEFF}'

/**
 * The places of a text at which a spreadsheet would begin a formula: a sign, plain, wide, small or raised, with no more than
 * blanks, invisible characters and quotes between it and the beginning of a cell.
 *
 * A cell begins with the text; and, in a program that splits the file at semicolons or tabs and so takes our quotes for
 * letters, after each of those and after each line.
 */
const FORMULA_STARTS =
  /(^|[;\t\r\n\v\f\u{85}\u{2028}\u{2029}])(?=(?:(?![\t\r\n\v\f\u{85}\u{2028}\u{2029}])["\s\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}])*[=＝﹦⁼₌+＋﹢⁺₊\-－﹣⁻₋−@＠﹫])/gu
const CONTROL_START = /^[\t\r\n\v\f\0]/
/** What no guard looks at closer: every character that could make a formula, or hide one, lies outside. */
const HARMLESS = /^[A-Za-z0-9][A-Za-z0-9 _.,:/'()#&*!?+=@-]*$/
const NEEDS_QUOTES = { ',': /[",\r\n]/, ';': /[",;\r\n]/ } as const

/**
 * Keeps a text that a person or a stranger chose from being run as a formula: an apostrophe before each place at which a
 * spreadsheet would begin one, also behind blanks, invisible characters and quotes, and in their wide forms.
 *
 * Source: OWASP, CSV Injection.
 */
export function guardFormula(text: string): string {
  if (text === '' || HARMLESS.test(text)) return text
  const guarded = text.replace(FORMULA_STARTS, "$1'")
  return CONTROL_START.test(guarded) ? `'${guarded}` : guarded
}

/** Writes one cell as RFC 4180 wants it: quoted where it must be, quotes doubled. */
export function csvCell(text: string, separator: ',' | ';' = ','): string {
  return NEEDS_QUOTES[separator].test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Writes one record with its CRLF. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => csvCell(cell)).join(',')}\r\n`
}
