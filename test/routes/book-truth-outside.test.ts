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
import { afterEach, describe, expect, it } from 'vitest'
import { NODE_FLAGS } from '../../tools/node-flags.mjs'
import { eventually, type TestApp } from '../support/app/host.ts'
import { countSales, practiceTill, problem, sell, sold } from '../support/app/practice-till.ts'
import { NO_SMALL_DISK, type SmallDisk, smallDisk } from '../support/app/small-disk.ts'
import { OLDER_SHAPES, writeOlderBook } from '../support/books/older-book.ts'

const till = practiceTill()
let disk: SmallDisk | null = null
afterEach(async () => {
  await till.close()
  disk?.clean()
  disk = null
})

const bookFile = () => join(disk?.path ?? till.path, 'practice.sqlite')
const witnessFile = () => join(disk?.path ?? till.path, 'witness', 'practice.witness')

/** Sells as a person does who tries again until the sale is made. */
async function soldAtLast(app: TestApp): Promise<string> {
  return eventually(async () => {
    const answer = await sell(app)
    return answer.ok ? answer.value.invoice.number : null
  })
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
    const app = await till.open(disk?.path)
    await sold(app, 3)
    act()
    expect(await soldAtLast(app)).toBe('PR-000004')
    expect(await problem(app)).toBeNull()
    expect(await countSales(app)).toBe(4)
  })
})

it('given the book was moved and a link left in its place, sales go into the file it leads to', async () => {
  await sold(await till.open(disk?.path), 2)
  await till.close()
  const moved = join(till.path, 'elsewhere', 'shop.sqlite')
  mkdirSync(join(till.path, 'elsewhere'))
  renameSync(bookFile(), moved)
  symlinkSync('elsewhere/shop.sqlite', bookFile())
  const app = await till.open(disk?.path)
  expect(await sold(app, 2)).toEqual(['PR-000003', 'PR-000004'])
  await till.close()
  const db = new Database(moved, { readonly: true })
  expect(db.prepare('SELECT count(*) FROM invoices').pluck().get()).toBe(4)
  db.close()
})

describe('given another file comes to the path of the open book', () => {
  it('when the app is closed before the next sale, all that was open is kept, and told at the next start', async () => {
    await sold(await till.open(disk?.path), 2)
    await till.close()
    const older = copyOf(bookFile())
    await sold(await till.open(disk?.path), 30)
    await till.close()
    const app = await till.open(disk?.path)
    await sold(app, 2)
    const bytes = readFileSync(older)
    renameSync(older, bookFile())
    await till.close()
    expect(readFileSync(bookFile()).equals(bytes)).toBe(true)
    const again = await till.open(disk?.path)
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
    disk = smallDisk(join(till.path, 'disk'), '4m')
    if (disk === null) return skip(NO_SMALL_DISK)
    await sold(await till.open(disk?.path), 2)
    await till.close()
    const older = copyOf(bookFile())
    const app = await till.open(disk?.path)
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
    await sold(await till.open(disk?.path), 2)
    await till.close()
    const [olderBook, olderWitness] = [copyOf(bookFile()), copyOf(witnessFile())]
    const given = await sold(await till.open(disk?.path), 52)
    await till.close()
    copyFileSync(olderWitness, witnessFile())
    expect(await problem(await till.open(disk?.path))).toBeNull()
    await till.close()
    copyFileSync(olderBook, bookFile())
    const app = await till.open(disk?.path)
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
    await sold(await till.open(disk?.path), 2)
    await till.close()
    const older = copyOf(bookFile())
    copyOf(witnessFile())
    const app = await till.open(disk?.path)
    await sold(app, 1)
    act()
    await sold(app, 2)
    await till.close()
    copyFileSync(older, bookFile())
    expect(await problem(await till.open(disk?.path))).toMatchObject({
      code: 'BOOK_BEHIND',
      missing: { sales: 3 },
    })
  })
})

it.each(OLDER_SHAPES.map((shape) => [shape]))(
  'given a book of shape %i whose program was killed, it is checked, changed and opened with what its journal holds',
  async (shape) => {
    const path = join(till.path, 'live.sqlite')
    await writeOlderBook(path, shape, 3)
    const script = `const db = new (require('better-sqlite3'))(process.argv[1]); db.pragma('journal_mode = WAL');
      db.exec("UPDATE provider_accounts SET label = 'Named last'"); process.kill(process.pid, 'SIGKILL')`
    try {
      execFileSync(process.execPath, [...NODE_FLAGS, '-e', script, path], { stdio: 'ignore' })
    } catch {
      // It was killed, as it was to be.
    }
    const shop = await till.open(till.path, 'live')
    expect(await problem(shop)).toBeNull()
    expect((await shop.call('accounts.list', {})).map((one) => one.label)).toEqual(['Named last'])
    expect(await countSales(shop)).toBe(3)
  },
)
