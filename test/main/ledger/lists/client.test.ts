import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { createLists, type ListsOptions } from '../../../../src/main/ledger/lists/client.ts'
import type { ListQuery } from '../../../../src/main/ledger/port/lists.ts'
import { openLedgerClient } from '../../../../src/main/ledger/thread/client.ts'
import { sourceWorkers } from '../../../support/app/host.ts'
import { made, START, sale, seen, shopAccount, transfer } from '../../../support/books/facts.ts'
import { bookOptions, later } from '../../../support/books/open-book.ts'
import { there } from '../../../support/books/there.ts'
import { ANY_INVOICE } from '../../../support/lists/any-filter.ts'
import type { ListsHurt } from './hurt-lists-worker.ts'

const newest: ListQuery = { filter: ANY_INVOICE, sort: { by: 'created', down: true }, from: 0, limit: 100 }
const greatest: ListQuery = { ...newest, sort: { by: 'asked', down: true } }

async function openBook(change: Partial<ListsOptions> = {}) {
  const options = bookOptions()
  const opened = await openLedgerClient({
    ...options,
    workerUrl: sourceWorkers.ledger,
    witnessPath: join(dirname(options.path), 'witness', 'live.witness'),
  })
  if (!opened.ok) throw new Error(opened.closed.code)
  const { ledger } = opened
  await ledger.addAccount(shopAccount())
  const failures: string[] = []
  const lists = createLists({
    ...{ workerUrl: sourceWorkers.lists, path: options.path, corrupt: () => failures.push('corrupt') },
    failed: (error) => failures.push(String(error)),
    ...change,
  })
  later(() => void lists.close().then(() => ledger.close()))
  async function sell(): Promise<string> {
    const { pending } = there(await ledger.createInvoice(sale()))
    await ledger.recordLinkMade(made(pending.linkId))
    return pending.invoiceId
  }
  return { path: options.path, ledger, lists, failures, sell }
}

test('what was just written is in the next answer, which names its commit, whichever way it is answered', async () => {
  const { ledger, lists, sell } = await openBook()
  for (let n = 1; n <= 20; n += 1) {
    const invoiceId = await sell()
    const asOf = there(await ledger.invoice(invoiceId)).asOf
    const [first, sums, ranked] = await Promise.all([
      lists.stretch(newest),
      lists.sums({ ...ANY_INVOICE, status: ['open'] }),
      lists.stretch(greatest),
    ])
    expect(first.rows.map(({ id }) => id)).toContain(invoiceId)
    expect([first, sums, ranked].map(({ count }) => count)).toEqual([n, 1, n])
    expect([first, sums, ranked].map((one) => one.asOf)).toEqual([asOf, asOf, asOf])
    expect(first.rows[0]).toMatchObject({ id: invoiceId, paidAt: null })
    await ledger.abandon(invoiceId, 'gone', Date.now())
    expect((await lists.sums({ ...ANY_INVOICE, status: ['open'] })).count).toBe(0)
  }
})

test.each(['exit', 'throw', 'loop'] satisfies ListsHurt[])(
  'a thread that is lost at a question (%s) is begun anew, and the question is answered; the ledger goes on meanwhile',
  async (how) => {
    const workerUrl = new URL('./hurt-lists-worker.ts', import.meta.url)
    const { path, lists, sell, failures } = await openBook({
      workerUrl,
      ...(how === 'loop' && { stillMs: 4_000 }),
    })
    await sell()
    expect((await lists.stretch(newest)).count).toBe(1)
    writeFileSync(join(dirname(path), 'hurt-lists'), how)
    const answer = lists.stretch(greatest)
    await sell()
    // What was thrown comes after an answer that was under way.
    expect((await answer).count).toBeGreaterThan(0)
    await expect.poll(() => failures.length).toBe(1)
    expect((await lists.sums(ANY_INVOICE)).count).toBe(2)
  },
)

test('where there is no memory for the columns every invoice is looked at, and the answers are the same', async () => {
  const workerUrl = new URL('./hurt-lists-worker.ts', import.meta.url)
  const { path, lists, sell, failures } = await openBook({ workerUrl })
  const ids = [await sell(), await sell(), await sell()]
  writeFileSync(join(dirname(path), 'hurt-lists'), 'no memory' satisfies ListsHurt)
  expect((await lists.sums({ ...ANY_INVOICE, status: ['open'] })).count).toBe(3)
  expect((await lists.stretch(greatest)).rows.map(({ id }) => id)).toEqual(ids.toReversed())
  expect((await lists.stretch({ ...greatest, from: 1 })).rows).toHaveLength(2)
  expect(failures).toEqual([])
})

