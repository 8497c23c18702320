import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { eventually, type TestApp } from '../support/app/host.ts'
import { liveShop } from '../support/app/live-shop.ts'
import { ANY_INVOICE } from '../support/lists/any-filter.ts'
import type { PracticeServer } from '../support/shop/practice.ts'

let server: PracticeServer
let shop: TestApp
liveShop((live) => {
  ;({ server, shop } = live)
})

const NEWEST = { by: 'created', down: true } as const

async function sales(count: number): Promise<string[]> {
  const account = await shop.call('accounts.add', {
    provider: 'daisy',
    label: 'Shop',
    credentials: { ...server.practice.credentials.daisy },
    settings: {},
  })
  const ids: string[] = []
  for (let n = 0; n < count; n += 1) {
    const { invoice } = await shop.call('invoices.create', {
      ...{ token: randomUUID(), accountId: account.id, currency: 'DAI', amount: '20' },
      ...{ description: `Sale ${n}`, customerName: null, customerEmail: null },
    })
    ids.push(invoice.id)
    await eventually(async () => {
      const { invoice: now } = await shop.call('invoices.get', { id: invoice.id })
      return now.status === 'open' ? now : null
    })
  }
  return ids
}

const edit = (one: object, ids: readonly string[]) =>
  shop.call('review.edit', {
    token: randomUUID(),
    edit: one as { kind: 'note'; text: string },
    ids: [...ids],
  })
const sums = (filter: object = {}) => shop.call('lists.sums', { filter: { ...ANY_INVOICE, ...filter } })

it('marks, tags and notes as the cashier of the settings, tells the window once, and the lists know it at once', async () => {
  await shop.call('settings.set', { cashier: 'Nadia' })
  const [a = '', b = '', c = ''] = await sales(3)
  const before = shop.events.length
  expect(await edit({ kind: 'review', reviewed: true }, [a, b])).toEqual({ edited: 2, number: 'CF-000001' })
  await eventually(async () => {
    const told = shop.events.slice(before).filter(({ name }) => name === 'invoices.changed')
    return told.find(({ ids }) => ids.includes(a) && ids.includes(b)) ?? null
  })
  expect(await sums()).toMatchObject({ count: 3, unreviewed: 1, tags: [] })
  expect(await sums({ review: 'reviewed' })).toMatchObject({ count: 2, unreviewed: 0 })
  expect((await shop.call('invoices.get', { id: a })).invoice.reviewed?.person).toBe('Nadia')
  await edit({ kind: 'tag', tag: 'deposit', isOn: true }, [b, c])
  expect(await sums({ tag: ['deposit'], review: 'unreviewed' })).toMatchObject({
    count: 1,
    tags: ['deposit'],
  })
  await edit({ kind: 'note', text: ' wrapped ' }, [c])
  expect((await shop.call('invoices.get', { id: c })).events.at(-1)).toMatchObject({
    ...{ kind: 'note', data: { text: 'wrapped', person: 'Nadia' } },
  })
  const query = { filter: ANY_INVOICE, sort: NEWEST, from: 0 }
  expect(await shop.call('lists.ids', { ...query, limit: 100_000 })).toMatchObject({
    count: 3,
    ids: [c, b, a],
  })
  expect((await shop.call('lists.next', { ...query, from: 1 })).place).toBeNull()
  expect((await shop.call('lists.next', query)).place).toBe(0)
})

it('undoes the last edit first, a note of the counter too, and says what it undid; another book has acts of its own', async () => {
  const [a = '', b = ''] = await sales(2)
  await edit({ kind: 'review', reviewed: true }, [a, b])
  await shop.call('invoices.note', { id: a, text: 'call back' })
  await shop.call('book.switch', { kind: 'practice' })
  expect(await shop.call('review.undo', {})).toBeNull()
  await shop.call('book.switch', { kind: 'live' })
  // The book was opened anew: what was done before stays.
  expect(await shop.call('review.undo', {})).toBeNull()
  await shop.call('invoices.note', { id: a, text: 'call again' })
  const note = { kind: 'note', text: 'call again' }
  expect(await shop.call('review.undo', {})).toEqual({
    edit: note,
    done: 1,
    overtaken: 0,
    number: 'CF-000001',
    overtakenNumber: '',
  })
  expect(await shop.call('review.undo', {})).toBeNull()
  expect(await shop.call('review.redo', {})).toMatchObject({ edit: note, done: 1 })
  expect(await shop.call('review.redo', {})).toBeNull()
})

it('refuses to undo what was overtaken, by money that came, and takes the edit before it next', async () => {
  const [a = ''] = await sales(1)
  await edit({ kind: 'tag', tag: 'deposit', isOn: true }, [a])
  await edit({ kind: 'review', reviewed: true }, [a])
  const { links } = await shop.call('invoices.get', { id: a })
  await server.control('pay', { provider: 'daisy', ref: links[0]?.providerRef, amount: '20' })
  const paid = await eventually(async () => {
    const detail = await shop.call('invoices.check', { id: a })
    return detail.invoice.status === 'paid' ? detail : null
  })
  expect(paid.invoice.reviewed).toBeNull()
  expect(paid.events.find(({ kind }) => kind === 'review_lapsed')?.data).toMatchObject({ why: 'status' })
  expect(await shop.refused('review.undo', {})).toMatchObject({
    code: 'EDIT_OVERTAKEN',
    params: { number: 'CF-000001', count: 1 },
  })
  expect(await shop.call('review.undo', {})).toMatchObject({ edit: { kind: 'tag' }, done: 1 })
})

it('has room for twenty tags, and names the invoice that has none left', async () => {
  const [a = '', b = ''] = await sales(2)
  for (let n = 0; n < 20; n += 1) await edit({ kind: 'tag', tag: `t${n}`, isOn: true }, [a])
  const more = { kind: 'tag', tag: 'more', isOn: true } as const
  expect(await shop.refused('review.edit', { token: randomUUID(), edit: more, ids: [b, a] })).toMatchObject({
    ...{ code: 'TOO_MANY_TAGS', params: { number: 'CF-000001' } },
  })
  expect((await shop.call('invoices.get', { id: b })).invoice.tags).toEqual([])
})

it.each([
  ['a tag with capitals', { kind: 'tag', tag: 'Deposit', isOn: true }],
  ['a tag of two words', { kind: 'tag', tag: 'by hand', isOn: true }],
  ['no tag', { kind: 'tag', tag: '', isOn: true }],
  ['a tag that is too long', { kind: 'tag', tag: 'x'.repeat(31), isOn: true }],
  ['an empty note', { kind: 'note', text: ' ' }],
  ['no edit at all', { kind: 'money', text: 'x' }],
])('takes no %s', async (_, one) => {
  const edited = {
    token: randomUUID(),
    edit: one as { kind: 'note'; text: string },
    ids: ['no such invoice'],
  }
  expect(await shop.refused('review.edit', edited)).toMatchObject({ code: 'INVALID_INPUT' })
})
