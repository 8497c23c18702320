import type { WrittenIn } from '../../../shared/contract/shapes/lists/written-in.ts'
import type { StoredAmount } from '../../../shared/money/scale.ts'
import { fold } from '../../../shared/text/fold.ts'
import type { Reading } from '../sqlite/context.ts'
import { all, plainRows } from '../sqlite/sql.ts'

/** What is written of a sale. */
export interface Written {
  readonly seq: number
  readonly texts: readonly { readonly in: WrittenIn; readonly text: string }[]
  /** What was asked and received, each payment, and what was given back. */
  readonly amounts: readonly WrittenAmount[]
}

export interface WrittenAmount extends StoredAmount {
  /** It is what the sale asks for or has received. */
  readonly isShown: boolean
}

const WANTED = 'FROM json_each(?) AS wanted'
type Texts = readonly [seq: number, ...texts: (string | null)[]]

/** Each statement gives a sale's key, and texts that stand in the named places. */
const SOURCES: readonly { readonly sql: string; readonly places: readonly WrittenIn[] }[] = [
  {
    sql: `SELECT invoice.seq, invoice.number, invoice.customer_name, invoice.customer_email, invoice.description
      ${WANTED} CROSS JOIN invoices AS invoice ON invoice.seq = wanted.value`,
    places: ['number', 'customer', 'email', 'description'],
  },
  {
    sql: `SELECT invoice.seq, tag.value
      ${WANTED} CROSS JOIN invoices AS invoice NOT INDEXED ON invoice.seq = wanted.value CROSS JOIN json_each(invoice.tags) AS tag
      ORDER BY wanted.key, tag.key`,
    places: ['tag'],
  },
  {
    sql: `SELECT line.invoice_seq, line.name
      ${WANTED} CROSS JOIN invoice_lines AS line ON line.invoice_seq = wanted.value
      WHERE line.name IS NOT NULL ORDER BY wanted.key, line.position`,
    places: ['item'],
  },
  {
    sql: `SELECT link.invoice_seq, link.provider_ref, link.url, link.marker
      ${WANTED} CROSS JOIN payment_links AS link ON link.invoice_seq = wanted.value ORDER BY wanted.key, link.seq`,
    places: ['reference', 'address', 'marker'],
  },
  {
    sql: `SELECT receipt.invoice_seq, receipt.provider_receipt_id, receipt.tx_hash, receipt.payer
      ${WANTED} CROSS JOIN receipts AS receipt ON receipt.invoice_seq = wanted.value
      ORDER BY wanted.key, receipt.seq`,
    places: ['receipt', 'transaction', 'payer'],
  },
]

/** The facts that hold what a person or a provider wrote, and which of their values that is. */
const TELLING: Readonly<Record<string, Readonly<Record<string, WrittenIn>>>> = {
  note: { text: 'note' },
  abandoned: { reason: 'reason' },
  short_accepted: { reason: 'reason', person: 'person' },
  refund_recorded: { reason: 'reason', reference: 'refund', person: 'person' },
  refund_undone: { reason: 'reason', person: 'person' },
  exception_settled: { text: 'reason', person: 'person' },
  standing_paid: { name: 'standing' },
  link_refused: { words: 'refusal' },
  // A customer may still hold the transaction that another one took the place of.
  receipt_changed: { txHashFrom: 'transaction', payerFrom: 'payer' },
}

const FACTS_SQL = `SELECT fact.invoice_seq, fact.kind, fact.data
  ${WANTED} CROSS JOIN events AS fact INDEXED BY events_of_invoice ON fact.invoice_seq = wanted.value
  WHERE fact.kind IN (${Object.keys(TELLING)
    .map((kind) => `'${kind}'`)
    .join(', ')})
  ORDER BY wanted.key, fact.seq`

// The index is named: by the statistics of a shop that had no refund and no tag yet, SQLite would walk all of them for each sale.
const BY_KEY = ['seq', 'NOT INDEXED'] as const
const AMOUNTS: readonly (readonly [table: string, column: string, key: string, by: string])[] = [
  ['invoices', 'asked', ...BY_KEY],
  ['invoices', 'received', ...BY_KEY],
  ['receipts', 'amount', 'invoice_seq', 'INDEXED BY receipts_of_invoice'],
  ['receipts', 'credited', 'invoice_seq', 'INDEXED BY receipts_of_invoice'],
  ['refunds', 'amount', 'invoice_seq', 'INDEXED BY refunds_of_invoice'],
]

