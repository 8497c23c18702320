import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { backupBefore } from '../../src/main/ledger/sqlite/backup.ts'
import { ownTill } from '../support/app/own-till.ts'
import { numbersIn, problem, sold } from '../support/app/practice-till.ts'

const own = ownTill()

it('a plain copy from before an update is listed without what lies beside others, and is gone back to; two of one moment are two', async () => {
  const till = await own.practise()
  await sold(till, 2)
  await own.close()
  mkdirSync(join(own.path, 'backups'), { recursive: true })
  const db = new Database(join(own.path, 'practice.sqlite'))
  db.defaultSafeIntegers(true)
  const at = Date.UTC(2026, 9, 25, 0, 30)
  await backupBefore(db, 9, at)
  await backupBefore(db, 9, at)
  db.close()
  const again = await own.practise()
  await sold(again, 1)
  const { rows } = await again.call('backups.view', {})
  expect(
    rows.map(({ reason, madeAt, sales, here, another }) => [reason, madeAt, sales, here, another]),
  ).toEqual([
    ['update', at + 1, null, true, false],
    ['update', at, null, true, false],
  ])
  await again.call('backups.restore', { name: rows[1]?.name ?? '' })
  expect(await problem(again)).toBeNull()
  expect(await numbersIn(again)).toEqual(['PR-000001', 'PR-000002', 'PR-000003'])
  expect((await again.call('backups.view', {})).restored).toMatchObject({ taken: 1, read: true })
})
