import { describe, expect, it } from 'vitest'
import type {
  LinkState,
  ProviderClient,
  ProviderError,
  ProviderResult,
  ReceiptState,
} from '../../../src/main/providers/provider.ts'
import {
  commitFailure,
  commitStates,
  digestOf,
  isAccountTrouble,
  lacksReceipts,
} from '../../../src/main/watcher/commit-answers.ts'
import { inThisThread } from '../../support/books/in-this-thread.ts'
import { eur, openSale, START, testBook } from '../../support/books/open-book.ts'
import { there } from '../../support/books/there.ts'
import { answerAbout, failureOf } from '../../support/shop/provider-answers.ts'

const SECOND = 1_000
const NOW = START + 600 * SECOND

const receipt: ReceiptState = {
  receiptId: 'transfer-1',
  txHash: '0xab12',
  payer: '0xfeed',
  amount: eur('49.90'),
  credited: eur('49.90'),
  paidAt: START + 5_000,
  raw: '{}',
}

/** A real book with live links, and a provider that answers for receipts as it is told. */
async function room(count = 1, ends: number | null = null) {
  const { ledger } = await testBook()
  const sales = Array.from({ length: count }, () => openSale(ledger, {}, { expiresAt: ends }))
  let now = NOW
  const stopping = new AbortController()
  const asked: string[] = []
  const owns: boolean[] = []
  let answer: (ref: string) => ProviderResult<readonly ReceiptState[]> = () => ({
    ok: true,
    value: [receipt],
  })
  const book = inThisThread(ledger)
  const ports = {
    ledger: book,
    clock: { now: () => now, monotonic: () => now },
    signal: stopping.signal,
    afterAnswer: () => now + 60 * SECOND,
    afterFailure(link: { readonly hashMissing: boolean }, own: boolean) {
      owns.push(own)
      return now + (link.hashMissing ? 10 : 20) * SECOND
    },
    failed: () => undefined,
  }
  const client = {
    async readReceipts(ref: string) {
      asked.push(ref)
      return answer(ref)
    },
  } as unknown as ProviderClient
  const links = () => sales.map(({ linkId }) => there(ledger.liveLinks([linkId])[0]))
  return {
    ledger,
    sales,
    links,
    asked,
    owns,
    stop: () => stopping.abort(),
    full: () =>
      Object.assign(book, { recordUnanswered: () => Promise.reject(new Error('the disk is full')) }),
    at(instant: number) {
      now = instant
    },
    answer(with_: typeof answer) {
      answer = with_
    },
    /** Commits an answer; `as` is how the links stood when it was asked for. */
    take: (change: Partial<LinkState>, as = links()) =>
      commitStates(
        as.map((link) => ({ link, state: answerAbout(link.ref, { rawAnswer: '{"n":1}', ...change }) })),
        client,
        ports,
      ),
    fail: (error: ProviderError) => commitFailure(links(), error, ports),
    sale: (n = 0) => there(ledger.invoice(there(sales[n]).invoiceId)),
    link: (n = 0) => there(there(ledger.invoice(there(sales[n]).invoiceId)).links[0]),
  }
}

