import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type PracticeServer, servePractice } from '../../../src/main/practice/server.ts'
import type { ProviderClient } from '../../../src/main/providers/provider.ts'
import { providers } from '../../../src/main/providers/registry.ts'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import type { AccountSettings } from '../../../src/shared/contract/shapes/account.ts'
import { moneyFrom } from '../../../src/shared/money/money.ts'
import { systemClock } from '../../../src/shared/time/clock.ts'
import { ask, got, never, portsFor, refused } from '../../support/shop/provider-clients.ts'

const MINUTE = 60_000

let server: PracticeServer

beforeEach(async () => {
  server = await servePractice({ port: 0 })
})

afterEach(() => server.close())

function connect(id: ProviderId, settings: AccountSettings = {}): ProviderClient {
  const { baseUrl, ...credentials } = server.practice.introduction(server.url)[id]
  return providers[id].connect(portsFor(baseUrl, credentials, settings, systemClock))
}

async function control(path: string, body: object): Promise<void> {
  const response = await fetch(`${server.url}/_control/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  expect(response.status, await response.text()).toBe(200)
}

const requests = (provider: ProviderId) =>
  server.practice.log().requests.filter((one) => one.provider === provider)

describe('daisy', () => {
  test.each(['UNPAID', 'PENDING', null])(
    'daisy §3.1, §6.2: a link born as %j is open, then paid',
    async (birthState) => {
      await control('account', { provider: 'daisy', settings: { birthState } })
      const client = connect('daisy')
      const link = got(await client.createLink(ask('DAI', '10'), never))
      expect(link.rawStatus).toBe(birthState ?? '')
      expect(got(await client.readLink(link.ref, never)).reading).toBe('open')
      await control('pay', { provider: 'daisy', ref: link.ref })
      expect(got(await client.readLink(link.ref, never)).reading).toBe('paid')
    },
  )

  test('daisy §2.5, §4: a token of the list is asked in and paid; one that is not listed is refused before a request', async () => {
    const client = connect('daisy', { token: 'DSY' })
    const link = got(await client.createLink(ask('DSY', '0.5'), never))
    expect(link.echoed).toEqual(moneyFrom('DSY', '0.5'))
    await control('pay', { provider: 'daisy', ref: link.ref })
    expect(got(await client.readReceipts(link.ref, never))[0]?.amount).toEqual(moneyFrom('DSY', '0.5'))
    const refusal = refused(await client.createLink(ask('USDT', '1'), never))
    expect(refusal).toMatchObject({ code: 'CURRENCY_NOT_OFFERED', effect: 'none' })
    expect(requests('daisy').filter((one) => one.operation === 'create')).toHaveLength(1)
  })

  test('daisy §2.4, §5: the group check tells what will get in the way, and on which network it is', async () => {
    expect(got(await connect('daisy').checkKey(never))).toMatchObject({ environment: 'live', warnings: [] })
    await control('account', {
      provider: 'daisy',
      settings: { active: false, networkId: 4, tokenAddress: null, walletAddress: null },
    })
    expect(got(await connect('daisy', { token: 'USDT' }).checkKey(never))).toMatchObject({
      environment: 'sandbox',
      warnings: [
        'group_inactive',
        'no_default_token',
        'no_default_wallet',
        'wrong_network',
        'token_not_listed',
      ],
    })
    const wallet = `0x${'98'.repeat(20)}`
    const staging = { environment: 'staging', walletAddress: wallet }
    expect(got(await connect('daisy', staging).checkKey(never)).warnings).toEqual([
      'group_inactive',
      'no_default_token',
    ])
  })
})

describe('oneshotpay', () => {
  test('1shotpay §2.1, §2.2: a link is single use, always expires, and carries picture and payer', async () => {
    const settings = {
      mediaUrl: 'https://shop.example.org/lamp.png',
      requestedPayerUserId: '018f77aa-0000-7000-8000-000000000001',
      expiryMinutes: 30,
    }
    const client = connect('oneshotpay', settings)
    const link = got(await client.createLink(ask('USD', '12.5'), never))
    expect(JSON.parse(link.rawAnswer)).toMatchObject({
      mediaUrl: settings.mediaUrl,
      requestedPayerUserId: settings.requestedPayerUserId,
      reuseable: false,
    })
    expect(Math.abs((link.expiresAt ?? 0) - Date.now() - 30 * MINUTE)).toBeLessThan(MINUTE)
    await control('pay', { provider: 'oneshotpay', ref: link.ref })
    const receipts = got(await client.readReceipts(link.ref, never))
    expect(receipts[0]?.payer).toBe(settings.requestedPayerUserId)
  })

  test('1shotpay §2.4: the address has the language, and closes when the account says so', async () => {
    const client = connect('oneshotpay', { locale: 'tr', closeOnComplete: true })
    const link = got(await client.createLink(ask('USD', '1'), never))
    expect(link.url).toBe(`https://1shotpay.com/tr/link/${link.ref}?closeOnComplete=true`)
  })

  test('1shotpay §2.3, §5: a paid link whose hash is still to come is asked again, and completes the same receipt', async () => {
    const client = connect('oneshotpay')
    const { ref } = got(await client.createLink(ask('USD', '1'), never))
    await control('pay', { provider: 'oneshotpay', ref })
    const before = got(await client.readLink(ref, never))
    expect(before).toMatchObject({ reading: 'paid', rawStatus: '1' })
    expect(before.receipts?.[0]?.txHash).toBeNull()
    await control('clock', { advanceMs: 10_000 })
    const after = got(await client.readLink(ref, never))
    expect(after.receipts?.[0]?.txHash).toMatch(/^0x[0-9a-f]{64}$/)
    expect(after.receipts?.[0]?.receiptId).toBe(before.receipts?.[0]?.receiptId)
  })

  test('1shotpay §3.5: a revoked token is exchanged once, for a question and for a create', async () => {
    const client = connect('oneshotpay')
    const { ref } = got(await client.createLink(ask('USD', '1'), never))
    await control('account', { provider: 'oneshotpay', settings: { revokeTokens: true } })
    expect(got(await client.readLink(ref, never)).reading).toBe('open')
    await control('account', { provider: 'oneshotpay', settings: { revokeTokens: true } })
    got(await client.createLink(ask('USD', '1'), never))
    const tokens = requests('oneshotpay').filter((one) => one.operation === 'token')
    expect(tokens).toHaveLength(3)
  })
})

