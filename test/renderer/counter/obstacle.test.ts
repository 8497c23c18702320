import { expect, it } from 'vitest'
import { EMPTY_TAPE } from '../../../src/renderer/sale-entry/tape.ts'
import { whyNot } from '../../../src/renderer/screens/counter/keypad/obstacle.ts'

const READY = {
  maySell: true,
  bookClosed: false,
  locked: false,
  account: { hasKey: true, paused: null },
  fault: null,
  tape: { ...EMPTY_TAPE, typed: '900' },
  emailFault: false,
  tooLong: false,
  optionFault: false,
}
const TOO_SMALL = { code: 'AMOUNT_TOO_SMALL', params: {} } as const

it('names nothing where a sale can be asked for', () => {
  expect(whyNot(READY)).toBeNull()
})

it('names each thing that can be in the way', () => {
  expect(whyNot({ ...READY, locked: true })).toBe('locked')
  expect(whyNot({ ...READY, account: { hasKey: true, paused: { reason: 'AUTH_REJECTED', at: 0 } } })).toBe(
    'paused',
  )
  expect(whyNot({ ...READY, account: { hasKey: false, paused: null } })).toBe('noKey')
  expect(whyNot({ ...READY, tape: EMPTY_TAPE })).toBe('empty')
  expect(whyNot({ ...READY, fault: { code: 'AMOUNT_ZERO', params: {} } })).toBe('empty')
  expect(whyNot({ ...READY, fault: TOO_SMALL })).toBe('amount')
  expect(whyNot({ ...READY, emailFault: true })).toBe('email')
  expect(whyNot({ ...READY, tooLong: true })).toBe('description')
  expect(whyNot({ ...READY, optionFault: true })).toBe('option')
})

it('names the pieces that are waited for, whatever else is wrong with the amount', () => {
  const waiting = { ...EMPTY_TAPE, typed: '3*' }
  expect(whyNot({ ...READY, tape: waiting })).toBe('pieces')
  expect(whyNot({ ...READY, tape: waiting, fault: TOO_SMALL, tooLong: true })).toBe('pieces')
  expect(whyNot({ ...READY, tape: { ...waiting, typed: '3*4' } })).toBeNull()
})

it('names locked keys before an amount that no key of the keypad could help', () => {
  expect(whyNot({ ...READY, locked: true, tape: EMPTY_TAPE, fault: TOO_SMALL })).toBe('locked')
})

it('names that whoever is signed in does not sell before anything that could be mended', () => {
  expect(whyNot({ ...READY, maySell: false })).toBe('person')
  expect(whyNot({ ...READY, maySell: false, bookClosed: true, tape: EMPTY_TAPE })).toBe('person')
})

it('names a book that may not be written before anything else: no key of the keypad and no passphrase helps', () => {
  expect(whyNot({ ...READY, bookClosed: true })).toBe('book')
  expect(whyNot({ ...READY, bookClosed: true, locked: true, tape: EMPTY_TAPE })).toBe('book')
})
