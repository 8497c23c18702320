import { statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openLedger } from '../../../../src/main/ledger/thread/open-ledger.ts'
import { bookOptions } from '../../../support/books/book-options.ts'
import { ACCOUNT, addAccount, later, START, sale, tempFolder } from '../../../support/books/open-book.ts'

const MEGABYTE = 2 ** 20

test('a journal that grew while somebody was reading is cut back by a commit longer than that, and sales go on', async () => {
  const folder = tempFolder()
  const path = join(folder, 'books', 'live.sqlite')
  const open = await openLedger(
    bookOptions(path, { witnessPath: join(folder, 'witness', 'live.witness') }),
    START,
  )
  later(() => open.close())
  addAccount(open.ledger)
  const journal = () => statSync(`${path}-wal`).size
  const write = (megabytes: number) =>
    open.ledger.updateAccount(ACCOUNT, 'Till', { text: 'x'.repeat(megabytes * MEGABYTE) }, 0)
  let sold = 0
  const sell = () => {
    sold += 1
    expect(open.ledger.createInvoice(sale({ token: `token-${sold}` }))?.existed).toBe(false)
  }
  const fold = () => {
    for (let n = 0; n < 60; n += 1) sell()
    open.foldWhenDue()
  }
  const reader = new Database(path, { readonly: true })
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM invoices').get()
  write(20)
  write(21)
  fold()
  const grown = journal()
  expect(grown).toBeGreaterThan(60 * MEGABYTE)
  reader.exec('COMMIT')
  reader.close()
  fold()
  write(4)
  expect(journal()).toBeGreaterThan(16 * MEGABYTE)
  expect(journal()).toBeLessThan(grown)
  sell()
  expect(open.changedOutside()).toBe('no')
})
