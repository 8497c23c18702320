import { expect, it } from 'vitest'
import { byNeed } from '../../src/renderer/screens/counter/strip-order.ts'

it('puts the sales that need a person first, then the newest', () => {
  const rows = [
    { status: 'open', createdAt: 5 },
    { status: 'unknown', createdAt: 1 },
    { status: 'creating', createdAt: 9 },
    { status: 'underpaid', createdAt: 3 },
  ] as const
  expect(byNeed(rows).map(({ createdAt }) => createdAt)).toEqual([3, 1, 9, 5])
})