describe('ocpay', () => {
  const known = () => ({ asked: moneyFrom('DZD', '7400'), createdAt: Date.now() })

  test('ocpay §2.1: fee mode, message and redirect address arrive as they were set', async () => {
    const settings = {
      feeMode: 'CUSTOMER_FEE',
      successMessage: 'Merci !',
      redirectUrl: 'https://shop.example.org/ok',
    }
    const link = got(await connect('ocpay', settings).createLink(ask('DZD', '7400'), never))
    expect(JSON.parse(link.rawAnswer).data.paymentLink).toMatchObject(settings)
  })

  test.each([
    ['declined', 'failed', 'declined', 'FAILED: Payment failed'],
    ['cancelled', 'failed', 'cancelled', 'FAILED: Payment cancelled by the customer'],
  ])(
    'ocpay §3.1: a payment that was %s reads as %s because %s',
    async (status, reading, reason, rawStatus) => {
      const client = connect('ocpay')
      const { ref } = got(await client.createLink(ask('DZD', '7400'), never))
      await control('status', { provider: 'ocpay', ref, status })
      expect(got(await client.readLink(ref, never, known()))).toMatchObject({ reading, reason, rawStatus })
    },
  )

  test('ocpay §3.1: a link of 20 minutes expires, the next one of the same sale is paid', async () => {
    const client = connect('ocpay')
    const first = got(await client.createLink(ask('DZD', '7400'), never))
    await control('clock', { advanceMs: 20 * MINUTE })
    expect(got(await client.readLink(first.ref, never, known()))).toMatchObject({
      reading: 'expired',
      reason: 'expired',
    })
    const second = got(await client.createLink(ask('DZD', '7400'), never))
    expect(second.ref).not.toBe(first.ref)
    await control('pay', { provider: 'ocpay', ref: second.ref })
    const paid = got(await client.readLink(second.ref, never, known()))
    expect(paid).toMatchObject({ reading: 'paid', received: moneyFrom('DZD', '7400') })
  })

  test('ocpay §2.3: a key that may only read is named by the check, and then makes no request', async () => {
    const client = connect('ocpay')
    const { ref } = got(await client.createLink(ask('DZD', '7400'), never))
    await control('account', { provider: 'ocpay', settings: { scope: 'READ-ONLY', type: 'SANDBOX' } })
    expect(got(await client.checkKey(never))).toMatchObject({
      environment: 'sandbox',
      warnings: ['read_only', 'approval_unknown'],
    })
    expect(refused(await client.createLink(ask('DZD', '7400'), never)).keyRefused).toBe(false)
    expect(requests('ocpay').filter((one) => one.operation === 'create')).toHaveLength(1)
    expect(got(await client.readLink(ref, never, known())).reading).toBe('open')
    await control('account', { provider: 'ocpay', settings: { scope: 'READ-WRITE' } })
    await client.checkKey(never)
    got(await client.createLink(ask('DZD', '7400'), never))
  })
})

