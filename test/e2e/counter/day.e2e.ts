import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import type { RouteInput, RouteOutput } from '../../../src/shared/contract/routes/index.ts'
import type { InvoiceDetail } from '../../../src/shared/contract/shapes/invoice.ts'
import { type Arrival, compareArrivals } from '../../../tools/tour/compare.ts'
import { callFrom } from '../../../tools/tour/window.ts'
import { type Cashier, cashierAt } from '../../support/window/day/cashier.ts'
import {
  BLOCK,
  endsOf,
  type Fate,
  fateAt,
  faultOf,
  hasNoCode,
  TILLS,
  type Till,
} from '../../support/window/day/plan.ts'
import { onEveryLauncher } from '../../support/window/launchers/index.ts'
import { openShop, type Shop } from '../../support/window/shop.ts'

/** Each till once with `npm test`, and twice, 200 sales, with `npm run test:day`. */
const BLOCKS = Number(process.env.COUNTERFOIL_DAY_BLOCKS ?? TILLS.length)
const SALES = BLOCK * BLOCKS
/** So few sales are asked about by hand. */
const FEW = 12

interface Sold {
  readonly number: string
  readonly till: Till
  readonly fate: Fate
  /** The simulator's reference; null where the window never showed a link. */
  readonly ref: string | null
}

