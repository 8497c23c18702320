import '../../tools/require-node.mjs'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { COMPILED } from '../../tools/compiled.mjs'
import { faultsOf, type ReliabilityCase, type Tally } from '../support/rounds/case.ts'
import { CASES } from './cases/all.ts'

/**
 * Hurts the app in every way that is listed, so many times over: `npm run test:reliability -- --case killed --rounds 20 --seed 7`.
 *
 * A case that ran all its rounds is written to results.json, as it was measured. Ends with 1 when anything was lost, doubled,
 * left half done or not noticed.
 */
const { values } = parseArgs({
  options: {
    case: { type: 'string', default: '' },
    rounds: { type: 'string' },
    seed: { type: 'string', default: '20261128' },
  },
})

type Row = { readonly case: string } & Tally

const RESULTS = new URL('./results.json', import.meta.url)
const seed = Number(values.seed)
process.env.NODE_COMPILE_CACHE ??= COMPILED

/** Runs one case; its line tells what it takes to repeat it. */
async function runOne(
  one: ReliabilityCase,
): Promise<{ readonly row: Row; readonly faults: readonly string[] }> {
  const rounds = values.rounds === undefined ? one.rounds : Number(values.rounds)
  const began = performance.now()
  const tally = await one.run({
    rounds,
    seed,
    tell: (line) => process.stderr.write(`  ${one.name}: ${line}\n`),
  })
  const seconds = ((performance.now() - began) / 1_000).toFixed(0)
  const faults = faultsOf(tally, one.judged)
  const verdict = faults.length > 0 ? `NOT MET: ${faults.join(', ')}` : one.judged ? 'met' : 'measured'
  process.stdout.write(`${verdict}  ${one.name} (seed ${seed}, ${seconds} s): ${JSON.stringify(tally)}\n`)
  return { row: { case: one.name, ...tally }, faults }
}

/** Puts a measured row in the place of the one before it, in the order of the cases. */
function keep(row: Row): void {
  const before = existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as Row[]) : []
  const rows = CASES.flatMap(({ name }) =>
    name === row.case ? [row] : before.filter((one) => one.case === name),
  )
  writeFileSync(RESULTS, `${JSON.stringify(rows, null, 2)}\n`)
}

let failed = 0
for (const one of CASES.filter(({ name }) => name.includes(values.case))) {
  const reason = one.missing()
  if (reason !== null) {
    process.stdout.write(`skipped  ${one.name}: ${reason}\n`)
    continue
  }
  try {
    const { row, faults } = await runOne(one)
    failed += faults.length
    if (row.rounds >= one.rounds) keep(row)
  } catch (error) {
    process.stdout.write(`BROKEN  ${one.name} (seed ${seed}): ${String(error)}\n`)
    failed += 1
  }
}
process.exit(failed > 0 ? 1 : 0)
