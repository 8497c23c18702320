import { describe, expect, it } from 'vitest'
import {
  barrierOf,
  type CheckContext,
  goneState,
  keyCheck,
  linkState,
  readingOf,
  reasonOf,
} from '../../../../src/main/providers/ocpay/mapping.ts'
import { ocpay } from '../../../../src/main/providers/ocpay/provider.ts'
import { check as checkWire, validation } from '../../../../src/main/providers/ocpay/wire.ts'
import { moneyFrom, zero } from '../../../../src/shared/money/money.ts'
import { ask, got, NOW, never, portsFor, serve } from '../../../support/shop/provider-clients.ts'

const MINUTE = 60_000
const LIFE = 20 * MINUTE
const REF = 'OCPL-9K2M4Q'
const dzd = (text: string) => moneyFrom('DZD', text)
const known = { asked: dzd('7400'), createdAt: NOW }

const context = (change: Partial<CheckContext> = {}): CheckContext => ({
  ref: REF,
  now: NOW + LIFE,
  known,
  feeShared: false,
  rawAnswer: '{"whole":1}',
  rawReceipt: '{"part":1}',
  ...change,
})
const checkOf = (change: Record<string, unknown>) => checkWire.parse({ status: 'PENDING', ...change })
const paid = (amount: unknown, more: object = {}) =>
  checkOf({ status: 'CONFIRMED', transactionDetails: { amount, currency: 'DZD', ...more } })
const receiptOf = (check: ReturnType<typeof checkOf>, change: Partial<CheckContext> = {}) =>
  linkState(check, context(change))?.receipts?.[0]

describe('what a confirmed payment is credited with (ocpay §2.1, §4)', () => {
  // A hundredth of 7,400 and one dinar: 75.
  it.each([
    ['7400', '7400'],
    ['7401', '7400'],
    ['7475', '7400'],
    ['7475.01', '7475.01'],
    ['7476', '7476'],
    ['9000', '9000'],
    ['7399', '7400'],
    ['7325', '7400'],
    ['7324.99', '7324.99'],
    ['7324', '7324'],
    ['5000', '5000'],
    ['1', '1'],
  ])('of %s for 7,400 with a shared fee is %s: a difference beyond the fee is no fee', (amount, credited) => {
    const receipt = receiptOf(paid(amount), { feeShared: true })
    expect(receipt).toMatchObject({ amount: dzd(amount), credited: dzd(credited) })
  })

  it('is what was reported where the fee is not shared, or the book knows no amount', () => {
    for (const amount of ['7399', '7401', '7475']) {
      expect(receiptOf(paid(amount))?.credited).toEqual(dzd(amount))
      expect(receiptOf(paid(amount), { feeShared: true, known: undefined })?.credited).toEqual(dzd(amount))
    }
  })

  it('is nothing in another currency, and the asked amount where none was reported', () => {
    const euros = paid('50', { currency: 'eur' })
    expect(receiptOf(euros, { feeShared: true })).toMatchObject({
      amount: moneyFrom('EUR', '50'),
      credited: null,
    })
    expect(receiptOf(paid(null))).toMatchObject({ amount: dzd('7400'), credited: dzd('7400') })
    expect(receiptOf(checkOf({ status: 'CONFIRMED' }))?.credited).toEqual(dzd('7400'))
    const unknown = linkState(checkOf({ status: 'CONFIRMED' }), context({ known: undefined }))
    expect(unknown).toMatchObject({ reading: 'paid', received: null, receipts: [] })
  })

  it.each([
    ['-7400', 'DZD'],
    [-1, 'DZD'],
    ['7,400', 'DZD'],
    ['abc', 'DZD'],
    [1e30, 'DZD'],
    [{}, 'DZD'],
    ['5', 'S'],
    ['5', '=DZD'],
  ])('is never the asked amount where %j %s stands: the answer cannot be read', (amount, currency) => {
    expect(linkState(paid(amount, { currency }), context())).toBeNull()
    const waiting = checkOf({ status: 'PENDING', transactionDetails: { amount, currency } })
    expect(linkState(waiting, context())).toMatchObject({ reading: 'open', receipts: [] })
  })

  it('without a currency is in dinars', () => {
    expect(receiptOf(paid('7400', { currency: null }))?.amount).toEqual(dzd('7400'))
  })
})

describe('the receipt of a confirmed payment', () => {
  it('has the reference as its id, the completion as its time, and its part of the answer', () => {
    const at = '2026-11-20T10:05:00Z'
    expect(receiptOf(paid('7400', { completedAt: at, createdDate: '2026-11-20T10:01:00Z' }))).toEqual({
      receiptId: REF,
      txHash: null,
      payer: null,
      amount: dzd('7400'),
      credited: dzd('7400'),
      paidAt: Date.parse(at),
      raw: '{"part":1}',
    })
    expect(receiptOf(paid('7400'))?.paidAt).toBeNull()
    expect(linkState(paid('7400'), context())).toMatchObject({
      ref: REF,
      reading: 'paid',
      rawStatus: 'CONFIRMED',
      rawAnswer: '{"whole":1}',
      received: dzd('7400'),
    })
  })

  it('is there for a confirmed payment alone', () => {
    for (const status of ['PENDING', 'FAILED', 'WHATEVER']) {
      const state = linkState({ ...paid('7400'), status }, context())
      expect(state).toMatchObject({ receipts: [], received: zero('DZD'), expiresAt: null })
    }
  })
})

