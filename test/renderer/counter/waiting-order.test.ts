import { expect, it } from 'vitest'
import { byNeed, partOlder } from '../../../src/renderer/screens/counter/waiting/waiting-order.ts'

const order = (rows: Parameters<typeof byNeed>[0]) => byNeed(rows).map(({ createdAt }) => createdAt)

it('puts the newest sale that needs a person first, then the newest', () => {
  expect(
    order([
      { status: 'open', createdAt: 5 },
      { status: 'underpaid', createdAt: 3 },
      { status: 'creating', createdAt: 9 },
    ]),
  ).toEqual([3, 9, 5])
})

it('lets no number of sales that need a person hide the two newest that are awaited', () => {
  expect(
    order([
      { status: 'open', createdAt: 5 },
      { status: 'unknown', createdAt: 1 },
      { status: 'open', createdAt: 4 },
      { status: 'unknown', createdAt: 8 },
      { status: 'creating', createdAt: 9 },
      { status: 'underpaid', createdAt: 3 },
    ]),
  ).toEqual([8, 9, 5, 3, 1, 4])
})

it('leaves only what needs a person, or only what is awaited, with the newest first', () => {
  expect(
    order([
      { status: 'unknown', createdAt: 1 },
      { status: 'unknown', createdAt: 2 },
    ]),
  ).toEqual([2, 1])
  expect(
    order([
      { status: 'open', createdAt: 1 },
      { status: 'open', createdAt: 2 },
      { status: 'open', createdAt: 3 },
    ]),
  ).toEqual([3, 2, 1])
})

it('keeps what a person must still do at the counter, and of what is only awaited the sales of this day of the book', () => {
  const rows = [
    { status: 'open', createdAt: 30 },
    { status: 'confirming', createdAt: 9 },
    { status: 'underpaid', createdAt: 2 },
    { status: 'unknown', createdAt: 1 },
    { status: 'creating', createdAt: 20 },
  ] as const
  const { here, older } = partOlder(rows, '2', (at) => String(Math.floor(at / 10)))
  expect(here.map(({ createdAt }) => createdAt)).toEqual([30, 2, 1, 20])
  expect(older.map(({ createdAt }) => createdAt)).toEqual([9])
})
