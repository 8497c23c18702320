import { expect, it } from 'vitest'
import { type TextFormat, textFits } from '../../../src/shared/contract/plain/text-formats.ts'

const UUID = '01a22164-e3da-700e-9177-8e55829e4527'
const ADDRESS = '0x52908400098527886E0F7030069857D2E4169EE7'

it.each<[TextFormat, string, boolean]>([
  ['url', 'https://shop.example/thanks?x=1', true],
  ['url', 'http://shop.example', true],
  ['url', ' https://shop.example ', true],
  ['url', 'ftp://shop.example', false],
  ['url', 'xhttps://shop.example', false],
  ['url', 'javascript:alert(1)', false],
  ['url', 'shop.example', false],
  ['url', 'https://shop@pay.example', false],
  ['url', 'https://:word@pay.example', false],
  ['uuid', UUID, true],
  ['uuid', UUID.toUpperCase(), true],
  ['uuid', `${UUID}0`, false],
  ['uuid', `0${UUID}`, false],
  ['uuid', UUID.replaceAll('-', ''), false],
  ['address', ADDRESS, true],
  ['address', ADDRESS.toLowerCase(), true],
  ['address', `${ADDRESS}0`, false],
  ['address', `x${ADDRESS}`, false],
  ['address', ADDRESS.slice(0, -1), false],
])('as %s, "%s" fits: %s', (format, text, fits) => {
  expect(textFits({ maxLength: 100, format }, text)).toBe(fits)
})

it('an empty text is "not set" and always fits; one that is too long never does, whatever its format', () => {
  for (const format of [undefined, 'url', 'uuid', 'address'] as const) {
    expect(textFits({ maxLength: 5, format }, '')).toBe(true)
    expect(textFits({ maxLength: 5, format }, '   ')).toBe(true)
    expect(textFits({ maxLength: 5, format }, '      ')).toBe(false)
  }
  expect(textFits({ maxLength: 5 }, 'five5')).toBe(true)
  expect(textFits({ maxLength: 5 }, 'sixsix')).toBe(false)
})
