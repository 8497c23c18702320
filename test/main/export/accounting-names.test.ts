import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { beancountWriter, hledgerWriter } from '../../../src/main/export/accounting/journals.ts'
import { ofxWriter } from '../../../src/main/export/accounting/statements.ts'
import {
  accountName,
  type Transaction,
  type TransactionsWriter,
} from '../../../src/main/export/accounting/transactions.ts'
import { isStorableCode } from '../../../src/shared/money/currency.ts'
import { tempFolder } from '../../support/books/open-book.ts'
import { missing, testWith } from './reader-programs.ts'

const ONE: Transaction = {
  ...{
    id: 'receipt-1',
    day: '2026-10-25',
    currency: 'EUR',
    amount: '1.00',
    provider: 'daisy',
    account: 'Shop',
    twin: '',
  },
  ...{ number: 'CF-000001', payee: 'Karim', memo: 'Two lamps', reference: '0xabc' },
}

/** What these programs read as something of their own: comments, tags, dates, prices, assertions, directives, marks and ends of texts. */
const TEXTS = [
  ...['* x', '! x', '(a) b', ')', 'a ; date:2020-01-01', '"', '\\', '\\"', 'a\\', '{cost}', '@ 5', '~'],
  ...['<X>&amp;', ']]>', '^', '!Type:Cash', 'a|b', '#tag', '%', 'date: 2020-01-02', '[2020-01-01]', "'"],
  ...['date2:2020-13-45', 'end comment', 'include /etc/passwd', 'option "a" "b"', '2020-01-01 * x', '5 =* 3'],
  ...['a, date:2020-01-01', 'a  date:1', ', date:2000', '[=2020]', 'type:x', '', 'é', '𝒳', '=1+1'],
]

/** Codes that a book takes: of lists, of tokens whose makers chose them, in small letters, with signs, words of the programs' own. */
const CODES = [
  ...['EUR', 'USDT.TRC20', 'USDT_TRC20', '1INCH', 'INCH', 'usd', 'USD', 'Usd', '$PAC', 'A$', 'PEPE2.0'],
  ...[
    'AB1',
    '1000SATS',
    '2Z',
    'AAAAAAAAAAAAAAAAAAAA',
    'aaaaaaaaaaaaaaaaaaaa',
    'BTC/USD',
    'é€',
    'TRUE',
    'NULL',
  ],
]

const AMOUNT = '1.000000000000000001'
const all: readonly Transaction[] = [
  ...TEXTS.flatMap((text) =>
    (['payee', 'memo', 'reference', 'account', 'id'] as const).map((name) => ({ ...ONE, [name]: text })),
  ),
  ...CODES.map((currency) => ({ ...ONE, currency, amount: currency.length === 3 ? '1.00' : AMOUNT })),
]

function written(writer: TransactionsWriter, ending: string): string {
  const path = join(tempFolder(), `a.${ending}`)
  writeFileSync(path, [writer.begin(), ...all.map((one) => writer.one(one)), writer.end()].join(''))
  return path
}

const run = (command: string, ...args: readonly string[]) => spawnSync(command, args, { encoding: 'utf8' })

testWith(missing('hledger'), 'hledger takes no text and no currency for something of its own', () => {
  for (const code of CODES) expect(isStorableCode(code), code).toBe(true)
  const path = written(hledgerWriter(), 'journal')
  const register = run('hledger', '-f', path, 'register', '^Assets', '-O', 'csv', '-p', '2026-10-25')
  expect(register.stderr).toBe('')
  expect(register.stdout.trim().split('\n')).toHaveLength(all.length + 1)
  expect(run('hledger', '-f', path, 'tags').stdout).toBe('receipt\nreference\n')
  expect(run('hledger', '-f', path, 'commodities').stdout.trim().split('\n')).toHaveLength(CODES.length)
})

testWith(missing('bean-check'), 'Beancount takes no text and no currency for something of its own', () => {
  const { status, stdout, stderr } = run('bean-check', written(beancountWriter(), 'beancount'))
  expect([status, stdout, stderr]).toEqual([0, '', ''])
})

test('no two currencies are one commodity of Beancount, or their sums would be one', () => {
  const writer = beancountWriter()
  const told = CODES.map((currency) => writer.one({ ...ONE, currency }).match(/ 1\.00 (\S+)$/m)?.[1] ?? '')
  expect(new Set(told).size).toBe(CODES.length)
  expect(told.slice(0, 2)).toEqual(['EUR', 'USDT.TRC20'])
})

test('OFX tells each entry on its business day, and no two accounts or currencies of one account by one name', () => {
  const labels = ['Shop', 'Caisse principale du magasin d’Alger', 'Caisse principale du magasin d’Oran']
  const writer = ofxWriter()
  for (const account of labels)
    for (const currency of ['EUR', 'USDT', 'USDT.TRC20', 'é€']) writer.one({ ...ONE, account, currency })
  const text = writer.end()
  const ids = [...text.matchAll(/<ACCTID>([^<]*)</g)].map(([, id = '']) => id)
  expect(new Set(ids).size).toBe(12)
  for (const id of ids) expect(id).toMatch(/^[\x21-\x7e]{1,22}$/)
  expect(ids).toContain('daisy-Shop-USDT.TRC20')
  const days = [...text.matchAll(/<DT(?:POSTED|START|END|ASOF|SERVER)>([^<]*)</g)].map(([, day]) => day)
  expect(new Set(days)).toEqual(new Set(['20261025120000.000[0:GMT]']))
})

test('an account whose label nobody can see has a name all the same', () => {
  expect(accountName('')).toMatch(/^Account-[0-9a-f]{6}$/)
})
