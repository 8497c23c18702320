import { describe, expect, it } from 'vitest'
import type {
  LinkPage,
  LinkState,
  PageQuery,
  ProviderClient,
  ProviderError,
  ProviderResult,
} from '../../../src/main/providers/provider.ts'
import { createAccountPoller } from '../../../src/main/watcher/account-poller.ts'
import { createTrackedLinks } from '../../../src/main/watcher/tracked-links.ts'
import { inThisThread } from '../../support/books/in-this-thread.ts'
import { ACCOUNT, eur, openSale, START, testBook, transfer } from '../../support/books/open-book.ts'
import { there } from '../../support/books/there.ts'
import { answerAbout, failureOf } from '../../support/shop/provider-answers.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const LIMITS = { perMinute: 60, perSecond: 2, gapMs: 0, concurrency: 1 }

const failing = (code: ProviderError['code']) => ({ ok: false, error: failureOf(code) }) as const

const paidAt = (ref: string, at: number): LinkState => {
  const { timeObserved: _, ...receipt } = transfer({ paidAt: at })
  return answerAbout(ref, { reading: 'paid', rawStatus: 'PAID', received: eur('49.90'), receipts: [receipt] })
}

/** One account's poller over a real book, with a provider that answers as it is told. */
async function room(history: 'none' | 'whole' | 'pages' = 'pages', count = 1) {
  const { ledger } = await testBook()
  let now = START + 10 * MINUTE
  const clock = { now: () => now, monotonic: () => now - START }
  const tracked = createTrackedLinks(clock)
  const sales = Array.from({ length: count }, (_, n) =>
    openSale(ledger, { at: START + n * SECOND }, { ref: `ref-${n}`, at: START, nextCheckAt: START + MINUTE }),
  )
  const book = inThisThread(ledger)
  tracked.replace(ledger.scheduledLinksOf(sales.map((sale) => sale.invoiceId)))
  const stopping = new AbortController()
  const committed: string[][] = []
  const owns: boolean[] = []
  let slowed: number | null = 1
  const ports = {
    accountId: ACCOUNT,
    history,
    tracked,
    ledger: book,
    clock,
    signal: stopping.signal,
    // A provider that asked for a slower pace: nothing is promised of how long a link may wait.
    limiter: { limits: LIMITS, slowedFor: () => slowed, callsLastMinute: () => 0 },
    onScreen: () => null,
    afterAnswer: () => now + MINUTE,
    afterFailure(_: unknown, own: boolean) {
      owns.push(own)
      return now
    },
    failed: () => undefined,
    async committed(_: unknown, links: readonly { readonly invoiceId: string }[]) {
      committed.push(links.map((link) => link.invoiceId))
    },
  }
  const poller = createAccountPoller(ports)
  const asked: string[] = []
  const pages: PageQuery[] = []
  let answer: (ref: string) => ProviderResult<LinkState> = (ref) => ({ ok: true, value: answerAbout(ref) })
  let page: ((query: PageQuery) => ProviderResult<LinkPage>) | null = null
  const client = () => {
    const read = page
    return {
      async readLink(ref: string) {
        asked.push(ref)
        return answer(ref)
      },
      readReceipts: async () => ({ ok: true, value: [] }),
      ...(read && {
        async readPage(query: PageQuery) {
          pages.push(query)
          return read(query)
        },
      }),
    } as unknown as ProviderClient
  }
  const link = (n = 0) => there(tracked.byRef(ACCOUNT, `ref-${n}`))
  return {
    ledger,
    sales,
    poller,
    tracked,
    asked,
    pages,
    committed,
    owns,
    link,
    links: () => Array.from({ length: count }, (_, n) => link(n)),
    stop: () => stopping.abort(),
    pass(ms: number) {
      now += ms
    },
    now: () => now,
    /** The provider takes the usual pace again. */
    unslow() {
      slowed = null
    },
    answer(with_: typeof answer) {
      answer = with_
    },
    page(with_: typeof page) {
      page = with_
    },
    shows(states: readonly LinkState[], more: Partial<LinkPage> = {}) {
      page = () => ({ ok: true, value: { links: states, last: true, weight: 1, ...more } })
    },
    one: (n = 0) => poller.ask({ kind: 'one', links: [link(n)] }, client()),
    whole: () => poller.ask({ kind: 'whole', links: tracked.newestFirst(ACCOUNT) }, client()),
    paged: () => poller.ask({ kind: 'page', links: tracked.newestFirst(ACCOUNT) }, client()),
    feed: () => poller.ask({ kind: 'feed', links: [] }, client()),
    each: () => poller.askEach(ledger.liveLinks(sales.map((sale) => sale.linkId)), client()),
    saved: (n = 0) => there(ledger.liveLinks([there(sales[n]).linkId])[0]),
    detail: (n = 0) => there(ledger.invoice(there(sales[n]).invoiceId)),
  }
}

