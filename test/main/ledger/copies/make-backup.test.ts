import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { readBackupWitness, witnessBeside } from '../../../../src/main/ledger/copies/backup-witness.ts'
import { readContent, sameContent } from '../../../../src/main/ledger/copies/content.ts'
import { makeBackup } from '../../../../src/main/ledger/copies/make-backup.ts'
import { carry, layOut } from '../../../../src/main/ledger/copies/take-backup.ts'
import type { BackupMade, BackupOrder } from '../../../../src/main/ledger/port/copies/backups.ts'
import { MIGRATIONS } from '../../../../src/main/ledger/sqlite/migrations/index.ts'
import { bookStampText, sameBook } from '../../../../src/main/ledger/witness/file-stamp.ts'
import { openSale, type TestBook, tempFolder } from '../../../support/books/open-book.ts'
import { richBook } from '../../../support/books/rich-book.ts'

const quiet = {
  progress: () => undefined,
  cancelled: () => false,
  isSelling: () => false,
  signal: new AbortController().signal,
}

const orderOf = (book: TestBook, change: Partial<BackupOrder> = {}): BackupOrder => ({
  book: book.path,
  folder: join(tempFolder(), 'here'),
  name: 'live-2026-11-04T09-30-00-000Z-hand',
  reason: 'hand',
  madeAt: Date.UTC(2026, 10, 4, 9, 30),
  unlessCommit: null,
  ...change,
})

function made(value: BackupMade) {
  if (!value) throw new Error('nothing was made')
  return value
}

/** All rows of a book, in the order of their keys. */
function rowsOf(path: string): unknown {
  const db = new Database(path, { readonly: true })
  try {
    const names = db
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
      )
      .pluck()
      .all() as string[]
    return names.map((name) => [name, db.prepare(`SELECT * FROM "${name}"`).all()])
  } finally {
    db.close()
  }
}

