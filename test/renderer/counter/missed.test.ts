import { expect, it } from 'vitest'
import { type KeypadMessage, missedAfter } from '../../../src/renderer/screens/counter/keypad/message.ts'

const unknown = (code: string, missed: readonly string[] = []): KeypadMessage => ({
  kind: 'unknownCode',
  ...{ code, isSlow: false, missed },
})

it('names what was scanned one after the other and is not in the sale: each once, the newest last, three at most', () => {
  const after = (codes: readonly string[]) =>
    codes.reduce<readonly string[]>((missed, code) => missedAfter(unknown(code, missed)), [])
  expect(after(['1'])).toEqual(['1'])
  expect(after(['1', '2', '1'])).toEqual(['2', '1'])
  expect(after(['1', '2', '3', '4'])).toEqual(['2', '3', '4'])
})

it('goes on naming it when something else is in the sale, and no longer once another thing was said', () => {
  expect(missedAfter({ kind: 'added', name: 'Tea', missed: ['1'] })).toEqual(['1'])
  expect(missedAfter({ kind: 'notAdded', why: 'currency', name: 'Tea', missed: ['1'] })).toEqual(['1', 'Tea'])
  expect([missedAfter({ kind: 'full' }), missedAfter(null)]).toEqual([[], []])
})
