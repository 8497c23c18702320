import { join } from 'node:path'
import { queryObjects } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { startTestApp, temporaryFolder } from '../../support/app/host.ts'

/** The threads that something in this process still knows, whether they run or not: who keeps a book that was left keeps its thread. */
const threadsKept = () => queryObjects(Worker, { format: 'count' })

test('a book that was left is kept by nothing that was done in it', async () => {
  const [own, target] = [temporaryFolder(), temporaryFolder()]
  onTestFinished(() => {
    own.clean()
    target.clean()
  })
  let files = 0
  const { app, call } = await startTestApp({
    folder: own.path,
    saveDialog: async (name) => join(target.path, `${files++}-${name}`),
  })
  onTestFinished(() => app.close())
  /** Works in the open book as a shop does, and leaves it for the other one. */
  async function workThenLeave(next: 'live' | 'practice') {
    const started = await call('export.receipts', { format: 'csv' })
    await expect
      .poll(async () => (await call('export.status', { jobId: started?.id ?? '' })).state)
      .toBe('done')
    await call('backups.make', {})
    await call('books.today', {})
    await call('watching.state', {})
    await call('book.switch', { kind: next })
  }
  await workThenLeave('practice')
  await workThenLeave('live')
  const before = threadsKept()
  await workThenLeave('practice')
  await workThenLeave('live')
  expect(before).toBeGreaterThan(0)
  await expect.poll(threadsKept).toBe(before)
})
