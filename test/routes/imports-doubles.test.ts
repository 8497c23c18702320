import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { businessDay } from '../../src/shared/time/zone.ts'
import { whyWords } from '../../src/shared/words/import-why.ts'
import { createWords } from '../../src/shared/words/words.ts'
import { importing } from '../support/app/importing.ts'
import { ownTill } from '../support/app/own-till.ts'
import { ANY_INVOICE } from '../support/lists/any-filter.ts'
import { startPractice } from '../support/shop/practice.ts'

const till = ownTill()
const { withBook, read, over } = importing(till)
const NONE = { all: false, but: [] }

it('asks about all that is new of a file that was imported before, under whatever answers, until that import is undone', async () => {
  const filePath = join(till.path, 'past.csv')
  const { app, accountId } = await withBook({ filePath })
  const head = 'Created,Requested,Received,Currency,Customer,Note'
  writeFileSync(filePath, [head, '2024-03-11 10:00,5,5,EUR,A,x', '2024-04-11 10:00,6,6,EUR,,y'].join('\n'))
  const utc = await read(app, accountId, { zone: 'utc' })
  expect(utc.found.counts).toEqual({ new: 2, known: 0, duplicate: 0, unread: 0 })
  await app.call('imports.take', { previewId: utc.found.previewId, mark: utc.found.mark, decided: NONE })
  await over(app)
  const label = (await app.call('accounts.list', {})).find(({ id }) => id === accountId)?.label
  const { zone, fields } = utc.chosen
  expect(zone).toBeNull()
  const other = (await app.call('accounts.list', {})).find(({ id }) => id !== accountId)
  for (const [account, change] of [
    [accountId, { zone: 'utc', fields: fields.with(4, 'out') }],
    [other?.id ?? '', { zone: 'utc' }],
  ] as const) {
    const { found } = await read(app, account, change)
    expect(found.counts).toMatchObject({ new: 0, unread: 0 })
    const { rows } = await app.call('imports.rows', { previewId: found.previewId, from: 0, limit: 10 })
    // What is like a sale of the account is asked about for that.
    const said = rows.map(({ why }) => why?.reason)
    expect(said).toEqual(account === accountId ? ['sameInBook', 'inBook'] : ['sameInBook', 'fileImported'])
    if (account === accountId) continue
    expect(rows[1]?.why && whyWords(createWords('en'), rows[1].why)).toMatch(
      new RegExp(`^this very file was imported on \\d+ [A-Z][a-z]{2} \\d{4} into ${label}$`),
    )
  }
  const [made] = (await app.call('imports.view', {})).imports
  await app.call('imports.undo', { importId: made?.id ?? '' })
  await over(app)
  const after = await read(app, accountId, { zone: 'utc', fields: fields.with(4, 'out') })
  expect(after.found).toMatchObject({ counts: { new: 2, duplicate: 0 } })
})

it('asks about a sale that was made here, told by a file under a name that the book does not know', async () => {
  const server = await startPractice()
  till.afterwards(() => server.close())
  const filePath = join(till.path, 'daisy.csv')
  const app = await till.start({ filePath, providerOrigins: server.origins })
  const credentials = { ...server.practice.credentials.daisy }
  const asked = { provider: 'daisy', label: 'Shop', credentials, settings: {} } as const
  const account = await app.call('accounts.add', asked)
  const sale = await app.call('invoices.create', {
    ...{ token: randomUUID(), accountId: account.id, currency: 'DAI', amount: '10', description: 'A cake' },
    ...{ customerName: null, customerEmail: null },
  })
  const check = () => app.call('invoices.check', { id: sale.invoice.id })
  await expect.poll(async () => (await check()).invoice.status).toBe('open')
  const [link] = (await check()).links
  await server.control('pay', { provider: 'daisy', ref: link?.providerRef, amount: '10' })
  await expect.poll(async () => (await check()).invoice.status).toBe('paid')
  const paidAt = (await check()).receipts[0]?.paidAt ?? 0
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const at = (ms: number) => new Date(ms).toISOString()
  const head = 'Order ID,Created,Requested,Received,Currency'
  const line = (ref: string, when: string, amount = '10') => `${ref},${when},${amount},${amount},DAI`
  writeFileSync(
    filePath,
    [
      head,
      line('a', at(paidAt - 1_800_000)),
      line('b', businessDay(paidAt, zone)),
      line('c', at(paidAt), '11'),
      line('d', at(paidAt - 7_200_000)),
    ].join('\n'),
  )
  const { found } = await read(app, account.id)
  const { rows } = await app.call('imports.rows', { previewId: found.previewId, from: 0, limit: 10 })
  const { number } = sale.invoice
  expect(rows.map(({ reference, kind, why }) => [reference, kind, why?.reason, why?.text])).toEqual([
    ['a', 'duplicate', 'sameInBook', number],
    ['b', 'duplicate', 'sameInBook', number],
    ['c', 'new', undefined, undefined],
    ['d', 'new', undefined, undefined],
  ])
})

it("knows the sales of the app's own file of invoices by their numbers, whatever their account and reference", async () => {
  const filePath = join(till.path, 'invoices.csv')
  const { app, accountId } = await withBook({ filePath })
  const asked = { filter: ANY_INVOICE, sort: { by: 'created', down: true }, from: 0, limit: 100 } as const
  const { rows: all } = await app.call('lists.invoices', asked)
  const sold = all.filter(({ status }) => status === 'paid').slice(0, 20)
  expect(sold.length).toBeGreaterThan(5)
  const line = (
    { number, createdAt, asked: { currency, amount }, received }: (typeof sold)[number],
    nth: number,
    n = number,
  ) =>
    `${n},paid,${new Date(createdAt).toISOString()},${currency},${amount},${received.amount},${nth % 2 ? '' : `ref-${nth}`}`
  const head = 'invoice_number,status,created_at_utc,currency,asked,received,provider_ref'
  const [first] = sold
  if (!first) throw new Error('nothing was sold')
  const other = line({ ...first, createdAt: first.createdAt - 40 * 86_400_000 }, 1, 'OTHER-000001')
  writeFileSync(filePath, [head, ...sold.map((one, nth) => line(one, nth)), other].join('\n'))
  const { found, chosen } = await read(app, accountId)
  expect(chosen.fields).toEqual(['number', 'status', 'created', 'currency', 'asked', 'received', 'reference'])
  expect(found.counts).toMatchObject({ known: sold.length, unread: 0 })
  const { rows } = await app.call('imports.rows', { previewId: found.previewId, from: 0, limit: 100 })
  expect(rows.filter(({ kind }) => kind !== 'known').map(({ reference }) => reference)).toEqual([
    'OTHER-000001',
  ])
  // Without the column of references the numbers are theirs.
  writeFileSync(filePath, [head, ...sold.map((one) => line(one, 1))].join('\n').replaceAll(/,[^,\n]*$/gm, ''))
  expect((await read(app, accountId)).found.counts).toMatchObject({ known: sold.length, new: 0 })
})