describe('oxapay over v1', () => {
  const v1 = { dialect: 'v1' }
  const made = async (settings: AccountSettings = {}, currency = 'USDT') => {
    const client = connect('oxapay', { ...v1, ...settings })
    const { ref } = got(await client.createLink(ask(currency, '50'), never))
    return { client, ref }
  }

  test('oxapay §3.1: part of the money is underpaid, the rest pays it, and both transfers are receipts', async () => {
    const { client, ref } = await made({ mixedPayment: true })
    await control('pay', { provider: 'oxapay', ref, amount: '20' })
    expect(got(await client.readLink(ref, never))).toMatchObject({
      reading: 'underpaid',
      received: moneyFrom('USDT', '20'),
    })
    await control('pay', { provider: 'oxapay', ref, amount: '30' })
    const paid = got(await client.readLink(ref, never))
    expect(paid).toMatchObject({ reading: 'paid', received: moneyFrom('USDT', '50') })
    expect(paid.receipts).toHaveLength(2)
  })

  test('oxapay §2.4, §3.1: a transfer that is only seen is confirming, without a receipt', async () => {
    const { client, ref } = await made()
    await control('status', { provider: 'oxapay', ref, status: 'confirming' })
    expect(got(await client.readLink(ref, never))).toMatchObject({
      reading: 'confirming',
      rawStatus: 'paying',
      receipts: [],
    })
  })

  test.each([
    ['waiting', 'open'],
    ['manual_accept', 'paid'],
    ['refunding', 'refunded'],
    ['refunded', 'refunded'],
    ['failed', 'failed'],
  ])('oxapay §3.1: an invoice set to %s reads as %s', async (status, reading) => {
    const { client, ref } = await made()
    await control('status', { provider: 'oxapay', ref, status })
    expect(got(await client.readLink(ref, never))).toMatchObject({ reading, rawStatus: status })
  })

  test('oxapay §3.1: money that went back keeps the receipt of its coming', async () => {
    const { client, ref } = await made()
    await control('pay', { provider: 'oxapay', ref })
    await control('status', { provider: 'oxapay', ref, status: 'refunded' })
    const state = got(await client.readLink(ref, never))
    expect(state).toMatchObject({ reading: 'refunded', received: moneyFrom('USDT', '50') })
  })

  test('oxapay §2.2: the under-paid cover counts at the provider', async () => {
    const { client, ref } = await made({ underPaidCover: 10 })
    await control('pay', { provider: 'oxapay', ref, amount: '45' })
    expect(got(await client.readLink(ref, never)).reading).toBe('paid')
  })

  test('oxapay §2.2: options arrive under their names, and a price in fiat is paid in a coin', async () => {
    const settings = {
      feePaidByPayer: 'payer',
      sandbox: true,
      mixedPayment: true,
      thanksMessage: 'Merci !',
      lifeTime: 90,
    }
    const { client, ref } = await made(settings, 'EUR')
    const open = got(await client.readLink(ref, never))
    expect(JSON.parse(open.rawAnswer).data).toMatchObject({
      fee_paid_by_payer: 1,
      mixed_payment: true,
      thanks_message: 'Merci !',
      lifetime: 90,
    })
    await control('pay', { provider: 'oxapay', ref })
    const paid = got(await client.readLink(ref, never))
    expect(paid).toMatchObject({ reading: 'paid', asked: moneyFrom('EUR', '50.00'), received: null })
    expect(paid.receipts?.[0]).toMatchObject({ amount: moneyFrom('USDT', '55'), credited: null })
  })

  test('oxapay §2.5, §3.2: more than one page is read, and a lost create is found behind the first', async () => {
    const client = connect('oxapay', v1)
    const lost = got(await client.createLink(ask('USDT', '50', { marker: 'LOST-1' }), never))
    for (let made = 0; made < 200; made += 1) {
      got(await client.createLink(ask('USDT', '50', { marker: `M-${made}` }), never))
    }
    const since = Date.now() - MINUTE
    const found = got((await client.findByMarker?.('LOST-1', since, never)) ?? expect.fail())
    expect(found?.ref).toBe(lost.ref)
    const listed = got((await client.listLinks?.({ since, refs: [lost.ref] }, never)) ?? expect.fail())
    expect(listed).toHaveLength(201)
  }, 60_000)

  test('oxapay §2, §2.6: the check asks for the lists of both kinds, and both dialects find all they offer', async () => {
    for (const dialect of ['legacy', 'v1']) {
      expect(got(await connect('oxapay', { dialect }).checkKey(never)).warnings).toEqual([])
    }
    const lists = requests('oxapay').map((one) => one.path)
    expect(lists).toEqual(expect.arrayContaining(['/oxapay/api/fiats', '/oxapay/v1/common/currencies']))
  })

  test('oxapay §1: the sandbox is shown, and its invoices are read again', async () => {
    for (const dialect of ['legacy', 'v1']) {
      const client = connect('oxapay', { dialect, sandbox: true })
      expect(got(await client.checkKey(never)).environment).toBe('sandbox')
      const { ref } = got(await client.createLink(ask('USDT', '50'), never))
      expect(got(await client.readLink(ref, never)).reading).toBe('open')
    }
  })
})
