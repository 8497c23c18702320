import { fold } from '../../../shared/text/fold.ts'
import { amountKey, type FileSale } from './gather.ts'
import type { BookPayment } from './port.ts'
import type { ReadRow } from './read-row.ts'

/** Two payments over one amount within this time may be one payment told twice, ms. */
export const HOUR_MS = 3_600_000

/**
 * Says which sale of the book a sale of a file may be under another reference; null where none is like it. Of the same account: one with a
 * payment over the same amount within an hour, or on the same day where the file tells a day alone, unless both name a customer or an
 * e-mail and neither is the same. Of another account: one that names the same customer or e-mail, too.
 */
export function likenessInBook(payments: readonly BookPayment[]): (sale: FileSale) => string | null {
  const by = new Map<string, BookPayment[]>()
  for (const one of payments.toSorted((a, b) => a.paidAt - b.paidAt)) {
    for (const key of keysOf(one)) {
      const there = by.get(key)
      if (there) there.push(one)
      else by.set(key, [one])
    }
  }
  return (sale) => {
    for (const { row } of sale.rows) {
      if (row.paid === null) continue
      const { from, until } = row.paid.day ?? {
        from: row.paid.at - HOUR_MS,
        until: row.paid.at + HOUR_MS + 1,
      }
      for (const key of wantedBy(sale, row)) {
        const near = firstFrom(by.get(key) ?? [], from)
        if (near && near.paidAt < until) return near.number
      }
    }
    return null
  }
}

/** Which of customer and e-mail a payment must not name to be like one of which nothing that both name is known. */
type Unnamed = 'any' | 'noCustomer' | 'noEmail' | 'neither'

function keysOf({ amount, customer, email, isSameAccount }: BookPayment): readonly string[] {
  const unnamed: Unnamed[] = ['any']
  if (customer === null) unnamed.push('noCustomer')
  if (email === null) unnamed.push('noEmail')
  if (customer === null && email === null) unnamed.push('neither')
  return [
    ...namedBy(amount, customer, email),
    ...(isSameAccount ? unnamed : []).map((one) => `${amount} ${one}`),
  ]
}

function wantedBy({ currency }: FileSale, { paid, customer, email }: ReadRow): readonly string[] {
  const amount = amountKey(currency, paid?.amount ?? '0')
  const own: Unnamed =
    customer === null ? (email === null ? 'any' : 'noEmail') : email === null ? 'noCustomer' : 'neither'
  return [...namedBy(amount, customer, email), `${amount} ${own}`]
}

function namedBy(amount: string, customer: string | null, email: string | null): readonly string[] {
  return [
    ...(customer === null ? [] : [`${amount} customer ${fold(customer)}`]),
    ...(email === null ? [] : [`${amount} email ${fold(email)}`]),
  ]
}

/** The first payment that is not before an instant, of payments in the order of their times. */
function firstFrom(payments: readonly BookPayment[], from: number): BookPayment | undefined {
  let [low, high] = [0, payments.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((payments[middle]?.paidAt ?? 0) < from) low = middle + 1
    else high = middle
  }
  return payments[low]
}
