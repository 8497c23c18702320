import { describe, expect, it } from 'vitest'
import { emptyCounter, isStarted } from '../../../src/renderer/sale-entry/entry-state.ts'
import { enteredOptions, optionsAgain } from '../../../src/renderer/sale-entry/link-options.ts'
import type { ProviderInfo } from '../../../src/shared/contract/shapes/provider.ts'

const PICTURE = 'https://shop.example.org/lamp.png'
const ANN = '018f77aa-0000-7000-8000-000000000001'
const provider: Pick<ProviderInfo, 'settings'> = {
  settings: [
    { kind: 'text', name: 'locale', maxLength: 10 },
    { kind: 'text', name: 'mediaUrl', maxLength: 500, format: 'url', perSale: true },
    { kind: 'text', name: 'requestedPayerUserId', maxLength: 36, format: 'uuid', perSale: true },
  ],
}
const account = { settings: { locale: 'en', mediaUrl: PICTURE, requestedPayerUserId: null } }

describe('what a sale being entered asks of its links', () => {
  it('begins as its account has it', () => {
    const { fields, fault, toSell } = enteredOptions(provider, account, {})
    expect(fields.map(({ field, text }) => [field.name, text])).toEqual([
      ['mediaUrl', PICTURE],
      ['requestedPayerUserId', ''],
    ])
    expect([fault, toSell]).toEqual([false, { mediaUrl: PICTURE, requestedPayerUserId: '' }])
  })

  it('is as typed, without outer spaces, and none where it was emptied', () => {
    const typed = { mediaUrl: '', requestedPayerUserId: ` ${ANN}` }
    expect(enteredOptions(provider, account, typed)).toMatchObject({
      fault: false,
      toSell: { mediaUrl: '', requestedPayerUserId: ANN },
    })
  })

  it('is in the way of asking while it is not what it must be, and only where its provider has it', () => {
    const typed = { requestedPayerUserId: 'ann' }
    expect(enteredOptions(provider, account, typed).fault).toBe(true)
    expect(enteredOptions({ settings: [] }, account, typed)).toEqual({
      fields: [],
      fault: false,
      toSell: null,
    })
    expect(enteredOptions(undefined, undefined, typed).toSell).toBeNull()
  })

  it('goes along to another account of a provider that takes it, and to no other', () => {
    const asked = { mediaUrl: PICTURE, old: 'x' }
    expect(optionsAgain(provider, asked)).toEqual({ mediaUrl: PICTURE })
    expect(optionsAgain({ settings: [] }, asked)).toBeUndefined()
    expect(optionsAgain(provider, {})).toBeUndefined()
  })

  it('is something that would be missed', () => {
    const { entry } = emptyCounter('t')
    expect([isStarted(entry), isStarted({ ...entry, linkOptions: { mediaUrl: '' } })]).toEqual([false, true])
  })
})
