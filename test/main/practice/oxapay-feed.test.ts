import { beforeEach, describe, expect, it } from 'vitest'
import { START, startWire, type Wire } from '../../support/shop/wire.ts'

const MINUTE = 60_000

let wire: Wire
beforeEach(async () => {
  wire = await startWire()
})

/** Seconds on the wire, so many minutes after the beginning. */
const at = (minutes: number) => (START + minutes * MINUTE) / 1000

interface Told {
  readonly id: string
  /** UNIX seconds; null while nothing was paid. */
  readonly paidAt: number | null
}

interface Asking {
  readonly order?: string
  readonly from?: number
  readonly to?: number
  readonly size?: number
  readonly page?: number
}

const legacy = {
  dialect: 'legacy',
  async make(): Promise<string> {
    const body = { merchant: wire.at.oxapay.merchantKey, amount: 20, currency: 'USDT' }
    return (await wire.post(`${wire.at.oxapay.baseUrl}/merchants/request`, body)).json.trackId
  },
  async list({ order, from, to, size, page }: Asking = {}): Promise<readonly Told[]> {
    const span = { fromDate: from, toDate: to, size, page }
    const body = { merchant: wire.at.oxapay.merchantKey, sortBy: 'pay_date', orderBy: order, ...span }
    const { data } = (await wire.post(`${wire.at.oxapay.baseUrl}/merchants/list`, body)).json
    return data.map((row: { trackId: string; payDate: string }) => ({
      id: row.trackId,
      paidAt: row.payDate === '' ? null : Number(row.payDate),
    }))
  },
}

const v1 = {
  dialect: 'v1',
  async make(): Promise<string> {
    const headers = { merchant_api_key: wire.at.oxapay.merchantKey }
    const body = { amount: 20, currency: 'USDT' }
    const made = await wire.post(`${wire.at.oxapay.baseUrl}/v1/payment/invoice`, body, headers)
    return made.json.data.track_id
  },
  async list({ order, from, to, size, page }: Asking = {}): Promise<readonly Told[]> {
    const given = { sort_by: 'pay_date', sort_type: order, from_date: from, to_date: to, size, page }
    const query = Object.entries(given).flatMap(([key, value]) =>
      value === undefined ? [] : `${key}=${value}`,
    )
    const headers = { merchant_api_key: wire.at.oxapay.merchantKey }
    const { json } = await wire.send(`${wire.at.oxapay.baseUrl}/v1/payment?${query.join('&')}`, { headers })
    return json.data.list.map((row: { track_id: string; txs: { date: number }[] }) => ({
      id: row.track_id,
      paidAt: row.txs[0]?.date ?? null,
    }))
  },
}

const pass = () => wire.control('clock', { advanceMs: MINUTE })

describe.each([legacy, v1])('the list of $dialect by the day of payment (oxapay §2.5)', ({ make, list }) => {
  const ids = async (asking: Asking = {}) => (await list(asking)).map((told) => told.id)

  it('gives the last paid first, stamped with the practice clock, then the newest unpaid', async () => {
    const made: string[] = []
    for (let index = 0; index < 4; index += 1) {
      made.push(await make())
      await pass()
    }
    const [first = '', second = '', third = '', fourth = ''] = made
    for (const ref of [third, first]) {
      await wire.control('pay', { provider: 'oxapay', ref })
      await pass()
    }
    expect(await list()).toEqual([
      { id: first, paidAt: at(5) },
      { id: third, paidAt: at(4) },
      { id: fourth, paidAt: null },
      { id: second, paidAt: null },
    ])
    expect(await ids({ order: 'asc' })).toEqual([second, fourth, third, first])
    expect(await ids({ size: 1, page: 2 })).toEqual([third])
    // The span is of the creation, also here.
    expect(await ids({ from: at(1), to: at(2) })).toEqual([third, second])
  })

  it('keeps the order of creation among those paid in one moment, and a partial payment among the unpaid', async () => {
    const [first, second, third, fourth] = [await make(), await make(), await make(), await make()]
    await wire.control('pay', { provider: 'oxapay', ref: second })
    await wire.control('pay', { provider: 'oxapay', ref: first })
    await pass()
    await wire.control('pay', { provider: 'oxapay', ref: third, amount: '1' })
    expect(await ids({ order: 'asc' })).toEqual([third, fourth, first, second])
    expect(await ids()).toEqual([second, first, fourth, third])
  })
})
