import { expect, it } from 'vitest'
import { groupWaiting } from '../../../src/renderer/screens/counter/waiting/waiting-order.ts'

const ROWS = [
  { status: 'open', createdAt: 30 },
  { status: 'unknown', createdAt: 1 },
  { status: 'confirming', createdAt: 9 },
  { status: 'underpaid', createdAt: 25 },
  { status: 'underpaid', createdAt: 2 },
  { status: 'unknown', createdAt: 28 },
  { status: 'creating', createdAt: 20 },
  { status: 'open', createdAt: 19 },
] as const

/** A day of the book is ten long. */
const grouped = (rows: readonly (typeof ROWS)[number][]) =>
  groupWaiting(rows, '2', (at) => String(Math.floor(at / 10)))
const times = (rows: readonly { readonly createdAt: number }[]) => rows.map(({ createdAt }) => createdAt)

it('puts what needs a person first, too little before unknown and the oldest first, of whatever day', () => {
  expect(times(grouped(ROWS).attention)).toEqual([2, 25, 1, 28])
})

it('keeps of what is only awaited the sales of this day, the newest first, and counts the older ones', () => {
  expect(times(grouped(ROWS).today)).toEqual([30, 20])
  expect(times(grouped(ROWS).older)).toEqual([19, 9])
})

it('loses none, and tells none twice', () => {
  const { attention, today, older } = grouped(ROWS)
  expect(new Set([...attention, ...today, ...older]).size).toBe(ROWS.length)
})