describe('one link', () => {
  it('is asked about, written whole, and told', async () => {
    const { one, asked, committed, sales, saved, now, link } = await room()
    expect(link().asking).toBe(false)
    const result = await one()
    expect(result.failure).toBeNull()
    expect(result.links.map((live) => live.ref)).toEqual(['ref-0'])
    expect(asked).toEqual(['ref-0'])
    expect(committed).toEqual([[sales[0]?.invoiceId]])
    expect(saved()).toMatchObject({ checkedAt: now(), nextCheckAt: now() + MINUTE })
    expect(link()).toMatchObject({ asking: false })
    expect(link().digest).not.toBeNull()
  })

  it('is marked while it is asked about, also where the asking is a defect', async () => {
    const { one, answer, link } = await room()
    const seen: boolean[] = []
    answer(() => {
      seen.push(link().asking)
      throw new Error('a defect')
    })
    await expect(one()).rejects.toThrow('a defect')
    expect([seen, link().asking]).toEqual([[true], false])
  })

  it('that the book has no more is asked about no more', async () => {
    const { one, link, asked, committed } = await room()
    Object.assign(link(), { linkId: 'no-such-link' })
    expect(await one()).toMatchObject({ changes: [], links: [], failure: null })
    // It is taken from the book anew, where it is gone.
    expect([asked, committed.length]).toEqual([[], 1])
  })
})

describe('many links, each by itself', () => {
  it('are all asked about, and all that came of it is told together', async () => {
    const { each, answer, asked } = await room('none', 3)
    answer((ref) =>
      ref === 'ref-1' ? failing('LINK_NOT_FOUND') : { ok: true, value: paidAt(ref, START + SECOND) },
    )
    const result = await each()
    expect(asked).toEqual(['ref-0', 'ref-1', 'ref-2'])
    expect(result.changes.map((one) => one.after)).toEqual(['paid', 'paid'])
    expect(result.links.map((live) => live.ref)).toEqual(['ref-0', 'ref-2'])
    expect(result.failure?.code).toBe('LINK_NOT_FOUND')
  })

  it('are asked about no further once the account is in trouble, or the app is closing', async () => {
    const trouble = await room('none', 3)
    trouble.answer(() => failing('UNAVAILABLE'))
    expect((await trouble.each()).failure?.code).toBe('UNAVAILABLE')
    expect(trouble.asked).toEqual(['ref-0'])
    expect([trouble.saved(0).ref, trouble.detail(0).links[0]?.lastError]).toEqual(['ref-0', 'UNAVAILABLE'])
    expect(trouble.owns).toEqual([false])

    const closing = await room('none', 3)
    closing.answer((ref) => {
      closing.stop()
      return { ok: true, value: answerAbout(ref) }
    })
    await closing.each()
    expect(closing.asked).toEqual(['ref-0'])
  })
})

describe('two questions about one link', () => {
  it('whose older answer or failure comes last are written once: the newer stands', async () => {
    const { each, answer, link, detail } = await room()
    answer((ref) => {
      // Meanwhile a later question was answered.
      link().answered = Number.MAX_SAFE_INTEGER
      return { ok: true, value: paidAt(ref, START) }
    })
    expect(await each()).toMatchObject({ changes: [], links: [] })
    expect(detail().invoice.status).toBe('open')
    answer(() => failing('TIMED_OUT'))
    expect((await each()).failure?.code).toBe('TIMED_OUT')
    expect(detail().links[0]?.lastError).toBeNull()
  })

  it('of a list are known by their number as well', async () => {
    const { whole, page, link, detail } = await room('whole')
    page(() => {
      link().answered = Number.MAX_SAFE_INTEGER
      return { ok: true, value: { links: [paidAt('ref-0', START)], last: true, weight: 1 } }
    })
    await whole()
    expect(detail().invoice.status).toBe('open')
  })
})

