/** How the text of a statement may be written. */
export const STATEMENT_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1256'] as const
export type StatementEncoding = (typeof STATEMENT_ENCODINGS)[number]

/** What parts the columns of a statement. */
export const STATEMENT_DELIMITERS = [',', ';', '\t', '|'] as const
export type StatementDelimiter = (typeof STATEMENT_DELIMITERS)[number]

/** In which order a date is written that does not begin with a year of four digits; `yearFirst` is "26-10-05". */
export const STATEMENT_DATES = ['dayFirst', 'monthFirst', 'yearFirst'] as const
export type StatementDates = (typeof STATEMENT_DATES)[number]

/** What parts the cents from the rest. */
export const STATEMENT_MARKS = ['.', ','] as const
export type StatementMark = (typeof STATEMENT_MARKS)[number]

/** So many columns of a file can be told what they are; those behind them are left out, and it is said how many. */
export const MOST_FILE_COLUMNS = 200
