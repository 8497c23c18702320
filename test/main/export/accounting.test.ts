import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { quickBooksWriter, xeroWriter } from '../../../src/main/export/accounting/bank-lines.ts'
import { accountName, type Transaction } from '../../../src/main/export/accounting/transactions.ts'
import { type ExportFile, writeExport } from '../../../src/main/export/write-export.ts'
import type { AccountingPreset } from '../../../src/shared/contract/plain/export-formats.ts'
import { moneyFrom, toDecimal } from '../../../src/shared/money/money.ts'
import { tempFolder } from '../../support/books/open-book.ts'
import { MOVEMENTS } from '../../support/books/receipts-file.ts'
import { richBook } from '../../support/books/rich-book.ts'
import { there } from '../../support/books/there.ts'
import { missing, testWith } from './reader-programs.ts'

const noHledger = missing('hledger')
const noBeancount = missing('bean-check') ?? missing('bean-query')
const noOfxparse = missing('/usr/bin/python3', ['-c', 'import ofxparse'])

async function write(as: AccountingPreset) {
  const book = await richBook()
  const targetPath = join(tempFolder(), `a.${as === 'hledger' ? 'journal' : as}`)
  const job: ExportFile = {
    ...{ bookPath: book.path, known: book.ledger.book(), targetPath, partPath: `${targetPath}.part` },
    request: { query: MOVEMENTS, columns: null, zone: 'Europe/Paris', preset: { as } },
    manifest: null,
  }
  const { sums, rows } = there(writeExport(job, { cancelled: () => false, progress: () => undefined }))
  return { targetPath, sums, rows, text: readFileSync(targetPath, 'utf8') }
}

/** Sums as a program tells them, beside those of the file. */
function expectSums(
  told: ReadonlyMap<string, string>,
  sums: Awaited<ReturnType<typeof write>>['sums'],
): void {
  for (const { currency, amounts } of sums) {
    const decimal = told.get(currency) ?? '0'
    const [whole = '', fraction = ''] = decimal.split('.')
    expect(toDecimal(moneyFrom(currency, fraction === '' ? whole : `${whole}.${fraction}`)), currency).toBe(
      amounts.net,
    )
  }
}

testWith(
  noHledger,
  'hledger reads every receipt and refund of a journal, and comes to the sums of the file',
  async () => {
    const { targetPath, sums, rows } = await write('hledger')
    const checked = spawnSync('hledger', ['-f', targetPath, 'check'], { encoding: 'utf8' })
    expect([checked.status, checked.stderr]).toEqual([0, ''])
    const args = ['-f', targetPath, 'register', '^Assets', '-O', 'csv']
    const register = spawnSync('hledger', args, { encoding: 'utf8' }).stdout.trim().split('\n')
    expect(register.length - 1).toBe(rows)
    const balance = spawnSync(
      'hledger',
      ['-f', targetPath, 'balance', '^Assets', '--depth', '1', '--layout', 'bare', '-O', 'csv'],
      { encoding: 'utf8' },
    )
    const told = new Map(
      balance.stdout
        .trim()
        .split('\n')
        .slice(1)
        .filter((line) => line.startsWith('"Assets'))
        .map((line) => {
          const [, currency = '', amount = ''] = line.split(',').map((cell) => cell.replaceAll('"', ''))
          return [currency, amount] as const
        }),
    )
    expectSums(told, sums)
  },
)

testWith(
  noBeancount,
  'Beancount finds nothing wrong in a ledger, and holds every receipt and refund, and comes to the sums of the file',
  async () => {
    const { targetPath, rows, sums, text } = await write('beancount')
    const checked = spawnSync('bean-check', [targetPath], { encoding: 'utf8' })
    expect([checked.status, checked.stderr, checked.stdout]).toEqual([0, '', ''])
    expect(text.match(/^ {2}receipt: /gm)).toHaveLength(rows)
    const query = "SELECT currency, sum(number) WHERE account ~ '^Assets' GROUP BY currency"
    const asked = spawnSync('bean-query', ['-q', '-f', 'csv', targetPath, query], { encoding: 'utf8' })
    const lines = asked.stdout.trim().split(/\r?\n/).slice(1)
    const told = new Map(
      lines.map((line) => {
        const [currency = '', sum = ''] = line.split(',').map((cell) => cell.trim())
        return [currency, sum] as const
      }),
    )
    expect(told.size).toBe(sums.length)
    expectSums(told, sums)
  },
)

