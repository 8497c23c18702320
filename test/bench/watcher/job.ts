import { parentPort, workerData } from 'node:worker_threads'
import type { BenchCase } from '../../support/shop/bench-cases.ts'
import { drawSchedule } from '../../support/shop/schedule.ts'
import type { Figures } from './figures.ts'
import { runPeer } from './peers.ts'
import { runWatcher } from './run.ts'

/** One case under one seed. */
export interface Job {
  readonly bench: BenchCase
  readonly seed: number
}

export const POLICIES = ['watcher', 'round_robin', 'backoff'] as const
export type PolicyName = (typeof POLICIES)[number]

/** Lets the watcher and its peers meet the same sales and payments. */
export async function runJob({ bench, seed }: Job): Promise<Readonly<Record<PolicyName, Figures>>> {
  const schedule = drawSchedule(bench, seed)
  return {
    watcher: await runWatcher(bench, schedule, seed),
    round_robin: runPeer('round_robin', bench, schedule),
    backoff: runPeer('backoff', bench, schedule),
  }
}

const given = workerData as { readonly job?: Job } | null
if (parentPort && given?.job) parentPort.postMessage(await runJob(given.job))
