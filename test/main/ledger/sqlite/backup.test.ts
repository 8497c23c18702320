import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { backupBefore } from '../../../../src/main/ledger/sqlite/backup.ts'
import { watchDisk } from '../../../support/app/disk-watch.ts'
import { later, openSale, START, testBook } from '../../../support/books/open-book.ts'

/** A book of three sales whose copies are changed by `harm` as soon as they are made. */
async function harmed(harm: (copy: Database.Database) => void) {
  const book = await testBook()
  for (let n = 0; n < 3; n += 1) openSale(book.ledger)
  const { backup } = book.db
  book.db.backup = async (path, ...rest) => {
    const result = await backup.call(book.db, path, ...rest)
    const copy = new Database(String(path))
    copy.pragma('foreign_keys = OFF')
    const guards = copy.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all()
    for (const name of guards) copy.exec(`DROP TRIGGER "${name}"`)
    harm(copy)
    copy.close()
    return result
  }
  return { ...book, backups: join(dirname(book.path), 'backups') }
}

test.each<[string, (copy: Database.Database) => void]>([
  ['lacks a row', (copy) => copy.exec('DELETE FROM payment_links WHERE seq = 2')],
  ['lacks a table', (copy) => copy.exec('DROP TABLE receipts')],
  ['has another shape', (copy) => copy.pragma('user_version = 1')],
  [
    'has an index that does not fit its table',
    (copy) => {
      copy.unsafeMode(true)
      copy.pragma('writable_schema = ON')
      copy.exec(
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'events') WHERE name = 'invoices_newest'",
      )
    },
  ],
])('given a copy that %s, it is no backup, and nothing of it is left', async (_what, harm) => {
  const { db, backups } = await harmed(harm)
  await expect(backupBefore(db, 9, START)).rejects.toMatchObject({ name: 'BookError', code: 'CORRUPT' })
  expect(readdirSync(backups).filter((name) => /\.(db|part)$/.test(name))).toEqual([])
  expect(db.prepare('SELECT count(*) FROM payment_links').pluck().get()).toBe(3n)
})

test('a copy is on the disk before it gets its name, and its name before anybody hears of it', async () => {
  const { db, path } = await testBook()
  const disk = watchDisk()
  later(disk.end)
  const backup = await backupBefore(db, 9, START)
  const folder = process.platform === 'win32' ? [] : [`flush ${dirname(backup)}`]
  expect(disk.done).toEqual([`flush ${backup}.part`, `rename ${backup}.part ${backup}`, ...folder])
  expect(existsSync(backup)).toBe(true)
  expect(dirname(backup)).toBe(join(dirname(path), 'backups'))
})