describe('a backup', () => {
  it('holds every row of the book, packed into one file of its own, with a witness beside it', async () => {
    const book = await richBook()
    const order = orderOf(book)
    const { path, witness } = made(await makeBackup(order, quiet))
    expect(readdirSync(order.folder).toSorted()).toEqual([
      'live-2026-11-04T09-30-00-000Z-hand.sqlite.zst',
      'live-2026-11-04T09-30-00-000Z-hand.witness.json',
    ])
    expect(await readBackupWitness(path)).toEqual(witness)
    expect(witness).toMatchObject({
      ...readContent(book.db),
      reason: 'hand',
      shape: MIGRATIONS.length,
      fileBytes: statSync(path).size,
    })
    expect(witness.fileBytes * 3).toBeLessThan(witness.bookBytes)
    expect(witness.sums).toEqual([
      {
        currency: 'EUR',
        asked: expect.stringMatching(/^\d+\.\d+$/),
        received: expect.stringMatching(/^\d+\.\d+$/),
      },
    ])
    const target = join(order.folder, 'again.sqlite')
    expect(sameContent((await layOut({ backup: path, target, witness }, quiet)).content, witness)).toBe(true)
    expect(rowsOf(target)).toEqual(rowsOf(book.path))
    if (process.platform !== 'win32')
      expect([path, witnessBeside(path), target].map((one) => statSync(one).mode & 0o777)).toEqual([
        0o600, 0o600, 0o600,
      ])
  })

  it('leaves the book, its journal and what lies beside it as they were', async () => {
    const book = await richBook()
    const stamp = bookStampText(book.path) ?? ''
    const beside = readdirSync(join(book.path, '..'))
    await makeBackup(orderOf(book), quiet)
    expect(sameBook(stamp, book.path)).toBe(true)
    expect(readdirSync(join(book.path, '..'))).toEqual(beside)
  })

  it('is not made where the book has not changed since the one before', async () => {
    const book = await richBook()
    const { commit } = readContent(book.db)
    const order = orderOf(book, { unlessCommit: commit })
    expect(await makeBackup(order, quiet)).toBeNull()
    expect(readdirSync(order.folder)).toEqual([])
    openSale(book.ledger, { token: 'one more' })
    expect(made(await makeBackup(order, quiet)).witness.commit).toBeGreaterThan(commit)
  })

  it('is the book as of one commit, though sales go on while it is made', async () => {
    const book = await richBook()
    for (let n = 0; n < 3_000; n += 1)
      openSale(book.ledger, { token: `before-${n}`, description: 'x'.repeat(900) })
    const before = readContent(book.db)
    let sold = 0
    const progress = () => void openSale(book.ledger, { token: `meanwhile-${sold++}` })
    const { path, witness } = made(await makeBackup(orderOf(book), { ...quiet, progress }))
    expect(sold).toBeGreaterThan(3)
    expect(sameContent(witness, before)).toBe(true)
    expect(readContent(book.db).invoices).toBe(before.invoices + sold)
    expect((await layOut({ backup: path, target: `${path}.book`, witness }, quiet)).content.invoices).toBe(
      before.invoices,
    )
  })

  it('is refused as a whole where the book is damaged, and nothing of it is left', async () => {
    const book = await richBook()
    for (let n = 0; n < 300; n += 1) openSale(book.ledger, { token: `more-${n}` })
    book.db.pragma('wal_checkpoint(TRUNCATE)')
    const bytes = readFileSync(book.path)
    bytes.fill(0x55, 4096 * 20, 4096 * 21)
    writeFileSync(book.path, bytes)
    const order = orderOf(book)
    await expect(makeBackup(order, quiet)).rejects.toMatchObject({ code: expect.stringMatching(/CORRUPT/) })
    expect(readdirSync(order.folder)).toEqual([])
  })

  it('is given up at its next step, and nothing of it is left', async () => {
    const book = await richBook()
    const order = orderOf(book)
    await expect(makeBackup(order, { ...quiet, cancelled: () => true })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
    expect(readdirSync(order.folder)).toEqual([])
  })
})

describe('a backup that is laid out', () => {
  async function backup() {
    const book = await richBook()
    return made(await makeBackup(orderOf(book), quiet))
  }

  it.each([
    ['cut short', (path: string) => truncateSync(path, statSync(path).size - 10)],
    ['cut to its first bytes', (path: string) => truncateSync(path, 100)],
    [
      'edited in one byte',
      (path: string) => {
        const bytes = readFileSync(path)
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
        writeFileSync(path, bytes)
      },
    ],
  ])('is refused when it was %s, with and without its witness, and leaves nothing', async (_, damage) => {
    const { path, witness } = await backup()
    damage(path)
    for (const known of [witness, null]) {
      const target = `${path}.book`
      await expect(layOut({ backup: path, target, witness: known }, quiet)).rejects.toMatchObject({
        code: expect.stringMatching(/CORRUPT|^ZSTD_|^Z_/),
      })
      expect(readdirSync(join(path, '..')).filter((name) => name.includes('.book'))).toEqual([])
    }
  })

  it('is refused when it is another file, or the backup of another book than its witness says', async () => {
    const { path, witness } = await backup()
    const other = await backup()
    const target = `${path}.book`
    await expect(layOut({ backup: other.path, target, witness }, quiet)).rejects.toMatchObject({
      code: 'CORRUPT',
    })
    writeFileSync(path, 'sales of November')
    await expect(layOut({ backup: path, target, witness: null }, quiet)).rejects.toMatchObject({
      code: 'NOT_A_DATABASE',
    })
  })

  it('is told by its content alone where its witness is gone; a plain book is taken too', async () => {
    const { path, witness } = await backup()
    const plain = `${path}.plain`
    expect(
      sameContent((await layOut({ backup: path, target: plain, witness: null }, quiet)).content, witness),
    ).toBe(true)
    const again = `${path}.again`
    expect(
      sameContent((await layOut({ backup: plain, target: again, witness: null }, quiet)).content, witness),
    ).toBe(true)
  })

  it('is carried to another folder and read back there', async () => {
    const { path, witness } = await backup()
    const folder = tempFolder()
    const there = await carry({ backup: path, folder, witness }, quiet)
    expect(readFileSync(there)).toEqual(readFileSync(path))
    expect(await readBackupWitness(there)).toEqual(witness)
    await expect(carry({ backup: path, folder: join(folder, 'gone'), witness }, quiet)).rejects.toMatchObject(
      {
        code: 'FOLDER_GONE',
      },
    )
  })
})