describe('the end of a link that its provider calls expired', () => {
  const expired = { reading: 'expired', rawStatus: 'Expired' } as const

  it('is now where it was promised for later, or not at all', async () => {
    for (const ends of [NOW + 300 * SECOND, null]) {
      const { take, link } = await room(1, ends)
      await take(expired)
      expect(link()).toMatchObject({ reading: 'expired', expiresAt: NOW })
    }
  })

  it('stays as promised where that is over', async () => {
    const { take, link } = await room(1, NOW - 300 * SECOND)
    await take(expired)
    expect(link().expiresAt).toBe(NOW - 300 * SECOND)
  })

  it('is what the answer itself names before what was known', async () => {
    const { take, link } = await room(1, NOW - 300 * SECOND)
    await take({ ...expired, expiresAt: NOW - 100 * SECOND })
    expect(link().expiresAt).toBe(NOW - 100 * SECOND)
  })

  it('keeps its first moment at every later look, whatever clock or answer says', async () => {
    const { take, link, at } = await room(1, NOW + 300 * SECOND)
    await take(expired)
    at(NOW - 200 * SECOND)
    await take({ ...expired, rawAnswer: '{"n":2}' })
    await take({ ...expired, rawAnswer: '{"n":3}', expiresAt: NOW - 400 * SECOND })
    expect(link().expiresAt).toBe(NOW)
  })

  it('stays where another question found it, though this one was asked before', async () => {
    const { take, links, link, sale } = await room(1, NOW + 300 * SECOND)
    const asOpen = links()
    await take(expired)
    const receipts = [{ ...receipt, paidAt: NOW + SECOND }]
    await take({ reading: 'paid', rawStatus: 'Paid', receipts }, asOpen)
    expect(link().expiresAt).toBe(NOW)
    expect(sale().invoice.status).toBe('paid_late')
  })

  it('of one that is still open is what the answer names, else what was known', async () => {
    const { take, link } = await room(1, NOW + 300 * SECOND)
    await take({ rawAnswer: '{"n":2}' })
    expect(link().expiresAt).toBe(NOW + 300 * SECOND)
    await take({ rawAnswer: '{"n":3}', expiresAt: NOW + 500 * SECOND })
    expect(link().expiresAt).toBe(NOW + 500 * SECOND)
  })
})

describe('an answer', () => {
  it('is written with its words, its reason, its money and its next check', async () => {
    const { take, link, sale, ledger, sales } = await room()
    const { changes, links, failure } = await take({
      reading: 'failed',
      rawStatus: 'FAILED: declined',
      rawAnswer: '{"whole":1}',
      reason: 'declined',
    })
    expect(failure).toBeNull()
    expect(links.map((one) => one.linkId)).toEqual([sales[0]?.linkId])
    expect(changes).toMatchObject([{ before: 'open', after: 'failed', changed: true }])
    expect(link()).toMatchObject({
      reading: 'failed',
      rawStatus: 'FAILED: declined',
      rawAnswer: '{"whole":1}',
      endReason: 'declined',
      checkedAt: NOW,
      nextCheckAt: NOW + 60 * SECOND,
      lastError: null,
    })
    await take({ reading: 'paid', received: eur('49.90'), receipts: [receipt] })
    expect(sale()).toMatchObject({ invoice: { status: 'paid', received: { amount: '49.90' } } })
    expect(there(ledger.invoice(there(sales[0]).invoiceId)).receipts).toMatchObject([
      {
        providerReceiptId: 'transfer-1',
        txHash: '0xab12',
        payer: '0xfeed',
        amount: { amount: '49.90' },
        credited: { amount: '49.90' },
        paidAt: START + 5_000,
        timeObserved: false,
      },
    ])
  })

  it('whose receipt has no time takes the moment it is seen, and says so', async () => {
    const { take, sale } = await room()
    await take({ reading: 'paid', received: eur('49.90'), receipts: [{ ...receipt, paidAt: null }] })
    expect(sale().receipts).toMatchObject([{ paidAt: NOW, timeObserved: true }])
  })

  it.each([
    ['of what was asked', eur('49.90'), false],
    ['of nothing', null, false],
    ['of more', eur('49.91'), true],
  ])('that tells %s is a mismatch: %#', async (_, asked, differs) => {
    const { take, sale } = await room()
    await take({ asked })
    expect(sale().events.some((event) => event.kind === 'amount_mismatch')).toBe(differs)
  })

  it('of many links writes every one of them', async () => {
    const { take, links } = await room(3)
    const { changes } = await take({ reading: 'expired' })
    expect(changes).toHaveLength(3)
    expect(links().map((link) => link.reading)).toEqual(['expired', 'expired', 'expired'])
  })
})

