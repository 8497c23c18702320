import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { eventually, type TestApp } from '../support/app/host.ts'
import { practiceTill, problem, sell, sold } from '../support/app/practice-till.ts'

const till = practiceTill()
const ALL = { search: '', status: [], provider: [], cursor: null, limit: 50 }

const bookFile = () => join(till.path, 'practice.sqlite')

/** A copy of the closed book as it is now. */
function copyBook(): string {
  const copy = join(till.path, 'older-copy')
  copyFileSync(bookFile(), copy)
  return copy
}

/** Waits until the book may be written again; what is asked while it is opened anew may be refused. */
async function untilWritable(app: TestApp): Promise<void> {
  await eventually(async () => {
    const answer = await app.envelope('app.overview', {})
    return answer.ok && answer.value.bookProblem === null ? true : null
  }, 20_000)
}

/** What was moved out of the book's way. */
function asideFolders(): string[] {
  const kept = join(till.path, 'kept')
  return existsSync(kept) ? readdirSync(kept).filter((name) => name.startsWith('aside-')) : []
}

describe('given the book is open and its file is changed from outside', () => {
  it('when an older copy is renamed over it, no sale goes in, and the copy that was kept holds all of them', async () => {
    const first = await till.open()
    await sold(first, 2)
    await till.close()
    const older = copyBook()

    const app = await till.open()
    expect(await sold(app, 2)).toEqual(['PR-000003', 'PR-000004'])
    renameSync(older, bookFile())
    expect(await sell(app)).toMatchObject({ ok: false, error: { code: 'BOOK_REPLACED' } })
    await expect
      .poll(() => problem(app))
      .toMatchObject({
        code: 'BOOK_BEHIND',
        readable: true,
        missing: { sales: 2, nextNumber: 'PR-000051' },
        keptCopy: expect.stringMatching(/^practice-.*\.sqlite$/),
      })
    expect(await sell(app)).toMatchObject({ ok: false, error: { code: 'BOOK_BEHIND' } })

    await app.call('book.useKept', {})
    expect(await problem(app)).toBeNull()
    expect(await sold(app, 1)).toEqual(['PR-000005'])
  })

  // keepassxreboot/keepassxc#4255: a sync client gave the file another time, and the app took that for a change.
  it('when only its time is another, it is checked and sold into again, with every sale and its journal', async () => {
    const first = await till.open()
    await sold(first, 3)
    await till.close()
    const app = await till.open()
    await sold(app, 2)
    let given = 5
    // What is sold within the moment of a commit takes the new time for its own.
    await eventually(async () => {
      utimesSync(bookFile(), new Date(), new Date(statSync(bookFile()).mtimeMs + 5_000))
      const answer = await sell(app)
      if (answer.ok) given += 1
      return answer.ok ? null : answer
    })
    await untilWritable(app)
    const { rows } = await app.call('invoices.list', ALL)
    expect(rows).toHaveLength(given)
    expect(await sold(app, 1)).toEqual([`PR-${String(given + 1).padStart(6, '0')}`])
    expect(asideFolders()).toEqual([])
  })

  // sqlitebrowser/sqlitebrowser#891: what was written while another program held the same file open was gone afterwards.
  it('when another program has brought the journal into it, no sale is lost and it is sold into again', async () => {
    const app = await till.open()
    await sold(app, 3)
    const reader = new Database(bookFile(), { readonly: true })
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM invoices').get()
    await sold(app, 2)
    const other = new Database(bookFile())
    other.pragma('wal_checkpoint(PASSIVE)')
    other.close()
    reader.close()
    await sell(app)
    await untilWritable(app)
    const { rows } = await app.call('invoices.list', ALL)
    expect(rows.map((row) => row.number)).toEqual(
      expect.arrayContaining(['PR-000001', 'PR-000002', 'PR-000003', 'PR-000004', 'PR-000005']),
    )
    expect((await sell(app)).ok).toBe(true)
    expect(asideFolders()).toEqual([])
  })

  it.each([
    ['deleted', () => rmSync(bookFile()), 'DATA_MISSING'],
    ['emptied', () => truncateSync(bookFile(), 0), 'DATA_MISSING'],
    ['cut', () => truncateSync(bookFile(), 8192), 'CORRUPT'],
    ['overwritten', () => writeFileSync(bookFile(), 'another thing '.repeat(9_000)), 'NOT_A_DATABASE'],
    ['without its journal', () => rmSync(`${bookFile()}-wal`), 'BOOK_BEHIND'],
  ])('when it is %s, nothing is sold into it', async (_, happen, code) => {
    const first = await till.open()
    await sold(first, 3)
    await till.close()
    const app = await till.open()
    await sold(app, 2)
    happen()
    expect(await sell(app)).toMatchObject({ ok: false, error: { code: 'BOOK_REPLACED' } })
    await expect.poll(async () => (await problem(app))?.code).toBe(code)
    expect((await sell(app)).ok).toBe(false)
  })
})

