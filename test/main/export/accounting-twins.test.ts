import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeExport } from '../../../src/main/export/write-export.ts'
import type { AccountingPreset } from '../../../src/shared/contract/plain/export-formats.ts'
import { ACCOUNT, shopAccount } from '../../support/books/facts.ts'
import { bookOptions, openSale, seen, tempFolder, testBook, transfer } from '../../support/books/open-book.ts'
import { MOVEMENTS } from '../../support/books/receipts-file.ts'

const [TWIN, OTHERS] = ['account-twin', 'account-others'] as const

/** A book of three accounts that are called Shop, two of them of one provider, with a receipt through each. */
async function bookOfShops() {
  const book = await testBook(bookOptions({ path: join(tempFolder(), 'live.sqlite') }))
  const { ledger } = book
  ledger.addAccount(shopAccount({ id: TWIN }))
  ledger.addAccount(shopAccount({ id: OTHERS, provider: 'ocpay' }))
  for (const [n, accountId] of [ACCOUNT, TWIN, OTHERS, ACCOUNT].entries()) {
    const { linkId } = openSale(ledger, { accountId }, { ref: `ref-${n}` })
    ledger.recordAnswers([
      seen(linkId, { receipts: [transfer({ receiptId: `paid-${n}`, txHash: `0x${n}` })] }),
    ])
  }
  return book
}

async function write(as: AccountingPreset): Promise<string> {
  const { path, ledger } = await bookOfShops()
  const targetPath = join(tempFolder(), 'a.file')
  const job = { bookPath: path, known: ledger.book(), targetPath, partPath: `${targetPath}.part` }
  const request = { query: MOVEMENTS, columns: null, zone: 'UTC', preset: { as } }
  writeExport({ ...job, request, manifest: null }, { cancelled: () => false, progress: () => undefined })
  return readFileSync(targetPath, 'utf8')
}

/** How many rows each account has in a file, by its name there. */
async function counted(as: AccountingPreset, name: RegExp): Promise<Readonly<Record<string, number>>> {
  const names = [...(await write(as)).matchAll(name)].map(([, one = '']) => one)
  return Object.fromEntries([...new Set(names)].map((one) => [one, names.filter((n) => n === one).length]))
}

test.each(['hledger', 'beancount'] as const)(
  'two accounts of one label are two accounts in %s',
  async (as) => {
    const found = await counted(as, /^ +Assets:Payments:(\S+)/gm)
    expect(Object.values(found).toSorted()).toEqual([1, 1, 2])
    // The first of its label is called by it, whatever comes later.
    expect(found).toMatchObject({ 'Daisy-42029e:Shop': 2 })
  },
)

test('they are statements of their own in OFX, by the account alone, and lists of their own in QIF', async () => {
  const accounts = await counted('ofx', /<ACCTID>([^<]*)</g)
  expect(Object.values(accounts)).toEqual([1, 1, 1])
  expect(Object.keys(accounts)).toContain('daisy-Shop-EUR')
  for (const name of Object.keys(accounts)) expect(name).toMatch(/^[\x21-\x7e]{1,22}$/)
  expect(Object.values(await counted('qif', /^!Account\nN(.*)$/gm))).toEqual([1, 1, 1])
})

test.each(['xero', 'quickbooks'] as const)('a file of two of them is refused for %s', async (as) => {
  await expect(write(as)).rejects.toMatchObject({ code: 'EXPORT_ONE_ACCOUNT' })
})
