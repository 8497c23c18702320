import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type TestApp, temporaryFolder } from '../../support/app/host.ts'
import { ownTill } from '../../support/app/own-till.ts'
import { lastEvents, PINS, staffOf } from '../../support/people/staff.ts'
import { tamperings } from '../../support/people/tamperings.ts'

const own = ownTill()
const PASSPHRASE = 'four words or more'
const path = (name: string) => join(own.path, name)
/** Changes a file as somebody would with an editor. */
function edit(name: string, change: (text: string) => string): void {
  const before = readFileSync(path(name), 'utf8')
  const after = change(before)
  expect(after).not.toBe(before)
  writeFileSync(path(name), after)
}

type Ids = Readonly<Record<'yanis' | 'nadia', string>>
/** The closed till as it was made once; every PIN and passphrase takes its time. */
const template = temporaryFolder()
let kept: Ids | null = null
afterAll(template.clean)

/** A till with people that was closed, and its files from before the last change of people beside it. */
async function closedTill(): Promise<Ids> {
  if (kept === null) {
    const ids = await makeClosedTill()
    cpSync(own.path, template.path, { recursive: true })
    kept = ids
  } else cpSync(template.path, own.path, { recursive: true })
  return kept
}

async function makeClosedTill(): Promise<Ids> {
  const till = await own.start()
  await till.call('vault.createPassphrase', { passphrase: PASSPHRASE })
  const staff = await staffOf(till)
  await own.close()
  for (const name of ['people.json', 'settings.json', 'live.sqlite'])
    copyFileSync(path(name), path(`${name}.old`))
  copyFileSync(path('witness/live.witness'), path('witness.old'))
  const again = await own.start()
  await again.call('people.signIn', { id: staff.ids.Nadia, pin: PINS.Nadia })
  await again.call('people.putAway', { id: staff.ids.Karim })
  await own.close()
  return { yanis: staff.ids.Yanis, nadia: staff.ids.Nadia }
}

async function stateOf(till: TestApp) {
  return (await till.call('people.view', {})).state
}

describe.each(tamperings(() => own.path))('where %s', (_, tamper, why) => {
  it('nobody may sign in, or do more than see that; the passphrase leads back, and nothing is lost', async () => {
    const { yanis, nadia } = await closedTill()
    tamper()
    const till = await own.start()
    expect(await stateOf(till)).toEqual({ kind: 'broken', why })
    for (const id of [yanis, nadia])
      expect((await till.refused('people.signIn', { id, pin: PINS.Nadia })).code).toBe('PEOPLE_BROKEN')
    for (const route of [
      'trail.view',
      'accounts.list',
      'people.endAll',
      'book.beginNew',
      'books.today',
    ] as const)
      expect((await till.refused(route, {})).code, route).toBe('NOT_ALLOWED')
    expect((await till.refused('people.setUp', { name: 'Eve', pin: '1234' })).code).toBe('NOT_ALLOWED')
    // Again after a restart: nothing was mended by itself.
    const again = await own.start()
    expect(await stateOf(again)).toEqual({ kind: 'broken', why })
    const back = { pin: '8642', id: null, name: 'Nadia' }
    const reset = (passphrase: string) => again.envelope('people.resetOwner', { passphrase, ...back })
    const wrong = await reset('not this one')
    expect(wrong.ok ? 'done' : wrong.error.code).toBe('WRONG_PASSPHRASE')
    const lay = existsSync(path('people.json')) && readFileSync(path('people.json'), 'utf8')
    const begun = await again.call('people.resetOwner', { passphrase: PASSPHRASE, ...back })
    expect([begun.state, begun.people.map(({ name }) => name)]).toEqual([{ kind: 'locked' }, ['Nadia']])
    const asides = readdirSync(own.path).filter((name) => name.startsWith('people.damaged-'))
    if (lay) expect(asides.map((name) => readFileSync(path(name), 'utf8'))).toContain(lay)
    const signed = await again.call('people.signIn', { id: begun.people[0]?.id ?? '', pin: '8642' })
    expect(signed.notice).toMatchObject({ how: 'passphrase', name: 'Nadia' })
    expect(await lastEvents(again, 1)).toMatchObject([
      {
        kind: 'people_changed',
        data: { what: 'begun_again', whom: 'Nadia', how: 'passphrase', before: why },
      },
    ])
    expect((await again.call('people.noticeRead', { what: 'pin' })).notice).toBeNull()
    await own.close()
    expect(await stateOf(await own.start())).toEqual({ kind: 'locked' })
  })
})

