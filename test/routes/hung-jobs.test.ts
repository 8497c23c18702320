import { readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { systemTimers } from '../../src/shared/time/clock.ts'
import { sourceWorkers } from '../support/app/host.ts'
import { ownTill } from '../support/app/own-till.ts'
import { backUp, problem, sold } from '../support/app/practice-till.ts'

const own = ownTill()
const PATIENCE = { spinMs: 2_500, silentMs: 2_500, slowMs: 60_000, givenUpMs: 300 }
const hurtWorker = new URL('../support/kills/hurt-job-worker.ts', import.meta.url)

it('a backup that hangs is told with its words, leaves nothing, and the app can be closed; the next start makes one', async () => {
  process.env.JOB_HURT = 'loop'
  const workers = { ...sourceWorkers, copies: hurtWorker }
  const till = await own.practise({ workers, patience: PATIENCE })
  await sold(till, 1)
  expect((await till.refused('backups.make', {})).code).toBe('NO_ANSWER')
  expect((await till.call('backups.view', {})).failure).toMatchObject({ code: 'NO_ANSWER' })
  expect((await till.refused('backups.make', {})).code).toBe('NO_ANSWER')
  expect(readdirSync(join(own.path, 'backups'))).toEqual([])
  await sold(till, 1)
  const closing = till.refused('backups.make', {})
  await expect.poll(async () => (await till.call('backups.view', {})).making).not.toBeNull()
  await own.close()
  expect((await closing).code).toBe('CANCELLED')
  expect(await backUp(await own.practise())).toContain('practice')
})

it('a book whose check hangs says so, and the other one can be used; a second look checks it again', async () => {
  const first = await own.practise()
  await sold(first, 1)
  await own.close()
  utimesSync(join(own.path, 'practice.sqlite'), 1, 1)
  process.env.JOB_HURT = 'loop'
  const till = await own.start({ workers: { ...sourceWorkers, check: hurtWorker }, patience: PATIENCE })
  await expect.poll(async () => (await problem(till))?.code, { timeout: 10_000 }).toBe('NO_ANSWER')
  expect((await till.call('book.switch', { kind: 'live' })).kind).toBe('live')
  const again = await own.practise()
  expect(await problem(again)).toBeNull()
})

it('a check in the background that hangs is told once, and the book is sold into', async () => {
  const first = await own.practise()
  await sold(first, 1)
  await own.close()
  process.env.JOB_HURT = 'loop'
  const till = await own.start({
    ...{ workers: { ...sourceWorkers, check: hurtWorker }, patience: PATIENCE },
    // Every check that waits for its time begins soon.
    timers: { ...systemTimers, after: soon },
  })
  await expect.poll(() => till.notifications.length, { timeout: 10_000 }).toBeGreaterThan(0)
  expect(till.notifications[0]?.title).toBe('The book could not be checked')
  await sold(till, 1)
})

function soon(ms: number, task: () => void): () => void {
  const timer = setTimeout(task, ms === 60_000 ? 100 : ms)
  return () => clearTimeout(timer)
}
