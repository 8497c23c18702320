import { type Money, type SeenReceipt, toDecimal } from '../app.ts'
import type { ReceiptRow } from './rows.ts'

type Differences = Readonly<Record<string, string | number | null>>

/** Completes a receipt by what is told of it now; gives what changed as its event names it, null when nothing did. */
export function completeReceipt(known: ReceiptRow, told: SeenReceipt): Differences | null {
  const timely = !told.timeObserved
  const after = {
    txHash: told.txHash ?? known.txHash,
    payer: told.payer ?? known.payer,
    amount: told.amount,
    credited: told.credited ?? known.credited,
    paidAt: timely ? told.paidAt : known.paidAt,
    timeObserved: timely ? false : known.timeObserved,
  }
  const differences: Record<string, string | number | null> = {}
  const note = (name: string, from: string | number | null, to: string | number | null) => {
    differences[`${name}From`] = from
    differences[`${name}To`] = to
  }
  if (known.txHash !== after.txHash) note('txHash', known.txHash, after.txHash)
  if (known.payer !== after.payer) note('payer', known.payer, after.payer)
  if (!sameMoney(known.amount, after.amount)) note('amount', inWords(known.amount), inWords(after.amount))
  if (!sameMoney(known.credited, after.credited)) {
    note('credited', inWords(known.credited), inWords(after.credited))
  }
  if (known.paidAt !== after.paidAt || known.timeObserved !== after.timeObserved) {
    note('paidAt', known.paidAt, after.paidAt)
  }
  if (Object.keys(differences).length === 0) return null
  Object.assign(known, after, { raw: told.raw })
  return differences
}

/** Only what counts toward an invoice in `currency`, and the time before which the money surely had not come. */
export function factsOf({ credited, timeObserved, notBefore, paidAt }: ReceiptRow, currency: string) {
  const counted = credited?.currency === currency ? credited : null
  return { credited: counted, at: timeObserved ? (notBefore ?? 0) : paidAt }
}

/** Says whether two amounts are the same money; null equals null. */
export function sameMoney(a: Money | null, b: Money | null): boolean {
  if (a === null || b === null) return a === b
  return a.currency === b.currency && a.units === b.units
}

/** Writes an amount for an event: "49.90 EUR"; null stays null. */
export function inWords(amount: Money | null): string | null {
  return amount && `${toDecimal(amount)} ${amount.currency}`
}
