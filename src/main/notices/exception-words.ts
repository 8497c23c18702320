import { exponentOf } from '../../shared/money/currency.ts'
import { type Money, money, moneyFrom, subtract, toDecimal } from '../../shared/money/money.ts'
import type { ExceptionKind } from '../../shared/status/exceptions.ts'
import type { InvoiceRecord } from '../ledger/port/record.ts'

/** What a desktop notification says: which sale, how much, and nothing about the customer. */
export interface NotificationWords {
  readonly title: string
  readonly body: string
}

type Invoice = Pick<InvoiceRecord['invoice'], 'number' | 'asked' | 'received' | 'abandonedAt'>

const TITLES: Readonly<Record<ExceptionKind, string>> = {
  late: 'Paid late',
  short: 'Paid too little',
  over: 'Paid too much',
  twice: 'Paid twice',
}
const WHERE = 'It is in Needs attention.'

/** The words for one exception of an invoice; those of the practice book say so. */
export function exceptionWords(kind: ExceptionKind, invoice: Invoice, practice: boolean): NotificationWords {
  return {
    title: `${practice ? 'Practice · ' : ''}${TITLES[kind]}: ${invoice.number}`,
    body: `${sentence(kind, invoice)} ${WHERE}`,
  }
}

/** The words for many exceptions at once, as after a night without network. */
export function manyExceptionsWords(count: number, practice: boolean): NotificationWords {
  return {
    title: `${practice ? 'Practice · ' : ''}${count} sales need attention`,
    body: 'Money came late, short, over or twice. The sales are in Needs attention.',
  }
}

function sentence(kind: ExceptionKind, invoice: Invoice): string {
  const asked = moneyFrom(invoice.asked.currency, invoice.asked.amount)
  const received = moneyFrom(invoice.received.currency, invoice.received.amount)
  switch (kind) {
    case 'late': {
      const ended = invoice.abandonedAt === null ? 'had expired' : 'had been given up'
      return `${inWords(received)} came after the sale ${ended}.`
    }
    case 'short':
      return `${inWords(subtract(asked, received))} missing of ${inWords(asked)}.`
    case 'over':
      return `${inWords(subtract(received, asked))} too much: ${inWords(received)} came for ${inWords(asked)}.`
    case 'twice':
      return `${inWords(received)} came for a sale of ${inWords(asked)}.`
  }
}

/** Writes an amount with the decimals that say something, two at least where the currency has them. */
function inWords(amount: Money): string {
  const [whole = '0', fraction = ''] = toDecimal(positive(amount)).split('.')
  const shown = fraction.replace(/0+$/, '').padEnd(Math.min(2, exponentOf(amount.currency)), '0')
  return `${whole}${shown === '' ? '' : `.${shown}`} ${amount.currency}`
}

/** A status may have moved on since the exception was raised; a difference is never told with a sign. */
function positive(amount: Money): Money {
  return amount.units < 0n ? money(amount.currency, -amount.units) : amount
}
