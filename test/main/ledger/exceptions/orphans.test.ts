import { expect, test } from 'vitest'
import type { Ledger } from '../../../../src/main/ledger/port/ledger.ts'
import { ACCOUNT, addAccount, eur, openSale, START, testBook } from '../../../support/books/open-book.ts'

const OTHER = '0197b3c0-0000-7000-8000-0000000000aa'
const compared = {
  accountId: ACCOUNT,
  orphans: [{ ref: 'theirs-1', number: null, amount: eur('50.00') }],
  ghostLinkIds: [],
}
const rows = (ledger: Ledger, resolved: boolean) => ledger.exceptions({ resolved, limit: 10 })

function handle(ledger: Ledger): void {
  const ids = rows(ledger, false).map(({ id }) => id)
  const act = { token: 'an-act', ids, note: 'ours', person: 'Nadia', news: Number.MAX_SAFE_INTEGER }
  ledger.handleExceptions(act, START + 10)
}

test('a link that came into the book while its provider was being asked is nothing that only the provider has', async () => {
  const { ledger } = await testBook()
  openSale(ledger, {}, { ref: 'theirs-1' })
  expect(ledger.noteCompared(compared, START + 1).raised).toEqual([])
  expect(ledger.exceptionCount()).toBe(0)
})

test('what was handled and has a sale by now stays handled when that is undone, or brought back', async () => {
  const { ledger } = await testBook()
  ledger.noteCompared(compared, START + 1)
  handle(ledger)
  openSale(ledger, {}, { ref: 'theirs-1' })
  expect(ledger.undoEdit('Nadia', START + 20)).toMatchObject({ done: 0, overtaken: 1 })
  expect(ledger.exceptionCount()).toBe(0)
  expect(rows(ledger, true)).toMatchObject([{ kind: 'orphan', note: 'ours' }])
})

test('what was opened again ends once it has a sale, and is not brought back', async () => {
  const { ledger } = await testBook()
  ledger.noteCompared(compared, START + 1)
  handle(ledger)
  expect(ledger.undoEdit('Nadia', START + 20)).toMatchObject({ done: 1 })
  openSale(ledger, {}, { ref: 'theirs-1' })
  expect(ledger.redoEdit('Nadia', START + 30)).toMatchObject({ done: 0, overtaken: 1 })
  expect(rows(ledger, true)[0]).toMatchObject({ kind: 'orphan', how: 'completed' })
})

test('what an account had before it was forgotten and added again ends as well', async () => {
  const { ledger } = await testBook()
  ledger.noteCompared(compared, START + 1)
  ledger.forgetAccount(ACCOUNT, START + 2)
  addAccount(ledger, OTHER)
  expect(ledger.noteCompared({ ...compared, accountId: OTHER }, START + 3).raised).toEqual([])
  openSale(ledger, { accountId: OTHER }, { ref: 'theirs-1' })
  expect(ledger.exceptionCount()).toBe(0)
})
