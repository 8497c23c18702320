import { randomUUID } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { readBook } from '../../../../src/main/ledger/book/book.ts'
import { createHeldLists, type HeldLists } from '../../../../src/main/ledger/lists/held-lists.ts'
import type { Ledger } from '../../../../src/main/ledger/port/ledger.ts'
import { openReadOnly } from '../../../../src/main/ledger/sqlite/read-only.ts'
import { createLedger } from '../../../../src/main/ledger/thread/create-ledger.ts'
import type { Chance } from '../../../support/app/chance.ts'
import { later, testBook } from '../../../support/books/open-book.ts'
import { createRandomBook, TILLS, YEAR_BEGAN } from './random-book.ts'

/** A book with the lists that follow it, over a connection of their own. */
export async function followedBook(piece?: number) {
  const { ledger, db, path } = await testBook()
  const reader = openReadOnly(path)
  later(() => void reader.close())
  return { ledger, db, path, held: createHeldLists({ db: reader }, piece) }
}

/** The same book under each of its till codes, as it goes on under another where it was put back or moved. */
function tillsOf(db: Database, ledger: Ledger): readonly Ledger[] {
  const book = readBook(db)
  if (!book) throw new Error('the book does not name itself')
  const begun = TILLS.slice(1).map((code) => {
    const add = db.prepare('INSERT INTO tills (id, code, created_at_ms) VALUES (?, ?, ?)')
    const till_seq = BigInt(add.run(randomUUID(), code, YEAR_BEGAN).lastInsertRowid)
    return createLedger(db, { ...book, till_seq, till_code: code })
  })
  return [ledger, ...begun]
}

/** A followed book of random sales, most of them answered, which went on while what `isFull` asks for was filled. */
export async function followedRandomBook(chance: Chance, isFull: (held: HeldLists) => boolean) {
  const followed = await followedBook(40)
  const { ledger, db, held } = followed
  const book = createRandomBook(ledger, chance, tillsOf(db, ledger))
  db.transaction(() => {
    for (let n = 0; n < 350; n += 1) book.sell()
    for (const one of book.sales) if (chance.unit() < 0.85) book.answer(one)
  })()
  while (!isFull(held)) {
    held.fill()
    book.change()
  }
  return { ...followed, book }
}