const AMOUNTS_SQL = AMOUNTS.map(
  ([
    table,
    column,
    key,
    by,
  ]) => `SELECT one.${key} AS seq, one.${column}_whole AS whole, one.${column}_frac AS frac,
      ${table === 'invoices'} AS shown
    ${WANTED} CROSS JOIN ${table} AS one ${by} ON one.${key} = wanted.value WHERE one.${column}_whole IS NOT NULL`,
).join(' UNION ALL ')

interface AmountRow extends StoredAmount {
  readonly seq: bigint
  readonly shown: bigint
}

/** Reads everything that is written of the sales of these keys, which come back in their order. */
export function readWritten(reading: Reading, seqs: readonly number[]): Written[] {
  const wanted = `[${seqs.join(',')}]`
  const found = new Map(
    seqs.map((seq) => [
      seq,
      { seq, texts: [] as Written['texts'][number][], amounts: [] as WrittenAmount[] },
    ]),
  )
  const add = (seq: number, place: WrittenIn, text: unknown) => {
    if (typeof text === 'string' && text !== '') found.get(seq)?.texts.push({ in: place, text })
  }
  for (const { sql, places } of SOURCES) {
    for (const [seq, ...texts] of plainRows<Texts>(reading, sql, [wanted]))
      places.forEach((place, n) => void add(seq, place, texts[n]))
  }
  for (const [seq, kind, data] of plainRows<readonly [number, string, string]>(reading, FACTS_SQL, [
    wanted,
  ])) {
    const values = JSON.parse(data) as Readonly<Record<string, unknown>>
    for (const [name, place] of Object.entries(TELLING[kind] ?? {})) add(seq, place, values[name])
  }
  const amounts = all<AmountRow>(
    reading,
    AMOUNTS_SQL,
    AMOUNTS.map(() => wanted),
  )
  for (const { seq, shown, ...amount } of amounts)
    found.get(Number(seq))?.amounts.push({ ...amount, isShown: shown === 1n })
  return [...found.values()]
}

/** Amounts are written in characters of their own, of which folding leaves none: a figure of a text is none of an amount. */
const AMOUNT = 0x0e
/** Ends each text, so that nothing is found across two of them. */
const END = '\n'
/** Ends the text of a sale, and stands nowhere within it. */
export const TEXTS_END = END + END
const FRACTION_DIGITS = 18
/** More texts of one sale are not compared each with each: money may come in thousands of receipts. */
const MOST_COMPARED = 200

/** Everything of a sale that is searched, in one text. */
export function searchedText({ texts, amounts }: Pick<Written, 'texts' | 'amounts'>): string {
  const folded = texts.map(({ text }) => fold(text))
  const parts = [...folded, ...folded.flatMap(joinedFigures), ...amounts.map(wholeAmount)]
  const once = [...new Set(parts)]
  // What stands in another one as well is found there.
  const alone =
    once.length > MOST_COMPARED
      ? once
      : once.filter((part) => !once.some((one) => one !== part && one.includes(part)))
  // Behind the last one stand two ends, so that its last character begins a gram too.
  return [...alone, '', ''].join(END)
}

/** Figures in groups that are no part of a longer name: those of a reference mean nothing by themselves. */
const GROUPED = /(?<![\p{L}\d-])\d(?:[ ()./-]{0,2}\d){6,}(?![\p{L}\d-])/gu

/** Gives the figures that stand in groups of a folded text, joined: "0555 12 34 56" is searched as it is typed without blanks too. */
export function joinedFigures(folded: string): readonly string[] {
  const groups = folded.match(GROUPED) ?? []
  return groups.flatMap((one) => (/\D/.test(one) ? [one.replaceAll(/\D/g, '')] : []))
}

/** What a searched text holds where an amount of the sale begins with this decimal: "49" is 49 with any fraction, "49.9" is 49.9 and 49.95. */
export function amountNeedle(decimal: string): string {
  const [whole = '', frac = ''] = decimal.split('.')
  return amountText(`${BigInt(whole)}.${frac}`)
}

/** Says whether an amount begins as such a needle wants it. */
export function amountNeedleIn(amount: StoredAmount, needle: string): boolean {
  return wholeAmount(amount).startsWith(needle)
}

function wholeAmount({ whole, frac }: StoredAmount): string {
  return amountText(`${whole}.${String(frac).padStart(FRACTION_DIGITS, '0')}`)
}

/** Begins with a mark, so that an amount is found from its beginning on. */
function amountText(decimal: string): string {
  const figures = [...decimal].map((one) => AMOUNT + (one === '.' ? 10 : Number(one)))
  return String.fromCharCode(AMOUNT + 11, ...figures)
}