describe('a list', () => {
  it('is asked for whole, or for the span of the links, and marks them meanwhile', async () => {
    const { whole, paged, page, pages, links } = await room('pages', 2)
    const marked: boolean[][] = []
    page(() => {
      marked.push(links().map((link) => link.asking))
      return { ok: true, value: { links: [], last: true, weight: 1 } }
    })
    await whole()
    await paged()
    expect(pages).toEqual([
      { by: 'created', since: null, until: null, page: 1, size: 200 },
      { by: 'created', since: START - 5 * SECOND, until: START + 6 * SECOND, page: 1, size: 200 },
    ])
    expect(marked).toEqual([
      [true, true],
      [true, true],
    ])
    expect(links().map((link) => link.asking)).toEqual([false, false])
    // On the last page, and not shown: they are asked about by themselves.
    expect(links().map((link) => link.unlisted)).toEqual([true, true])
  })

  it('writes what is news, and passes over what is nobody’s here', async () => {
    const { whole, shows, detail, committed } = await room('whole', 2)
    shows([paidAt('ref-1', START + SECOND), answerAbout('foreign')])
    const result = await whole()
    expect(result.links.map((link) => link.ref)).toEqual(['ref-1'])
    expect([detail(0).invoice.status, detail(1).invoice.status]).toEqual(['open', 'paid'])
    expect(committed).toHaveLength(1)
  })

  it('that says what is known is noted where half of the wait is over, and not written before', async () => {
    const { whole, shows, saved, now, pass, link } = await room('whole')
    shows([answerAbout('ref-0')])
    await whole()
    const first = now()
    Object.assign(link(), { checkedAt: first, nextCheckAt: first + MINUTE, failures: 4 })
    pass(29 * SECOND)
    await whole()
    expect(saved()).toMatchObject({ checkedAt: first, nextCheckAt: first + MINUTE })
    pass(SECOND)
    await whole()
    expect(saved()).toMatchObject({ checkedAt: now(), nextCheckAt: now() + MINUTE })
    expect(link()).toMatchObject({ checkedAt: now(), nextCheckAt: now() + MINUTE, failures: 0 })
  })

  it('that cannot be read leaves the links to themselves for five minutes', async () => {
    const { whole, page, poller, detail, pass } = await room('whole')
    page(() => failing('BAD_RESPONSE'))
    expect((await whole()).failure?.code).toBe('BAD_RESPONSE')
    expect([poller.facts().history, detail().links[0]?.lastError]).toEqual(['none', null])
    pass(5 * MINUTE)
    expect(poller.facts().history).toBe('whole')
    page(null)
    expect((await whole()).failure).toBeNull()
    expect(poller.facts().history).toBe('none')
  })

  it('that fails by the account’s trouble fails for each of its links, and stays readable', async () => {
    const { whole, page, poller, detail, owns } = await room('whole', 2)
    page(() => failing('UNAVAILABLE'))
    expect((await whole()).failure?.code).toBe('UNAVAILABLE')
    expect([0, 1].map((n) => detail(n).links[0]?.lastError)).toEqual(['UNAVAILABLE', 'UNAVAILABLE'])
    expect([poller.facts().history, owns]).toEqual(['whole', [false, false]])
  })
})