describe('receipts that have to be asked for', () => {
  const paid = { reading: 'paid', received: eur('49.90'), receipts: null } as const

  it.each(['paid', 'overpaid', 'underpaid', 'confirming'] as const)(
    'are, where the link is %s',
    async (reading) => {
      const { take, asked } = await room()
      await take({ reading, receipts: null })
      expect(asked).toHaveLength(1)
    },
  )

  it('are, where any money is told of, and are not where none is', async () => {
    const { take, asked } = await room()
    for (const reading of ['open', 'expired', 'failed', 'unheard', 'refunded'] as const) {
      await take({ reading, receipts: null })
      await take({ reading, receipts: null, received: eur('0') })
    }
    expect(asked).toHaveLength(0)
    await take({ reading: 'open', receipts: null, received: eur('0.01') })
    expect(asked).toHaveLength(1)
  })

  it('are not, where the answer carries them, even none', async () => {
    const { take, asked } = await room()
    await take({ ...paid, receipts: [] })
    await take({ ...paid, receipts: [receipt] })
    expect(asked).toHaveLength(0)
  })

  it('are asked for no more once a paid link has them whole, and again while a hash is missing', async () => {
    const { take, asked, answer, sale } = await room()
    answer(() => ({ ok: true, value: [{ ...receipt, txHash: null }] }))
    await take(paid)
    answer(() => ({ ok: true, value: [receipt] }))
    await take(paid)
    expect(asked).toHaveLength(2)
    expect(sale().receipts).toMatchObject([{ txHash: '0xab12' }])
    await take(paid)
    expect(asked).toHaveLength(2)
    // More money may have come with more receipts.
    await take({ ...paid, reading: 'overpaid', received: eur('60') })
    expect(asked).toHaveLength(3)
  })

  it('that do not come leave the money on record, the receipts due, and the reason', async () => {
    const { take, answer, sale, link, owns } = await room()
    answer(() => ({ ok: false, error: failureOf('BAD_RESPONSE') }))
    const result = await take(paid)
    expect(result.failure?.code).toBe('BAD_RESPONSE')
    expect(result.links).toHaveLength(1)
    expect(result.changes).toMatchObject([{ after: 'paid' }])
    expect([sale().invoice.status, sale().receipts.length]).toEqual(['paid', 0])
    // As soon as one whose hash is still to come.
    expect(link()).toMatchObject({ lastError: 'BAD_RESPONSE', nextCheckAt: NOW + 10 * SECOND })
    expect(owns).toEqual([true])
  })

  it('and cannot even be noted fail the whole answer: nothing is lost in silence', async () => {
    const { take, answer, full } = await room()
    answer(() => ({ ok: false, error: failureOf('BAD_RESPONSE') }))
    full()
    await expect(take(paid)).rejects.toThrow('the disk is full')
  })

  it('of several sales are asked for once where the account is in trouble, and all the money is on record', async () => {
    const { take, asked, answer, sale, owns } = await room(3)
    answer(() => ({ ok: false, error: failureOf('UNAVAILABLE') }))
    const result = await take(paid)
    expect(asked).toHaveLength(1)
    expect([0, 1, 2].map((n) => sale(n).invoice.status)).toEqual(['paid', 'paid', 'paid'])
    expect([0, 1, 2].map((n) => sale(n).links[0]?.lastError)).toEqual(Array(3).fill('UNAVAILABLE'))
    expect(result.links).toHaveLength(3)
    expect(owns).toEqual([false, false, false])
  })

  it('of several sales are asked for one after another where the trouble is one link’s own', async () => {
    const { take, asked, answer, sale } = await room(3)
    answer((ref) =>
      ref === asked[0] ? { ok: false, error: failureOf('BAD_RESPONSE') } : { ok: true, value: [receipt] },
    )
    const result = await take(paid)
    expect(asked).toHaveLength(3)
    expect([0, 1, 2].map((n) => sale(n).receipts.length)).toEqual([0, 1, 1])
    expect(result.failure?.code).toBe('BAD_RESPONSE')
  })

  it('are not asked for any more once the app is closing', async () => {
    const { take, asked, stop, answer, sale } = await room(3)
    answer(() => {
      stop()
      return { ok: true, value: [receipt] }
    })
    const result = await take(paid)
    expect(asked).toHaveLength(1)
    expect([0, 1, 2].map((n) => sale(n).invoice.status)).toEqual(['paid', 'open', 'open'])
    expect(result.links).toHaveLength(1)
  })
})

