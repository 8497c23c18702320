import { describe, expect, it } from 'vitest'
import { createAppSettings } from '../../../src/main/app/settings.ts'
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
})
