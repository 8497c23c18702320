import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { COMPILED } from './tools/compiled.mjs'
import { electronLaunch } from './tools/launch.ts'
import { LongestFirst } from './tools/longest-first.ts'
import { NODE_FLAGS } from './tools/node-flags.mjs'

export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    environment: 'node',
    pool: 'forks',
    // Electron's windows share a screen, and one takes the keyboard from the other; the stand-in's have no screen.
    // A test waits more than it works, for a person's pauses and for what is due later: one more of them than cores.
    maxWorkers: electronLaunch() === null ? availableParallelism() + 1 : 1,
    sequence: { sequencer: LongestFirst },
    execArgv: [...NODE_FLAGS],
    env: { NODE_COMPILE_CACHE: COMPILED },
    testTimeout: 120_000,
    // A second, the runner's own, is short for a busy machine; what holds sooner is seen sooner all the same.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 120_000,
  },
})
