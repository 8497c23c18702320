import { describe, expect, it } from 'vitest'
import {
  keyCheck,
  linkState,
  markerText,
  readingOf,
  receiptState,
  shareUrl,
} from '../../../../src/main/providers/daisy/mapping.ts'
import { invoice as invoiceWire, receipt as receiptWire } from '../../../../src/main/providers/daisy/wire.ts'
import { money } from '../../../../src/shared/money/money.ts'

const TOKEN = '0x6B175474E89094C44Da98b954EedeAC495271d0F'
const amountAt = (address: string, units: string) => (address === TOKEN ? money('DAI', BigInt(units)) : null)

function invoiceOf(change: Record<string, unknown> = {}) {
  return invoiceWire.parse({
    identifier: 'abcDEF1234',
    state: 'UNPAID',
    tokenAddress: TOKEN,
    invoicedPrice: '1000',
    amountPaid: '0',
    invoicedDetail: `Two lamps ${markerText('INV-1')}`,
    createdAt: '2026-11-20T10:00:00Z',
    ...change,
  })
}

const stateOf = (change: Record<string, unknown> = {}) => linkState(invoiceOf(change), '{}', amountAt)

describe('the marker of a link', () => {
  it('is the last one of its text: a customer may have typed one of their own', () => {
    const detail = `For ${markerText('INV-OTHER')} and\nmore ${markerText('INV-MINE')}`
    expect(stateOf({ invoicedDetail: detail })?.marker).toBe('INV-MINE')
    expect(stateOf({ invoicedDetail: `${detail} thanks` })?.marker).toBe('INV-MINE')
  })

  it('is none where the text has none, or is missing', () => {
    for (const invoicedDetail of ['Two lamps', 'ref:INV-1', '[ref:]', null]) {
      expect(stateOf({ invoicedDetail })?.marker).toBeNull()
    }
  })
})

describe('the reading of a link', () => {
  it.each([
    ['UNPAID', 0n, 'open'],
    ['PENDING', 0n, 'open'],
    [null, 0n, 'open'],
    [undefined, 0n, 'open'],
    ['', 0n, 'open'],
    ['UNDER_PAID', 0n, 'underpaid'],
    ['PAID', 0n, 'paid'],
    ['OVER_PAID', 0n, 'overpaid'],
    ['UNPAID', 1n, 'underpaid'],
    ['UNPAID', 9n, 'underpaid'],
    ['UNPAID', 10n, 'paid'],
    ['UNPAID', 11n, 'overpaid'],
    ['UNDER_PAID', 10n, 'paid'],
    ['PAID', 9n, 'paid'],
    ['PAID', 11n, 'overpaid'],
    ['OVER_PAID', 10n, 'overpaid'],
    [null, 10n, 'paid'],
    ['FROZEN', 0n, 'unheard'],
    ['FROZEN', 1n, 'underpaid'],
    ['FROZEN', 10n, 'paid'],
    ['constructor', 0n, 'unheard'],
    ['unpaid', 0n, 'unheard'],
  ] as const)('of %s with %d of 10 is %s (daisy §3.1)', (word, paid, expected) => {
    expect(readingOf(word, paid, 10n)).toBe(expected)
  })
})

