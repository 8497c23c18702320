import { randomUUID } from 'node:crypto'
import { PROVIDERS } from '../../../../src/main/practice/world/state.ts'
import type { ProviderId } from '../../../../src/shared/contract/plain/provider-ids.ts'
import type { InvoiceDetail } from '../../../../src/shared/contract/shapes/invoice.ts'
import type { Door } from './door.ts'
import { count, type DayRoom, MINUTE_MS } from './room.ts'

/** A customer comes so often on average, ms: two thousand in eight hours. */
export const BETWEEN_SALES_MS = 14_400

/** What passes by itself. */
const PASSING: readonly string[] = ['BUSY_MAINTENANCE', 'BOOK_CHECKING', 'LOCKED']

/** A customer looks again for a code that did not come so often, so far apart. */
const PATIENCE = 6
const LOOK_AGAIN_MS = 2 * MINUTE_MS

/** Sells to so many customers, one after the other; gives once the last of them has paid or has gone. */
export async function serveCustomers(room: DayRoom, door: Door, sales: number): Promise<void> {
  const { time, chance } = room
  const begin = time.now()
  const customers: Promise<void>[] = []
  for (let n = 0; n < sales; n += 1) {
    await time.until(begin + (n + 2 * chance.unit() - 1) * BETWEEN_SALES_MS)
    const provider = PROVIDERS[n % PROVIDERS.length] ?? 'ocpay'
    const id = await sell(room, door, provider, n)
    if (id !== null) customers.push(pay(room, door, provider, id))
  }
  await Promise.all(customers)
}

async function sell(room: DayRoom, door: Door, provider: ProviderId, n: number): Promise<string | null> {
  const { till, time, ledger } = room
  const sale = {
    token: randomUUID(),
    accountId: room.accounts[provider],
    ...askedOf(provider, n),
    description: `customer ${n}`,
    customerName: null,
    customerEmail: null,
  }
  for (;;) {
    const answer = await door.inside(() => till.ask('invoices.create', sale))
    if (answer.ok) {
      const { id, number } = answer.value.invoice
      ledger.sales.set(sale.token, { id, number, provider })
      await till.ask('invoices.view', { id })
      return id
    }
    if (!PASSING.includes(answer.error.code)) {
      ledger.wrong.push(`a sale was refused: ${JSON.stringify(answer.error)}`)
      return null
    }
    await time.wait(5_000)
  }
}

/** Amounts differ from sale to sale, so that one taken for another is noticed. */
function askedOf(provider: ProviderId, n: number): { readonly currency: string; readonly amount: string } {
  const cents = String(n % 100).padStart(2, '0')
  if (provider === 'daisy') return { currency: 'DAI', amount: `${10 + (n % 70)}.${cents}` }
  if (provider === 'oneshotpay') return { currency: 'USD', amount: `${12 + (n % 50)}.${cents}` }
  if (provider === 'ocpay') return { currency: 'DZD', amount: String(7_400 + n) }
  return { currency: 'USDT', amount: `${40 + (n % 60)}.${cents}` }
}

/** One customer: most pay what is asked within minutes; some too little and then the remainder, some too much, some nothing. */
async function pay(room: DayRoom, door: Door, provider: ProviderId, id: string): Promise<void> {
  const { time, chance, server, ledger } = room
  await time.wait(chance.logNormal(70_000, 0.8))
  const ref = await codeOf(room, door, id)
  const kind = chance.unit()
  if (ref === null || kind > 0.9) return
  const give = (amount?: string) => {
    const paid = server.practice.pay({ provider, ref, amount })
    if (paid.ok) count(ledger, 'payments')
  }
  // A card page charges what is asked, and nothing else.
  if (provider === 'ocpay' || kind < 0.82) return give()
  if (kind < 0.86) return give('199')
  give('1.5')
  if (provider === 'oneshotpay') return
  await time.wait(chance.between(MINUTE_MS, 5 * MINUTE_MS))
  give()
}

/** The code that a customer is shown; a link that was lost or refused is asked for again by the person at the till. */
async function codeOf(room: DayRoom, door: Door, id: string): Promise<string | null> {
  const { till, time, ledger } = room
  for (let look = 0; look < PATIENCE; look += 1) {
    const seen = await door.inside(() => till.ask('invoices.get', { id }))
    if (seen.ok) {
      const ref = refOf(seen.value)
      if (ref !== null) return ref
      const { status, recovery } = seen.value.invoice
      if (status === 'failed' || (status === 'unknown' && recovery === 'none')) {
        await door.inside(() => till.ask('invoices.relink', { id }))
        count(ledger, 'links asked for again')
      }
    } else if (isNamed(room, id)) {
      return null
    } else if (!PASSING.includes(seen.error.code)) {
      ledger.wrong.push(`a sale could not be read: ${JSON.stringify(seen.error)}`)
    }
    await time.wait(LOOK_AGAIN_MS)
  }
  return null
}

function refOf({ invoice, links }: InvoiceDetail): string | null {
  return links.find(({ id }) => id === invoice.shareLinkId)?.providerRef ?? null
}

/** Says whether a restore has named the sale: there is nothing of it to be paid. */
function isNamed({ ledger }: DayRoom, id: string): boolean {
  return [...ledger.sales.values()].some((sale) => sale.id === id && ledger.named.has(sale.number))
}
