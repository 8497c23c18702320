import { describe, expect, it } from 'vitest'
import { compareWithProvider, orphansSince } from '../../../../src/main/books/tie-out/compare-list.ts'
import type {
  LinkState,
  ListQuery,
  ProviderClient,
  ProviderError,
} from '../../../../src/main/providers/provider.ts'
import { inThisThread } from '../../../support/books/in-this-thread.ts'
import { ACCOUNT, addAccount, openSale, START, sale, testBook } from '../../../support/books/open-book.ts'
import { there } from '../../../support/books/there.ts'
import { answerAbout, failureOf } from '../../../support/shop/provider-answers.ts'

const SECOND = 1_000
const DAY = 86_400 * SECOND
const NOW = START + 10 * DAY
/** The first day of a comparison of the last three. */
const SINCE = NOW - 3 * DAY

const stateOf = (ref: string, change: Partial<LinkState> = {}) =>
  answerAbout(ref, { receipts: null, createdAt: NOW - DAY, ...change })

/** A book, and a provider with a list of its own that may be cut short. */
async function room() {
  const { ledger } = await testBook()
  const listed: LinkState[] = []
  const single = new Map<string, LinkState | ProviderError>()
  const asked: string[] = []
  const queries: ListQuery[] = []
  const due: string[] = []
  const unanswered: string[] = []
  let listFails: ProviderError | null = null
  const client = {
    async listLinks(query: ListQuery) {
      queries.push(query)
      return listFails ? { ok: false, error: listFails } : { ok: true, value: listed }
    },
    async readLink(ref: string) {
      asked.push(ref)
      const found = single.get(ref) ?? failureOf('LINK_NOT_FOUND')
      return 'code' in found ? { ok: false, error: found } : { ok: true, value: found }
    },
  } as unknown as ProviderClient
  return {
    ledger,
    listed,
    single,
    asked,
    queries,
    due,
    fail(error: ProviderError) {
      listFails = error
    },
    sale(ref: string, at = NOW - DAY) {
      return openSale(ledger, { at }, { ref, at, nextCheckAt: NOW + DAY })
    },
    /** What the provider has and the book does not, as nobody waits for it. */
    async orphans() {
      const account = there(ledger.account(ACCOUNT))
      const ports = {
        ledger: inThisThread(ledger),
        clock: { now: () => NOW, monotonic: () => 0 },
        signal: new AbortController().signal,
        due: () => undefined,
        unanswered: (error: ProviderError) => void unanswered.push(error.code),
      }
      const answer = await orphansSince(account, client, SINCE, ports)
      return answer.ok ? answer.value : answer.error.code
    },
    unanswered,
    async compare(without?: 'a list') {
      const account = there(ledger.account(ACCOUNT))
      const signal = new AbortController().signal
      const clock = { now: () => NOW, monotonic: () => 0 }
      const ports = {
        ledger: inThisThread(ledger),
        clock,
        signal,
        due: (ids: readonly string[]) => due.push(...ids),
      }
      const { listLinks: _, ...listless } = client
      const answer = await compareWithProvider(account, without ? listless : client, SINCE, ports)
      if (!answer.ok) throw new Error(answer.error.code)
      return answer.value
    },
  }
}

