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

describe('the settings file', () => {
  it('of an earlier version keeps its cashier, who is called person there', () => {
    const file: Record<string, unknown> = { settings: { person: 'Samira', volume: 0.2 } }
    const settings = createAppSettings(storeOf(file))
    expect(settings.get()).toMatchObject({ cashier: 'Samira', volume: 0.2, theme: 'system' })
    settings.set({ volume: 0.3 })
    expect(file.settings).toMatchObject({ person: 'Samira', volume: 0.3 })
    expect(file.settings).not.toHaveProperty('cashier')
  })

  it('takes another cashier, and reads the same one back', () => {
    const file: Record<string, unknown> = {}
    const settings = createAppSettings(storeOf(file))
    expect(settings.set({ cashier: 'Omar' }).cashier).toBe('Omar')
    expect(createAppSettings(storeOf(file)).get().cashier).toBe('Omar')
  })

  it('with a cashier that is no text is as if there were no settings', () => {
    expect(createAppSettings(storeOf({ settings: { person: 7 } })).get().cashier).toBe('')
  })
})
