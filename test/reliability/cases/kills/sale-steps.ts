import { PROVIDER_IDS } from '../../../../src/shared/contract/plain/provider-ids.ts'
import { dieAndComeBack, stepsOf } from '../../../support/kills/sale-steps.ts'
import { noCounts, type ReliabilityCase, runsAnywhere } from '../../../support/rounds/case.ts'

const PLACES = PROVIDER_IDS.flatMap((provider) => stepsOf(provider).map((step) => ({ provider, step })))

/** A till killed at every step of a sale through every provider, in turn. */
export const killedSaleSteps: ReliabilityCase = {
  name: 'killed at each step of a sale',
  rounds: 200,
  // The ordinary run has every step as a test of its own.
  few: 0,
  judged: true,
  missing: runsAnywhere,
  async run({ rounds, tell }) {
    const counts = noCounts()
    for (let round = 0; round < rounds; round += 1) {
      const place = PLACES[round % PLACES.length]
      if (!place) throw new Error('there are no steps')
      try {
        counts.acknowledged += await dieAndComeBack(place.provider, place.step)
      } catch (error) {
        tell(`round ${round}, ${place.provider} ${place.step.title}: ${String(error)}`)
        counts.partial += 1
      }
    }
    return { rounds, ...counts, noticed: null }
  },
}
