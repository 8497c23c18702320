import { describe, expect, test } from 'vitest'
import { LIFETIME } from '../../../../src/main/providers/oxapay/options.ts'
import { oxapay } from '../../../../src/main/providers/oxapay/provider.ts'
import { systemClock } from '../../../../src/shared/time/clock.ts'
import { ask, got, never, portsFor } from '../../../support/shop/provider-clients.ts'
import { startWire } from '../../../support/shop/wire.ts'

const SHOP = 'https://shop.example.org/paid?by=oxapay'

/** Each option of a create: how an account or a sale asks for it, its field on both wires (null: none), what is kept. */
const OPTIONS = [
  { set: { lifeTime: 120 }, legacy: ['lifeTime', 120], v1: ['lifetime', 120], kept: { lifeTime: 120 } },
  {
    set: { feePaidByPayer: 'payer' },
    legacy: ['feePaidByPayer', 1],
    v1: ['fee_paid_by_payer', 1],
    kept: { feePaidByPayer: 1 },
  },
  {
    set: { feePaidByPayer: 'merchant' },
    legacy: ['feePaidByPayer', 0],
    v1: ['fee_paid_by_payer', 0],
    kept: { feePaidByPayer: 0 },
  },
  {
    set: { underPaidCover: 2.5 },
    legacy: ['underPaidCover', 2.5],
    v1: ['under_paid_coverage', 2.5],
    kept: { underPaidCover: '2.5' },
  },
  {
    set: { callbackUrl: SHOP },
    legacy: ['callbackUrl', SHOP],
    v1: ['callback_url', SHOP],
    kept: { callbackUrl: SHOP },
  },
  {
    set: { returnUrl: SHOP },
    legacy: ['returnUrl', SHOP],
    v1: ['return_url', SHOP],
    kept: { returnUrl: SHOP },
  },
  { set: { mixedPayment: true }, legacy: null, v1: ['mixed_payment', true], kept: { mixedPayment: true } },
  {
    set: { thanksMessage: 'Thanks' },
    legacy: null,
    v1: ['thanks_message', 'Thanks'],
    kept: { thanksMessage: 'Thanks' },
  },
  { set: { sandbox: true }, legacy: null, v1: ['sandbox', true], kept: { sandbox: true } },
] as const

async function created(dialect: 'legacy' | 'v1', settings: object) {
  const { server, at, log } = await startWire()
  const { baseUrl, ...credentials } = at.oxapay
  const client = oxapay.connect(portsFor(baseUrl, credentials, { dialect, ...settings }, systemClock))
  got(await client.createLink(ask('USD', '10', { customerEmail: 'ada@example.org' }), never))
  return { body: (await log()).requests.at(-1).body, kept: server.practice.snapshot().oxapay.invoices.at(-1) }
}

const FIELDS = {
  legacy: {
    merchant: '***',
    amount: 10,
    currency: 'USD',
    lifeTime: LIFETIME.initial,
    orderId: 'INV-7F3K',
    description: 'CF-000123 Two lamps',
    email: 'ada@example.org',
  },
  v1: {
    amount: 10,
    currency: 'USD',
    lifetime: LIFETIME.initial,
    order_id: 'INV-7F3K',
    description: 'CF-000123 Two lamps',
    email: 'ada@example.org',
  },
} as const

describe.each(['legacy', 'v1'] as const)('an invoice over %s', (dialect) => {
  test('oxapay §2.1, §2.2: carries these fields and no more when the account sets nothing', async () => {
    const { body, kept } = await created(dialect, {})
    expect(body).toEqual(FIELDS[dialect])
    expect(kept).toMatchObject({
      callbackUrl: '',
      returnUrl: '',
      orderId: 'INV-7F3K',
      email: 'ada@example.org',
    })
  })

  test.each(OPTIONS)('oxapay §2.1, §2.2: carries $set in its own field, and it is kept', async (option) => {
    const { body, kept } = await created(dialect, option.set)
    const sent = option[dialect]
    expect(body).toEqual({ ...FIELDS[dialect], ...(sent && { [sent[0]]: sent[1] }) })
    if (sent) expect(kept).toMatchObject(option.kept)
  })
})
