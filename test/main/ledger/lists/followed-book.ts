import { createHeldLists, type HeldLists } from '../../../../src/main/ledger/lists/held-lists.ts'
import { openReadOnly } from '../../../../src/main/ledger/sqlite/read-only.ts'
import type { Chance } from '../../../support/app/chance.ts'
import { later, testBook } from '../../../support/books/open-book.ts'
import { createRandomBook } from './random-book.ts'

/** A book with the lists that follow it, over a connection of their own. */
export async function followedBook(piece?: number) {
  const { ledger, db, path } = await testBook()
  const reader = openReadOnly(path)
  later(() => void reader.close())
  return { ledger, db, path, held: createHeldLists({ db: reader }, piece) }
}

/** A followed book of random sales, most of them answered, which went on while what `isFull` asks for was filled. */
export async function followedRandomBook(chance: Chance, isFull: (held: HeldLists) => boolean) {
  const followed = await followedBook(40)
  const { ledger, db, held } = followed
  const book = createRandomBook(ledger, chance)
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
