import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { DecidedImport } from '../../src/shared/contract/shapes/books/imports.ts'
import type { TestApp } from '../support/app/host.ts'
import { importing } from '../support/app/importing.ts'
import { ownTill } from '../support/app/own-till.ts'
import { ANY_INVOICE } from '../support/lists/any-filter.ts'

const till = ownTill()
const { withBook, preview, read, over } = importing(till)
const HEAD = 'Invoice ID,Created (UTC),Amount,Token,Paid amount,Tx,Customer'
const NONE: DecidedImport = { all: false, but: [] }

const row = (n: number, more = '') =>
  `past-${n},2024-0${(n % 9) + 1}-11 10:00:00,${n}.50,EUR,${n}.50,0x${n.toString(16)},Customer ${n}${more}`

const invoices = async (app: TestApp) => {
  const asked = { filter: ANY_INVOICE, sort: { by: 'created', down: true }, from: 0, limit: 100 } as const
  const { count, rows } = await app.call('lists.invoices', asked)
  const seen = rows.map(({ id, number, asked, received, status }) => ({
    id,
    number,
    asked,
    received,
    status,
  }))
  return { count, rows: seen }
}

it('shows what will happen, takes it, knows it again, and undoes it as if it had never been', async () => {
  const filePath = join(till.path, 'daisy.csv')
  const { app, accountId } = await withBook({ filePath })
  const before = await invoices(app)
  writeFileSync(
    filePath,
    Buffer.from(
      `\ufeff${[HEAD, ...Array.from({ length: 600 }, (_, n) => row(n + 1)), row(601).replace('-11', '-32')].join('\r\n')}`,
      'utf16le',
    ),
  )
  const { found, chosen } = await read(app, accountId)
  expect(chosen).toMatchObject({ name: 'daisy.csv', encoding: 'utf-16le', zone: 'utc', remembered: null })
  expect(found).toMatchObject({ rows: 601, counts: { new: 600, unread: 1, duplicate: 0, known: 0 } })
  const { previewId, mark } = found
  const rows = await app.call('imports.rows', { previewId, from: 0, limit: 300 })
  expect(rows.count).toBe(601)
  expect(rows.rows).toHaveLength(300)
  expect(rows.rows[0]).toMatchObject({ line: 602, kind: 'unread', why: { reason: 'notADate' } })
  expect(await app.call('imports.rows', { previewId, from: 598, limit: 300 })).toMatchObject({
    rows: [{ line: 599 }, { line: 600 }, { line: 601 }],
  })
  const events = app.events.length
  await app.call('imports.take', { previewId, mark, decided: NONE })
  await over(app)
  const names = () => app.events.slice(events).map(({ name }) => name)
  await expect.poll(names).toContain('invoices.changed')
  expect(names()).toContain('imports.changed')
  const view = await app.call('imports.view', {})
  expect(view).toMatchObject({
    ended: { act: 'take', state: 'done', sales: 600, fileName: 'daisy.csv', nth: 1, code: null },
    imports: [
      { fileName: 'daisy.csv', person: 'Salima', sales: 600, receipts: 600, undone: null, accountId },
    ],
  })
  expect((await invoices(app)).count).toBe(before.count + 600)
  const again = await read(app, accountId)
  expect(again.chosen.remembered).toMatchObject({ accountId, reading: { fields: chosen.fields } })
  expect(again.found.counts).toEqual({ new: 0, known: 600, duplicate: 0, unread: 1 })
  const importId = view.imports[0]?.id ?? ''
  await app.call('imports.undo', { importId })
  await over(app)
  const undone = await app.call('imports.view', {})
  expect(undone).toMatchObject({
    ended: { act: 'undo', state: 'done', sales: 600, nth: 2 },
    imports: [{ undone: { by: 'Salima', reason: 'person' } }],
  })
  expect(await invoices(app)).toEqual(before)
  expect(await app.refused('imports.undo', { importId })).toMatchObject({ code: 'ALREADY_DONE' })
  expect((await read(app, accountId)).found.counts).toMatchObject({ new: 600, known: 0 })
})