describe('the book beside the list of its provider', () => {
  it('counts what the list shows of these days, and finds nothing where both agree', async () => {
    const { sale, listed, asked, queries, compare } = await room()
    sale('mine')
    listed.push(stateOf('mine'))
    expect(await compare()).toEqual({
      at: NOW,
      compared: 1,
      orphans: [],
      orphanCount: 0,
      ghosts: [],
      caughtUp: 0,
    })
    expect(asked).toEqual([])
    expect(queries).toEqual([{ since: SINCE, refs: [] }])
  })

  it('shows what the book does not have, of these days or without a date, with all that is told of it', async () => {
    const { listed, compare } = await room()
    listed.push(stateOf('old', { createdAt: SINCE - 1 }))
    listed.push(stateOf('first', { createdAt: SINCE }))
    listed.push(stateOf('dateless', { createdAt: null, asked: null, rawStatus: 'PAID' }))
    const { compared, orphanCount, orphans } = await compare()
    expect([compared, orphanCount]).toEqual([2, 2])
    expect(orphans).toEqual([
      {
        ...{ number: null, ref: 'first', reading: 'open', rawStatus: 'NEW' },
        ...{ asked: { currency: 'EUR', amount: '49.90' }, createdAt: SINCE },
      },
      {
        ...{ number: null, ref: 'dateless', reading: 'open', rawStatus: 'PAID' },
        ...{ asked: null, createdAt: null },
      },
    ])
  })

  it('shows two hundred of them and counts them all', async () => {
    const { listed, compare } = await room()
    for (let n = 0; n < 203; n += 1) listed.push(stateOf(`foreign-${n}`))
    const { orphans, orphanCount } = await compare()
    expect([orphans.length, orphanCount, orphans[199]?.ref]).toEqual([200, 203, 'foreign-199'])
  })

  it('takes no own link for a foreign one that was made just before the first day and is dated in it', async () => {
    const { sale, listed, compare } = await room()
    sale('mine', SINCE - SECOND)
    listed.push(stateOf('mine', { createdAt: SINCE + SECOND }))
    sale('earlier', SINCE - DAY)
    listed.push(stateOf('earlier', { createdAt: SINCE }))
    expect(await compare()).toMatchObject({ compared: 2, orphanCount: 0, ghosts: [] })
  })

  it('cannot be laid beside a list that there is none of, or that cannot be read', async () => {
    const { compare, fail } = await room()
    await expect(compare('a list')).rejects.toThrow('LIST_NOT_OFFERED')
    fail(failureOf('UNAVAILABLE'))
    await expect(compare()).rejects.toThrow('UNAVAILABLE')
  })
})

describe('an own link that the list does not show', () => {
  it('is unknown to its provider only where it is not known by itself either', async () => {
    const { sale, single, asked, compare } = await room()
    const ghost = sale('ghost')
    sale('cut-off')
    single.set('cut-off', stateOf('cut-off'))
    const { ghosts } = await compare()
    expect(ghosts).toEqual([{ invoiceId: ghost.invoiceId, number: ghost.invoiceNumber, ref: 'ghost' }])
    expect(asked.toSorted()).toEqual(['cut-off', 'ghost'])
  })

  it('fails the comparison where nobody can say', async () => {
    const { sale, single, compare } = await room()
    sale('unclear')
    single.set('unclear', failureOf('TIMED_OUT'))
    await expect(compare()).rejects.toThrow('TIMED_OUT')
  })

  it('is not asked for in its first minute, nor from before the first day', async () => {
    const { sale, asked, compare } = await room()
    sale('fresh', NOW - 60 * SECOND)
    sale('settled', NOW - 60 * SECOND - 1)
    sale('first', SINCE)
    sale('old', SINCE - 1)
    expect((await compare()).ghosts.map((one) => one.ref).toSorted()).toEqual(['first', 'settled'])
    expect(asked).toHaveLength(2)
  })

  it('is asked for two hundred times at most', async () => {
    const { sale, asked, compare } = await room()
    for (let n = 0; n < 202; n += 1) sale(`ghost-${n}`)
    expect((await compare()).ghosts).toHaveLength(200)
    expect(asked).toHaveLength(200)
  })
})

describe('what is newer in the list', () => {
  it('is asked about at once, and the watcher is told', async () => {
    const { ledger, sale, listed, due, compare } = await room()
    const paid = sale('paid')
    const same = sale('same')
    listed.push(stateOf('paid', { reading: 'paid' }), stateOf('same'))
    expect((await compare()).caughtUp).toBe(1)
    const nextOf = (linkId: string) => there(ledger.liveLinks([linkId])[0]).nextCheckAt
    expect([nextOf(paid.linkId), nextOf(same.linkId)]).toEqual([NOW, NOW + DAY])
    expect(due).toEqual([paid.invoiceId])
    // The one usual way commits it; the comparison itself changes no status.
    expect(ledger.invoice(paid.invoiceId)?.invoice.status).toBe('open')
  })

  it('is nobody’s business where nothing is', async () => {
    const { sale, listed, due, compare } = await room()
    sale('same')
    listed.push(stateOf('same'))
    await compare()
    expect(due).toEqual([])
  })
})

