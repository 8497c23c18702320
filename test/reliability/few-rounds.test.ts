import { describe, expect, it } from 'vitest'
import { faultsOf } from '../support/rounds/case.ts'
import { CASES } from './cases/all.ts'

const SEED = 20_261_128

describe('a few rounds of each reliability case', () => {
  it.each(CASES.filter((one) => one.few > 0))(
    '$name: nothing is lost, doubled, left half done or overlooked',
    async (one) => {
      const told: string[] = []
      const tally = await one.run({ rounds: one.few, seed: SEED, tell: (line) => told.push(line) })
      expect([faultsOf(tally, one.judged), told]).toEqual([[], []])
      expect(tally.rounds).toBe(one.few)
    },
    120_000,
  )
})