it('takes of what may be there twice what a person decides, and saves what it leaves', async () => {
  const filePath = join(till.path, 'daisy.csv')
  const savePath = join(till.another(), 'rest.csv')
  const { app, accountId } = await withBook({ filePath, savePath })
  const twin = (ref: string) => `${ref},2024-03-11 10:00:00,5,EUR,5,,One Person`
  writeFileSync(filePath, [HEAD, row(1), twin('a'), twin('b'), twin('c')].join('\n'))
  const { found } = await read(app, accountId)
  expect(found).toMatchObject({ counts: { new: 1, duplicate: 3 }, sales: { new: 1, duplicate: 3 } })
  const { previewId, mark } = found
  const { rows } = await app.call('imports.rows', { previewId, from: 0, limit: 10 })
  const b = rows.find(({ reference }) => reference === 'b')?.sale ?? 0
  const decided = { all: false, but: [b] }
  expect(await app.call('imports.saveOthers', { previewId, decided })).toEqual({
    fileName: 'rest.csv',
    rows: 2,
  })
  expect(readFileSync(savePath, 'utf8').trim().split('\r\n')).toMatchObject({ length: 3 })
  await app.call('imports.take', { previewId, mark, decided })
  await over(app)
  expect((await app.call('imports.view', {})).ended).toMatchObject({ state: 'done', sales: 2 })
  const after = await read(app, accountId)
  expect(after.found.counts).toEqual({ new: 0, known: 2, duplicate: 2, unread: 0 })
  await app.call('imports.take', {
    ...{ previewId: after.found.previewId, mark: after.found.mark, decided: { all: true, but: [] } },
  })
  await over(app)
  expect((await app.call('imports.view', {})).ended).toMatchObject({ state: 'done', sales: 2 })
})

it('takes nothing that was not shown: neither of a file nor of a book that has changed', async () => {
  const filePath = join(till.path, 'daisy.csv')
  const { app, accountId } = await withBook({ filePath })
  writeFileSync(filePath, [HEAD, row(1), row(2)].join('\n'))
  const { found } = await read(app, accountId)
  const { previewId, mark } = found
  expect(await app.refused('imports.take', { previewId, mark: 'other', decided: NONE })).toMatchObject({
    code: 'IMPORT_CHANGED',
  })
  writeFileSync(filePath, [HEAD, row(1), row(3)].join('\n'))
  expect(await app.refused('imports.take', { previewId, mark, decided: NONE })).toMatchObject({
    code: 'IMPORT_CHANGED',
  })
  expect((await app.call('imports.view', {})).imports).toEqual([])
  // The same where the book has taken some of it meanwhile.
  const one = await read(app, accountId)
  await app.call('imports.take', { previewId: one.found.previewId, mark: one.found.mark, decided: NONE })
  await over(app)
  const { previewId: before, mark: seen } = one.found
  expect(await app.refused('imports.take', { previewId: before, mark: seen, decided: NONE })).toMatchObject({
    code: 'IMPORT_CHANGED',
  })
  await app.call('imports.choose', {})
  expect(
    await app.refused('imports.rows', { previewId: 'no-such-preview', from: 0, limit: 1 }),
  ).toMatchObject({
    code: 'NOT_FOUND',
  })
})

it('asks which way dates read, reads with the answer, and says what cannot be read', async () => {
  const filePath = join(till.path, 'ocpay.csv')
  const { app, accountId } = await withBook({ filePath })
  writeFileSync(
    filePath,
    'Ref;Date;Montant;Devise;Statut\na;05/03/2025;1.250,00;DZD;Payé\nb;06/03/2025;7,50;DZD;Échoué\n',
  )
  const { found, asked } = await preview(app, accountId)
  expect(found).toMatchObject({ kind: 'ask', what: 'dates', isBoth: false })
  const reading = { ...asked.reading, dates: 'dayFirst' } as const
  expect(await app.call('imports.preview', { ...asked, reading })).toMatchObject({
    ...{ kind: 'read', counts: { new: 2 }, dates: 'dayFirst' },
  })
  expect(await app.refused('imports.preview', { ...asked, fileId: 'no-such-file' })).toMatchObject({
    code: 'NOT_FOUND',
  })
  writeFileSync(filePath, '')
  expect(await app.call('imports.preview', { ...asked, reading })).toMatchObject({
    kind: 'failed',
    why: 'empty',
  })
})

it('a cancelled import leaves nothing, and one that was cut off by the end of the app is undone as the book is opened', async () => {
  const filePath = join(till.path, 'daisy.csv')
  const { app, accountId } = await withBook({ filePath })
  const before = await invoices(app)
  writeFileSync(filePath, [HEAD, ...Array.from({ length: 4_000 }, (_, n) => row(n + 1))].join('\n'))
  const first = await read(app, accountId)
  await app.call('imports.take', { previewId: first.found.previewId, mark: first.found.mark, decided: NONE })
  await expect
    .poll(async () => (await app.call('imports.view', {})).running?.done ?? 0, { interval: 2 })
    .toBeGreaterThan(0)
  const busy = { previewId: first.found.previewId, mark: first.found.mark, decided: NONE }
  expect(await app.refused('imports.take', busy)).toMatchObject({ code: 'IMPORT_RUNNING' })
  await app.call('imports.cancel', {})
  await over(app)
  expect(await app.call('imports.view', {})).toMatchObject({
    ended: { state: 'cancelled', sales: 0 },
    imports: [{ undone: { reason: 'unfinished' } }],
  })
  expect(await invoices(app)).toEqual(before)
  const second = await read(app, accountId)
  expect(second.found.counts.new).toBe(4_000)
  await app.call('imports.take', {
    previewId: second.found.previewId,
    mark: second.found.mark,
    decided: NONE,
  })
  await expect
    .poll(async () => (await app.call('imports.view', {})).running?.done ?? 0, { interval: 2 })
    .toBeGreaterThan(0)
  await till.close()
  const next = await till.start({ filePath })
  expect(await next.call('imports.view', {})).toMatchObject({
    ...{ running: null, ended: null },
    imports: [{ undone: { reason: 'unfinished' } }, { undone: { reason: 'unfinished' } }],
  })
  expect(await invoices(next)).toEqual(before)
})