describe('the reading of a check (ocpay §3.1)', () => {
  it.each([
    ['PENDING', 'open'],
    [' pending ', 'open'],
    ['CONFIRMED', 'paid'],
    ['confirmed', 'paid'],
    ['PAID', 'unheard'],
  ])('of %j is %s', (status, reading) => {
    expect(readingOf(checkOf({ status }), context())).toBe(reading)
  })

  it.each([
    ['Payment link expired', null, 'expired'],
    ['Lien expiré', null, 'expired'],
    ['Cancelled by user', null, 'cancelled'],
    ['Paiement annulé', null, 'cancelled'],
    ['abandoned', null, 'cancelled'],
    ['Card declined', null, 'declined'],
    ['Paiement refusé', null, 'declined'],
    ['rejected', null, 'declined'],
    ['access denied', null, 'declined'],
    ['Insufficient funds', null, 'declined'],
    ['Solde insuffisant', null, 'declined'],
    // The words come first, also where a payment was begun.
    ['expired', {}, 'expired'],
    ['no idea', {}, 'declined'],
    [null, {}, 'declined'],
    ['no idea', null, null],
    [null, null, null],
  ])('that failed with %j and details %j has the reason %s', (message, transactionDetails, reason) => {
    const check = checkOf({ status: 'FAILED', message, transactionDetails })
    expect(reasonOf(check, context())).toBe(reason)
    const state = linkState(check, context())
    expect(state?.reason).toBe(reason)
    expect(state?.reading).toBe(reason === 'expired' ? 'expired' : 'failed')
    expect(state?.rawStatus).toBe(message === null ? 'FAILED' : `FAILED: ${message}`)
  })

  it('that failed without a word expired only when its twenty minutes are over', () => {
    const check = checkOf({ status: 'FAILED' })
    expect(reasonOf(check, context({ now: NOW + LIFE }))).toBeNull()
    expect(reasonOf(check, context({ now: NOW + LIFE + 1 }))).toBe('expired')
    expect(reasonOf(check, context({ now: NOW + 2 * LIFE, known: undefined }))).toBeNull()
  })

  it('keeps 200 characters of the provider’s sentence, and none where nothing failed', () => {
    const long = 'x'.repeat(300)
    expect(linkState(checkOf({ status: 'FAILED', message: long }), context())?.rawStatus).toBe(
      `FAILED: ${'x'.repeat(200)}`,
    )
    const open = linkState(checkOf({ message: 'expired' }), context())
    expect([open?.rawStatus, open?.reason ?? null, open?.reading]).toEqual(['PENDING', null, 'open'])
  })

  it('that failed is one in whatever letters and spaces', () => {
    const state = linkState(checkOf({ status: ' failed ', message: 'declined' }), context())
    expect(state).toMatchObject({ reading: 'failed', reason: 'declined', rawStatus: ' failed : declined' })
  })

  it('that is gone is expired', () => {
    expect(goneState(context())).toMatchObject({
      ref: REF,
      reading: 'expired',
      reason: 'expired',
      rawStatus: 'HTTP 410',
      receipts: [],
      received: zero('DZD'),
    })
  })
})

describe('what a key says of itself (ocpay §2.3)', () => {
  const said = (change: object = {}) =>
    validation.parse({ apiKey: { isEnabled: true, type: 'PRODUCTION', scope: 'READ-WRITE', ...change } })

  it.each([
    [{}, null, ['approval_unknown']],
    [{ isEnabled: false }, 'isEnabled: false', ['disabled', 'approval_unknown']],
    [{ scope: 'READ-ONLY' }, 'scope: READ-ONLY', ['read_only', 'approval_unknown']],
    [{ scope: ' read-only ' }, 'scope:  read-only ', ['read_only', 'approval_unknown']],
    [{ scope: null }, null, ['approval_unknown']],
  ])('%j is a barrier of %j and warns of %j', (change, barrier, warnings) => {
    expect(barrierOf(said(change))).toBe(barrier)
    expect(keyCheck(said(change), 'amina').warnings).toEqual(warnings)
  })

  it('is its environment and its name', () => {
    expect(keyCheck(said(), 'amina')).toMatchObject({ environment: 'live', name: 'amina' })
    expect(keyCheck(said({ type: 'production' }), null).environment).toBe('live')
    expect(keyCheck(said({ type: 'sandbox' }), null)).toMatchObject({ environment: 'sandbox', name: null })
    for (const type of [null, 'TRIAL']) expect(keyCheck(said({ type }), null).environment).toBe('unstated')
  })
})

describe('the end of a link that was just made', () => {
  const made = (time: string | null, timestamp: string | null = null) => ({
    success: true,
    data: { paymentRef: REF, paymentUrl: `https://pay.ocdz.link/pay/${REF}`, paymentLink: { time } },
    meta: { timestamp },
  })
  const endOf = async (json: unknown) => {
    const server = await serve(() => ({ json }))
    const client = ocpay.connect(portsFor(server.url, { apiKey: 'key-1234' }))
    return (got(await client.createLink(ask('DZD', '7400'), never)).expiresAt ?? 0) - NOW
  }
  const at = (ms: number) => new Date(NOW + ms).toISOString()

  it.each([
    [0, LIFE],
    [-5 * MINUTE, LIFE - 5 * MINUTE],
    [5 * MINUTE, LIFE + 5 * MINUTE],
    // A clock so far from ours would end the link before it began, and call every payment late.
    [-5 * MINUTE - 1, LIFE],
    [5 * MINUTE + 1, LIFE],
    [-86_400_000, LIFE],
    [86_400_000, LIFE],
  ])('by a provider clock %i ms from ours is in %i ms', async (ahead, end) => {
    expect(await endOf(made(at(ahead)))).toBe(end)
    expect(await endOf(made(null, at(ahead)))).toBe(end)
  })

  it('is counted from its own time before the time of the answer', async () => {
    expect(await endOf(made(at(-MINUTE), at(MINUTE)))).toBe(LIFE - MINUTE)
    expect(await endOf(made(null))).toBe(LIFE)
  })
})
