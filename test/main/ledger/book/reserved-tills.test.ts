import { expect, it } from 'vitest'
import { beginTill, readBook } from '../../../../src/main/ledger/book/book.ts'
import { bookOptions, openSale, START, type TestBook, testBook } from '../../../support/books/open-book.ts'

/** The book as another till goes on with it, under the code that was meant for it. */
function goOnAs(book: TestBook, meant: string | null) {
  const row = readBook(book.db)
  if (!row) throw new Error('no book')
  return beginTill({ db: book.db, book: row }, 0, START, meant).till_code
}

it('a code reserved for another till is never reserved again, and none is the beginning of another', async () => {
  const { ledger } = await testBook()
  const codes = Array.from({ length: 60 }, () => ledger.reserveTill(START))
  expect(codes.slice(0, 3)).toEqual(['CFA', 'CFB', 'CFC'])
  expect(new Set(codes).size).toBe(60)
  expect(codes.every((code) => /^[A-Z0-9]{1,8}$/.test(code))).toBe(true)
  for (const one of codes) {
    for (const other of codes) expect(one !== other && other.startsWith(one), `${one} ${other}`).toBe(false)
  }
})

it('what a till reserves for others is never what one of those reserves', async () => {
  const old = await testBook()
  const codes = Array.from({ length: 30 }, () => old.ledger.reserveTill(START))
  const { ledger } = await testBook(bookOptions({ tillCode: codes[0] ?? '' }))
  const beyond = Array.from({ length: 30 }, () => ledger.reserveTill(START))
  expect(beyond[0]).toBe('CFAA')
  expect(codes.filter((code) => beyond.includes(code))).toEqual([])
})

it('a till goes on under the code that was meant for it, also where the book has no sale yet', async () => {
  expect(goOnAs(await testBook(), 'CFA')).toBe('CFA')
  const sold = await testBook()
  openSale(sold.ledger)
  expect(goOnAs(sold, 'CFA')).toBe('CFA')
})

it('a code under which numbers were given already is not taken, whatever a file says', async () => {
  const sold = await testBook()
  openSale(sold.ledger)
  expect(goOnAs(sold, 'CF')).toBe('CF2')
})
