import { negated } from '../../../shared/money/money.ts'
import { accountName, type Transaction, type TransactionsWriter } from './transactions.ts'

const assets = ({ provider, account }: Transaction) =>
  `Assets:Payments:${accountName(provider)}:${accountName(account)}`
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

/** Writes a ledger of Beancount 2; the plugin opens the accounts. Source: Beancount's language syntax, read by `bean-check`. */
export function beancountWriter(): TransactionsWriter {
  const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
  // A commodity is of capital letters, digits and ' . _ - between them.
  const commodity = (code: string) => {
    const plain = code
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '-')
      .replace(/^[^A-Z]+|-+$/g, '')
    return plain.length > 1 ? plain : `X-${Buffer.from(code).toString('hex').toUpperCase()}`.slice(0, 24)
  }
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
