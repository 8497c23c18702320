import { describe, expect, test } from 'vitest'
import { providers } from '../../../src/main/providers/registry.ts'
import { PROVIDER_IDS } from '../../../src/shared/contract/plain/provider-ids.ts'
import { type TextFormat, textFits } from '../../../src/shared/contract/plain/text-formats.ts'
import en from '../../../src/shared/words/en.json'

const field = (format?: TextFormat) =>
  ({ kind: 'text', name: 'x', maxLength: 60, ...(format && { format }) }) as const

describe('a typed text setting', () => {
  test.each([
    ['url', 'https://shop.example.org/thanks?a=1', true],
    ['url', 'http://shop.example.org', true],
    ['url', 'javascript:alert(1)', false],
    ['url', 'ftp://shop.example.org', false],
    ['url', 'https://user:word@shop.example.org', false],
    ['url', 'shop.example.org', false],
    ['url', 'https://@shop.example.org/', false],
    ['url', 'https:shop.example.org', false],
    ['url', 'https:///shop.example.org', false],
    ['url', 'https://', false],
    ['url', 'https://shop.example.org/a@b?c=d@e', true],
    ['url', 'https://shop.example.org:8443', true],
    ['url', 'https://shop.exa\nmple.org/', false],
    ['url', 'https://shop.example.org/a b', false],
    ['url', 'https://shop.example.org\\@evil.example', false],
    ['url', 'https://shop.exam\u200bple.org', false],
    ['https', 'https://shop.example.org/paid?a=1', true],
    ['https', 'http://shop.example.org/paid', false],
    ['https', 'https://user:word@shop.example.org', false],
    ['https', 'https:shop.example.org', false],
    ['uuid', '018f77aa-0000-7000-8000-000000000001', true],
    ['uuid', '018f77aa00007000800000000001', false],
    ['address', '0x98aDCa769FC6C7628d087dAf69E332Ed27804775', true],
    ['address', '0x98aDCa769FC6C7628d087dAf69E332Ed2780477', false],
    ['address', '98aDCa769FC6C7628d087dAf69E332Ed27804775', false],
  ] as const)('that must be a %s: %s fits: %s', (format, text, fits) => {
    expect(textFits(field(format), text)).toBe(fits)
    expect(textFits(field(format), ` ${text} `)).toBe(fits)
  })

  test('may be empty whatever its format, and never longer than declared', () => {
    expect(textFits(field('uuid'), '  ')).toBe(true)
    expect(textFits(field(), 'x'.repeat(60))).toBe(true)
    expect(textFits(field(), 'x'.repeat(61))).toBe(false)
  })
})

describe.each(PROVIDER_IDS)('the settings of %s', (id) => {
  const fields: Readonly<Record<string, { readonly label: string }>> = en.providers.fields
  const choices: Readonly<Record<string, string>> = en.providers.choices

  test('each have words of their own, as do their choices but for the tokens', () => {
    for (const setting of [...providers[id].settings, ...providers[id].credentials]) {
      expect(fields[setting.name]?.label, setting.name).toBeTruthy()
      if (!('options' in setting) || setting.name === 'token') continue
      for (const option of setting.options) expect(choices[option], option).toBeTruthy()
    }
  })

  test('begin with a value that they themselves offer', () => {
    for (const setting of providers[id].settings) {
      if (setting.kind === 'choice') expect(setting.options).toContain(setting.initial)
    }
  })
})
