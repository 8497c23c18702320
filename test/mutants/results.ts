import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mutant } from './make-mutants.ts'
import type { Verdict } from './progress.ts'
import { ROOMS } from './rooms.ts'

/** What became of the faults of one room. */
export interface Outcome {
  readonly room: string
  /** How many faults can be made in the room. */
  readonly of: number
  readonly sampled: boolean
  readonly mutants: { readonly mutant: Mutant; readonly key: string; readonly verdict: Verdict }[]
}

interface Row {
  readonly room: string
  readonly tried: number
  readonly killed: number
  readonly equivalent: number
  readonly survived: number
  /** Of the killed, those that only the compiler refuses. */
  readonly byTypes: number
  /** Of the killed, those that only made a test take too long; null in a row from before these were told apart. */
  readonly byTime: number | null
  /** How many faults the room has; fewer were tried where it was sampled. */
  readonly of: number
  /** The seed of the sample; null where every fault was tried. */
  readonly seed: number | null
  /** Killed in a hundred of those that change something. */
  readonly score: number
}

interface Survivor {
  readonly room: string
  readonly at: string
  readonly fault: string
}

interface Results {
  readonly rows: readonly Row[]
  readonly survivors: readonly Survivor[]
}

const PATH = join(import.meta.dirname, 'results.json')

/** Tells a room's outcome on the screen, and with `keep` in results.json, where the other rooms stay as they are. */
export function writeResults(outcome: Outcome, seed: number, keep: boolean): void {
  const count = (by: Verdict['by']) => outcome.mutants.filter(({ verdict }) => verdict.by === by).length
  const tried = outcome.mutants.length
  const survived = count('nobody')
  const equivalent = count('equivalent')
  const killed = tried - survived - equivalent
  const row: Row = {
    room: outcome.room,
    tried,
    killed,
    equivalent,
    survived,
    byTypes: count('types'),
    byTime: count('time'),
    of: outcome.of,
    seed: outcome.sampled ? seed : null,
    score: Math.round((1_000 * killed) / Math.max(1, tried - equivalent)) / 10,
  }
  const survivors = outcome.mutants
    .filter(({ verdict }) => verdict.by === 'nobody')
    .map(({ mutant, key }) => ({ room: outcome.room, at: `${mutant.file}:${mutant.line}`, fault: key }))
  console.log(JSON.stringify(row))
  for (const one of survivors) console.log(`survived ${one.at}\n  ${one.fault}`)
  if (keep) writeFileSync(PATH, `${JSON.stringify(joined(row, survivors), null, 2)}\n`)
}

function joined(row: Row, survivors: readonly Survivor[]): Results {
  const known = JSON.parse(readFileSync(PATH, 'utf8')) as Results
  const order = ROOMS.map((room) => room.name)
  const byRoom = (a: { readonly room: string }, b: { readonly room: string }) =>
    order.indexOf(a.room) - order.indexOf(b.room)
  return {
    rows: [...known.rows.filter(({ room }) => room !== row.room), row].sort(byRoom),
    survivors: [...known.survivors.filter(({ room }) => room !== row.room), ...survivors].sort(byRoom),
  }
}