describe('what a link tells', () => {
  it('is its own, and an amount that cannot be told makes it unreadable', () => {
    expect(stateOf()).toMatchObject({
      ref: 'abcDEF1234',
      reading: 'open',
      rawStatus: 'UNPAID',
      rawAnswer: '{}',
      received: money('DAI', 0n),
      expiresAt: null,
      receipts: [],
      asked: money('DAI', 1000n),
      createdAt: Date.parse('2026-11-20T10:00:00Z'),
    })
    expect(stateOf({ state: null })?.rawStatus).toBe('')
    const priceUnknown = (_: string, units: string) => (units === '1000' ? null : money('DAI', 0n))
    const paidUnknown = (_: string, units: string) => (units === '0' ? null : money('DAI', 1000n))
    expect(linkState(invoiceOf(), '{}', priceUnknown)).toBeNull()
    expect(linkState(invoiceOf(), '{}', paidUnknown)).toBeNull()
  })

  it('asks for its receipts as soon as the least has come', () => {
    expect(stateOf({ amountPaid: '0' })?.receipts).toEqual([])
    expect(stateOf({ amountPaid: '0', state: 'NEW_WORD' })?.receipts).toEqual([])
    // The word alone says that money came: its receipts are asked for, however far behind the count is.
    for (const state of ['UNDER_PAID', 'PAID', 'OVER_PAID']) {
      expect(stateOf({ amountPaid: '0', state })?.receipts).toBeNull()
    }
    expect(stateOf({ amountPaid: '1' })?.receipts).toBeNull()
  })

  it('leads a payer to its own address, or to the documented one where that is none', () => {
    const own = 'https://pay.daisypayments.com/i/own'
    expect(shareUrl(invoiceOf({ shareURL: own }))).toBe(own)
    const pattern = 'https://pay.daisypayments.com/i/abcDEF1234'
    for (const shareURL of [
      'javascript:alert(1)',
      'https://pay.daisypayments.com@evil.test/',
      'https://evil.test/i/own',
      null,
    ]) {
      expect(shareUrl(invoiceOf({ shareURL }))).toBe(pattern)
    }
  })
})

describe('a receipt', () => {
  const receipt = receiptWire.parse({
    id: 'r-1',
    txHash: '0xAB12',
    account: '0xfeed',
    amount: '7',
    onChainCreatedAt: '2026-11-20T10:01:00Z',
    createdAt: '2026-11-20T10:02:00Z',
  })

  it('counts in full, at the time of its block, or of its record where that is missing', () => {
    const amount = money('DAI', 7n)
    expect(receiptState(receipt, amount, '{}')).toMatchObject({
      receiptId: 'r-1',
      payer: '0xfeed',
      amount,
      credited: amount,
      paidAt: Date.parse('2026-11-20T10:01:00Z'),
      raw: '{}',
    })
    expect(receiptState({ ...receipt, onChainCreatedAt: null }, amount, '')?.paidAt).toBe(
      Date.parse('2026-11-20T10:02:00Z'),
    )
  })

  it('whose amount cannot be told is none', () => {
    expect(receiptState(receipt, null, '{}')).toBeNull()
  })
})

describe('what a group says about selling with it', () => {
  const group = { active: true, tokenAddress: TOKEN, walletAddress: '0xW', networkId: '1', name: 'Shop' }
  const account = { network: '1', ownWallet: false, tokenKnown: true }
  const check = (change: object = {}, facts: object = {}) =>
    keyCheck({ ...group, ...change }, { ...account, ...facts })

  it('is nothing for a group that is whole', () => {
    expect(check()).toEqual({ environment: 'live', name: 'Shop', warnings: [] })
  })

  it.each([
    [{ active: false }, {}, ['group_inactive']],
    [{ active: null }, {}, []],
    [{ tokenAddress: null }, {}, ['no_default_token']],
    [{ walletAddress: null }, {}, ['no_default_wallet']],
    [{ walletAddress: null }, { ownWallet: true }, []],
    [{ networkId: '5' }, {}, ['wrong_network']],
    [{ networkId: null }, {}, []],
    [{}, { network: '5' }, ['wrong_network']],
    [{}, { tokenKnown: false }, ['token_not_listed']],
  ])('%j with %j warns of %j (daisy §2.4)', (change, facts, warnings) => {
    expect(check(change, facts).warnings).toEqual(warnings)
  })

  it('names its environment by its network', () => {
    expect(check({ networkId: '5' }).environment).toBe('sandbox')
    expect(check({ networkId: null }).environment).toBe('unstated')
  })
})
