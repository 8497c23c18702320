import { expect, test } from 'vitest'
import { createChance } from '../../../support/app/chance.ts'
import { walk } from '../../../support/books/tampering.ts'
import { answersOf } from './answers-of.ts'
import { followedRandomBook } from './followed-book.ts'

test.each([21, 22])(
  'a random book whose imports were undone answers like the same book without them, everywhere (%i)',
  async (seed) => {
    const { ledger, db, path, held, book } = await followedRandomBook(createChance(seed), (lists) =>
      lists.charts().isFull(),
    )
    const at = Date.UTC(2027, 0, 1)
    for (let round = 0; round < 4; round += 1) {
      for (let n = 0; n < 15; n += 1) book.change()
      const before = answersOf({ ledger, db, path, held })
      const known = new Set(book.sales)
      for (let n = 0; n < 4; n += 1) book.takeFile()
      const taken = book.sales.filter((one) => !known.has(one))
      const ids = taken.map(({ invoiceId }) => invoiceId)
      expect(answersOf({ ledger, db, path, held })).not.toEqual(before)
      // What a person does to them goes with them.
      for (const edit of [
        { kind: 'tag', tag: 'of-a-file', isOn: true },
        { kind: 'review', reviewed: true },
        { kind: 'note', text: 'from the file' },
      ] as const)
        ledger.editSales({ token: `${edit.kind}-${round}`, edit, invoiceIds: ids, person: 'Nadia' }, at)
      for (const one of taken) book.refund(one)
      const imports = new Set(taken.flatMap(({ importId }) => importId ?? []))
      for (const one of imports) book.undoFile(one)
      expect(book.sales.filter((one) => !known.has(one))).toEqual([])
      expect(answersOf({ ledger, db, path, held })).toEqual(before)
    }
    expect(walk(db)).toMatchObject({ state: 'whole' })
  },
)
