import { expect, it } from 'vitest'
import type {
  LinkPage,
  LinkState,
  ProviderClient,
  ProviderResult,
  ReceiptState,
} from '../../../src/main/providers/provider.ts'
import { createAccountPoller } from '../../../src/main/watcher/account-poller.ts'
import { createTrackedLinks } from '../../../src/main/watcher/tracked-links.ts'
import { inThisThread } from '../../support/books/in-this-thread.ts'
import { ACCOUNT, eur, openSale, START, testBook, transfer } from '../../support/books/open-book.ts'
import { there } from '../../support/books/there.ts'
import { answerAbout } from '../../support/shop/provider-answers.ts'

const REF = 'ref-0'

const stateOf = (change: Partial<LinkState> = {}) =>
  answerAbout(REF, { rawAnswer: JSON.stringify(change.rawStatus ?? 'NEW'), ...change })
const confirming = stateOf({ reading: 'confirming', rawStatus: 'CONFIRMING', receipts: null })
const { timeObserved: _, ...receipt } = transfer({ paidAt: START })
const paid = stateOf({
  reading: 'paid',
  rawStatus: 'PAID',
  received: eur('49.90'),
  receipts: [receipt],
})

/** A poller over a real book, at a provider whose answers come when the test lets them, each by itself. */
async function room(which: 'tracked' | 'untracked' = 'tracked') {
  const { ledger } = await testBook()
  const sale = openSale(ledger, {}, { ref: REF, at: START, nextCheckAt: START })
  const clock = { now: () => START + 60_000, monotonic: () => 60_000 }
  const tracked = createTrackedLinks(clock)
  if (which === 'tracked') tracked.replace(ledger.scheduledLinksOf([sale.invoiceId]))
  const slow = { liveLinks: Promise.resolve() }
  const book = inThisThread(ledger)
  const poller = createAccountPoller({
    accountId: ACCOUNT,
    history: 'whole',
    tracked,
    ledger: {
      ...book,
      async liveLinks(ids) {
        const read = await book.liveLinks(ids)
        await slow.liveLinks
        return read
      },
    },
    clock,
    signal: new AbortController().signal,
    limiter: {
      limits: { perMinute: 60, perSecond: 2, gapMs: 0, concurrency: 1 },
      slowedFor: () => 1,
      callsLastMinute: () => 0,
    },
    onScreen: () => null,
    afterAnswer: () => START + 120_000,
    afterFailure: () => START + 60_000,
    failed(error) {
      throw error
    },
    committed: async () => undefined,
  })
  const ask = (answer: Partial<ProviderClient>) =>
    poller.askEach(ledger.liveLinks([sale.linkId]), answer as ProviderClient)
  const listed = (answer: Promise<ProviderResult<LinkPage>>) =>
    poller.ask({ kind: 'whole', links: tracked.newestFirst(ACCOUNT) as never }, {
      readPage: () => answer,
    } as unknown as ProviderClient)
  return {
    ask,
    /** A list that shows the link so. */
    list: (state: LinkState) =>
      listed(Promise.resolve({ ok: true, value: { links: [state], last: true, weight: 1 } })),
    listed,
    slow,
    link: () => there(there(ledger.invoice(sale.invoiceId)).links[0]),
    status: () => there(ledger.invoice(sale.invoiceId)).invoice.status,
    tracked: () => tracked.byRef(ACCOUNT, REF),
  }
}

const TIMED_OUT = {
  ok: false,
  error: {
    ...({ code: 'TIMED_OUT', effect: 'none', keyRefused: false } as const),
    ...{ httpStatus: null, retryAfterMs: null, providerWords: null },
  },
} as const

function held<T>() {
  return Promise.withResolvers<ProviderResult<T>>()
}

it('an answer whose receipts come after a later one was written is not written over it', async () => {
  const { ask, link, status, tracked } = await room()
  const receipts = held<readonly ReceiptState[]>()
  const older = ask({
    readLink: async () => ({ ok: true, value: confirming }),
    readReceipts: () => receipts.promise,
  })
  await ask({ readLink: async () => ({ ok: true, value: paid }) })
  expect(status()).toBe('paid')
  const digest = tracked()?.digest
  receipts.resolve({ ok: true, value: [] })
  await older
  expect([status(), link().rawStatus, tracked()?.digest]).toEqual(['paid', 'PAID', digest])
})

it('nor is that its receipts did not come', async () => {
  const { ask, link } = await room()
  const receipts = held<readonly ReceiptState[]>()
  const older = ask({
    readLink: async () => ({ ok: true, value: confirming }),
    readReceipts: () => receipts.promise,
  })
  await ask({ readLink: async () => ({ ok: true, value: paid }) })
  const error = {
    ...({ code: 'TIMED_OUT', effect: 'none', keyRefused: false, httpStatus: null } as const),
    ...{ retryAfterMs: null, providerWords: null },
  }
  receipts.resolve({ ok: false, error })
  await older
  expect([link().rawStatus, link().lastError]).toEqual(['PAID', null])
})

it('the older of two answers about a link that is not watched any more is not written over the newer', async () => {
  const { ask, link, status } = await room('untracked')
  const answer = held<LinkState>()
  const older = ask({ readLink: () => answer.promise })
  await ask({ readLink: async () => ({ ok: true, value: paid }) })
  answer.resolve({ ok: true, value: stateOf() })
  await older
  expect([status(), link().rawStatus]).toEqual(['paid', 'PAID'])
})

it('a list whose links are still read from the book does not write over what was answered meanwhile', async () => {
  const { ask, list, link, status, slow } = await room()
  const reading = Promise.withResolvers<void>()
  slow.liveLinks = reading.promise
  const older = list(stateOf({ rawStatus: 'OPENED' }))
  await new Promise((done) => setImmediate(done))
  await ask({ readLink: async () => ({ ok: true, value: paid }) })
  reading.resolve()
  await older
  expect([status(), link().rawStatus]).toEqual(['paid', 'PAID'])
})

it('a list that could not be read is no trouble of a link that was answered meanwhile', async () => {
  const { ask, listed, link } = await room()
  const answer = held<LinkPage>()
  const older = listed(answer.promise)
  await ask({ readLink: async () => ({ ok: true, value: paid }) })
  const { nextCheckAt } = link()
  answer.resolve(TIMED_OUT)
  await older
  expect([link().lastError, link().nextCheckAt]).toEqual([null, nextCheckAt])
})
