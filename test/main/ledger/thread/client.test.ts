import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LedgerFailure } from '../../../../src/main/ledger/sqlite/errors.ts'
import { openLedgerClient } from '../../../../src/main/ledger/thread/client.ts'
import type { LedgerOptions } from '../../../../src/main/ledger/thread/open-ledger.ts'
import { shopAccount } from '../../../support/books/facts.ts'
import {
  bookOptions,
  made,
  sale,
  seen,
  tempFolder,
  testBook,
  transfer,
} from '../../../support/books/open-book.ts'
import { there } from '../../../support/books/there.ts'

const workerUrl = new URL('../../../../src/main/ledger/thread/worker.ts', import.meta.url)

async function client(options: LedgerOptions = bookOptions()) {
  const opened = await openLedgerClient({ workerUrl, ...options })
  if (!opened.ok) throw new Error(opened.closed.code)
  return opened.ledger
}

test('a sale goes its whole way over the port, amounts exact', async () => {
  const options = bookOptions()
  const ledger = await client(options)
  await ledger.addAccount(shopAccount())
  const { pending } = there(await ledger.createInvoice(sale()))
  expect(pending.asked).toEqual({ currency: 'EUR', units: 4990n })
  await ledger.recordLinkMade(made(pending.linkId))
  expect(await ledger.recordAnswers([seen(pending.linkId, { receipts: [transfer()] })])).toMatchObject([
    { after: 'paid', newReceipts: 1 },
  ])
  const { id } = await ledger.book()
  await ledger.close()
  expect(existsSync(`${options.path}-wal`)).toBe(false)

  const again = await client({ ...options, expectedBookId: id })
  expect((await again.invoice(pending.invoiceId))?.invoice.status).toBe('paid')
  await again.close()
})

test('the journal is brought into the book by itself, once nothing is asked of it', async () => {
  const options = bookOptions({ witnessPath: join(tempFolder(), 'live.witness') })
  const ledger = await client(options)
  await ledger.addAccount(shopAccount())
  const before = statSync(options.path).size
  for (let n = 0; n < 60; n += 1) there(await ledger.createInvoice(sale()))
  await expect.poll(() => statSync(options.path).size).toBeGreaterThan(before)
  await ledger.close()
})

test('the client offers every method of the ledger', async () => {
  const { ledger } = await testBook()
  const offered = await client()
  const { close, stop, keepCopy, noteChecked, changedOutside, ...methods } = offered
  expect(Object.keys(methods).sort()).toEqual(Object.keys(ledger).sort())
  await close()
})

test('calls made before closing are answered, calls after it are refused', async () => {
  const ledger = await client()
  const counts = Array.from({ length: 20 }, () => ledger.invoiceCount())
  const closing = ledger.close()
  expect(await Promise.all(counts)).toEqual(Array.from({ length: 20 }, () => 0))
  await closing
  await ledger.close()
  await expect(ledger.invoiceCount()).rejects.toMatchObject({
    code: 'BUSY_MAINTENANCE',
    message: 'the book is closed',
  })
})

test('a failed call crosses as its code and harms no other call', async () => {
  const ledger = await client()
  const account = shopAccount()
  await ledger.addAccount(account)
  there(await ledger.createInvoice(sale()))
  there(await ledger.createInvoice(sale()))
  const failed = ledger.addAccount(account)
  const fine = ledger.invoiceCount()
  await expect(failed).rejects.toBeInstanceOf(LedgerFailure)
  await expect(failed).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(await fine).toBe(2)
  await ledger.close()
})

test('a book that cannot be opened is a value with its reason', async () => {
  const path = join(tempFolder(), 'live.sqlite')
  writeFileSync(path, 'no database '.repeat(500))
  expect(await openLedgerClient({ workerUrl, ...bookOptions({ path }) })).toEqual({
    ok: false,
    closed: { code: 'NOT_A_DATABASE', missing: null, kept: null },
  })
  expect(await openLedgerClient({ workerUrl, ...bookOptions({ expectedBookId: 'gone-for-good' }) })).toEqual({
    ok: false,
    closed: { code: 'DATA_MISSING', missing: null, kept: null },
  })
  expect(statSync(path).size).toBe(6000)
})

test('a worker that dies rejects all that wait, and all that come after', async () => {
  const ledger = await client0('./crashing-worker.ts')
  const waiting = [ledger.invoiceCount(), ledger.receiptCount()]
  for (const one of await Promise.allSettled(waiting)) {
    expect(one).toMatchObject({ status: 'rejected', reason: { code: 'BOOK_STOPPED', name: 'LedgerFailure' } })
  }
  await expect(ledger.book()).rejects.toMatchObject({ code: 'BOOK_STOPPED' })
  await ledger.close()
})

test('a worker that is not there rejects', async () => {
  await expect(client0('./no-such-worker.ts')).rejects.toThrow()
})

async function client0(file: string) {
  const opened = await openLedgerClient({ ...bookOptions(), workerUrl: new URL(file, import.meta.url).href })
  if (!opened.ok) throw new Error(opened.closed.code)
  return opened.ledger
}
