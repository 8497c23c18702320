import { eur, openSale, seen, testBook, transfer } from './open-book.ts'

/** The month that is closed. */
export const OCTOBER = { firstDay: '2026-10-01', lastDay: '2026-10-31' }
/** A moment of the shop's clock, epoch ms. */
export const at = (text: string) => Date.parse(`${text}+01:00`)
/** When it is closed. */
export const CLOSED_AT = at('2026-11-04T10:52')

/** A book with three sales of October, one paid, one paid too little, one open; and an answer of its provider since. */
export async function october() {
  const book = await testBook()
  const { ledger } = book
  const sell = (day: string) => openSale(ledger, { at: at(day) }, { at: at(day) })
  const [paid, short, open] = [sell('2026-10-03T11:00'), sell('2026-10-31T18:18'), sell('2026-10-31T20:00')]
  const pay = (linkId: string, amount: string, paidAt: number, told = paidAt, change = {}) =>
    ledger.recordAnswers([
      seen(linkId, {
        reading: 'paid',
        received: eur(amount),
        receipts: [
          transfer({
            receiptId: `r-${linkId}-${paidAt}`,
            txHash: null,
            amount: eur(amount),
            credited: eur(amount),
            paidAt,
            ...change,
          }),
        ],
        at: told,
      }),
    ])
  pay(paid.linkId, '49.90', at('2026-10-03T11:05'))
  pay(short.linkId, '40.00', at('2026-10-31T18:20'))
  ledger.recordUnchanged([{ linkId: open.linkId, nextCheckAt: null }], at('2026-11-04T09:00'))
  const view = (now = CLOSED_AT) => ledger.period(OCTOBER, now)
  const close = (reason: string | null = 'one is short', now = CLOSED_AT, mark = view(now).mark) =>
    ledger.closePeriod({ ...OCTOBER, zone: view(now).zone, mark, reason, person: 'Salima' }, now)
  return { ...book, paid, short, open, pay, view, close }
}
