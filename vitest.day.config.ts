import { defineConfig, mergeConfig } from 'vitest/config'
import endToEnd from './vitest.e2e.config.ts'

/** The whole day of 200 sales by keyboard: half of it is in every run of the tests. */
export default mergeConfig(endToEnd, defineConfig({ test: { env: { COUNTERFOIL_DAY_BLOCKS: '8' } } }))
