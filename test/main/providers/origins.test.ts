import { describe, expect, it } from 'vitest'
import { readProviderOrigins } from '../../../src/main/providers/origins.ts'

const TEXT = '{"daisy":"http://127.0.0.1:4010/daisy"}'

describe('other base URLs for the live clients', () => {
  it('are read in development', () => {
    expect(readProviderOrigins(TEXT, false)).toEqual({ daisy: 'http://127.0.0.1:4010/daisy' })
    expect(readProviderOrigins(undefined, false)).toEqual({})
  })

  it('are ignored by a packaged app, whatever they say', () => {
    expect(readProviderOrigins(TEXT, true)).toEqual({})
    expect(readProviderOrigins('nonsense', true)).toEqual({})
  })

  it.each([
    'nonsense',
    '[]',
    '{"stripe":"https://example.org"}',
    '{"daisy":"file:///etc/passwd"}',
    '{"daisy":1}',
  ])('stop the start when they are %s', (text) => {
    expect(() => readProviderOrigins(text, false)).toThrow('COUNTERFOIL_PROVIDER_ORIGINS')
  })
})