test.each([true, false])(
  'a receipt that was just written is in the next answer, with memory for the columns or without (%s)',
  async (hasMemory) => {
    const workerUrl = new URL('./hurt-lists-worker.ts', import.meta.url)
    const { path, ledger, lists, sell } = await openBook({ workerUrl })
    if (!hasMemory) writeFileSync(join(dirname(path), 'hurt-lists'), 'no memory' satisfies ListsHurt)
    const filter = {
      ...{ search: '', provider: [], accountId: [], currency: [], item: [], till: [] },
      period: null,
      amount: null,
    }
    const paid = { filter, sort: { by: 'paid', down: true }, from: 0, limit: 100 } as const
    for (let n = 1; n <= 8; n += 1) {
      const invoiceId = await sell()
      const { links } = there(await ledger.invoice(invoiceId))
      const receipt = transfer({ receiptId: `transfer-${n}`, txHash: null, paidAt: START + n })
      await ledger.recordAnswers([seen(links[0]?.id ?? '', { reading: 'paid', receipts: [receipt] })])
      const row = (await lists.stretch(newest)).rows.find(({ id }) => id === invoiceId)
      expect(row).toMatchObject({ paidAt: START + n, reference: links[0]?.providerRef })
      expect(row?.reference).not.toBeNull()
      const [first, days, ranked, sums] = await Promise.all([
        lists.receipts(paid),
        lists.matrix({ from: '2026-06-01', to: '2026-06-30', zone: 'Africa/Algiers' }),
        lists.receipts({ ...paid, sort: { by: 'customer', down: false } }),
        lists.receiptSums({ ...filter, currency: ['EUR'] }),
      ])
      expect(first.rows[0]).toMatchObject({ invoiceId, paidAt: START + n })
      expect([first, ranked, sums].map(({ count }) => count)).toEqual([n, n, n])
      expect(sums.sums[0]?.received.amount).toBe((n * 49.9).toFixed(2))
      expect(days.columns).toMatchObject([{ receipts: n, received: (n * 49.9).toFixed(2) }])
    }
  },
)

test('a question whose thread is lost twice is refused with words, and the next one begins anew', async () => {
  const workerUrl = new URL('./hurt-lists-worker.ts', import.meta.url)
  const { path, lists, sell } = await openBook({ workerUrl })
  await sell()
  const order = join(dirname(path), 'hurt-lists')
  writeFileSync(order, 'exit always')
  await expect(lists.stretch(newest)).rejects.toMatchObject({ code: 'NO_ANSWER' })
  writeFileSync(order, 'exit')
  expect((await lists.stretch(newest)).count).toBe(1)
})

test('the ledger’s connection is the last one: the book lies in one file, also where columns were being filled', async () => {
  const { path, ledger, lists, sell } = await openBook()
  for (let n = 0; n < 60; n += 1) await sell()
  const answer = lists.sums(ANY_INVOICE).catch((error: unknown) => error)
  await lists.close()
  await ledger.close()
  expect(await answer).toMatchObject({ code: 'BUSY_MAINTENANCE' })
  expect([`${path}-wal`, `${path}-shm`].filter(existsSync)).toEqual([])
  await expect(lists.stretch(newest)).rejects.toMatchObject({ code: 'BUSY_MAINTENANCE' })
})

test('another file that came to the path of the open book is not read as that book', async () => {
  const { path, lists, sell } = await openBook()
  await sell()
  copyFileSync(path, `${path}.copy`)
  renameSync(`${path}.copy`, path)
  await expect(lists.stretch(newest)).rejects.toMatchObject({ code: 'BOOK_REPLACED' })
})

test('a book that reads wrong is told of, and the question is refused by that name', async () => {
  const { path, ledger, lists, sell } = await openBook()
  for (let n = 0; n < 60; n += 1) await sell()
  await lists.close()
  await ledger.close()
  const page = 4_096
  const file = readFileSync(path)
  // The first pages say what the book holds, and where.
  for (let at = 2 * page; at < file.length; at += page) file.fill(0xff, at, at + 100)
  writeFileSync(path, file)
  const told: string[] = []
  const hurt = createLists({
    ...{ workerUrl: sourceWorkers.lists, path },
    corrupt: () => told.push('corrupt'),
    failed: (error) => told.push(String(error)),
  })
  await expect(hurt.stretch(greatest)).rejects.toMatchObject({ code: 'CORRUPT' })
  await expect(hurt.sums(ANY_INVOICE)).rejects.toMatchObject({ code: 'CORRUPT' })
  await hurt.close()
  expect(told).toEqual(['corrupt', 'corrupt'])
})
