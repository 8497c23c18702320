import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../../support/app/host.ts'
import { ownTill } from '../../support/app/own-till.ts'
import { backUp, problem } from '../../support/app/practice-till.ts'
import { lastEvents, PINS, staffOf } from '../../support/people/staff.ts'

const own = ownTill()

/** The book of another till that has people, closed; gives its path. */
async function bookWithPeople(): Promise<string> {
  const folder = own.another()
  const till = await startTestApp({ folder })
  await staffOf(till)
  await till.app.close()
  return join(folder, 'live.sqlite')
}

const stateOf = async (till: TestApp) => (await till.call('people.view', {})).state
const toldLast = async (till: TestApp) =>
  (await lastEvents(till, 20)).findLast(({ kind }) => kind === 'people_changed')?.data

it('another till’s book that its owner opens here is told that there are no people here, and stays open to him', async () => {
  const filePath = await bookWithPeople()
  const till = await own.start({ filePath })
  await till.call('backups.openFile', {})
  expect([await problem(till), await stateOf(till)]).toEqual([null, { kind: 'none' }])
  expect(await toldLast(till)).toMatchObject({ what: 'ended', version: 4 })
  expect(await stateOf(await own.start())).toEqual({ kind: 'none' })
})

it('one that is opened where there are people is told of these, who sign in as before', async () => {
  const filePath = await bookWithPeople()
  const till = await own.start({ filePath })
  const { ids, be } = await staffOf(till)
  await till.call('backups.openFile', {})
  expect(await stateOf(till)).toEqual({ kind: 'signedIn', id: ids.Nadia })
  expect(await toldLast(till)).toMatchObject({ what: 'told' })
  await be('Yanis')
  const again = await own.start()
  expect(await stateOf(again)).toEqual({ kind: 'locked' })
  await again.call('people.signIn', { id: ids.Yanis, pin: PINS.Yanis })
})

it('one that is copied into the place of a book past the app lets nobody in', async () => {
  const path = await bookWithPeople()
  mkdirSync(own.path, { recursive: true })
  copyFileSync(path, join(own.path, 'live.sqlite'))
  expect(await stateOf(await own.start())).toEqual({ kind: 'broken', why: 'book' })
})

it('a backup from before people were set up is told of them, and a restore names who went back', async () => {
  const till = await own.start()
  await till.call('items.save', { id: null, name: 'Tea', currency: 'DZD', price: '50', code: null })
  const name = await backUp(till)
  const { ids } = await staffOf(till)
  await till.call('backups.restore', { name })
  expect([await problem(till), await stateOf(till)]).toEqual([null, { kind: 'signedIn', id: ids.Nadia }])
  const events = await lastEvents(till, 20)
  expect(events.find(({ kind }) => kind === 'book_restored')?.by).toBe('Nadia')
  expect(events.find(({ kind }) => kind === 'people_changed')?.data).toMatchObject({
    what: 'told',
    version: 3,
  })
  expect(await stateOf(await own.start())).toEqual({ kind: 'locked' })
})

it('people who are set up in the practice book are told to the live one, once it opens', async () => {
  const till = await own.practise()
  const { ids, be } = await staffOf(till)
  expect((await lastEvents(till, 50)).some(({ kind }) => kind === 'people_changed')).toBe(false)
  await till.call('book.switch', { kind: 'live' })
  expect((await lastEvents(till, 3)).map(({ data }) => [data.what, data.by ?? null])).toEqual([
    ['set_up', null],
    ['added', 'Nadia'],
    ['added', 'Nadia'],
  ])
  await be('Yanis')
  expect(await stateOf(till)).toEqual({ kind: 'signedIn', id: ids.Yanis })
})

it('whoever asks while one book is left for another is told nothing of it once the till is locked', async () => {
  const shop = await own.start()
  await staffOf(shop)
  await shop.call('settings.set', { cashier: 'Till by the door' })
  const coming = shop.call('book.switch', { kind: 'practice' })
  const asked = shop.call('app.overview', {})
  await shop.call('people.lock', {})
  const [overview] = await Promise.all([asked, coming])
  expect(overview).toMatchObject({ providers: [], settings: { cashier: '' }, book: { tillCode: '' } })
})
