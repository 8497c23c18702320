import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ownTill } from '../support/app/own-till.ts'
import { backUp } from '../support/app/practice-till.ts'

const own = ownTill()

/** Opens the app of a computer in its live book, in whose history nothing stands yet. */
const computer = (name: string, filePath: string | null = null) =>
  own.start({ folder: join(own.path, name), filePath })

it('is a backup of another book, and no state before the first sale of the one that was opened in its place', async () => {
  const theirs = await computer('theirs')
  const file = join(own.path, 'theirs', 'backups', await backUp(theirs))
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