it('a file that is edited while the app is open ends what its person may, at the next call', async () => {
  const till = await own.start()
  const staff = await staffOf(till)
  await staff.be('Yanis')
  edit('people.json', (text) => text.replace('"role": "cashier"', '"role": "owner"'))
  expect((await till.refused('items.list', {})).params).toEqual({ right: 'locked' })
  expect(await stateOf(till)).toEqual({ kind: 'broken', why: 'changed' })
})

it('a book that was put back from before a change is behind, and is told how people are', async () => {
  await closedTill()
  copyFileSync(path('live.sqlite.old'), path('live.sqlite'))
  copyFileSync(path('witness.old'), path('witness/live.witness'))
  const till = await own.start()
  const { state, people } = await till.call('people.view', {})
  expect(state).toEqual({ kind: 'locked' })
  await till.call('people.signIn', {
    id: people.find(({ name }) => name === 'Nadia')?.id ?? '',
    pin: PINS.Nadia,
  })
  expect(await lastEvents(till, 2)).toMatchObject([
    { kind: 'people_changed', data: { version: 3, what: 'added' } },
    { kind: 'people_changed', data: { version: 4, what: 'told' } },
  ])
  // Once: another start tells it nothing more.
  const again = await own.start()
  await again.call('people.signIn', {
    id: people.find(({ name }) => name === 'Nadia')?.id ?? '',
    pin: PINS.Nadia,
  })
  expect((await lastEvents(again, 1))[0]?.data.version).toBe(4)
})

it('where the keys lie under no passphrase, none leads back, and a lost PIN of an owner has the terminal', async () => {
  const till = await own.start()
  const { ids } = await staffOf(till)
  await till.call('people.lock', {})
  expect((await till.call('people.view', {})).forgotten).toBe('terminal')
  const asked = { passphrase: PASSPHRASE, pin: '8642', id: ids.Nadia, name: null }
  expect((await till.refused('people.resetOwner', asked)).code).toBe('CONFLICT')
})

it('the passphrase sets the lost PIN of an owner alone, and signs nobody in', async () => {
  const till = await own.start()
  await till.call('vault.createPassphrase', { passphrase: PASSPHRASE })
  const { ids, be } = await staffOf(till)
  await be('Yanis')
  const reset = (id: string) => ({ passphrase: PASSPHRASE, pin: '8642', id, name: null })
  expect((await till.call('people.view', {})).forgotten).toBe('passphrase')
  for (const id of [ids.Yanis, ids.Karim, 'nobody-at-all'])
    expect((await till.refused('people.resetOwner', reset(id))).code).toBe('NOT_FOUND')
  expect((await till.call('people.resetOwner', reset(ids.Nadia))).state).toEqual({ kind: 'locked' })
  expect((await till.refused('people.signIn', { id: ids.Nadia, pin: PINS.Nadia })).code).toBe('PIN_WRONG')
  const signed = await till.call('people.signIn', { id: ids.Nadia, pin: '8642' })
  expect(signed.notice).toMatchObject({ how: 'passphrase', name: 'Nadia' })
  // Who was at the till while it was done is named.
  expect(await lastEvents(till, 1)).toMatchObject([
    { kind: 'people_changed', by: 'Yanis', data: { what: 'reset', whom: 'Nadia', how: 'passphrase' } },
  ])
  // The others sign in as before.
  await be('Yanis')
  expect((await till.call('people.view', {})).notice).toBeNull()
})

it('a till where people were turned off again is its owner’s, whatever becomes of files and book', async () => {
  const till = await own.start()
  await staffOf(till)
  await till.call('people.endAll', {})
  expect(await stateOf(till)).toEqual({ kind: 'none' })
  const again = await own.start()
  expect(await stateOf(again)).toEqual({ kind: 'none' })
  await own.close()
  rmSync(path('settings.json'))
  expect(await stateOf(await own.start())).toEqual({ kind: 'none' })
  const { people } = await (await own.start()).call('people.setUp', { name: 'Lina', pin: '1234' })
  expect(people.map(({ name }) => name)).toEqual(['Lina'])
  expect(await stateOf(await own.start())).toEqual({ kind: 'locked' })
})
