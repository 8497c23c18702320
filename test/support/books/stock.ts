import type { OpenLedger } from '../../../src/main/ledger/thread/open-ledger.ts'
import type { PracticeSnapshot } from '../../../src/main/practice/world/state.ts'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import type { LinkReading } from '../../../src/shared/status/status.ts'
import type { Chance } from '../app/chance.ts'
import { ASKED, putOnShelf } from '../shop/goods.ts'
import { lifeOf } from '../shop/schedule.ts'
import { there } from './there.ts'

export interface Sale {
  readonly invoiceId: string
  readonly ref: string
  readonly provider: ProviderId
}

/** A sale that was made earlier. */
export interface StockOrder {
  /** How long ago, ms. */
  readonly age: number
  /** In how long it is to be asked about, ms; negative when overdue. */
  readonly dueIn: number
  /** How long ago it was last asked about, ms; never when absent. */
  readonly checkedAgo?: number
  /** How its provider read then; by its expiry when absent. */
  readonly reading?: LinkReading
  /** A link that its provider has lost: no list shows it. */
  readonly unlisted?: boolean
}

interface Shelf extends OpenLedger {
  readonly state: PracticeSnapshot
  readonly now: number
  readonly chance: Chance
  readonly provider: ProviderId
  readonly accountId: string
}

/** Writes sales that were made earlier into a provider's memory and into the book, the oldest first. */
export function stock(shelf: Shelf, orders: readonly StockOrder[]): readonly Sale[] {
  const fill = shelf.db.transaction(() => orders.map((order) => putOne(shelf, order)))
  return fill.immediate()
}

function putOne({ ledger, state, now, chance, provider, accountId }: Shelf, order: StockOrder): Sale {
  const createdAt = now - order.age
  const expiresAt = provider === 'daisy' ? null : createdAt + lifeOf(provider)
  const n = Math.floor(chance.unit() * 1e9)
  const goods = { n, provider, createdAt, expiresAt, paysAt: null }
  const ref = putOnShelf(state, goods, false, chance)
  if (order.unlisted) shelfOf(state, provider).pop()
  const { pending } = there(
    ledger.createInvoice({
      token: `stock-${ref}`,
      accountId,
      asked: ASKED[provider],
      description: 'Two lamps',
      customerName: null,
      customerEmail: null,
      tolerance: null,
      at: createdAt,
    }),
  )
  const { linkId, invoiceId } = pending
  const nextCheckAt = now + order.dueIn
  const [url, rawStatus, rawAnswer] = [`https://pay.example/${ref}`, 'NEW', '{}']
  ledger.recordLinkMade({
    ...{ linkId, ref, url, expiresAt, rawStatus, rawAnswer, nextCheckAt },
    ...{ at: createdAt, recovered: false, mismatch: null },
  })
  if (order.checkedAgo !== undefined) {
    const at = now - order.checkedAgo
    const byTime = expiresAt !== null && expiresAt <= at ? 'expired' : 'open'
    const reading = order.reading ?? byTime
    ledger.recordAnswers([
      { linkId, reading, rawStatus, rawAnswer, received: null, expiresAt, receipts: null, nextCheckAt, at },
    ])
  }
  return { invoiceId, ref, provider }
}

function shelfOf(state: PracticeSnapshot, provider: ProviderId): unknown[] {
  return provider === 'daisy' || provider === 'oxapay' ? state[provider].invoices : state[provider].links
}
