import { expect, it } from 'vitest'
import { benchCases } from '../../support/shop/bench-cases.ts'
import { drawSchedule } from '../../support/shop/schedule.ts'
import { runPeer } from './peers.ts'
import { runWatcher } from './run.ts'

const twenty = benchCases(true).find((bench) => bench.name === 'single 20 open 60/min')
if (!twenty) throw new Error('the benchmark has no small case')
// An hour of twenty open sales has a payment or two, and takes no time worth speaking of.
const small = { ...twenty, windowMs: 3_600_000 }

it('given one seed, when the watcher is driven twice, then both runs show the same figures and miss nothing', async () => {
  const first = await runWatcher(small, drawSchedule(small, 3), 3)
  const second = await runWatcher(small, drawSchedule(small, 3), 3)
  expect(second).toEqual(first)
  expect(first.payments).toBeGreaterThan(0)
  expect(first.missed).toBe(0)
})

it('given another seed, then the sales and payments are others', () => {
  expect(drawSchedule(small, 4)).not.toEqual(drawSchedule(small, 3))
})

it('given a budget far too small, when a cursor goes round ten thousand sales, then it finds payments after an hour and more', () => {
  const [bench] = benchCases(true).filter((one) => one.name === 'single 10000 open 60/min')
  if (!bench) throw new Error('the benchmark has no large case')
  const { latencies, reads } = runPeer('round_robin', bench, drawSchedule(bench, 1))
  expect(latencies.toSorted((a, b) => a - b)[Math.floor(latencies.length / 2)]).toBeGreaterThan(3_600)
  expect(reads).toBe(300)
})
