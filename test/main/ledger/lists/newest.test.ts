import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import { createHeldLists } from '../../../../src/main/ledger/lists/held-lists.ts'
import { scanNewest } from '../../../../src/main/ledger/lists/invoices/scan.ts'
import { BLOCK } from '../../../../src/main/ledger/search/grams.ts'
import { openReadOnly } from '../../../../src/main/ledger/sqlite/read-only.ts'
import { createChance } from '../../../support/app/chance.ts'
import { later, tempFolder, testBook } from '../../../support/books/open-book.ts'
import { ANY_INVOICE } from '../../../support/lists/any-filter.ts'
import { createRandomBook, YEAR_BEGAN } from './random-book.ts'
import { randomFilter } from './random-filter.ts'

const SALES = 400
/** The keys lie so far apart that the few sales fill blocks. */
const APART = 190
const SEARCHES = ['amina', 'lamp', '2026', 'eur', 'ref-', 'mi', '0', 'a', 'paid', 'café lamp', '1.5', 'е']

/** Gives the sales keys with gaps, as a salvaged book has them, and the times of a clock that was never set back; some of them are alike. */
function spread(db: Database): void {
  db.pragma('foreign_keys = OFF')
  const names = (sql: string) => (db.prepare(sql).all() as { name: string }[]).map(({ name }) => name)
  for (const name of names("SELECT name FROM sqlite_schema WHERE type = 'trigger'"))
    db.exec(`DROP TRIGGER ${name}`)
  for (const table of names(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
  )) {
    const key = table === 'invoices' ? 'seq' : 'invoice_seq'
    if (!names(`SELECT name FROM pragma_table_info('${table}')`).includes(key)) continue
    for (const factor of [-APART, -1])
      db.exec(`UPDATE ${table} SET ${key} = ${key} * ${factor} WHERE ${key} IS NOT NULL`)
  }
  db.exec(`UPDATE invoices SET created_at_ms = ${YEAR_BEGAN} + seq / ${3 * APART} * 86400000`)
}

test('the newest that a search finds block by block are those that a scan finds, whatever the other parts of the filter', async () => {
  const chance = createChance(21)
  const { ledger, db, path } = await testBook()
  const book = createRandomBook(ledger, chance)
  db.transaction(() => {
    for (let n = 0; n < SALES; n += 1) book.sell()
    for (const one of book.sales) if (chance.unit() < 0.8) book.answer(one)
  })()
  spread(db)
  const folder = tempFolder()
  const reader = openReadOnly(path)
  later(() => void reader.close())
  const held = createHeldLists({ db: reader }, 40, join(folder, 'one.search'))
  while (held.fill());
  let found = 0

  function agree(): void {
    for (let n = 0; n < 30; n += 1) {
      const search = book.pick(SEARCHES)
      const filter = chance.unit() < 0.3 ? { ...ANY_INVOICE, search } : { ...randomFilter(chance), search }
      const query = { filter, limit: 1 + Math.floor(chance.unit() * 40) }
      const { isWhole, ...newest } = held.invoices.newest(query)
      const looked = scanNewest({ db }, query)
      expect({ ...newest, isWhole: looked.isWhole }, JSON.stringify(filter.search)).toEqual(looked)
      if (isWhole) expect(looked.isWhole).toBe(true)
      found += newest.count
    }
  }

  expect(held.invoices.columns.isInTime && SALES * APART > 2 * BLOCK).toBe(true)
  const files = readdirSync(folder).map((name) => join(folder, name))
  expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeGreaterThan(50_000)
  for (let round = 0; round < 4; round += 1) {
    agree()
    for (let n = 0; n < 25; n += 1) book.answer(book.pick(book.sales))
  }
  // The file reads wrong from here on.
  for (const file of files.filter((name) => !name.endsWith('-shm')))
    writeFileSync(file, Buffer.alloc(200_000, 7))
  agree()
  // The clock was set back.
  for (let n = 0; n < 20; n += 1) book.sell()
  agree()
  expect(held.invoices.columns.isInTime).toBe(false)
  expect(found).toBeGreaterThan(500)
})