onEveryLauncher('a whole day by keyboard', (launcher) => {
  let shop: Shop
  let page: Page
  let cashier: Cashier
  const sold: Sold[] = []
  /** What the customers did meanwhile; the cashier does not wait for them. */
  const customers: Promise<void>[] = []
  beforeAll(async () => {
    shop = await openShop({ launcher, size: { width: 1280, height: 800 }, accounts: TILLS })
    page = shop.page
    cashier = cashierAt(page)
  })
  afterAll(() => shop?.close())

  /** Every link the simulators hold, oldest first. */
  function linksAt(provider: ProviderId): readonly string[] {
    const { daisy, oneshotpay, ocpay, oxapay } = shop.server.practice.snapshot()
    return {
      daisy: daisy.invoices.map((one) => one.identifier),
      oneshotpay: oneshotpay.links.map((one) => one.id),
      ocpay: ocpay.links.map((one) => one.ref),
      oxapay: oxapay.invoices.map((one) => one.trackId),
    }[provider]
  }

  async function customerOf({ till: { provider }, fate, ref }: Sold, keys: string): Promise<void> {
    const target = { provider, ref }
    if (fate === 'exact' || fate === 'slow') await shop.server.control('pay', target)
    if (fate === 'short') await shop.server.control('pay', { ...target, amount: '4.000000000000000001' })
    if (fate === 'over') await shop.server.control('pay', { ...target, amount: String(Number(keys) + 1) })
    if (fate === 'expired' || fate === 'late') await shop.server.control('expire', target)
    if (fate === 'declined') await shop.server.control('status', { ...target, status: 'declined' })
  }

  async function sellOne(till: Till, fate: Fate, keys: string): Promise<void> {
    const fault = faultOf(fate)
    if (fault)
      await shop.server.control('fault', { provider: till.provider, operation: 'create', times: 1, ...fault })
    const number = `CF-${String(sold.length + 1).padStart(6, '0')}`
    await cashier.sell(keys, number)
    // A lost answer is not waited for: the next customer is.
    if (fate !== 'lost answer')
      await page.locator(hasNoCode(fate) ? '.sale-failed, .sale-unknown' : '.qr').waitFor()
    const ref = hasNoCode(fate) ? null : (linksAt(till.provider).at(-1) ?? null)
    const sale = { number, till, fate, ref }
    sold.push(sale)
    customers.push(customerOf(sale, keys))
    if (fate === 'abandoned') {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor()
      await page.keyboard.press('1')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
  }

  async function book(): Promise<ReadonlyMap<string, InvoiceDetail>> {
    const found = new Map<string, InvoiceDetail>()
    let cursor: string | null = null
    do {
      const all: RouteInput<'invoices.list'> = { search: '', status: [], provider: [], cursor, limit: 100 }
      const shown: RouteOutput<'invoices.list'> = await callFrom(page, 'invoices.list', all)
      for (const { id } of shown.rows) {
        const detail = await callFrom(page, 'invoices.get', { id })
        found.set(detail.invoice.number, detail)
      }
      cursor = shown.nextCursor
    } while (cursor !== null)
    return found
  }

  const notThere = (details: ReadonlyMap<string, InvoiceDetail>, ends: (sale: Sold) => readonly string[]) =>
    sold.filter((sale) => !ends(sale).includes(details.get(sale.number)?.invoice.status ?? 'missing'))

  /** Waits for the watcher; the last few that are not as they must be are asked about, as a cashier does at closing time. */
  async function settle(ends: (sale: Sold) => readonly string[]): Promise<readonly string[]> {
    const tellWhat = (sale: Sold, is: ReadonlyMap<string, InvoiceDetail>) =>
      `${sale.number} ${sale.till.label} ${sale.fate}: ${is.get(sale.number)?.invoice.status}`
    // Each account bears 60 questions a minute: the quicker the day was typed, the longer this takes.
    const until = Date.now() + 150_000
    for (;;) {
      const details = await book()
      const left = notThere(details, ends)
      if (left.length === 0 || Date.now() > until) return left.map((sale) => tellWhat(sale, details))
      const few = left.length <= FEW ? left : []
      for (const { number, fate } of few) if (!hasNoCode(fate)) await cashier.askAbout(number)
      await page.waitForTimeout(1_000)
    }
  }

  it(`sells ${SALES} times with four providers, whatever they answer`, { timeout: 300_000 }, async () => {
    const began = Date.now()
    for (let block = 0; block < BLOCKS; block += 1) {
      const till = TILLS[block % TILLS.length]
      if (!till) throw new Error('there is no such till')
      await cashier.take(till)
      for (let place = 0; place < BLOCK; place += 1) {
        await sellOne(till, fateAt(till, block, place), till.keys(block * BLOCK + place))
      }
    }
    await Promise.all(customers)
    const seconds = Math.round((Date.now() - began) / 1_000)
    console.log(`${sold.length} sales typed in ${seconds} s, ${customers.length} customers`)
    expect(sold).toHaveLength(SALES)
  })

  it('has every sale where it must be: paid, short, over, late, expired, refused, given up or unknown', {
    timeout: 360_000,
  }, async () => {
    expect(await settle(({ fate, till }) => (fate === 'late' ? ['expired'] : endsOf(fate, till)))).toEqual([])
    // 1ShotPay tells whole seconds: within the same one the money would not be surely late.
    await page.waitForTimeout(1_100)
    for (const { till, fate, ref } of sold) {
      if (fate === 'late') await shop.server.control('pay', { provider: till.provider, ref })
    }
    expect(await settle(({ fate, till }) => endsOf(fate, till))).toEqual([])
  })

  it('holds what the simulators hold: each sale asked for once, each payment once, to the last unit', async () => {
    const details = await book()
    expect([...details.keys()].sort()).toEqual(sold.map(({ number }) => number))
    const creates = (await shop.server.requests()).filter((one) => one.operation === 'create')
    for (const { provider, label } of TILLS) {
      const ours = sold.filter((sale) => sale.till.provider === provider)
      expect(creates.filter((one) => one.provider === provider).length, label).toBe(ours.length)
      const refs = ours.flatMap(({ number }) =>
        (details.get(number)?.links ?? []).map((link) => link.providerRef),
      )
      const known = refs.filter((ref) => ref !== null)
      expect(new Set(known).size, label).toBe(known.length)
      const theirs = linksAt(provider)
      expect(theirs, label).toEqual(expect.arrayContaining(known))
      // What the simulator holds and the book does not is a lost create nobody can find again, and the book says so.
      const lost = ours.filter(({ fate, till }) => !till.recovers && /answer/.test(fate)).length
      expect(theirs.length - known.length, label).toBe(lost)
    }

    const arrivals = sold.flatMap(({ number, till }): Arrival[] =>
      (details.get(number)?.receipts ?? []).map(({ amount }) => ({ provider: till.provider, ...amount })),
    )
    const { payments } = shop.server.practice.log()
    const log = payments.map(({ provider, receivedCurrency, receivedAmount }) => ({
      provider,
      currency: receivedCurrency,
      amount: receivedAmount,
    }))
    const compared = compareArrivals(arrivals, log, 'book')
    const counts = Object.entries(
      Object.groupBy([...details.values()], (detail) => detail.invoice.status),
    ).map(([status, held]) => `${held?.length} ${status}`)
    console.log([counts.join(', '), ...compared.lines].join('\n'))
    expect(compared.lines.filter((line) => !line.startsWith('equal'))).toEqual([])
    expect(compared.equal).toBe(true)
    expect(arrivals).toHaveLength(payments.length)
  })
})
