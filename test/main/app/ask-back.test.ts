import { expect, it } from 'vitest'
import { createAskBack } from '../../../src/main/app/ask-back.ts'
import type { Session } from '../../../src/main/session/session.ts'
import { ok, refuse } from '../../../src/shared/contract/plain/envelope.ts'
import { type KeptAskedBack, keptAskedBack } from '../../../src/shared/contract/shapes/books/book-news.ts'
import type { Orphan } from '../../../src/shared/contract/shapes/comparison.ts'
import { systemTimers } from '../../../src/shared/time/clock.ts'
import { eventually } from '../../support/app/host.ts'

/** As much as the settings' file is read of, bytes. */
const MEGABYTE = 2 ** 20
/** So many rows a comparison gives. */
const MOST_ROWS = 200

const orphanOf = (n: number): Orphan => ({
  number: `CF-${String(n).padStart(6, '0')}`,
  ref: `link-${n}`.padEnd(128, 'x'),
  reading: 'open',
  rawStatus: 'U'.repeat(100),
  asked: { currency: 'DAI', amount: `10.${'0'.repeat(18)}` },
  createdAt: n,
})

/** Accounts whose lists hold so many links each that the book does not have. */
function room(
  accounts: number,
  links: number,
  which: 'lists of their own' | 'one list' = 'lists of their own',
) {
  const lists = new Map(
    Array.from({ length: accounts }, (_, a) => [
      `account-${a}`,
      Array.from({ length: links }, (_, n) => orphanOf((which === 'one list' ? 0 : a * links) + n + 1)),
    ]),
  )
  let kept: KeptAskedBack | null = null
  let silent = false
  /** Told of each list once it was compared with the book, before its answer. */
  let compared: (id: string) => void = () => undefined
  const askBack = createAskBack({
    settings: {
      askedBack: () => kept,
      setAskedBack(_, asked) {
        kept = asked && keptAskedBack.parse(JSON.parse(JSON.stringify(asked)))
        return ok(null)
      },
      knownBookId: () => 'book',
      bookKind: () => 'live',
    },
    timers: systemTimers,
    emit: () => undefined,
    failed(error) {
      throw error
    },
  })
  const told = () => kept?.told.accounts ?? []
  askBack.owe(
    'live',
    { backup: 'x', madeAt: 1, at: 2, read: true, replaced: 'none', taken: 0, lost: 0, lostNumbers: [] },
    null,
  )
  askBack.begin({
    kind: 'live',
    signal: new AbortController().signal,
    ledger: { accounts: async () => [...lists.keys()].map((id) => ({ id, label: id, provider: 'daisy' })) },
    provider: () => ({ capabilities: { list: true } }),
    async orphans(id: string) {
      if (silent) return refuse('UNREACHABLE')
      const all = lists.get(id) ?? []
      await null
      compared(id)
      return ok({ orphans: all.slice(0, MOST_ROWS), count: all.length })
    },
  } as unknown as Session)
  const read = () =>
    eventually(async () =>
      told().length === accounts && told().every(({ state }) => state === 'read') ? true : null,
    )
  return {
    read,
    told,
    take: askBack.port.taken,
    silence() {
      silent = true
    },
    whenCompared(then: typeof compared) {
      compared = then
    },
    bytes: () => JSON.stringify(kept).length,
    /** Takes each link in that is told of. */
    takeAll() {
      for (const { id, found } of told()) {
        for (const { ref } of found) {
          lists.set(id, lists.get(id)?.filter((one) => one.ref !== ref) ?? [])
          askBack.port.taken(id, ref)
        }
      }
    },
  }
}

it('links beyond those that are told of are told once these were taken in', async () => {
  const { read, told, takeAll } = room(2, 450)
  await read()
  let taken = 0
  for (let rounds = 0; rounds < 20 && told().some(({ foundCount }) => foundCount > 0); rounds += 1) {
    taken += told().reduce((sum, { found }) => sum + found.length, 0)
    takeAll()
    await read()
  }
  expect(taken).toBe(900)
  expect(told().map(({ foundCount }) => foundCount)).toEqual([0, 0])
})

it('what many accounts have leaves the file of the settings readable, and one link of each is told', async () => {
  const { read, told, bytes } = room(100, MOST_ROWS)
  await read()
  expect(bytes()).toBeLessThan(MEGABYTE / 4)
  expect(told().every(({ found }) => found.length > 0)).toBe(true)
  expect(told().every(({ foundCount }) => foundCount === MOST_ROWS)).toBe(true)
})

it('a link in the lists of two accounts, which have one key, is told of neither once it was taken in', async () => {
  const { read, told, take } = room(2, 2, 'one list')
  await read()
  take('account-0', orphanOf(1).ref)
  expect(told().map(({ found, foundCount }) => [found.map(({ ref }) => ref), foundCount])).toEqual([
    [[orphanOf(2).ref], 1],
    [[orphanOf(2).ref], 1],
  ])
})

it('a link that is taken in while the list of another account is read is not told of as missing there', async () => {
  const { read, told, take, whenCompared } = room(2, 2, 'one list')
  whenCompared((id) => id === 'account-1' && take('account-0', orphanOf(1).ref))
  await read()
  expect(told().map(({ found, foundCount }) => [found.map(({ ref }) => ref), foundCount])).toEqual([
    [[orphanOf(2).ref], 1],
    [[orphanOf(2).ref], 1],
  ])
})

it('links beyond those that are told of stay counted while their list cannot be read', async () => {
  const { read, told, takeAll, silence } = room(1, 450)
  await read()
  silence()
  takeAll()
  await eventually(async () => told()[0]?.trouble)
  expect(told()).toMatchObject([{ state: 'owed', trouble: 'UNREACHABLE', found: [], foundCount: 250 }])
})
