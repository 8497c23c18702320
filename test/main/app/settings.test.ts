import { describe, expect, it } from 'vitest'
import { createAppSettings, judgeSettings } from '../../../src/main/app/settings.ts'
import type { JsonStore } from '../../../src/main/json-store.ts'

function storeOf(content: Record<string, unknown>): JsonStore {
  return {
    get: (key) => content[key],
    set: (key, value) => {
      content[key] = value
    },
    delete: (key) => {
      delete content[key]
    },
  }
}

const noFailure = (error: unknown) => {
  throw error
}

describe('the settings file', () => {
  it('of an earlier version keeps its cashier, who is called person there', () => {
    const file: Record<string, unknown> = { settings: { person: 'Samira', volume: 0.2 } }
    const settings = createAppSettings(storeOf(file), noFailure)
    expect(settings.get()).toMatchObject({ cashier: 'Samira', volume: 0.2, theme: 'system' })
    settings.set({ volume: 0.3 })
    expect(file.settings).toMatchObject({ person: 'Samira', volume: 0.3 })
    expect(file.settings).not.toHaveProperty('cashier')
  })

  it('takes another cashier, and reads the same one back', () => {
    const file: Record<string, unknown> = {}
    const settings = createAppSettings(storeOf(file), noFailure)
    expect(settings.set({ cashier: 'Omar' })).toMatchObject({ ok: true, value: { cashier: 'Omar' } })
    expect(createAppSettings(storeOf(file), noFailure).get().cashier).toBe('Omar')
  })

  it('with a cashier that is no text is as if there were no settings', () => {
    expect(createAppSettings(storeOf({ settings: { person: 7 } }), noFailure).get().cashier).toBe('')
  })

  it('with one value that cannot be used keeps all the others', () => {
    const file = { settings: { person: 7, volume: 0.2, theme: 'sepia' } }
    const settings = createAppSettings(storeOf(file), noFailure)
    expect(settings.get()).toMatchObject({ cashier: '', volume: 0.2, theme: 'system' })
  })

  it('keeps what a later version wrote into it', () => {
    const file: Record<string, unknown> = { settings: { volume: 0.2, fromLater: [1] } }
    createAppSettings(storeOf(file), noFailure).set({ volume: 0.3 })
    expect(file.settings).toMatchObject({ volume: 0.3, fromLater: [1] })
  })

  it('that cannot be written: a change holds until the app closes, and says that it is not kept', () => {
    const full = Object.assign(new Error('no room'), { code: 'ENOSPC' })
    const store = storeOf({ settings: { volume: 0.2 } })
    const failures: unknown[] = []
    const settings = createAppSettings(
      {
        ...store,
        set() {
          throw full
        },
      },
      (error) => failures.push(error),
    )
    const answer = settings.set({ volume: 0.3 })
    expect(answer).toEqual({ ok: false, error: { code: 'NOT_KEPT', params: { reason: 'DISK_FULL' } } })
    expect(settings.get().volume).toBe(0.3)
    settings.setBookKind('practice')
    settings.setKnownBookId('live', 'a')
    settings.setSetupDone()
    expect(settings.bookKind()).toBe('practice')
    expect(settings.knownBookId('live')).toBe('a')
    expect(settings.get()).toMatchObject({ setupDone: true, volume: 0.3 })
    expect(failures).toEqual([full, full, full, full])
    expect(createAppSettings(store, noFailure).get().volume).toBe(0.2)
  })

  describe('of the columns of the lists', () => {
    const NONE = { invoices: null, receipts: null }
    const OWN = { order: ['number', 'customer'], shown: ['number'], widths: { customer: 200 } }

    it('keeps each list of each book, over a new start', () => {
      const file: Record<string, unknown> = {}
      const settings = createAppSettings(storeOf(file), noFailure)
      expect(settings.listColumns('live')).toEqual(NONE)
      expect(settings.setListColumns('live', { ...NONE, receipts: OWN })).toEqual({ ok: true, value: null })
      const again = createAppSettings(storeOf(file), noFailure)
      expect(again.listColumns('live')).toEqual({ ...NONE, receipts: OWN })
      expect(again.listColumns('practice')).toEqual(NONE)
    })

    it.each<[string, unknown, unknown]>([
      ['is no object', 'columns', NONE],
      ['has a list that is none', { invoices: [], receipts: OWN }, { ...NONE, receipts: OWN }],
      ['has no order', { invoices: { shown: ['number'], widths: {} } }, NONE],
      ['has no word of which are shown', { invoices: { order: ['number'], widths: {} } }, NONE],
      [
        'has names that are none, and one twice',
        {
          invoices: {
            order: [7, 'number', 'a b', 'number', 'customer'],
            shown: ['number', null],
            widths: OWN.widths,
          },
        },
        { ...NONE, invoices: OWN },
      ],
      [
        'has widths that are none',
        { invoices: { ...OWN, widths: { customer: 200, number: -5, paid: '90', asked: 1.5, tags: 1e9 } } },
        { ...NONE, invoices: OWN },
      ],
      [
        'has no widths',
        { invoices: { ...OWN, widths: null } },
        { ...NONE, invoices: { ...OWN, widths: {} } },
      ],
    ])('that %s is used part by part, and the rest of the file as it was', (_, damaged, used) => {
      const file = { 'listColumns-live': damaged, bookKind: 'practice' }
      const settings = createAppSettings(storeOf(file), noFailure)
      expect(settings.listColumns('live')).toEqual(used)
      const verdict = judgeSettings(file)
      expect(verdict).toEqual({ kind: 'mended', content: { 'listColumns-live': used, bookKind: 'practice' } })
    })

    it('that is sound is left as it is', () => {
      expect(judgeSettings({ 'listColumns-live': { ...NONE, invoices: OWN } })).toEqual({ kind: 'sound' })
    })
  })

  it('in which one fact that waits for its book cannot be used keeps all the others', () => {
    const fact = (id: string) => ({ id, book: 'live', at: 1_000, data: { what: 'keys_erased' } })
    const damaged = [fact('one'), { ...fact('two'), at: 'noon' }, null, fact('three')]
    const usable = [fact('one'), fact('three')]
    const file: Record<string, unknown> = { tillFacts: damaged, bookKind: 'practice' }
    expect(createAppSettings(storeOf(file), noFailure).tillFacts()).toEqual(usable)
    expect(judgeSettings(file)).toEqual({
      kind: 'mended',
      content: { tillFacts: usable, bookKind: 'practice' },
    })
    expect(judgeSettings({ tillFacts: usable })).toEqual({ kind: 'sound' })
  })
})
