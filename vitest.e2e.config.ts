import { defineConfig } from 'vitest/config'
import { NODE_FLAGS } from './tools/node-flags.mjs'

export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    environment: 'node',
    pool: 'forks',
    execArgv: [...NODE_FLAGS],
    // One window at a time: they share a screen, and a small machine.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