describe('given the app is closed and its book is changed', () => {
  it('when an older clean copy is put back, it says what is missing, and a number is never given twice', async () => {
    const first = await till.open()
    await sold(first, 2)
    await till.close()
    const older = copyBook()
    await sold(await till.open(), 4)
    await till.close()
    copyFileSync(older, bookFile())

    const app = await till.open()
    expect(await problem(app)).toMatchObject({
      code: 'BOOK_BEHIND',
      readable: true,
      missing: { sales: 4, receipts: 0, nextNumber: 'PR-000051' },
      keptCopy: null,
    })
    expect(
      (await app.call('invoices.list', { search: '', status: [], provider: [], cursor: null, limit: 50 }))
        .rows,
    ).toHaveLength(2)
    expect(await sell(app)).toMatchObject({ ok: false, error: { code: 'BOOK_BEHIND' } })
    await app.call('book.goOn', {})
    expect(await problem(app)).toBeNull()
    expect(await sold(app, 2)).toEqual(['PR-000051', 'PR-000052'])
    await till.close()
    expect(await problem(await till.open())).toBeNull()
  })

  it('when it is put back beside a journal that is not its own, neither is touched', async () => {
    const first = await till.open()
    await sold(first, 2)
    await till.close()
    const older = copyBook()
    const app = await till.open()
    await sold(app, 3)
    const journal = readFileSync(`${bookFile()}-wal`)
    const early = readFileSync(older)
    await till.close()
    // A wholly other journal: of later pages than the book that lies there.
    writeFileSync(bookFile(), early)
    writeFileSync(`${bookFile()}-wal`, journal)
    const again = await till.open()
    expect(await problem(again)).toMatchObject({ readable: expect.any(Boolean) })
    expect((await sell(again)).ok).toBe(false)
    await till.close()
    expect(readFileSync(bookFile()).equals(early)).toBe(true)
    expect(readFileSync(`${bookFile()}-wal`).equals(journal)).toBe(true)
  })

  it('when its file is gone, a new book goes on above every number that was given', async () => {
    await sold(await till.open(), 3)
    await till.close()
    rmSync(bookFile())
    const app = await till.open()
    expect(await problem(app)).toMatchObject({ code: 'DATA_MISSING', missing: { sales: 3 }, readable: false })
    await app.call('book.beginNew', {})
    expect(await problem(app)).toBeNull()
    expect(await sold(app, 1)).toEqual(['PR-000051'])
  })

  it('when another program has written into it, it is checked before it is sold into', async () => {
    await sold(await till.open(), 3)
    await till.close()
    const db = new Database(bookFile())
    db.pragma('user_version')
    db.exec('CREATE TABLE foreign_thing (a)')
    db.exec('DROP TABLE foreign_thing')
    db.close()
    const app = await till.open()
    expect(await problem(app)).toBeNull()
    expect(await sold(app, 1)).toEqual(['PR-000004'])
  })

  it.each([[0], [1], [2], [3]])(
    'when a page of it is overwritten (page %i from the middle), it is not sold into',
    async (offset) => {
      await sold(await till.open(), 40)
      await till.close()
      const bytes = readFileSync(bookFile())
      const page = Math.floor(bytes.length / 4096 / 2) + offset
      bytes.fill(0xa5, page * 4096, (page + 1) * 4096)
      writeFileSync(bookFile(), bytes)
      const app = await till.open()
      const found = await problem(app)
      expect(found?.code).toBe('CORRUPT')
      expect(await sell(app)).toMatchObject({ ok: false, error: { code: 'CORRUPT' } })
      await till.close()
      expect(readFileSync(bookFile()).equals(bytes)).toBe(true)
    },
  )
})