describe('what only the provider has, where nobody waits for it', () => {
  it.each(['0000000', '000000', '0000012', '1'.repeat(16), '1'.repeat(300)])(
    'bears no number that no till writes: %s',
    async (digits) => {
      const { listed, orphans } = await room()
      listed.push(stateOf('one', { marker: `CF-${digits}-7K3QW9XZ` }))
      expect(await orphans()).toMatchObject({ count: 1, orphans: [{ ref: 'one', number: null }] })
    },
  )

  it('is told once, though the list shows it twice, and not where another account of that provider has it', async () => {
    const { ledger, listed, orphans } = await room()
    addAccount(ledger, 'the same account before')
    openSale(ledger, { at: NOW - DAY, accountId: 'the same account before' }, { ref: 'before' })
    listed.push(stateOf('before'), stateOf('twice', { createdAt: NOW - 1 }), stateOf('twice'))
    expect(await orphans()).toMatchObject({ count: 1, orphans: [{ ref: 'twice' }] })
  })

  it('bears the number in our mark, and what has no mark of ours none', async () => {
    const { listed, single, orphans } = await room()
    listed.push(stateOf('ours', { marker: 'CF-000012-7K3QW9XZ' }))
    for (const marker of ['ORDER-12-7K3QW9XZ', 'CF-000012', 'CF-000012-7K3QW9XZ-1'])
      listed.push(stateOf(marker, { marker }))
    for (const state of listed) single.set(state.ref, state)
    const told = await orphans()
    if (typeof told === 'string') throw new Error(told)
    expect(told.orphans.map(({ number }) => number)).toEqual(['CF-000012', null, null, null])
  })

  it('is asked about by itself where the list does not say whose it is', async () => {
    const { listed, single, asked, orphans } = await room()
    listed.push(stateOf('named', { marker: 'CF-000012-7K3QW9XZ' }), stateOf('nameless'))
    single.set(
      'nameless',
      stateOf('nameless', { marker: 'CF-000013-7K3QW9XZ', reading: 'paid', asked: null }),
    )
    const told = await orphans()
    if (typeof told === 'string') throw new Error(told)
    expect(asked).toEqual(['nameless'])
    expect(told.orphans[1]).toMatchObject({ number: 'CF-000013', reading: 'paid', createdAt: NOW - DAY })
    expect(told.orphans[1]?.asked).toEqual({ currency: 'EUR', amount: '49.90' })
  })

  it('is asked about no more once the provider does not answer, and is told as the list tells it', async () => {
    const { listed, single, asked, unanswered, orphans } = await room()
    for (const ref of ['one', 'two', 'three']) listed.push(stateOf(ref))
    single.set('one', failureOf('LINK_NOT_FOUND'))
    single.set('two', failureOf('UNREACHABLE'))
    expect(await orphans()).toMatchObject({
      count: 3,
      orphans: [{ ref: 'one' }, { ref: 'two' }, { ref: 'three' }],
    })
    expect(asked).toEqual(['one', 'two'])
    expect(unanswered).toEqual(['LINK_NOT_FOUND', 'UNREACHABLE'])
  })

  it('is no link whose answer is awaited here, whoever names its mark', async () => {
    const { ledger, listed, single, orphans, compare } = await room()
    const one = there(ledger.createInvoice(sale({ token: 'one' }))).pending
    const two = there(ledger.createInvoice(sale({ token: 'two' }))).pending
    listed.push(stateOf('one', { marker: one.marker }), stateOf('two'))
    single.set('two', stateOf('two', { marker: two.marker }))
    expect((await compare()).orphanCount).toBe(1)
    expect(await orphans()).toEqual({ orphans: [], count: 0 })
  })

  it('is told from when the clock of then says, though many sales were made by a right one since, and no older one is', async () => {
    const { sale, listed, orphans } = await room()
    const hour = 3_600 * SECOND
    for (let n = 0; n < 5; n += 1) {
      sale(`before-${n}`, SINCE - n * SECOND)
      listed.push(stateOf(`before-${n}`, { createdAt: SINCE - hour - n * SECOND }))
    }
    for (let n = 0; n < 40; n += 1) {
      sale(`after-${n}`, SINCE + hour + n * SECOND)
      listed.push(stateOf(`after-${n}`, { createdAt: SINCE + hour + n * SECOND }))
    }
    listed.push(
      stateOf('lost', { createdAt: SINCE - hour / 2 }),
      stateOf('older', { createdAt: SINCE - 2 * hour }),
    )
    expect(await orphans()).toMatchObject({ count: 1, orphans: [{ ref: 'lost' }] })
  })

  it('cannot be told where the list cannot be read', async () => {
    const { fail, unanswered, orphans } = await room()
    fail(failureOf('UNREACHABLE'))
    expect(await orphans()).toBe('UNREACHABLE')
    expect(unanswered).toEqual(['UNREACHABLE'])
  })
})