describe('the feed', () => {
  const twenty = (from: number, at: number) =>
    Array.from({ length: 20 }, (_, n) => paidAt(`ref-${from + n}`, at))

  it('is asked for its newest page, and for the next while all of a page is news', async () => {
    const { feed, page, pages, detail } = await room('pages', 45)
    page(({ page: number }) => ({
      ok: true,
      value: { links: twenty((number - 1) * 20, START + SECOND), last: false, weight: 1 },
    }))
    await feed()
    expect(pages.map((query) => [query.by, query.page, query.size])).toEqual([
      ['paid', 1, 20],
      ['paid', 2, 20],
      ['paid', 3, 20],
    ])
    expect([0, 20, 44].map((n) => detail(n).invoice.status)).toEqual(['paid', 'paid', 'paid'])
    // Asked again, it repeats what it showed: that is no news.
    pages.length = 0
    await feed()
    expect(pages).toHaveLength(1)
  })

  it('is read ten pages far at most, and not beyond its last', async () => {
    const { feed, page, pages } = await room('pages', 0)
    page(() => ({ ok: true, value: { links: [], last: false, weight: 1 } }))
    await feed()
    // A page of none of which is news is as if all of it were: it has no rows.
    expect(pages).toHaveLength(10)
    pages.length = 0
    page(() => ({ ok: true, value: { links: [], last: true, weight: 1 } }))
    await feed()
    expect(pages).toHaveLength(1)
  })

  it('that tells of a payment first has proved itself; a link found otherwise that it did not show ends it', async () => {
    const { feed, one, shows, poller, answer, pass, now } = await room('pages', 3)
    expect(poller.feed).toBe('unproven')
    shows([paidAt('ref-0', START + SECOND)])
    await feed()
    expect(poller.feed).toBe('used')
    answer((ref) => ({ ok: true, value: paidAt(ref, now()) }))
    await one(1)
    // Asked before the payment, it could not show it.
    expect(poller.feed).toBe('used')
    const paid = now()
    pass(MINUTE)
    await feed()
    answer((ref) => ({ ok: true, value: paidAt(ref, paid) }))
    await one(2)
    expect(poller.feed).toBe('none')
  })

  it('is not given up for a sale that was known as paid before', async () => {
    const { feed, one, shows, poller, answer, pass, link } = await room('pages', 2)
    shows([paidAt('ref-0', START + SECOND)])
    await feed()
    for (const reading of ['paid', 'overpaid'] as const) {
      Object.assign(link(1), { reading })
      const paid = paidAt('ref-1', START + SECOND)
      answer(() => ({ ok: true, value: { ...paid, rawAnswer: reading } }))
      pass(MINUTE)
      shows([])
      await feed()
      await one(1)
    }
    expect(poller.feed).toBe('used')
  })

  it('that cannot be read is left alone with the list, unless it is the account’s trouble', async () => {
    const { feed, page, poller } = await room('pages')
    page(() => failing('UNAVAILABLE'))
    expect((await feed()).failure?.code).toBe('UNAVAILABLE')
    expect(poller.facts().history).toBe('pages')
    page(() => failing('BAD_RESPONSE'))
    expect((await feed()).failure?.code).toBe('BAD_RESPONSE')
    expect(poller.facts().history).toBe('none')
  })

  it('has its turn at its interval, counted from when it was asked', async () => {
    const { feed, shows, poller, pass } = await room('pages', 30)
    shows([])
    expect([poller.turns.feedWait(), poller.facts().feedDue]).toEqual([0, true])
    await feed()
    // A tenth of the age of the youngest link, of almost ten minutes.
    const wait = there(poller.turns.feedWait())
    expect(wait).toBeGreaterThan(55 * SECOND)
    expect(wait).toBeLessThanOrEqual(MINUTE)
    expect(poller.facts().feedDue).toBe(false)
    pass(20 * SECOND)
    expect(there(poller.turns.feedWait())).toBeLessThan(wait - 15 * SECOND)
    pass(MINUTE)
    expect([poller.turns.feedWait(), poller.facts().feedDue]).toEqual([0, true])
  })

  it('is asked for by nobody where there is none, or where few links wait', async () => {
    expect((await room('whole', 30)).poller.turns.feedWait()).toBeNull()
    const few = await room('pages', 1)
    expect([few.poller.turns.feedWait(), few.poller.facts().feedDue, few.poller.turns.fed()]).toEqual([
      null,
      false,
      false,
    ])
    const many = await room('pages', 30)
    expect(many.poller.turns.fed()).toBe(false)
    many.shows([paidAt('ref-0', START + SECOND)])
    await many.feed()
    expect(many.poller.turns.fed()).toBe(true)
  })
})

it('one question in eight is the turn of the link that is overdue longest', async () => {
  const { one, poller } = await room()
  const turns: boolean[] = []
  for (let n = 0; n < 17; n += 1) {
    turns.push(poller.facts().sweepDue)
    await one()
  }
  expect(turns.flatMap((is, n) => (is ? [n] : []))).toEqual([0, 8, 16])
})

it.each([
  { count: 1, isWide: true, turns: [4, 5, 6, 7, 12, 13, 14, 15] },
  { count: 160, isWide: false, turns: [2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15] },
])(
  'of eight questions half are the turn of who has gone longest, or six where the room is narrow: $isWide',
  async (row) => {
    const { one, poller, unslow } = await room('none', row.count)
    unslow()
    expect(poller.facts().round?.isWide).toBe(row.isWide)
    const turns: boolean[] = []
    for (let n = 0; n < 16; n += 1) {
      turns.push(poller.facts().roundDue)
      await one()
    }
    expect(turns.flatMap((is, n) => (is ? [n] : []))).toEqual(row.turns)
  },
)
