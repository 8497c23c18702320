import { createHash } from 'node:crypto'
import { add, type Money, moneyFrom, subtract, toDecimal, zero } from '../../../shared/money/money.ts'
import { accountName, type Transaction, type TransactionsWriter } from './transactions.ts'

/** One account in one currency: a bank's statement knows no more. */
interface Statement {
  readonly first: Transaction
  last: Transaction
  readonly entries: string[]
  sum: Money
}

/** Holds what statements are made of until all transactions are there. */
function createStatements(entry: (transaction: Transaction) => string) {
  const statements = new Map<string, Statement>()
  return {
    take(one: Transaction): string {
      const key = `${one.provider} ${one.currency} ${one.account} ${one.twin}`
      const statement = statements.get(key) ?? { first: one, last: one, entries: [], sum: zero(one.currency) }
      statements.set(key, statement)
      statement.entries.push(entry(one))
      statement.sum = add(statement.sum, signed(one))
      statement.last = one
      return ''
    },
    all: () => [...statements].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, statement]) => statement),
  }
}

function signed({ currency, amount }: Transaction): Money {
  return amount.startsWith('-')
    ? subtract(zero(currency), moneyFrom(currency, amount.slice(1)))
    : moneyFrom(currency, amount)
}

/** As XML of ASCII alone: there are readers that take a file without an encoding they know for ASCII, and end at the first other letter. */
const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[^\x20-\x7e]/gu, (one) => `&#${one.codePointAt(0)};`)
/** Cut to so many characters, none of them in two. */
const cut = (text: string, longest: number) => [...text].slice(0, longest).join('')
const element = (name: string, value: string) => (value === '' ? '' : `<${name}>${escaped(value)}</${name}>`)

/** A business day as OFX writes it, by its noon: of an instant some readers take the day in UTC and others that of their own zone. */
function ofxDay(day: string): string {
  return `${day.replaceAll('-', '')}120000.000[0:GMT]`
}

/** So long may OFX call an account. */
const LONGEST_ACCOUNT = 22

/** What OFX calls an account of a provider in one currency. By this alone programs know where entries belong, so that no two share one. */
function ofxAccount({ provider, account, twin, currency }: Transaction): string {
  const named = `${provider}-${accountName(account, twin)}`
  const name = `${named}-${currency}`
  if (name.length <= LONGEST_ACCOUNT && /^[\x21-\x7e]+$/.test(name)) return name
  const own = createHash('sha256')
    .update(JSON.stringify([provider, account, twin, currency]))
    .digest('hex')
    .slice(0, 8)
  return `${named.slice(0, LONGEST_ACCOUNT - own.length - 1)}-${own}`
}

const STATUS = '<STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>'

/**
 * Writes OFX 2.2, a statement for each account and currency; its balance is what its own rows come to. Source: the specification of the
 * Open Financial Exchange 2.2, chapters 2, 3 and 11; read by ofxparse.
 */
export function ofxWriter(): TransactionsWriter {
  const statements = createStatements((one) =>
    [
      `<STMTTRN><TRNTYPE>${one.amount.startsWith('-') ? 'DEBIT' : 'CREDIT'}</TRNTYPE>`,
      `<DTPOSTED>${ofxDay(one.day)}</DTPOSTED><TRNAMT>${one.amount}</TRNAMT>`,
      element('FITID', one.id),
      element('REFNUM', cut(one.number, 32)),
      element('NAME', cut(one.payee, 32) || one.number),
      element('MEMO', cut([one.memo, one.reference].filter((text) => text !== '').join(', '), 255)),
      '</STMTTRN>\n',
    ].join(''),
  )
  const statement = ({ first, last, entries, sum }: Statement, n: number) =>
    [
      `<STMTTRNRS><TRNUID>${n + 1}</TRNUID>${STATUS}<STMTRS>${element('CURDEF', first.currency)}`,
      `<BANKACCTFROM>${element('BANKID', cut(first.provider, 9))}`,
      `${element('ACCTID', ofxAccount(first))}<ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM>`,
      `<BANKTRANLIST><DTSTART>${ofxDay(first.day)}</DTSTART><DTEND>${ofxDay(last.day)}</DTEND>\n`,
      ...entries,
      `</BANKTRANLIST><LEDGERBAL><BALAMT>${toDecimal(sum)}</BALAMT><DTASOF>${ofxDay(last.day)}</DTASOF></LEDGERBAL>`,
      '</STMTRS></STMTTRNRS>\n',
    ].join('')
  return {
    begin: () =>
      '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<?OFX OFXHEADER="200" VERSION="220" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>\n',
    one: statements.take,
    end() {
      const all = statements.all()
      const latest = all.map(({ last }) => last.day).reduce((a, b) => (a > b ? a : b), '1970-01-01')
      return [
        `<OFX><SIGNONMSGSRSV1><SONRS>${STATUS}<DTSERVER>${ofxDay(latest)}</DTSERVER><LANGUAGE>ENG</LANGUAGE>`,
        '</SONRS></SIGNONMSGSRSV1>\n<BANKMSGSRSV1>\n',
        ...all.map(statement),
        '</BANKMSGSRSV1></OFX>\n',
      ].join('')
    },
  }
}

/** Writes QIF, a list for each account and currency, whose name says which. Days are year, month, day. Source: Intuit's "Quicken interchange format (QIF) files"; no reader of it is tried here. */
export function qifWriter(): TransactionsWriter {
  const line = (letter: string, text: string) => (text === '' ? '' : `${letter}${text}\n`)
  const statements = createStatements((one) =>
    [
      `D${one.day}\nT${one.amount}\n`,
      line('N', one.number),
      line('P', one.payee),
      line('M', [one.memo, one.reference, one.id].filter((text) => text !== '').join(', ')),
      '^\n',
    ].join(''),
  )
  return {
    begin: () => '',
    one: statements.take,
    end: () =>
      statements
        .all()
        .map(({ first, entries }) => {
          const own = first.twin === '' ? first.account : `${first.account} ${accountName('', first.twin)}`
          const name = `${first.provider} ${own} ${first.currency}`
          return `!Account\nN${name}\nTBank\n^\n!Type:Bank\n${entries.join('')}`
        })
        .join(''),
  }
}