describe('a failure', () => {
  it('is noted beside the link, whose status stays', async () => {
    const { fail, link, sale, owns } = await room()
    await fail(failureOf('LINK_NOT_FOUND'))
    expect(link()).toMatchObject({
      lastError: 'LINK_NOT_FOUND',
      reading: 'open',
      nextCheckAt: NOW + 20 * SECOND,
    })
    expect(sale().invoice.status).toBe('open')
    await fail(failureOf('TIMED_OUT'))
    expect(owns).toEqual([true, false])
  })

  it('is not noted once the app is closing', async () => {
    const { fail, link, stop } = await room()
    stop()
    await fail(failureOf('LINK_NOT_FOUND'))
    expect(link().lastError).toBeNull()
  })

  it.each([
    'RATE_LIMITED',
    'UNREACHABLE',
    'TIMED_OUT',
    'UNAVAILABLE',
    'NO_KEY',
    'VAULT_LOCKED',
    'VAULT_UNAVAILABLE',
    'VAULT_CHANGED',
    'VAULT_TEMPORARY',
    'DECRYPT_FAILED',
    'AUTH_REJECTED',
  ] as const)('of %s is trouble of the account', (code) => {
    expect(isAccountTrouble(failureOf(code, code === 'AUTH_REJECTED'))).toBe(true)
  })

  it.each([
    'LINK_NOT_FOUND',
    'BAD_RESPONSE',
    'REQUEST_REFUSED',
    'FORBIDDEN',
    'TOO_LARGE',
    'REDIRECTED',
  ] as const)('of %s is the link’s own, unless the key is refused with it', (code) => {
    expect(isAccountTrouble(failureOf(code))).toBe(false)
    expect(isAccountTrouble(failureOf(code, true))).toBe(true)
  })
})

describe('an answer that is no news', () => {
  it('lacks its receipts while money is told of and none, or one without a hash, is on record', () => {
    const told = answerAbout('r', { reading: 'paid', receipts: null })
    const lacks = (receiptCount: number, hashMissing: boolean, state = told) =>
      lacksReceipts({ receiptCount, hashMissing }, state)
    expect([lacks(0, false), lacks(1, true), lacks(1, false)]).toEqual([true, true, false])
    expect(lacks(0, false, { ...told, receipts: [] })).toBe(false)
    expect(lacks(0, false, { ...told, reading: 'open' })).toBe(false)
    expect(lacks(0, false, { ...told, reading: 'open', received: eur('0.01') })).toBe(true)
  })

  it('has the digest of the one before; another word, reading or text has another', () => {
    const state = answerAbout('r', { rawAnswer: '{"n":1}' })
    expect(digestOf(state)).toBe(digestOf({ ...state }))
    expect(digestOf(state)).toBe(digestOf(state))
    for (const change of [{ reading: 'paid' }, { rawStatus: 'OLD' }, { rawAnswer: '{}' }] as const) {
      expect(digestOf({ ...state, ...change })).not.toBe(digestOf(state))
    }
    expect(digestOf({ ...state, rawStatus: 'a', rawAnswer: 'bc' })).not.toBe(
      digestOf({ ...state, rawStatus: 'ab', rawAnswer: 'c' }),
    )
  })
})
