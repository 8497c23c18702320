import '../../tools/require-node.mjs'
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { benchCases, type Mode } from '../support/shop/bench-cases.ts'
import { type Figures, pooled } from './watcher/figures.ts'
import { type IdleRow, measureIdle } from './watcher/idle.ts'
import { type Job, POLICIES, type PolicyName } from './watcher/job.ts'
import { type Row, rowOf, tableOf, verdictsOn } from './watcher/report.ts'

/**
 * How soon the watcher finds payments, and with how many questions: `npm run bench:watcher -- --case=list --seeds=1 --quick`.
 *
 * `--case=idle` measures only what it costs while nothing changes, for every mode. A run of everything writes results/watcher.json.
 */
const { values } = parseArgs({
  options: {
    case: { type: 'string', default: '' },
    seeds: { type: 'string', default: '3' },
    quick: { type: 'boolean', default: false },
  },
})

type Results = Readonly<Record<PolicyName, Figures>>

const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => index + 1)
const cases = benchCases(values.quick).filter((bench) => bench.name.includes(values.case))
const isEverything = values.case === '' && !values.quick

function inWorker(job: Job): Promise<Results> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./watcher/job.ts', import.meta.url), { workerData: { job } })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error(`${job.bench.name} ended without a result`)))
  })
}

/** Runs all jobs, as many at a time as there are cores; the virtual clock does not feel the company. */
async function runAll(jobs: readonly Job[]): Promise<ReadonlyMap<Job, Results>> {
  const results = new Map<Job, Results>()
  const waiting = [...jobs]
  const lanes = Array.from({ length: Math.min(availableParallelism(), jobs.length) }, async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const began = performance.now()
      results.set(job, await inWorker(job))
      const seconds = ((performance.now() - began) / 1000).toFixed(1)
      process.stderr.write(`${job.bench.name}, seed ${job.seed}: ${seconds} s\n`)
    }
  })
  await Promise.all(lanes)
  return results
}

// The longest first, so that no core idles at the end.
const jobs = cases.flatMap((bench) => seeds.map((seed): Job => ({ bench, seed }))).toReversed()
const results = await runAll(jobs)
const rows = cases.flatMap((bench) =>
  POLICIES.map((policy): Row => {
    const runs = jobs.filter((job) => job.bench === bench).flatMap((job) => results.get(job) ?? [])
    return rowOf(bench, policy, pooled(runs.map((run) => run[policy])))
  }),
)
const idle: IdleRow[] = []
const idleModes: readonly Mode[] =
  values.case === 'idle' ? ['single', 'list', 'mixed'] : isEverything ? ['mixed'] : []
for (const mode of idleModes) idle.push(await measureIdle(mode, values.quick ? 10 : 60))

if (rows.length > 0) process.stdout.write(`${tableOf(rows)}\n\n`)
for (const { target, measured, met } of verdictsOn(rows)) {
  process.stdout.write(`${met ? 'met    ' : 'NOT MET'}  ${target}: ${measured}\n`)
}
for (const row of idle) {
  const met = row.main_thread_percent < 1 ? 'met    ' : 'NOT MET'
  const both = `${row.main_thread_percent} % (loop ${row.loop_percent} %, process ${row.process_percent} %, ${row.calls_per_minute} calls/min)`
  process.stdout.write(`${met}  ${row.mode}, 10,000 open, nothing changes: main < 1 % of a core: ${both}\n`)
}
if (isEverything) {
  const folder = new URL('./results/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  const measuredOn = { node: process.version, cpu: cpus()[0]?.model ?? '', cores: availableParallelism() }
  const text = JSON.stringify({ measuredOn, seeds: seeds.join(' '), rows, idle }, null, 2)
  writeFileSync(new URL('watcher.json', folder), `${text}\n`)
}
