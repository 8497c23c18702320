import './require-node.mjs'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './launch.ts'
import { NODE_FLAGS } from './node-flags.mjs'
import { slowestLines, type Tally } from './vitest-tally.ts'

/** One thing that is checked: a program of node_modules, run with Node. */
interface Step {
  readonly title: string
  readonly script: string
  readonly args: readonly string[]
  /** Tests are counted one by one; any other check counts as one. */
  readonly isTests: boolean
}

/** How a step ended, and how long it took. */
interface Result {
  readonly step: Step
  readonly tally: Tally
  readonly seconds: number
}

const SLOWEST = 10

const BIN = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  tsc: 'node_modules/typescript/bin/tsc',
  vitest: 'node_modules/vitest/vitest.mjs',
  electronVite: 'node_modules/electron-vite/bin/electron-vite.js',
}

const STEPS: readonly Step[] = [
  { title: 'format and lint', script: BIN.biome, args: ['check', '.'], isTests: false },
  { title: 'types: main, tools, tests', script: BIN.tsc, args: ['-p', 'tsconfig.node.json'], isTests: false },
  { title: 'types: renderer', script: BIN.tsc, args: ['-p', 'tsconfig.web.json'], isTests: false },
  { title: 'unit and integration tests', script: BIN.vitest, args: ['run'], isTests: true },
  { title: 'build', script: BIN.electronVite, args: ['build'], isTests: false },
  {
    title: 'end-to-end tests',
    script: BIN.vitest,
    args: ['run', '--config', 'vitest.e2e.config.ts'],
    isTests: true,
  },
]

function timed(step: Step, folder: string): Result {
  process.stdout.write(`\n== ${step.title}\n`)
  const began = performance.now()
  const tally = run(step, folder)
  const seconds = (performance.now() - began) / 1_000
  process.stdout.write(`-- ${step.title}: ${seconds.toFixed(1)} s\n`)
  return { step, tally, seconds }
}

function run(step: Step, folder: string): Tally {
  const tallyFile = join(folder, 'tally.json')
  rmSync(tallyFile, { force: true })
  const reporters = step.isTests ? ['--reporter=default', '--reporter=./tools/vitest-tally.ts'] : []
  const { status } = spawnSync(
    process.execPath,
    [...NODE_FLAGS, join(ROOT, step.script), ...step.args, ...reporters],
    {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, COUNTERFOIL_TALLY: tallyFile },
    },
  )
  const ok = status === 0
  if (!step.isTests) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, failures: [], skipped: [], files: [] }
  const tally = readTally(tallyFile)
  // Tests that all passed while the run did not still mean a failure.
  return ok || tally.failed > 0 ? tally : { ...tally, failed: 1 }
}

function readTally(file: string): Tally {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Tally
  } catch {
    return { passed: 0, failed: 1, failures: [], skipped: [], files: [] }
  }
}

function check(): void {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-check-'))
  const results = STEPS.map((step) => timed(step, folder))
  rmSync(folder, { recursive: true, force: true })
  const failed = results.filter(({ tally }) => tally.failed > 0)
  const skipped = results.flatMap(({ tally }) => tally.skipped)
  process.stdout.write(
    `\n${results.map(({ step, seconds }) => `${step.title}: ${Math.round(seconds)} s`).join(', ')}\n`,
  )
  const files = results.flatMap(({ tally }) => tally.files)
  process.stdout.write(`the ${SLOWEST} slowest files:\n`)
  for (const line of slowestLines(files, SLOWEST)) process.stdout.write(`  ${line}\n`)
  for (const { name, reason } of skipped) process.stdout.write(`skipped: ${name}: ${reason}\n`)
  for (const { step, tally } of failed) {
    process.stdout.write(`failed: ${step.title} (${tally.failed})\n`)
    for (const { name, message } of tally.failures) process.stdout.write(`  ${name}: ${message}\n`)
  }
  const sum = (pick: (tally: Tally) => number) => results.reduce((total, { tally }) => total + pick(tally), 0)
  process.stdout.write(
    `${sum((tally) => tally.passed)} passed, ${sum((tally) => tally.failed)} failed, ${skipped.length} skipped\n`,
  )
  process.exitCode = failed.length > 0 ? 1 : 0
}

check()