testWith(
  noOfxparse,
  'ofxparse reads an OFX file: each receipt once, a statement for each account and currency, and its sums',
  async () => {
    const { targetPath, rows, sums } = await write('ofx')
    const program = `import json, sys
from ofxparse import OfxParser
ofx = OfxParser.parse(open(sys.argv[1], 'rb'))
print(json.dumps([[a.statement.currency, str(a.statement.balance), [[t.id, str(t.amount)] for t in a.statement.transactions]] for a in ofx.accounts]))`
    const read = spawnSync('/usr/bin/python3', ['-W', 'ignore', '-c', program, targetPath], {
      encoding: 'utf8',
    })
    const statements = JSON.parse(read.stdout || '[]') as [string, string, [string, string][]][]
    expect(read.stderr).toBe('')
    const ids = statements.flatMap(([, , all]) => all.map(([id]) => id))
    expect([ids.length, new Set(ids).size]).toEqual([rows, rows])
    // ofxparse tells currencies in small letters.
    for (const { currency, amounts } of sums) {
      const statement = statements.find(([code]) => code === currency.toLowerCase())
      expect(statement?.[1], currency).toBe(amounts.net)
    }
  },
)

test('a QIF file has an account for each currency and an entry for each receipt and refund', async () => {
  const { text, rows, sums } = await write('qif')
  expect(text.match(/^!Type:Bank$/gm)).toHaveLength(sums.length)
  expect(text.match(/^D\d{4}-\d\d-\d\d\nT-?\d+(\.\d+)?\n/gm)).toHaveLength(rows)
})

test('accounts that are called alike in letters of ASCII stay apart', () => {
  const labels = ['Shop', 'Shop!', 'shop', 'متجر', 'مقهى', 'Caisse principale', 'Caisse-principale']
  const names = labels.map((label) => accountName(label))
  expect(new Set(names).size).toBe(labels.length)
  for (const name of names) expect(name).toMatch(/^[A-Z0-9][A-Za-z0-9-]*$/)
})

test.each(['xero', 'quickbooks'] as const)(
  'a file for %s is refused where it would hold several accounts or currencies',
  async (as) => {
    await expect(write(as)).rejects.toMatchObject({ code: 'EXPORT_ONE_ACCOUNT' })
  },
)

const line = (change: Partial<Transaction> = {}): Transaction => ({
  ...{
    id: 'an-id',
    day: '2026-10-25',
    at: 0,
    currency: 'EUR',
    amount: '-12.50',
    provider: 'daisy',
    ...{ account: 'Shop', twin: '' },
  },
  ...{ number: 'CF-000001', payee: '=1+1', memo: 'Two "lamps", red', reference: '0x12', ...change },
})

test('a line for Xero has the places of its template, and no text of a stranger runs in a spreadsheet', () => {
  const file = xeroWriter()
  expect(file.begin()).toBe('*Date,*Amount,Payee,Description,Reference,Check Number\r\n')
  expect(file.one(line())).toBe(`2026-10-25,-12.50,'=1+1,"Two ""lamps"", red, 0x12",CF-000001,\r\n`)
})

test('a line for QuickBooks Online has three places, the day first', () => {
  const file = quickBooksWriter()
  expect(file.begin()).toBe('Date,Description,Amount\r\n')
  expect(file.one(line({ payee: '' }))).toBe(`25/10/2026,"CF-000001, Two ""lamps"", red, 0x12",-12.50\r\n`)
})

test('both take a thousand lines, and no more', () => {
  for (const file of [xeroWriter(), quickBooksWriter()]) {
    for (let n = 0; n < 1_000; n += 1) file.one(line())
    expect(() => file.one(line())).toThrow(expect.objectContaining({ code: 'EXPORT_TOO_LARGE' }))
  }
})