it('writes what is left neither among its own files nor where there is no folder', async () => {
  const filePath = join(till.path, 'daisy.csv')
  const { app, accountId } = await withBook({ filePath, savePath: join(till.path, 'live.sqlite') })
  writeFileSync(filePath, [HEAD, row(1).replace('-11', '-32')].join('\n'))
  const { found } = await read(app, accountId)
  const asked = { previewId: found.previewId, decided: NONE }
  expect(await app.refused('imports.saveOthers', asked)).toMatchObject({ code: 'OWN_FILE' })
  const gone = join(till.another(), 'gone', 'rest.csv')
  const next = await till.start({ filePath, savePath: gone })
  const again = await read(next, accountId)
  expect(
    await next.refused('imports.saveOthers', { previewId: again.found.previewId, decided: NONE }),
  ).toMatchObject({ code: 'FOLDER_GONE' })
  expect(existsSync(gone)).toBe(false)
})

it('takes no sales into a book that has moved to another computer', async () => {
  const filePath = join(till.path, 'daisy.csv')
  const savePath = join(till.another(), 'moving.counterfoil')
  const { app, accountId } = await withBook({ filePath, savePath })
  writeFileSync(filePath, [HEAD, row(1)].join('\n'))
  await app.call('moving.make', { passphrase: null })
  await app.call('moving.stop', {})
  const { found } = await read(app, accountId)
  await app.call('imports.take', { previewId: found.previewId, mark: found.mark, decided: NONE })
  await over(app)
  expect(await app.call('imports.view', {})).toMatchObject({
    ended: { state: 'failed', code: 'MOVED' },
    imports: [],
  })
})

it('names the month that is closed where an import with sales of it is undone', async () => {
  const filePath = join(till.path, 'daisy.csv')
  const { app, accountId } = await withBook({ filePath })
  writeFileSync(filePath, [HEAD, row(1), row(2)].join('\n'))
  const first = await read(app, accountId)
  const taken = { previewId: first.found.previewId, mark: first.found.mark, decided: NONE }
  await app.call('imports.take', taken)
  await over(app)
  const [imported] = (await app.call('imports.view', {})).imports
  const { rows } = await app.call('imports.rows', { previewId: first.found.previewId, from: 0, limit: 1 })
  const day = `${new Date(rows[0]?.paidAt ?? 0).toISOString().slice(0, 7)}-01`
  const { mark } = await app.call('periods.view', { span: 'month', day })
  await app.call('periods.close', { span: 'month', day, mark, reason: 'as it is' })
  await app.call('imports.undo', { importId: imported?.id ?? '' })
  await over(app)
  expect((await app.call('imports.view', {})).ended).toMatchObject({
    ...{ act: 'undo', state: 'failed', code: 'IMPORT_CLOSED', params: { firstDay: day } },
  })
})

it('one thing at a time: of two that undo at once one is refused, and no month is closed in the middle', async () => {
  const filePath = join(till.path, 'daisy.csv')
  const { app, accountId } = await withBook({ filePath })
  const before = await invoices(app)
  writeFileSync(filePath, [HEAD, ...Array.from({ length: 3_000 }, (_, n) => row(n + 1))].join('\n'))
  const { found } = await read(app, accountId)
  const take = { previewId: found.previewId, mark: found.mark, decided: NONE }
  await app.call('imports.take', take)
  await expect
    .poll(async () => (await app.call('imports.view', {})).running?.done ?? 0, { interval: 2 })
    .toBeGreaterThan(0)
  const days = { span: 'month', day: '2024-02-11' } as const
  const { mark } = await app.call('periods.view', days)
  const close = { ...days, mark, reason: 'as it is' }
  expect(await app.refused('periods.close', close)).toMatchObject({ code: 'IMPORT_RUNNING' })
  await over(app)
  const [imported] = (await app.call('imports.view', {})).imports
  const importId = imported?.id ?? ''
  const both = await Promise.allSettled([
    app.call('imports.undo', { importId }),
    app.call('imports.undo', { importId }),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await over(app)
  expect((await app.call('imports.view', {})).ended).toMatchObject({ act: 'undo', state: 'done', nth: 2 })
  expect(await invoices(app)).toEqual(before)
})
