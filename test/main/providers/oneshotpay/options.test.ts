import { expect, test } from 'vitest'
import { oneshotpay } from '../../../../src/main/providers/oneshotpay/provider.ts'
import type { LinkRequest } from '../../../../src/main/providers/provider.ts'
import { ask, got, never, portsFor, stillClock } from '../../../support/shop/provider-clients.ts'
import { START, startWire } from '../../../support/shop/wire.ts'

const PICTURE = 'https://shop.example.org/lamp.png'
const OTHER = 'https://shop.example.org/other.png'
const ANN = '018f77aa-0000-7000-8000-000000000001'
const BOB = '018f77aa-0000-7000-8000-000000000002'
const LIFE = 15 * 60

const PLAIN = {
  amount: 12.5,
  description: 'CF-000123 Two lamps',
  reuseable: false,
  expirationTimestamp: START / 1000 + LIFE,
}
const PAGE = /^https:\/\/1shotpay\.com\/en\/link\/[0-9a-f-]{36}$/

interface Row {
  readonly what: string
  readonly settings?: object
  readonly request?: Partial<LinkRequest>
  /** What differs from the plain request; undefined for a field that is left out. */
  readonly body?: object
  readonly page?: RegExp
}

/** Every option of the merchant's document, and where it is asked for. */
const ROWS: readonly Row[] = [
  { what: 'nothing but the amount and the words' },
  {
    what: 'another description',
    request: { description: 'Tea', invoiceNumber: 'CF-7' },
    body: { description: 'CF-7 Tea' },
  },
  { what: 'mediaUrl of the account', settings: { mediaUrl: PICTURE }, body: { mediaUrl: PICTURE } },
  {
    what: 'mediaUrl of the sale',
    request: { linkOptions: { mediaUrl: PICTURE, requestedPayerUserId: '' } },
    body: { mediaUrl: PICTURE },
  },
  {
    what: 'mediaUrl of the sale in place of the account’s',
    settings: { mediaUrl: OTHER },
    request: { linkOptions: { mediaUrl: PICTURE } },
    body: { mediaUrl: PICTURE },
  },
  {
    what: 'no mediaUrl where the sale wants none',
    settings: { mediaUrl: OTHER },
    request: { linkOptions: { mediaUrl: '' } },
  },
  {
    what: 'requestedPayerUserId of the account',
    settings: { requestedPayerUserId: ANN },
    body: { requestedPayerUserId: ANN },
  },
  {
    what: 'requestedPayerUserId of the sale in place of the account’s',
    settings: { requestedPayerUserId: ANN },
    request: { linkOptions: { requestedPayerUserId: BOB } },
    body: { requestedPayerUserId: BOB },
  },
  {
    what: 'no requestedPayerUserId where the sale is for everybody',
    settings: { requestedPayerUserId: ANN },
    request: { linkOptions: { requestedPayerUserId: '' } },
  },
  {
    what: 'an account’s own values for a sale from before it could choose',
    settings: { mediaUrl: PICTURE, requestedPayerUserId: ANN },
    request: { linkOptions: null },
    body: { mediaUrl: PICTURE, requestedPayerUserId: ANN },
  },
  {
    what: 'expirationTimestamp',
    settings: { expiryMinutes: 60 },
    body: { expirationTimestamp: START / 1000 + 3600 },
  },
  {
    what: 'reuseable, and no end',
    request: { standing: true },
    body: { reuseable: true, expirationTimestamp: undefined },
  },
  {
    what: 'closeOnComplete, in the address alone',
    settings: { closeOnComplete: true },
    page: /^https:\/\/1shotpay\.com\/en\/link\/[0-9a-f-]{36}\?closeOnComplete=true$/,
  },
  {
    what: 'the locale, in the address alone',
    settings: { locale: 'tr' },
    page: /^https:\/\/1shotpay\.com\/tr\/link\/[0-9a-f-]{36}$/,
  },
]

test.each(ROWS)('1shotpay §2.1: a link carries $what, and the provider keeps it', async (row) => {
  const { server, at, log } = await startWire()
  const { baseUrl, ...keys } = at.oneshotpay
  const client = oneshotpay.connect(portsFor(baseUrl, keys, { ...row.settings }, stillClock(START)))
  const made = got(await client.createLink(ask('USD', '12.50', row.request), never))
  expect((await log()).requests.at(-1).body).toEqual({ ...PLAIN, ...row.body })
  expect(made.url).toMatch(row.page ?? PAGE)
  const { amount, ...kept } = { ...PLAIN, mediaUrl: null, requestedPayerUserId: null, ...row.body }
  expect(amount).toBe(12.5)
  expect(server.practice.snapshot().oneshotpay.links).toEqual([
    {
      ...kept,
      expirationTimestamp: kept.expirationTimestamp ?? null,
      amount: '12500000',
      id: made.ref,
      createdAt: START,
      payments: [],
    },
  ])
})
