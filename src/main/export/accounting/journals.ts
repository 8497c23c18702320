import { createHash } from 'node:crypto'
import { negated } from '../../../shared/money/money.ts'
import { accountName, type Transaction, type TransactionsWriter } from './transactions.ts'

const assets = ({ provider, account, twin }: Transaction) =>
  `Assets:Payments:${accountName(provider)}:${accountName(account, twin)}`
const INCOME = 'Income:Sales'

/** Writes a journal of hledger, which Ledger reads too. Source: hledger's manual, "Journal", read by `hledger check`. */
export function hledgerWriter(): TransactionsWriter {
  // A semicolon begins a comment, a bar ends the payee.
  const plain = (text: string) => text.replaceAll(';', ',').replaceAll('|', '/')
  const tag = (name: string, value: string) =>
    value === '' ? '' : `    ; ${name}: ${value.replaceAll(',', ' ').replaceAll(';', ' ')}\n`
  const commodity = (code: string) => (/^[A-Za-z]+$/.test(code) ? code : `"${code}"`)
  return {
    begin: () =>
      '; Counterfoil: receipts and refunds, one transaction each; decimals are points.\ndecimal-mark .\n\n',
    one(transaction) {
      const { day, number, payee, memo, id, reference, amount, currency } = transaction
      const title = [plain(payee), plain(memo)].filter((text) => text !== '').join(' | ')
      return [
        `${day} * (${number}) ${title}`.trimEnd(),
        `\n${tag('receipt', id)}${tag('reference', reference)}`,
        `    ${assets(transaction)}  ${amount} ${commodity(currency)}\n`,
        `    ${INCOME}  ${negated(amount)} ${commodity(currency)}\n\n`,
      ].join('')
    },
    end: () => '',
  }
}

/** What Beancount takes for a commodity, and three words that are none. */
const COMMODITY = /^(?!(?:TRUE|FALSE|NULL)$)[A-Z][A-Z0-9'._-]{0,22}[A-Z0-9]$/

/** A currency as Beancount writes one; two never share a name, or their sums would be one. */
function commodity(code: string): string {
  if (COMMODITY.test(code)) return code
  const plain = code
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-')
    .replace(/^[^A-Z]+/, '')
    .slice(0, 12)
  const own = createHash('sha256').update(code).digest('hex').slice(0, 8).toUpperCase()
  return `${plain || 'X'}-${own}`
}

/** Writes a ledger of Beancount 2; the plugin opens the accounts. Source: Beancount's language syntax, read by `bean-check`. */
export function beancountWriter(): TransactionsWriter {
  const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
  const note = (name: string, value: string) => (value === '' ? '' : `  ${name}: ${quoted(value)}\n`)
  return {
    begin: () =>
      '; Counterfoil: receipts and refunds, one transaction each.\nplugin "beancount.plugins.auto_accounts"\n\n',
    one(transaction) {
      const { day, number, payee, memo, id, reference, amount, currency } = transaction
      return [
        `${day} * ${quoted(payee)} ${quoted(memo)}\n`,
        `${note('invoice', number)}${note('receipt', id)}${note('reference', reference)}`,
        `  ${assets(transaction)}  ${amount} ${commodity(currency)}\n`,
        `  ${INCOME}  ${negated(amount)} ${commodity(currency)}\n\n`,
      ].join('')
    },
    end: () => '',
  }
}