// ChuckPa/DBRepair#269: a damaged index of words passed every check, and then no row of its table could be written.
it('when only its index of words is damaged, that is found before it is sold into, and every sale can be read', async () => {
  await sold(await till.open(), 3)
  await till.close()
  const db = new Database(bookFile())
  db.unsafeMode(true)
  db.exec('UPDATE invoices_search_data SET block = zeroblob(length(block)) WHERE id > 10')
  db.close()
  const app = await till.open()
  expect(await problem(app)).toMatchObject({ code: 'CORRUPT', readable: true })
  expect((await app.call('invoices.list', ALL)).rows).toHaveLength(3)
  expect((await sell(app)).ok).toBe(false)
})

// NousResearch/hermes-agent#86027: a text with a null character made a sound index of words look damaged.
it('texts with null characters, halves of characters and marks leave it sound', async () => {
  const first = await till.open()
  for (const text of ['lamp\0shade', '\0', 'half \uD800 of one', '\uFEFFmark', 'a\u200Db', '\u{10FFFF}']) {
    expect((await sell(first, text)).ok, JSON.stringify(text)).toBe(true)
  }
  await till.close()
  utimesSync(bookFile(), new Date(), new Date(Date.now() + 5_000))
  const app = await till.open()
  expect(await problem(app)).toBeNull()
  expect((await sell(app)).ok).toBe(true)
})

// abrignoni/ALEAPP#711: a folder's name was read as an address, and another file was opened than the one meant.
it('in a folder whose name means something in an address, it lies there and nowhere else', async () => {
  const name = process.platform === 'win32' ? "Zoë's 100%41 #1&x=;é" : "Zoë's 100%41 #1?mode=ro&x=;é"
  const path = join(till.path, name)
  mkdirSync(path)
  await sold(await till.open(path), 2)
  await till.close()
  const app = await till.open(path)
  expect(await problem(app)).toBeNull()
  expect(await sold(app, 1)).toEqual(['PR-000003'])
  expect(readdirSync(till.path)).toEqual([name])
})

it('a refused file is left as it was, with its journal and its rights', async () => {
  const foreign = new Database(bookFile())
  foreign.pragma('journal_mode = WAL')
  foreign.exec('CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)')
  const beside = readdirSync(till.path).filter((name) => name.startsWith('practice.sqlite'))
  const copies = new Map(beside.map((name) => [name, readFileSync(join(till.path, name))]))
  foreign.close()
  for (const [name, bytes] of copies) writeFileSync(join(till.path, name), bytes, { mode: 0o644 })
  const app = await till.open()
  expect(await problem(app)).toMatchObject({ code: 'NOT_A_DATABASE', readable: false })
  await till.close()
  for (const [name, bytes] of copies) {
    if (name.endsWith('-shm')) continue
    expect(readFileSync(join(till.path, name)).equals(bytes), name).toBe(true)
    expect(statSync(join(till.path, name)).mode & 0o777, name).toBe(0o644)
  }
  expect(existsSync(join(till.path, 'backups'))).toBe(false)
})
