import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommandLine } from '../../../src/main/command-line/run.ts'
import { createWords } from '../../../src/shared/words/words.ts'
import { bookOptions, sale, tempFolder, testBook } from '../../support/books/open-book.ts'

/** A book of one sale in a folder, and what exports it. */
async function shop() {
  const data = tempFolder()
  mkdirSync(join(data, 'books'))
  const { ledger } = await testBook(bookOptions({ path: join(data, 'books', 'live.sqlite') }))
  ledger.createInvoice(sale({ token: 'one' }))
  const out = tempFolder()
  async function write(...args: readonly string[]): Promise<string> {
    const said: string[] = []
    await runCommandLine(
      ['export', ...args, '--data', data, '--json', ...(args.includes('--out') ? [] : ['--out', out])],
      {
        ...{ words: createWords('en'), version: '1.2.3', usualData: null, now: () => 0 },
        openPeople: async () => ({ ok: false, why: 'notHere' }),
        askSecret: async () => null,
        ...{ answer: (text) => said.push(text), say: (text) => said.push(text) },
      },
    )
    const { file } = JSON.parse(said.join('')) as { file: string }
    return basename(file)
  }
  return { ledger, out, write }
}

test('a name that nobody chose replaces the file of the same request, and no other', async () => {
  const { ledger, out, write } = await shop()
  const asked = ['--kind=invoices']
  expect(await write(...asked)).toBe('invoices_all_created_v1.csv')
  const first = readFileSync(join(out, 'invoices_all_created_v1.csv'), 'utf8')
  expect(await write(...asked, '--currency=XOF')).toBe('invoices_all_created_v1-2.csv')
  expect(await write(...asked, '--preset=spreadsheet', '--language=fr')).toBe('invoices_all_created_v1-3.csv')
  expect(await write(...asked, '--preset=spreadsheet', '--language=de')).toBe('invoices_all_created_v1-4.csv')
  expect(await write(...asked, '--columns=status')).toBe('invoices_all_created_v1-5.csv')
  expect(await write(...asked, '--zone=Pacific/Auckland')).toBe('invoices_all_created_v1-6.csv')
  expect(await write(...asked, '--preset=xlsx')).toBe('invoices_all_created_v1.xlsx')
  expect(readFileSync(join(out, 'invoices_all_created_v1.csv'), 'utf8')).toBe(first)
  const many = readdirSync(out).length
  ledger.createInvoice(sale({ token: 'two' }))
  expect(await write(...asked)).toBe('invoices_all_created_v1.csv')
  expect(await write(...asked, '--currency=XOF')).toBe('invoices_all_created_v1-2.csv')
  expect(await write(...asked, '--preset=spreadsheet', '--language=de')).toBe('invoices_all_created_v1-4.csv')
  expect(await write(...asked, '--columns=status')).toBe('invoices_all_created_v1-5.csv')
  expect(readdirSync(out)).toHaveLength(many)
  expect(readFileSync(join(out, 'invoices_all_created_v1.csv'), 'utf8')).toContain('CF-000002')
})

test('it replaces no file of another book, none without a manifest, and none that somebody wrote in', async () => {
  const { out, write } = await shop()
  const other = await shop()
  const name = await write('--kind=invoices')
  expect(await other.write('--kind=invoices', '--out', out)).toBe('invoices_all_created_v1-2.csv')
  appendFileSync(join(out, name), 'mine')
  expect(await write('--kind=invoices')).toBe('invoices_all_created_v1-3.csv')
  rmSync(join(out, `${name}.manifest.json`))
  expect(await write('--kind=invoices')).toBe('invoices_all_created_v1-3.csv')
  writeFileSync(join(out, 'invoices_all_created_v1-3.csv.manifest.json'), '{"manifest":1,"as_of":null}')
  expect(await write('--kind=invoices')).toBe('invoices_all_created_v1-4.csv')
  // A path that a person names is that of their file.
  expect(await write('--kind=invoices', '--out', join(out, name))).toBe(name)
  expect(readFileSync(join(out, name), 'utf8')).not.toContain('mine')
})

test('what has changed since one file does not replace what has changed since another', async () => {
  const { ledger, out, write } = await shop()
  const [one, two] = [join(out, 'one.csv'), join(out, 'two.csv')]
  await write('--kind=invoices', '--out', one)
  ledger.createInvoice(sale({ token: 'two' }))
  await write('--kind=invoices', '--out', two)
  const since = (file: string) => write(`--since=${file}`)
  expect(await since(one)).toBe('invoices_all_created_v1_changes.csv')
  expect(await since(two)).toBe('invoices_all_created_v1_changes-2.csv')
  ledger.createInvoice(sale({ token: 'three' }))
  expect(await since(one)).toBe('invoices_all_created_v1_changes.csv')
  expect(readFileSync(join(out, 'invoices_all_created_v1_changes.csv'), 'utf8')).toContain('CF-000003')
  expect(readFileSync(join(out, 'invoices_all_created_v1_changes-2.csv'), 'utf8')).not.toContain('CF-000003')
})
