import { copyFileSync, existsSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { AppEvent } from '../../src/shared/contract/plain/app-events.ts'
import { eventually, sourceWorkers, type TestApp } from '../support/app/host.ts'
import { backUp, numbersIn, practiceTill, problem, sell, sold } from '../support/app/practice-till.ts'
import { ANY_INVOICE } from '../support/lists/any-filter.ts'
import { handling, OPEN } from '../support/shop/exceptions.ts'

const till = practiceTill()

const filter = ANY_INVOICE
const newest = { filter, sort: { by: 'created', down: true }, from: 0, limit: 50 } as const
const rows = async (app: TestApp) => (await app.call('lists.invoices', newest)).rows
const needing = async (app: TestApp) =>
  (await app.call('lists.sums', { filter: { ...filter, attention: true } })).count

it('what the window asks for once it is told of a change already shows it, and each answer agrees with the sale’s own page', async () => {
  const checks: Promise<void>[] = []
  // What is told while the app is closed is asked of nobody.
  let isOver = false
  const app: TestApp = await till.open(till.path, 'practice', {
    publish({ name, ids, commit }: AppEvent) {
      if (isOver || name !== 'invoices.changed' || commit === null) return
      const check = async () => {
        const [list, sums] = await Promise.all([
          app.call('lists.invoices', newest),
          app.call('lists.sums', { filter }),
        ])
        expect(Math.min(list.asOf, sums.asOf)).toBeGreaterThanOrEqual(commit)
        for (const id of ids) {
          const { asOf, invoice } = await app.call('invoices.get', { id })
          const shown = list.rows.find((row) => row.id === id)
          expect(shown).toBeDefined()
          // Where a search found it, its last payment and its reference are told by the list alone.
          const { match: _, paidAt: __, reference: ___, ...row } = shown ?? {}
          if (asOf === list.asOf) expect(invoice).toMatchObject(row)
        }
      }
      checks.push(check())
    },
  })
  await app.call('lists.sums', { filter })
  for (const amount of ['0.25', '1', '2']) {
    const sale = await sell(app)
    if (!sale.ok) throw new Error(sale.error.code)
    const { id } = sale.value.invoice
    const status = async () => (await app.call('invoices.get', { id })).invoice.status
    await eventually(async () => ((await status()) === 'open' ? true : null))
    await app.call('practice.pay', { invoiceId: id, amount })
    await eventually(async () => ((await status()) === 'open' ? null : true))
  }
  await Promise.all(checks)
  expect(checks.length).toBeGreaterThan(2)
  expect((await rows(app)).map(({ status }) => status)).toEqual(['overpaid', 'paid', 'underpaid'])

  expect(await needing(app)).toBe(2)
  for (const { id } of (await app.call('exceptions.list', OPEN)).rows) {
    const before = await needing(app)
    await app.call('exceptions.handle', handling([id]))
    expect(await needing(app)).toBe(before - 1)
  }
  isOver = true
  await Promise.all(checks)
})

it('a book that is left after its lists were asked for lies in one file, and the lists are those of the next one', async () => {
  const app = await till.open()
  await sold(app, 3)
  expect((await app.call('lists.sums', { filter })).all).toBe(3)
  await app.call('book.switch', { kind: 'live' })
  const practice = join(till.path, 'practice.sqlite')
  expect([`${practice}-wal`, `${practice}-shm`].filter(existsSync)).toEqual([])
  expect((await app.call('lists.sums', { filter })).all).toBe(0)
  await app.call('book.switch', { kind: 'practice' })
  expect(await rows(app)).toHaveLength(3)
})

it('the lists of a book that may only be read are answered, and leave nothing beside it', async () => {
  let app = await till.open()
  await sold(app, 2)
  await till.close()
  const book = join(till.path, 'practice.sqlite')
  copyFileSync(book, `${book}.older`)
  app = await till.open()
  await sold(app, 1)
  await till.close()
  renameSync(`${book}.older`, book)
  app = await till.open()
  expect((await problem(app))?.code).toBe('BOOK_BEHIND')
  expect(await rows(app)).toHaveLength(2)
  expect((await app.call('lists.sums', { filter })).all).toBe(2)
  await till.close()
  expect([`${book}-wal`, `${book}-shm`].filter(existsSync)).toEqual([])
})

it('after a restore, and after the book’s thread was lost, the lists are those of the book that is open then', async () => {
  const ledger = new URL('../support/kills/hurt-worker.ts', import.meta.url)
  const app = await till.open(till.path, 'practice', { workers: { ...sourceWorkers, ledger } })
  await sold(app, 2)
  const name = await backUp(app)
  await sold(app, 1)
  const numbers = async () => (await rows(app)).map(({ number }) => number).toSorted()
  expect(await numbers()).toHaveLength(3)
  await app.call('backups.restore', { name })
  expect(await problem(app)).toBeNull()
  expect(await numbers()).toEqual(await numbersIn(app))

  await sold(app, 1)
  expect(await numbers()).toHaveLength(4)
  writeFileSync(join(till.path, 'hurt'), 'exit')
  const isReopened = async () => app.events.some((event) => event.name === 'book.reopened') || null
  await eventually(isReopened)
  expect(await problem(app)).toBeNull()
  await sold(app, 1)
  expect(await numbers()).toHaveLength(5)
  expect(await numbers()).toEqual(await numbersIn(app))
  await till.close()
  const book = join(till.path, 'practice.sqlite')
  expect([`${book}-wal`, `${book}-shm`].filter(existsSync)).toEqual([])
})

it('an amount beyond any that a book holds is beyond every sale, and no fault', async () => {
  const app = await till.open()
  await sold(app, 1)
  const counted = async (from: string | null, to: string | null) =>
    (await app.call('lists.sums', { filter: { ...filter, amount: { of: 'asked', from, to } } })).count
  for (const huge of ['9223372036854775808', '9'.repeat(40), `${'9'.repeat(40)}.5`]) {
    expect(await counted(huge, null)).toBe(0)
    expect(await counted(null, huge)).toBe(1)
  }
})

it('what is copied with marks that nobody sees finds what it finds without them', async () => {
  const app = await till.open()
  await sold(app, 2)
  const [last] = await rows(app)
  const { links } = await app.call('invoices.get', { id: last?.id ?? '' })
  const found = async (search: string) =>
    (await app.call('lists.invoices', { ...newest, filter: { ...filter, search } })).rows.map(({ id }) => id)
  const [ref, number] = [links[0]?.providerRef ?? '', last?.number ?? '']
  for (const text of [ref, number, number.replace(/-0+/, '-')]) {
    expect(await found(text)).toEqual([last?.id])
    for (const copied of [
      `\u200b${text}`,
      `${text}\u200e`,
      `\ufeff ${text}\u200b `,
      text.replace(/.$/, '\u00ad$&'),
    ])
      expect(await found(copied)).toEqual([last?.id])
  }
})
