import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NODE_FLAGS } from '../../tools/node-flags.mjs'
import { eventually, startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { NO_SMALL_DISK, type SmallDisk, smallDisk } from '../support/app/small-disk.ts'
import { OLDER_SHAPES, writeOlderBook } from '../support/rounds/older-book.ts'

let folder: ReturnType<typeof temporaryFolder>
let shop: TestApp | null = null
let disk: SmallDisk | null = null
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(async () => {
  await shop?.app.close()
  shop = null
  disk?.clean()
  disk = null
  folder.clean()
})

const bookFile = () => join(disk?.path ?? folder.path, 'practice.sqlite')
const witnessFile = () => join(disk?.path ?? folder.path, 'witness', 'practice.witness')

async function open(): Promise<TestApp> {
  shop = await startTestApp({ folder: disk?.path ?? folder.path })
  await shop.envelope('book.switch', { kind: 'practice' })
  return shop
}

async function close(): Promise<void> {
  await shop?.app.close()
  shop = null
}

async function sell(app: TestApp) {
  const accounts = await app.envelope('accounts.list', {})
  if (!accounts.ok) return accounts
  return app.envelope('invoices.create', {
    token: crypto.randomUUID(),
    accountId: accounts.value.find((one) => one.provider === 'daisy')?.id ?? '',
    currency: 'DAI',
    amount: '1',
    description: '',
    customerName: null,
    customerEmail: null,
  })
}

async function sold(app: TestApp, count: number): Promise<string[]> {
  const numbers: string[] = []
  for (let n = 0; n < count; n++) {
    const answer = await sell(app)
    if (!answer.ok) throw new Error(JSON.stringify(answer.error))
    numbers.push(answer.value.invoice.number)
  }
  return numbers
}

/** Sells as a person does who tries again until the sale is made. */
async function soldAtLast(app: TestApp): Promise<string> {
  return eventually(async () => {
    const answer = await sell(app)
    return answer.ok ? answer.value.invoice.number : null
  })
}

/** Why the book may not be written, once that is settled; null when it may. */
async function problem(app: TestApp) {
  const passing = ['BOOK_CHECKING', 'BOOK_REPLACED', 'LOCKED']
  return eventually(async () => {
    const overview = await app.envelope('app.overview', {})
    if (!overview.ok) return null
    const { bookProblem } = overview.value
    return bookProblem && passing.includes(bookProblem.code) ? null : { bookProblem }
  }, 30_000).then((one) => one.bookProblem)
}

async function countSales(app: TestApp): Promise<number> {
  return (await app.call('app.overview', {})).invoiceCount
}

/** A copy of the closed book as it is now. */
function copyOf(path: string): string {
  const copy = `${path}.older`
  copyFileSync(path, copy)
  return copy
}

describe('given a harmless hand on the open book', () => {
  it.each([
    ['its time was touched', () => utimesSync(bookFile(), new Date(), new Date())],
    ['it was copied over itself', () => writeFileSync(bookFile(), readFileSync(bookFile()))],
    [
      'its journal was written anew as it was',
      () => {
        copyFileSync(`${bookFile()}-wal`, `${bookFile()}-new`)
        renameSync(`${bookFile()}-new`, `${bookFile()}-wal`)
      },
    ],
  ])('when %s, the till goes on by itself and nothing is missing', async (_, act) => {
    const app = await open()
    await sold(app, 3)
    act()
    expect(await soldAtLast(app)).toBe('PR-000004')
    expect(await problem(app)).toBeNull()
    expect(await countSales(app)).toBe(4)
  })
})

it('given the book was moved and a link left in its place, sales go into the file it leads to', async () => {
  await sold(await open(), 2)
  await close()
  const moved = join(folder.path, 'elsewhere', 'shop.sqlite')
  mkdirSync(join(folder.path, 'elsewhere'))
  renameSync(bookFile(), moved)
  symlinkSync('elsewhere/shop.sqlite', bookFile())
  const app = await open()
  expect(await sold(app, 2)).toEqual(['PR-000003', 'PR-000004'])
  await close()
  const db = new Database(moved, { readonly: true })
  expect(db.prepare('SELECT count(*) FROM invoices').pluck().get()).toBe(4)
  db.close()
})

describe('given another file comes to the path of the open book', () => {
  it('when the app is closed before the next sale, all that was open is kept, and told at the next start', async () => {
    await sold(await open(), 2)
    await close()
    const older = copyOf(bookFile())
    await sold(await open(), 30)
    await close()
    const app = await open()
    await sold(app, 2)
    const bytes = readFileSync(older)
    renameSync(older, bookFile())
    await close()
    expect(readFileSync(bookFile()).equals(bytes)).toBe(true)
    const again = await open()
    expect(await problem(again)).toMatchObject({
      code: 'BOOK_BEHIND',
      missing: { sales: 32 },
      keptCopy: expect.stringMatching(/^practice-/),
    })
    await again.call('book.useKept', {})
    expect(await problem(again)).toBeNull()
    expect(await countSales(again)).toBe(34)
    expect(await sold(again, 1)).toEqual(['PR-000035'])
  })

  it('when the disk has no room for a copy, what is open stays readable until it has, and nothing is lost', async ({
    skip,
  }) => {
    disk = smallDisk(join(folder.path, 'disk'), '4m')
    if (disk === null) return skip(NO_SMALL_DISK)
    await sold(await open(), 2)
    await close()
    const older = copyOf(bookFile())
    const app = await open()
    await sold(app, 3)
    disk.fill()
    renameSync(older, bookFile())
    expect((await sell(app)).ok).toBe(false)
    await eventually(async () => (app.logged.some((line) => line.includes('disk is full')) ? true : null))
    expect(await countSales(app)).toBe(5)
    expect(await countSales(app)).toBe(5)
    disk.empty()
    expect(await problem(app)).toMatchObject({ code: 'BOOK_BEHIND', keptCopy: expect.any(String) })

    disk.fill()
    expect(await app.envelope('book.useKept', {})).toMatchObject({ ok: false, error: { code: 'DISK_FULL' } })
    expect(await problem(app)).toMatchObject({ code: 'BOOK_BEHIND', keptCopy: expect.any(String) })
    disk.empty()
    await app.call('book.useKept', {})
    expect(await problem(app)).toBeNull()
    expect(await countSales(app)).toBe(5)
  }, 60_000)
})

describe('given the witness of the book is no more what it was', () => {
  it('when an older one is put back, and then an older book, no number is given twice', async () => {
    await sold(await open(), 2)
    await close()
    const [olderBook, olderWitness] = [copyOf(bookFile()), copyOf(witnessFile())]
    const given = await sold(await open(), 52)
    await close()
    copyFileSync(olderWitness, witnessFile())
    expect(await problem(await open())).toBeNull()
    await close()
    copyFileSync(olderBook, bookFile())
    const app = await open()
    expect(await problem(app)).toMatchObject({ code: 'BOOK_BEHIND' })
    await app.call('book.goOn', {})
    expect(await problem(app)).toBeNull()
    const [next = ''] = await sold(app, 1)
    expect(given).not.toContain(next)
  })

  it.each([
    ['removed', () => rmSync(witnessFile())],
    ['replaced by an older one', () => renameSync(`${witnessFile()}.older`, witnessFile())],
  ])('when it is %s in use, it is written anew, and an older book is still told', async (_, act) => {
    await sold(await open(), 2)
    await close()
    const older = copyOf(bookFile())
    copyOf(witnessFile())
    const app = await open()
    await sold(app, 1)
    act()
    await sold(app, 2)
    await close()
    copyFileSync(older, bookFile())
    expect(await problem(await open())).toMatchObject({ code: 'BOOK_BEHIND', missing: { sales: 3 } })
  })
})

it.each(OLDER_SHAPES.map((shape) => [shape]))(
  'given a book of shape %i whose program was killed, it is checked, changed and opened with what its journal holds',
  async (shape) => {
    const path = join(folder.path, 'live.sqlite')
    await writeOlderBook(path, shape, 3)
    const script = `const db = new (require('better-sqlite3'))(process.argv[1]); db.pragma('journal_mode = WAL');
      db.exec("UPDATE provider_accounts SET label = 'Named last'"); process.kill(process.pid, 'SIGKILL')`
    try {
      execFileSync(process.execPath, [...NODE_FLAGS, '-e', script, path], { stdio: 'ignore' })
    } catch {
      // It was killed, as it was to be.
    }
    shop = await startTestApp({ folder: folder.path })
    expect(await problem(shop)).toBeNull()
    expect((await shop.call('accounts.list', {})).map((one) => one.label)).toEqual(['Named last'])
    expect(await countSales(shop)).toBe(3)
  },
)
