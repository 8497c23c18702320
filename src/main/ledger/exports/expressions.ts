/** An amount as expressions: its currency, and whole units and 10^-18 that are added up; below nothing each of them may be, whatever the other is. */
export interface AmountSql {
  readonly currency: string
  readonly whole: string
  readonly frac: string
}

/** What a column is read by. An instant is in epoch ms; what of it is told is for who writes the file. */
export type FieldSql = string | AmountSql

/** Where the rows of a kind are read; one of two where they are of two tables. */
export interface Arm {
  /** What is joined to the table `chosen`, whose `seq` is a row's key. */
  readonly from: string
  /** What is joined besides where a column names it, by the name it goes by. */
  readonly joins: Readonly<Record<string, string>>
  readonly fields: Readonly<Record<string, FieldSql>>
}

/** What makes the text of a field: an amount is told as "12 500000000000000000 EUR", and as nothing where it is null. */
export function partsOf(field: FieldSql): readonly string[] {
  if (typeof field === 'string') return [field]
  return [field.whole, "' '", field.frac, "' '", field.currency]
}

/** What is left of an amount when another one of the same currency is taken away. */
export function lessSql(currency: string, from: AmountParts, taken: AmountParts): AmountSql {
  return { currency, whole: `(${from.whole} - ${taken.whole})`, frac: `(${from.frac} - ${taken.frac})` }
}

type AmountParts = Pick<AmountSql, 'whole' | 'frac'>

/** The two columns of an amount in a table. */
export function amountIn(currency: string, name: string): AmountSql {
  return { currency, whole: `${name}_whole`, frac: `${name}_frac` }
}

/** What is recorded as given back of the invoice that a statement calls `invoice`. */
export const REFUNDED: AmountSql = {
  currency: 'invoice.currency',
  whole: 'coalesce(beside.gave_whole, 0)',
  frac: 'coalesce(beside.gave_frac, 0)',
}

/** Joins what else is known of the invoice that a statement calls `invoice`: a table that is made for one file. */
export const OF_THE_INVOICE = {
  beside: 'LEFT JOIN temp.beside AS beside ON beside.invoice_seq = invoice.seq',
} as const

/** What the book knows of a sale beside its own row: the same in each table that tells of sales. */
export const OF_THE_SALE = {
  note: 'beside.note',
  // Most sales have none, and what reads a list takes as long as ten columns.
  tags: "iif(invoice.tags IS NULL, NULL, (SELECT group_concat(tag.value, ' ') FROM json_each(invoice.tags) AS tag))",
  reviewed: "iif(invoice.reviewed_at_ms IS NULL, 'no', 'yes')",
  reviewed_by: 'invoice.reviewed_by',
  reviewed_at_utc: 'invoice.reviewed_at_ms',
  handled_by: 'beside.handled_by',
  handled_at_utc: 'beside.handled_at_ms',
} as const
