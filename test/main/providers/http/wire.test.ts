import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  encodeWire,
  exactNumber,
  parseWire,
  plainDecimal,
  WireNumber,
} from '../../../../src/main/providers/http/wire-json.ts'
import {
  lenient,
  optionalInstant,
  optionalIso,
  optionalText,
  wireCount,
  wireDecimal,
  wireInteger,
} from '../../../../src/main/providers/http/wire-schema.ts'

function hasNumber(value: unknown): boolean {
  if (value instanceof WireNumber || typeof value !== 'object' || value === null) {
    return typeof value === 'number'
  }
  return Object.values(value).some(hasNumber)
}

describe('numbers of a body', () => {
  test('any digits survive the way in and out, however many', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 60n }),
        fc.stringMatching(/^\d{0,30}$/),
        (whole, fraction) => {
          const source = fraction === '' ? `${whole}` : `${whole}.${fraction}`
          const body = parseWire(`{"amount":${source}}`)
          expect(plainDecimal((body as { amount: unknown }).amount)).toBe(source)
          expect(encodeWire(body)).toBe(`{"amount":${source}}`)
        },
      ),
    )
  })

  test('no number of any body becomes a float, whatever stands in its texts and however it is written', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t'), (text, space) => {
        const written = JSON.stringify(JSON.parse(text), null, space)
        const body = parseWire(written)
        expect(hasNumber(body)).toBe(false)
        expect(JSON.parse(encodeWire(body))).toEqual(JSON.parse(written))
      }),
    )
  })

  test.each([
    '7',
    ' -7',
    '[7]',
    '[ 7]',
    '[[],7]',
    '{"a":7}',
    '{"a" : 7}',
    '{"a"\n:\t-7}',
    '["a",\r\n7]',
    '{"a":"b","c":7}',
  ])('the number in %j is found', (text) => {
    const body = parseWire(text)
    expect(hasNumber(body)).toBe(false)
    expect(encodeWire(body)).toBe(text.replace(/\s/g, ''))
  })

  test.each([
    ['1e3', '1000'],
    ['1.25E2', '125'],
    ['1.5e-7', '0.00000015'],
    ['-0.10', '-0.10'],
    ['12.0', '12.0'],
  ])('%s is read as %s, without an exponent', (source, plain) => {
    expect(plainDecimal(parseWire(source))).toBe(plain)
    expect(plainDecimal(source)).toBe(plain)
  })

  test.each(['', 'NaN', 'Infinity', '1,5', '0x10', '1e999', '--1', '1.'])('%j is no number', (text) => {
    expect(plainDecimal(text)).toBeNull()
  })

  test('a sent number has the digits of its text, not those of a float', () => {
    const sent = encodeWire({
      a: exactNumber('12.50'),
      b: exactNumber('9007199254740993'),
      c: exactNumber('100'),
    })
    expect(sent).toBe('{"a":12.5,"b":9007199254740993,"c":100}')
    for (const text of ['1e5', '.5', '5.', '01', '1,0', '"1"']) expect(() => exactNumber(text)).toThrow()
  })
})

describe('fields of a body', () => {
  test('numbers and numeric texts are taken alike, anything else is refused', () => {
    const body = z.object({ a: wireDecimal, b: wireInteger, c: wireCount })
    const expected = { a: '49.9', b: '12500000', c: 100 }
    expect(body.parse(parseWire('{"a":49.9,"b":12500000.0,"c":100}'))).toEqual(expected)
    expect(body.parse({ a: '49.9', b: '12500000', c: '100' })).toEqual(expected)
    for (const odd of [null, true, [], {}, '', 'x']) {
      expect(body.safeParse({ a: odd, b: '1', c: '1' }).success).toBe(false)
      expect(body.safeParse({ a: '1', b: odd, c: '1' }).success).toBe(false)
    }
    expect(body.safeParse({ a: '1', b: '1' }).success).toBe(false)
    expect(wireInteger.safeParse('1.5').success).toBe(false)
    expect(wireCount.safeParse('9007199254740993').success).toBe(false)
  })

  test('fields that only inform may be missing, null or odd', () => {
    const body = z.object({
      name: optionalText,
      on: lenient(z.boolean()),
      at: optionalIso,
      time: optionalInstant,
    })
    const nothing = { name: null, on: null, at: null, time: null }
    expect(body.parse({})).toEqual(nothing)
    expect(body.parse({ name: '', on: 'yes', at: '2026-11-20T10:00:00', time: 'soon' })).toEqual(nothing)
  })

  test('instants are read as seconds, as milliseconds by their 13 digits, or as ISO with a zone', () => {
    const at = Date.parse('2026-11-20T10:00:00Z')
    for (const value of [String(at / 1000), String(at), '2026-11-20T11:00:00+01:00']) {
      expect(optionalInstant.parse(value)).toBe(at)
    }
    for (const none of [null, undefined, '', '0', '2026-11-20 10:00'])
      expect(optionalInstant.parse(none)).toBeNull()
  })
})
