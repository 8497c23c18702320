import { defineConfig, mergeConfig } from 'vitest/config'
import endToEnd from './vitest.e2e.config.ts'

/** Every stop in every size in the pseudo-language; in every run of all tests a third is seen in the two tight sizes with made-up data, and a few in the app. */
export default mergeConfig(endToEnd, defineConfig({ test: { env: { COUNTERFOIL_APP_STOPS: 'all' } } }))
