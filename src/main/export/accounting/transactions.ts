import { createHash } from 'node:crypto'
import { columnsOf, type ExportColumn } from '../../../shared/contract/plain/export-columns.ts'
import { createRowReader, type Value } from '../records/fields.ts'
import { createInstantWriter } from '../records/instants.ts'
import type { RowsFile } from '../records/rows-file.ts'
import type { Write } from '../whole-file.ts'
import { ExportTooLarge } from '../xlsx/too-large.ts'

const NAMES = [
  ...['invoice_number', 'provider', 'account', 'receipt_id', 'tx_hash', 'description', 'customer_name'],
  ...['kind', 'reason', 'reference', 'business_day', 'provider_ref', 'net_currency', 'net'],
] as const
type Name = (typeof NAMES)[number] | 'account_twin'

/** The columns that an accounting program is told of, in the table's own order. */
export const ACCOUNTING_COLUMNS: readonly ExportColumn[] = [
  ...columnsOf('movements', NAMES),
  ['account_twin', 'ours'],
]

/** A receipt, or a refund below nothing, as an accounting program books it. */
export interface Transaction {
  /** The same in every file: by it a program knows what it has already. */
  readonly id: string
  /** The business day, "2026-10-25". */
  readonly day: string
  readonly currency: string
  /** With all decimals of its currency, a minus for money that was given back. */
  readonly amount: string
  readonly provider: string
  /** What it is called; two of one provider may be called alike. */
  readonly account: string
  /** By what an account is told from one that was called so before it; empty for the first of them. */
  readonly twin: string
  readonly number: string
  readonly payee: string
  /** What was sold, or why money was given back; in one line. */
  readonly memo: string
  readonly reference: string
}

/** How a program's file is written out of transactions. */
export interface TransactionsWriter {
  begin(): string
  one(transaction: Transaction): string
  /** What stands at the end; a writer that groups writes everything here. */
  end(): string
}

/** A file that a program reads into memory is refused beyond this. */
const MOST_HELD = 200_000

/** Makes a file of transactions. */
export function createTransactionsFile(
  writer: TransactionsWriter,
  zone: string,
  holdsAll: boolean,
): RowsFile {
  const readRow = createRowReader(ACCOUNTING_COLUMNS)
  const instants = createInstantWriter(zone)
  const places = new Map(ACCOUNTING_COLUMNS.map(([name], n) => [name, n]))
  let taken: string[] = []
  let rows = 0
  return {
    begin: (write: Write) => write(writer.begin()),
    room(_bytes, many) {
      if (holdsAll && rows + many > MOST_HELD) throw new ExportTooLarge()
    },
    row(bytes, from) {
      const { values, end } = readRow(bytes, from)
      const value = (name: Name): Value => values[places.get(name) ?? -1] ?? null
      const text = (name: Name) => oneLine(String(value(name) ?? ''))
      rows += 1
      taken.push(
        writer.one({
          id: text('receipt_id'),
          day: instants.text(Number(value('business_day')), 'day'),
          currency: text('net_currency'),
          amount: text('net'),
          provider: text('provider'),
          account: text('account'),
          twin: text('account_twin'),
          number: text('invoice_number'),
          payee: text('customer_name'),
          memo: text('kind') === 'receipt' ? text('description') : text('reason'),
          reference: text('tx_hash') || text('provider_ref') || text('reference'),
        }),
      )
      return end
    },
    flush(write) {
      write(taken.join(''))
      taken = []
    },
    end: (write) => write(writer.end()),
  }
}

/** A text without ends of lines, characters that nobody sees and blanks around it. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .toWellFormed()
}

/** A name for an account of letters, digits and dashes of ASCII; two labels never share one, nor do two accounts that are called alike. */
export function accountName(label: string, twin = ''): string {
  const plain = label.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '')
  const name = plain.charAt(0).toUpperCase() + plain.slice(1)
  if (name === label && name !== '' && twin === '') return name
  const own = createHash('sha256')
    .update(twin === '' ? label : `${label}\n${twin}`)
    .digest('hex')
    .slice(0, 6)
  return name === '' ? `Account-${own}` : `${name}-${own}`
}
