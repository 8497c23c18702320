import { expect, test } from 'vitest'
import type { Reading } from '../support/day/reading.ts'
import { watchStalls } from '../support/day/stalls.ts'
import { makeDoor } from './cases/day/door.ts'
import { measureDay } from './cases/day/measured.ts'
import { emptyLedger, HOUR_MS } from './cases/day/room.ts'

const SOUND: Reading = { at: 0, main: 50e6, whole: 400e6, handles: { files: 40, MessagePort: 1 }, stalls: [] }
const STALL = { at: 0, stood: 80, unscheduled: 75, ran: 5, collected: 0, calls: [] }

/** What a day exceeds that ends with this reading. */
function exceeded(last: Partial<Reading>): readonly string[] {
  const readings = [SOUND, { ...SOUND, at: HOUR_MS * 4 }, { ...SOUND, at: HOUR_MS * 8, ...last }]
  const closing = { ...SOUND, ...last }
  return measureDay({ opening: SOUND, readings, closing }, emptyLedger(), () => undefined).exceeded
}

test('given a day that ends as it began, then nothing is exceeded', () => {
  expect(exceeded({ main: 54.9e6, whole: 439e6 })).toEqual([])
})

test('given more memory than a tenth above its first hour, main or whole, then it is told', () => {
  expect(exceeded({ main: 56e6 })).toEqual(["main's memory grew 1.12 times"])
  expect(exceeded({ whole: 480e6 })).toEqual(["the process's memory grew 1.2 times"])
})

test('given one file more, or a kind of handle that was not there, then it is told', () => {
  expect(exceeded({ handles: { files: 41, MessagePort: 1, Pipe: 1 } })).toEqual([
    'files: 41 open instead of 40',
    'Pipe: 1 open instead of 0',
  ])
})

test('given the loop stood while others ran, then main is not blamed; given main itself ran that long, then it is', () => {
  expect(exceeded({ stalls: [STALL, { ...STALL, ran: 17 }] })).toEqual([])
  expect(exceeded({ stalls: [{ ...STALL, unscheduled: 2, ran: 17 }] })).toEqual([
    '1 stalls over 16 ms in main',
  ])
})

test('given main computes for longer than a frame, then the stall is told with the time it ran', async () => {
  const watch = watchStalls(16, () => ['invoices.create'])
  await new Promise((done) => setTimeout(done, 20))
  watch.take()
  const before = process.threadCpuUsage()
  let ran = 0
  while (ran < 60_000) {
    const { user, system } = process.threadCpuUsage(before)
    ran = user + system
  }
  await new Promise((done) => setTimeout(done, 20))
  const told = watch.take().find((stall) => stall.ran >= 50)
  watch.end()
  expect(told?.calls).toEqual(['invoices.create'])
})

test('given the live book is closed, then who comes waits, and it is closed only once nobody is inside', async () => {
  const door = makeDoor()
  const order: string[] = []
  const leave = Promise.withResolvers<void>()
  const first = door.inside(async () => {
    await leave.promise
    order.push('left')
  })
  await Promise.resolve()
  const away = door.closed(async () => void order.push('closed'))
  const second = door.inside(async () => void order.push('came'))
  leave.resolve()
  await Promise.all([first, away, second])
  expect(order).toEqual(['left', 'closed', 'came'])
})
