import { describe, expect, it } from 'vitest'
import type { SaleInput } from '../../../src/main/invoicing/invoicing.ts'
import { accountOf } from '../../support/shop/before.ts'
import { type SaleRoom, saleRoomForEach } from '../../support/shop/sale-room.ts'

const open = saleRoomForEach()

const MINUTE = 60_000
const PICTURE = 'https://shop.example.org/lamp.png'
const OTHER = 'https://shop.example.org/other.png'
const ANN = '018f77aa-0000-7000-8000-000000000001'

/** What the provider was asked to make last, of the two that a sale may choose. */
function lastAsked(room: SaleRoom): unknown {
  const { mediaUrl, requestedPayerUserId } = room.practice.snapshot().oneshotpay.links.at(-1) ?? {}
  return { mediaUrl, requestedPayerUserId }
}

function setAccount(room: SaleRoom, settings: Record<string, string | null>): void {
  room.ledger.updateAccount(accountOf('oneshotpay'), 'Our 1ShotPay', { expiryMinutes: 15, ...settings }, 0)
  // The account's connection is made anew, as after a change of its settings.
  room.restart()
}

const sell = (room: SaleRoom, linkOptions?: SaleInput['linkOptions']) =>
  room.sell('oneshotpay', { ...(linkOptions && { linkOptions }) })

async function newLink(room: SaleRoom, sale: string): Promise<void> {
  await room.pass(20 * MINUTE)
  const link = room.link(sale)
  room.ledger.recordAnswers([
    {
      linkId: link.id,
      reading: 'expired',
      rawStatus: '2',
      rawAnswer: '{}',
      received: null,
      expiresAt: null,
      receipts: null,
      nextCheckAt: null,
      at: room.now(),
    },
  ])
  const again = await room.run(room.invoicing.relink(sale))
  expect(again.ok).toBe(true)
  await room.run(room.invoicing.whenIdle())
}

describe('what a sale asks of its links', () => {
  it('is as typed for it; what it leaves alone is as its account has it, and its next one begins there again', async () => {
    const room = await open()
    setAccount(room, { mediaUrl: OTHER })
    const sale = await sell(room, { requestedPayerUserId: ` ${ANN} ` })
    expect(lastAsked(room)).toEqual({ mediaUrl: OTHER, requestedPayerUserId: ANN })
    expect(room.detail(sale).invoice.linkOptions).toEqual({ mediaUrl: OTHER, requestedPayerUserId: ANN })
    await sell(room, { mediaUrl: '' })
    expect(lastAsked(room)).toEqual({ mediaUrl: null, requestedPayerUserId: null })
    await sell(room)
    expect(lastAsked(room)).toEqual({ mediaUrl: OTHER, requestedPayerUserId: null })
  })

  it.each([
    [
      'chosen',
      { mediaUrl: PICTURE, requestedPayerUserId: ANN },
      { mediaUrl: PICTURE, requestedPayerUserId: ANN },
    ],
    ['chosen to be none', { mediaUrl: '' }, { mediaUrl: null, requestedPayerUserId: null }],
    ['begun with', undefined, { mediaUrl: OTHER, requestedPayerUserId: null }],
  ])('and was %s stays through another link, whatever its account says by then', async (_, typed, asked) => {
    const room = await open()
    setAccount(room, { mediaUrl: OTHER })
    const sale = await sell(room, typed)
    setAccount(room, { mediaUrl: 'https://shop.example.org/new.png' })
    await newLink(room, sale)
    expect(room.detail(sale).links).toHaveLength(2)
    expect(lastAsked(room)).toEqual(asked)
  })

  it.each([
    ['an address that is none', { mediaUrl: 'lamp.png' }, 'mediaUrl'],
    ['an address of another scheme', { mediaUrl: 'file:///lamp.png' }, 'mediaUrl'],
    ['a user that is no id', { requestedPayerUserId: 'ann' }, 'requestedPayerUserId'],
    ['a setting of the account that is not the sale’s to choose', { locale: 'tr' }, 'locale'],
    ['what no provider knows', { colour: 'red' }, 'colour'],
  ])('is refused before anything is written where it is %s', async (_, linkOptions, field) => {
    const room = await open()
    const refused = await room.run(room.invoicing.create(room.order('oneshotpay', { linkOptions })))
    expect(refused).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT', params: { field } } })
    expect([room.ledger.invoiceCount(), room.count('create')]).toEqual([0, 0])
  })

  it('is nothing at a provider that leaves a sale nothing to choose', async () => {
    const room = await open()
    const linkOptions = { mediaUrl: PICTURE }
    const refused = await room.run(room.invoicing.create(room.order('ocpay', { linkOptions })))
    expect(refused).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } })
    const sale = await room.sell('ocpay')
    expect(room.detail(sale).invoice.linkOptions).toEqual({})
  })

  it('is part of what its token stands for', async () => {
    const room = await open()
    const order = room.order('oneshotpay', { linkOptions: { requestedPayerUserId: ANN } })
    expect(await room.run(room.invoicing.create(order))).toMatchObject({ ok: true })
    expect(await room.run(room.invoicing.create(order))).toMatchObject({ ok: true })
    const other = { ...order, linkOptions: { requestedPayerUserId: '' } }
    expect(await room.run(room.invoicing.create(other))).toMatchObject({ error: { code: 'CONFLICT' } })
    await room.run(room.invoicing.whenIdle())
    expect(room.count('create')).toBe(1)
  })
})
