import { describe, expect, it } from 'vitest'
import { PROVIDER_IDS } from '../../src/shared/contract/plain/provider-ids.ts'
import { dieAndComeBack, stepsOf } from '../support/kills/sale-steps.ts'

describe.concurrent.each(PROVIDER_IDS)('a till of %s killed', (provider) => {
  it.each(stepsOf(provider))(
    '$title keeps one invoice, sends no second request and loses no reference',
    async (step) => {
      expect(await dieAndComeBack(provider, step)).toBeLessThanOrEqual(step.promised ? 1 : 0)
    },
    60_000,
  )
})
