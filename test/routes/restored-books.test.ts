import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eventually, type TestApp } from '../support/app/host.ts'
import { backUp, numbersIn, practiceTill, problem, sold } from '../support/app/practice-till.ts'

const place = practiceTill()

/** Opens the app of a computer in its practice book. */
async function computer(name: string, filePath: string | null = null): Promise<TestApp> {
  await place.close()
  return place.open(join(place.path, name), 'practice', { filePath })
}

const backupsOf = (name: string) => join(place.path, name, 'backups')

/** Sells for five dollars through a provider whose links end, and waits until the link is there. */
async function sellFive(till: TestApp): Promise<string> {
  const accounts = await till.call('accounts.list', {})
  const { invoice } = await till.call('invoices.create', {
    token: crypto.randomUUID(),
    accountId: accounts.find(({ provider }) => provider === 'oneshotpay')?.id ?? '',
    ...{ currency: 'USD', amount: '5', description: '', customerName: null, customerEmail: null },
  })
  await hasLinks(till, invoice.id, 1)
  return invoice.id
}

const hasLinks = (till: TestApp, id: string, count: number) =>
  eventually(async () => {
    const { links } = await till.call('invoices.get', { id })
    return links.length === count && links.every(({ stage }) => stage === 'live') ? true : null
  })

const becomes = (till: TestApp, id: string, status: string) =>
  eventually(async () => ((await till.call('invoices.get', { id })).invoice.status === status ? true : null))

describe('a book of another shop that is opened over a book with sales of its own', () => {
  it('takes none of them in, gives no number that was given here, and the own book comes back the same way', async () => {
    const theirs = await computer('theirs')
    await sold(theirs, 3)
    const file = join(backupsOf('theirs'), await backUp(theirs))
    const ours = await computer('ours', file)
    const given = await sold(ours, 5)
    const own = join(backupsOf('ours'), await backUp(ours))
    await ours.call('backups.openFile', {})
    expect(await problem(ours)).toBeNull()
    expect(await numbersIn(ours)).toEqual(['PR-000001', 'PR-000002', 'PR-000003'])
    expect((await ours.call('backups.view', {})).restored).toMatchObject({ taken: 0, replaced: 'another' })
    expect(await ours.call('accounts.list', {})).toHaveLength(4)
    given.push(...(await sold(ours, 2)))
    const again = await computer('ours', own)
    given.push(...(await sold(again, 1)))
    await again.call('backups.openFile', {})
    expect(await numbersIn(again)).toEqual(['PR-000001', 'PR-000002', 'PR-000003', 'PR-000004', 'PR-000005'])
    given.push(...(await sold(again, 2)))
    expect(new Set(given).size).toBe(10)
  })

  it('lists the backups that this computer made of its own book, says so, and goes back to one without a search for its file', async () => {
    const theirs = await computer('theirs')
    await sold(theirs, 3)
    const file = join(backupsOf('theirs'), await backUp(theirs))
    const ours = await computer('ours', file)
    const given = await sold(ours, 5)
    const own = await backUp(ours)
    await ours.call('backups.openFile', {})
    await ours.call('backups.make', {})
    const { rows } = await ours.call('backups.view', {})
    expect(rows.map(({ reason, sales, another, newer }) => [reason, sales, another, newer])).toEqual([
      ['hand', 3, false, 0],
      ['restore', 5, true, null],
      ['hand', 5, true, null],
    ])
    expect((await ours.call('backups.preview', { name: own })).row.another).toBe(true)
    await ours.call('backups.restore', { name: own })
    expect(await problem(ours)).toBeNull()
    expect(await numbersIn(ours)).toEqual(given)
    given.push(...(await sold(ours, 2)))
    expect(new Set(given).size).toBe(7)
    const back = (await ours.call('backups.view', {})).rows
    expect(back.filter(({ another }) => another).map(({ sales }) => sales)).toEqual([3, 3])
  })
})

describe('a book from another computer that is gone back in there', () => {
  it('stays under the code of this computer, and a third one begins a code of its own', async () => {
    const first = await computer('first')
    await sold(first, 3)
    const name = await backUp(first)
    const file = join(backupsOf('first'), name)
    const second = await computer('second', file)
    await second.call('backups.openFile', {})
    const given = await sold(second, 2)
    mkdirSync(backupsOf('second'), { recursive: true })
    for (const one of readdirSync(backupsOf('first')))
      copyFileSync(join(backupsOf('first'), one), join(backupsOf('second'), one))
    await second.call('backups.restore', { name })
    given.push(...(await sold(second, 1)))
    await second.call('backups.openFile', {})
    given.push(...(await sold(second, 1)))
    const reopened = await computer('second')
    given.push(...(await sold(reopened, 1)))
    expect(given.every((number) => number.startsWith('PR2-'))).toBe(true)
    expect(new Set(given).size).toBe(5)
    const third = await computer('third', join(backupsOf('second'), await backUp(reopened)))
    await third.call('backups.openFile', {})
    expect(await sold(third, 1)).toEqual(['PR3-000001'])
  })
})

describe('what was added to the book since the backup', () => {
  it('as another link of a sale that is in it is watched again, so that the money that came through it is seen', async () => {
    const till = await computer('one')
    const relinked = await sellFive(till)
    const short = await sellFive(till)
    const name = await backUp(till)
    await till.call('practice.expire', { invoiceId: relinked })
    await becomes(till, relinked, 'expired')
    await till.call('invoices.relink', { id: relinked })
    await hasLinks(till, relinked, 2)
    await till.call('practice.pay', { invoiceId: relinked, amount: null })
    await till.call('practice.pay', { invoiceId: short, amount: '2' })
    await becomes(till, short, 'underpaid')
    await till.call('invoices.linkForRemainder', { id: short })
    await hasLinks(till, short, 2)
    await till.call('practice.pay', { invoiceId: short, amount: null })
    for (const id of [relinked, short]) await becomes(till, id, 'paid')
    await till.call('backups.restore', { name })
    for (const id of [relinked, short]) await becomes(till, id, 'paid')
    expect((await till.call('backups.view', {})).restored).toMatchObject({ taken: 0, lost: 0, read: true })
  })

  it('as an item comes with the sale it was sold in, whose lines stay whole', async () => {
    const till = await computer('one')
    await sold(till, 1)
    const name = await backUp(till)
    const tea = { id: null, name: 'Tea', currency: 'DAI', price: '1', code: '123' }
    const { id: itemId } = await till.call('items.save', tea)
    const accounts = await till.call('accounts.list', {})
    const { invoice, lines } = await till.call('invoices.create', {
      token: crypto.randomUUID(),
      accountId: accounts.find(({ provider }) => provider === 'daisy')?.id ?? '',
      ...{ currency: 'DAI', amount: '2', description: '', customerName: null, customerEmail: null },
      lines: [{ kind: 'item', itemId, unit: '1', quantity: 2 }],
    })
    const items = await till.call('items.list', {})
    await till.call('backups.restore', { name })
    expect((await till.call('invoices.get', { id: invoice.id })).lines).toEqual(lines)
    expect(await till.call('items.list', {})).toEqual(items)
  })
})
