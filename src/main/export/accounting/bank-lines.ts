import { csvLine, guardFormula } from '../csv/cells.ts'
import { ExportTooLarge } from '../xlsx/too-large.ts'
import type { Transaction, TransactionsWriter } from './transactions.ts'

/** A file of this kind holds one account in one currency, and there are several. */
export class SeveralAccounts extends Error {
  readonly code = 'EXPORT_ONE_ACCOUNT'
}

/** Both programs take so many lines of a file at most. */
const MOST_LINES = 1_000

/** Writes the lines of one bank account as a program reads them by their places: the names of the columns, and what each line says. */
function bankLines(
  names: readonly string[],
  line: (one: Transaction) => readonly string[],
): TransactionsWriter {
  let account: string | null = null
  let lines = 0
  return {
    begin: () => csvLine(names),
    one(transaction) {
      const { provider, account: label, twin, currency } = transaction
      const own = JSON.stringify([provider, label, twin, currency])
      account ??= own
      if (own !== account) throw new SeveralAccounts()
      lines += 1
      if (lines > MOST_LINES) throw new ExportTooLarge()
      return csvLine(line(transaction))
    },
    end: () => '',
  }
}

/** The texts that are there, in one line. */
const told = (...texts: readonly string[]) => guardFormula(texts.filter((text) => text !== '').join(', '))

/**
 * Writes the lines of a bank account for Xero: of the columns of its template the last one, the number of a cheque, stays empty. Days as ISO
 * 8601, which Xero reads wherever its own are written otherwise. Source: Xero, "Import a bank statement", with its CSV template.
 */
export function xeroWriter(): TransactionsWriter {
  const names = ['*Date', '*Amount', 'Payee', 'Description', 'Reference', 'Check Number']
  return bankLines(names, ({ day, amount, payee, memo, number, reference }) => [
    ...[day, amount, told(payee), told(memo, reference), told(number), ''],
  ])
}

/**
 * Writes the lines of a bank account for QuickBooks Online, in three columns; days as it recommends them, dd/mm/yyyy, and it asks which way
 * they read. Source: Intuit, "Prepare your CSV file for bank upload to QuickBooks" and "Manually upload transactions".
 */
export function quickBooksWriter(): TransactionsWriter {
  return bankLines(['Date', 'Description', 'Amount'], ({ day, amount, payee, memo, number, reference }) => [
    ...[day.split('-').toReversed().join('/'), told(payee, number, memo, reference), amount],
  ])
}
