import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { backUp } from '../support/app/practice-till.ts'

let folder: ReturnType<typeof temporaryFolder>
let app: TestApp | null = null

/** Opens the app of a computer in its live book, in whose history nothing stands yet. */
async function computer(name: string, filePath: string | null = null): Promise<TestApp> {
  await app?.app.close()
  app = null
  app = await startTestApp({ folder: join(folder.path, name), filePath })
  return app
}

beforeEach(() => {
  folder = temporaryFolder()
})

afterEach(async () => {
  await app?.app.close()
  app = null
  folder.clean()
})

it('is a backup of another book, and no state before the first sale of the one that was opened in its place', async () => {
  const theirs = await computer('theirs')
  const file = join(folder.path, 'theirs', 'backups', await backUp(theirs))
  const ours = await computer('ours', file)
  await ours.call('backups.openFile', {})
  const { rows } = await ours.call('backups.view', {})
  const empty = rows.find(({ reason }) => reason === 'restore')
  expect(empty).toMatchObject({ sales: 0, another: true, newer: null })
  const name = empty?.name ?? ''
  // Nothing is promised that is not done.
  expect((await ours.call('backups.preview', { name })).newer).toBeNull()
  await ours.call('backups.restore', { name })
  expect((await ours.call('backups.view', {})).restored).toMatchObject({ replaced: 'another', taken: 0 })
})
