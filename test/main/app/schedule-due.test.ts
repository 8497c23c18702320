import { expect, test } from 'vitest'
import { dueOf, MOST_DUE, writtenThrough } from '../../../src/main/app/schedules/due.ts'

const namesOf = (every: 'day' | 'month', through: string, today: string) =>
  dueOf(every, through, today).map(({ from, to }) => (from === to ? from : `${from} ${to}`))

test('each day that is over and not written is due, and today is not', () => {
  expect(namesOf('day', '2026-10-30', '2026-10-31')).toEqual([])
  expect(namesOf('day', '2026-10-30', '2026-11-02')).toEqual(['2026-10-31', '2026-11-01'])
  // A clock that was set back makes nothing twice.
  expect(namesOf('day', '2026-10-30', '2026-10-29')).toEqual([])
})

test('each month that is over and not written is due, however long nobody looked', () => {
  expect(namesOf('month', '2026-10-31', '2026-11-30')).toEqual([])
  expect(namesOf('month', '2026-10-31', '2026-12-01')).toEqual(['2026-11-01 2026-11-30'])
  expect(namesOf('month', '2026-12-31', '2027-03-02')).toEqual([
    '2027-01-01 2027-01-31',
    '2027-02-01 2027-02-28',
  ])
})

test('of more than anybody would want only the newest are made', () => {
  const due = namesOf('day', '2020-01-01', '2026-11-02')
  expect([due.length, due.at(-1)]).toEqual([MOST_DUE, '2026-11-01'])
})

test('what a clock that was ahead wrote too early is due again, and a clock that is far behind makes nothing twice', () => {
  expect(writtenThrough('day', '2026-10-30', '2026-10-31')).toBe('2026-10-30')
  expect(writtenThrough('day', '2026-10-31', '2026-10-31')).toBe('2026-10-30')
  expect(writtenThrough('day', '2026-11-04', '2026-10-31')).toBe('2026-10-30')
  expect(writtenThrough('day', '2026-10-30', '2000-01-01')).toBe('2026-10-30')
  expect(writtenThrough('month', '2026-10-31', '2026-11-01')).toBe('2026-10-31')
  expect(writtenThrough('month', '2026-10-31', '2026-10-31')).toBe('2026-09-30')
  expect(writtenThrough('month', '2026-11-30', '2026-10-02')).toBe('2026-09-30')
})
