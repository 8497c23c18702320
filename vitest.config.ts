import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { COMPILED } from './tools/compiled.mjs'
import { LongestFirst } from './tools/longest-first.ts'
import { NODE_FLAGS } from './tools/node-flags.mjs'

/** Rooms whose tests leave nothing behind in their process: one process goes through many of their files. */
const TOGETHER = [
  'test/{architecture,contract,preload,renderer,security,shared,tools}/**/*.test.{ts,tsx}',
  'test/main/{accounts,app,backup,books,export,invoicing,ipc,log,notices,people,providers,practice}/**/*.test.{ts,tsx}',
]
const ALL = ['test/**/*.test.{ts,tsx}']
const NONE = ['test/e2e/**', 'node_modules/**']

export default defineConfig({
  resolve: {
    // Loading the real package in plain Node would start a download; code under test must not reach for it.
    alias: { electron: resolve(import.meta.dirname, 'test/support/app/no-electron.ts') },
  },
  test: {
    projects: [
      { extends: true, test: { name: 'together', include: TOGETHER, exclude: NONE, isolate: false } },
      { extends: true, test: { name: 'alone', include: ALL, exclude: [...NONE, ...TOGETHER] } },
    ],
    environment: 'node',
    pool: 'forks',
    // Left to itself the runner keeps one core free: of two, half. The longest files wait for clocks and processes most of their time.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    execArgv: [...NODE_FLAGS],
    env: { NODE_COMPILE_CACHE: COMPILED },
    // A hung test fails all the same; one that is only slow, on a busy machine, does not.
    testTimeout: 90_000,
    // A second, the runner's own, is short for a busy machine; what holds sooner is seen sooner all the same.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 90_000,
  },
})
