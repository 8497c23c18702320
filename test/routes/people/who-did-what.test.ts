import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { TestApp } from '../../support/app/host.ts'
import { eventually, temporaryFolder } from '../../support/app/host.ts'
import { practiceTill, sell } from '../../support/app/practice-till.ts'
import { lastEvents, rowsOf, staffOf } from '../../support/people/staff.ts'

const till = practiceTill()

/** A sale of whoever is at the till, with its link. */
async function soldBy(shop: TestApp, description: string): Promise<string> {
  const sale = await sell(shop, description)
  if (!sale.ok) throw new Error(JSON.stringify(sale.error))
  const { id } = sale.value.invoice
  await eventually(async () => {
    const { links } = await shop.call('invoices.get', { id })
    return links[0]?.stage === 'live' ? id : null
  })
  return id
}

/** Whose doing each event of a sale is, by its kind. */
async function doing(shop: TestApp, id: string): Promise<Record<string, unknown>> {
  const { events } = await shop.call('invoices.get', { id })
  return Object.fromEntries(events.map(({ kind, data }) => [kind, data.by ?? null]))
}

it('every event of a call names who was signed in, and what the app does by itself names nobody', async () => {
  const shop = await till.open()
  const { be } = await staffOf(shop)
  await be('Yanis')
  const id = await soldBy(shop, 'a lamp')
  await shop.call('invoices.note', { id, text: 'waits outside' })
  await be('Karim')
  await shop.call('review.edit', {
    ...{ token: crypto.randomUUID(), ids: [id] },
    edit: { kind: 'tag', tag: 'deposit', isOn: true },
  })
  await be('Nadia')
  await shop.call('invoices.abandon', { id, reason: 'left' })
  expect(await doing(shop, id)).toMatchObject({
    ...{ created: 'Yanis', link_requested: 'Yanis', note: 'Yanis' },
    ...{ tagged: 'Karim', abandoned: 'Nadia' },
  })
})

it('the name beside an act is that of whoever is signed in; before there were people it is the one in the settings', async () => {
  const shop = await till.open()
  await shop.call('settings.set', { cashier: 'somebody' })
  const before = await soldBy(shop, 'a table')
  await shop.call('invoices.note', { id: before, text: 'one' })
  expect(await doing(shop, before)).toMatchObject({ created: null, note: null })
  const { be } = await staffOf(shop)
  await be('Karim')
  const edit = { kind: 'review', reviewed: true } as const
  await shop.call('review.edit', { token: crypto.randomUUID(), edit, ids: [before] })
  const { events, invoice } = await shop.call('invoices.get', { id: before })
  expect(events.find(({ kind }) => kind === 'note')?.data).toEqual({ text: 'one', person: 'somebody' })
  expect(events.at(-1)?.data).toMatchObject({ person: 'Karim', by: 'Karim' })
  expect(invoice.reviewed?.person).toBe('Karim')
})

it('today’s own totals are those of one’s own sales, under whatever name, and nobody else’s', async () => {
  const shop = await till.open()
  await soldBy(shop, 'of before there were people')
  const { be, ids } = await staffOf(shop)
  await be('Yanis')
  const id = await soldBy(shop, 'a lamp')
  await soldBy(shop, 'another lamp')
  await shop.call('practice.pay', { invoiceId: id, amount: null })
  await eventually(async () => {
    await shop.call('invoices.check', { id })
    return (await shop.call('invoices.get', { id })).invoice.status === 'paid' ? true : null
  })
  const { events } = await shop.call('invoices.get', { id })
  const named = events.filter(({ data }) => data.by).map(({ kind }) => kind)
  expect(named).not.toContain('receipt_seen')
  expect(events.filter(({ kind, data }) => kind === 'status_changed' && data.to === 'paid')[0]?.data.by).toBe(
    undefined,
  )
  const own = async () => {
    const { totals } = await shop.call('books.ownToday', {})
    return totals.map(({ asked, received }) => [asked.amount, received.amount].map(Number))
  }
  expect(await own()).toEqual([[2, 1]])
  expect((await shop.refused('books.today', {})).code).toBe('NOT_ALLOWED')
  await be('Nadia')
  expect(await own()).toEqual([])
  expect((await shop.call('books.today', {})).totals.map(({ asked }) => Number(asked.amount))).toEqual([3])
  await shop.call('people.change', { id: ids.Yanis, name: 'Yanis B', role: 'cashier', language: null })
  await be('Yanis')
  expect(await own()).toEqual([[2, 1]])
  const { invoices } = rowsOf(join(till.path, 'practice.sqlite'))
  expect(
    JSON.stringify(invoices, (_, value) => (typeof value === 'bigint' ? Number(value) : value)),
  ).toContain(ids.Yanis)
})

it('of two persons who switch while a sale is made, the sale is of the one who made it', async () => {
  const shop = await till.open()
  const { be, ids } = await staffOf(shop)
  await be('Yanis')
  const selling = soldBy(shop, 'a lamp')
  await be('Nadia')
  const id = await selling
  const made = await doing(shop, id)
  expect([made.created, made.link_requested]).toEqual(['Yanis', 'Yanis'])
  const { people } = await shop.call('people.view', {})
  expect(people.some(({ id: one }) => one === ids.Nadia)).toBe(true)
})

it('what is done to the till while another book is open is told to the live book once that is opened, and stands in a file of its events', async () => {
  const elsewhere = temporaryFolder()
  const savePath = join(elsewhere.path, 'events.csv')
  const shop = await till.open(till.path, 'practice', { savePath })
  const { be } = await staffOf(shop)
  await shop.call('settings.set', { quickAmounts: { DZD: ['500', '12.50'] }, theme: 'dark' })
  await be('Yanis')
  await shop.call('settings.setOwn', { volume: 0.3 })
  await be('Nadia')
  await shop.call('settings.set', { quickAmounts: {} })
  // A kill now would lose nothing of it.
  expect(readFileSync(join(till.path, 'settings.json'), 'utf8')).toContain('tillFacts')
  await shop.call('book.switch', { kind: 'live' })
  const of = { what: 'setting', setting: 'quickAmounts', by: 'Nadia' }
  const told = (await lastEvents(shop, 20)).filter(({ kind }) => kind === 'till_changed')
  expect(told.map(({ data }) => data)).toEqual([
    { ...of, from: '', to: '500 DZD, 12.50 DZD' },
    { ...of, from: '500 DZD, 12.50 DZD', to: '' },
  ])
  const job = await shop.call('export.start', {
    ...{ kind: 'events', filter: { period: null } },
    ...{ zone: null, columns: ['kind', 'data', 'by'], preset: 'machine', language: 'en' },
  })
  await eventually(async () => {
    const { state } = await shop.call('export.status', { jobId: job?.id ?? '' })
    return state === 'done' ? state : null
  })
  const rows = readFileSync(savePath, 'utf8').split(/\r?\n/)
  expect(rows.filter((row) => /^till_changed,.*quickAmounts.*,Nadia$/.test(row))).toHaveLength(2)
  elsewhere.clean()
  // Whoever opens it again finds each once.
  await shop.call('book.switch', { kind: 'practice' })
  await shop.call('book.switch', { kind: 'live' })
  expect((await lastEvents(shop, 30)).filter(({ kind }) => kind === 'till_changed')).toHaveLength(2)
})
