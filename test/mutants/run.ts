import '../../tools/require-node.mjs'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Node, reachable, readGraph } from '../support/source/import-graph.ts'
import { fullKey, readEquivalents } from './equivalents.ts'
import { type Mutant, makeMutants, withMutant } from './make-mutants.ts'
import { openProgress, type Verdict } from './progress.ts'
import { type Outcome, writeResults } from './results.ts'
import { belongs, holds, ROOMS, type Room } from './rooms.ts'
import { sampleOf } from './sample.ts'
import { startTrial, type Trial } from './trial.ts'

/** Puts small faults into a copy of the source, one at a time, and sees whether the tests notice: see README.md. */
const { values } = parseArgs({
  options: {
    room: { type: 'string', multiple: true },
    file: { type: 'string' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    fresh: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
})
const ROOT = join(import.meta.dirname, '../..')
const LEAST_LIMIT_MS = 15_000
/** What a test file that has not run yet is taken for. */
const USUAL_LIMIT_MS = 20_000

const graph = [...readGraph(ROOT, 'src'), ...readGraph(ROOT, 'test'), ...readGraph(ROOT, 'tools')]
const texts = new Map(graph.map((node) => [node.path, node.text]))

function mutantsOf(room: Room): readonly Mutant[] {
  return graph
    .filter((node) => node.path.endsWith('.ts') && belongs(node.path, room))
    .filter((node) => values.file === undefined || node.path.includes(values.file))
    .flatMap((node) => makeMutants(node.path, node.text))
}

/** For each test of the room, every file it loads. */
function loadedBy(room: Room): ReadonlyMap<string, ReadonlySet<string>> {
  const tests = graph.filter((node: Node) => holds(node.path, room))
  return new Map(tests.map((node) => [node.path, reachable(graph, [node.path])]))
}

async function tryRoom(room: Room, trial: Trial): Promise<Outcome> {
  const all = mutantsOf(room)
  const chosen = values.sample === undefined ? all : sampleOf(all, Number(values.sample), Number(values.seed))
  const loaded = loadedBy(room)
  const limits: Limits = new Map()
  const equivalents = readEquivalents()
  const progress = openProgress(ROOT, room.name, texts, values.fresh)
  const kills = new Map<string, number>()
  const outcome: Outcome = {
    room: room.name,
    of: all.length,
    sampled: values.sample !== undefined,
    mutants: [],
  }

  for (const [index, mutant] of chosen.entries()) {
    const key = fullKey(mutant, texts.get(mutant.file) ?? '')
    const tests = [...loaded].filter(([, files]) => files.has(mutant.file)).map(([test]) => test)
    const cost = (test: string) => {
      const known = 1 + 20 * (kills.get(`${mutant.file} ${test}`) ?? 0)
      return (limits.get(test) ?? USUAL_LIMIT_MS) / known / (isOwn(test, mutant) ? 20 : 1)
    }
    const ordered = tests.sort((a, b) => cost(a) - cost(b))
    const equivalent = equivalents.get(key)
    const verdict: Verdict =
      equivalent === undefined
        ? (progress.known(key, mutant.file) ?? (await tryMutant(mutant, ordered, limits, trial)))
        : { by: 'equivalent', reason: equivalent }
    if (verdict.by === 'test' || verdict.by === 'time') {
      const name = `${mutant.file} ${verdict.test}`
      kills.set(name, (kills.get(name) ?? 0) + 1)
    }
    progress.keep(key, mutant.file, verdict)
    outcome.mutants.push({ mutant, key, verdict })
    console.log(`${index + 1}/${chosen.length} ${verdict.by.padEnd(10)} ${key}`)
  }
  return outcome
}

/** Says whether a test file lies where the tests of the changed file do, or has its name. */
function isOwn(test: string, { file }: Mutant): boolean {
  const folder = dirname(file).replace('src/', 'test/')
  return dirname(test) === folder || basename(test).startsWith(`${basename(file, '.ts')}.test.`)
}

/** How long each test file may take, ms; of those that have run as they are. */
type Limits = Map<string, number>

/** Runs a test file once as it is: it must pass, and how long it takes says when a later run hangs. */
async function limitOf(test: string, trial: Trial): Promise<number> {
  const { failed, ms } = await trial.run(test, 300_000)
  if (failed !== null) throw new Error(`${test} fails without any fault: ${failed}`)
  return Math.max(LEAST_LIMIT_MS, ms * 5) + ms
}

async function tryMutant(
  mutant: Mutant,
  tests: readonly string[],
  limits: Limits,
  trial: Trial,
): Promise<Verdict> {
  const source = texts.get(mutant.file) ?? ''
  const faulty = withMutant(source, mutant)
  trial.write(mutant.file, faulty)
  try {
    // What the compiler refuses cannot be committed; asking it first spares the tests.
    if (mutant.typed && trial.complaint(mutant.file) !== null) return { by: 'types' }
    for (const test of tests) {
      if (!limits.has(test)) {
        trial.write(mutant.file, source)
        limits.set(test, await limitOf(test, trial))
        trial.write(mutant.file, faulty)
      }
      const { failed, late } = await trial.run(test, limits.get(test) ?? LEAST_LIMIT_MS)
      if (failed !== null) return { by: late ? 'time' : 'test', test, name: failed }
    }
    const refused = trial.complaint(mutant.typed ? 'everything' : mutant.file)
    if (refused !== null) return { by: 'types' }
    return { by: 'nobody', tests: tests.length }
  } finally {
    trial.write(mutant.file, source)
  }
}

const wanted = values.room ?? ROOMS.map((room) => room.name)
const unknown = wanted.filter((name) => !ROOMS.some((room) => room.name === name))
if (unknown.length > 0) {
  console.error(
    `No such room: ${unknown.join(', ')}. There are ${ROOMS.map((room) => room.name).join(', ')}.`,
  )
  process.exit(1)
}
const rooms = ROOMS.filter((room) => wanted.includes(room.name))
if (values.list) {
  for (const room of rooms) console.log(`${room.name}: ${mutantsOf(room).length}`)
} else {
  const trial = startTrial(ROOT)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void trial.end().finally(() => process.exit(130)))
  }
  try {
    for (const room of rooms) {
      const outcome = await tryRoom(room, trial)
      writeResults(outcome, Number(values.seed), values.keep)
    }
  } finally {
    await trial.end()
  }
}
