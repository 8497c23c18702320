import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { LeftLists } from '../../../src/shared/contract/shapes/lists/kept.ts'
import { startTestApp, temporaryFolder } from '../../support/app/host.ts'
import { staffOf } from '../../support/people/staff.ts'

const ROWS = { choice: {}, sort: null, active: { id: null, index: 0 }, offset: 0 }
const searched = (search: string): LeftLists => ({
  ...{ view: 'all', openId: null, invoices: { ...ROWS, choice: { search } }, receipts: ROWS },
  attention: { filter: { resolved: false, kind: null }, active: { id: null, index: 0 }, offset: 0 },
})

it('gives each person the lists as that person left them, also once another one is at the till', async () => {
  const folder = temporaryFolder()
  const till = await startTestApp({ folder: folder.path })
  try {
    const { ids, be } = await staffOf(till)
    const { bookId } = await till.call('lists.kept', {})
    const left = async () => (await till.call('lists.kept', {})).left?.invoices.choice.search ?? null
    await be('Yanis')
    await till.call('lists.keep', { bookId, of: ids.Yanis, left: searched('pr-1') })
    await be('Karim')
    expect(await left()).toBeNull()
    // A window tells of what was left a moment after somebody else took over.
    await till.call('lists.keep', { bookId, of: ids.Yanis, left: searched('pr-2') })
    await till.call('lists.keep', { bookId, of: ids.Karim, left: searched('is:underpaid') })
    // Nobody keeps anything for somebody who is not of this till.
    await till.call('lists.keep', { bookId, of: 'nobody-at-all', left: searched('pr-3') })
    expect(readFileSync(join(folder.path, 'lists.json'), 'utf8')).not.toContain('pr-3')
    await be('Yanis')
    expect(await left()).toBe('pr-2')
    await be('Karim')
    expect(await left()).toBe('is:underpaid')
  } finally {
    await till.app.close()
    folder.clean()
  }
})

it('names people in one order, whatever language whoever is signed in has chosen', async () => {
  const folder = temporaryFolder()
  const till = await startTestApp({ folder: folder.path })
  try {
    await till.call('settings.set', { language: 'fr' })
    await staffOf(till)
    await till.call('people.add', { name: 'نور', role: 'cashier', pin: '97531' })
    const names = async () => (await till.call('people.view', {})).people.map(({ name }) => name)
    const inFrench = await names()
    expect(inFrench).toEqual(['Nadia', 'Karim', 'Yanis', 'نور'])
    await till.call('people.setOwnLanguage', { language: 'ar' })
    expect((await till.call('app.overview', {})).locale).toMatch(/^ar/)
    expect(await names()).toEqual(inFrench)
    await till.call('people.lock', {})
    expect(await names()).toEqual(inFrench)
  } finally {
    await till.app.close()
    folder.clean()
  }
})
