import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findTarget } from '../../../../src/main/export/target/target.ts'
import { openSale, seen, tempFolder, testBook, transfer } from '../../../support/books/open-book.ts'
import { startReceiptsExport } from '../../../support/books/receipts-file.ts'

const workerUrl = new URL('../../../../src/main/export/worker.ts', import.meta.url)
const OWN = [
  'settings.json',
  'vault.json',
  'window.json',
  'practice.json',
  'logs/counterfoil.log',
  'books/live.sqlite',
  'books/live.sqlite-wal',
  'books/live.sqlite-shm',
  'books/practice.sqlite',
  'books/backups/live-pre-2.db',
  'books/witness/last',
]

/** The folder of an app with its files, and another folder of the person's. */
function places() {
  const root = tempFolder()
  const [app, documents] = [join(root, 'Counterfoil'), join(root, 'Documents')]
  for (const folder of [documents, 'logs', 'books/backups', 'books/witness'])
    mkdirSync(folder === documents ? folder : join(app, folder), { recursive: true })
  for (const name of OWN) writeFileSync(join(app, name), name)
  const own = { bookPath: join(app, 'books/live.sqlite'), ownFolders: [app, join(app, 'books')] }
  return { app, documents, own, find: (path: string) => findTarget(path, own, process.platform) }
}

const REFUSED = { ok: false, code: 'OWN_FILE' }

describe.skipIf(process.platform === 'win32')('a target that is the app’s own is refused', () => {
  test.each(OWN)('%s itself, and whatever leads to it', (name) => {
    const { app, documents, find } = places()
    const file = join(app, name)
    expect(find(file)).toEqual(REFUSED)
    expect(find(`${documents}/../Counterfoil/./${name}`)).toEqual(REFUSED)

    symlinkSync(file, join(documents, 'absolute.csv'))
    symlinkSync(relative(documents, file), join(documents, 'relative.csv'))
    symlinkSync('relative.csv', join(documents, 'chain.csv'))
    linkSync(file, join(documents, 'hard.csv'))
    symlinkSync(app, join(documents, 'folder'))
    for (const way of ['absolute.csv', 'relative.csv', 'chain.csv', 'hard.csv', `folder/${name}`])
      expect(find(join(documents, way)), way).toEqual(REFUSED)
  })

  test.each([
    'receipts.csv',
    'books/receipts.csv',
    'books/backups/receipts.csv',
    'books/live.sqlite-journal',
  ])('a new file %s within its folders', (name) => {
    const { app, documents, find } = places()
    expect(find(join(app, name))).toEqual(REFUSED)
    // A link that leads to nothing yet leads there all the same.
    symlinkSync(join(app, name), join(documents, 'to-be.csv'))
    expect(find(join(documents, 'to-be.csv'))).toEqual(REFUSED)
  })

  test('a file within it by a link whose ".." goes round a link', () => {
    const { app, documents, find } = places()
    symlinkSync(join(app, 'books'), join(documents, 'books'))
    symlinkSync('books/../settings.json', join(documents, 'round.csv'))
    expect(find(join(documents, 'round.csv'))).toEqual(REFUSED)
  })

  test('books that were moved elsewhere, with a link in their place', () => {
    const { app, documents, find } = places()
    const moved = join(documents, 'moved')
    renameSync(join(app, 'books'), moved)
    symlinkSync(moved, join(app, 'books'))
    for (const name of ['live.sqlite', 'LIVE.sqlite-wal', 'backups/live-pre-2.db', 'receipts.csv'])
      expect(find(join(moved, name)), name).toEqual(REFUSED)
  })

  test('a book outside the folders, with a journal that is not there at the moment', () => {
    const { documents, own } = places()
    const book = join(documents, 'shop.sqlite')
    writeFileSync(book, 'book')
    for (const name of ['shop.sqlite', 'shop.sqlite-wal', 'shop.sqlite-shm', 'SHOP.SQLITE-WAL'])
      expect(findTarget(join(documents, name), { ...own, bookPath: book }, 'linux'), name).toEqual(REFUSED)
  })

  test('but a folder whose name only begins the same is another', () => {
    const { app, documents, find } = places()
    mkdirSync(`${app} exports`)
    for (const path of [join(`${app} exports`, 'a.csv'), join(documents, 'settings.json')])
      expect(find(path)).toEqual({ ok: true, path, mode: null })
  })
})

describe.skipIf(process.platform === 'win32')('a target of the person’s', () => {
  test('is found through links that stay, with the mode of the file behind them', () => {
    const { documents, find } = places()
    const file = join(documents, 'last-month.csv')
    writeFileSync(file, 'last month', { mode: 0o640 })
    chmodSync(file, 0o640)
    symlinkSync('last-month.csv', join(documents, 'link.csv'))
    expect(find(join(documents, 'link.csv'))).toEqual({ ok: true, path: file, mode: 0o640 })
  })

  test('is refused where it may not be written, also for an administrator', () => {
    const { documents, find } = places()
    const file = join(documents, 'kept.csv')
    writeFileSync(file, 'kept')
    chmodSync(file, 0o444)
    expect(find(file)).toEqual({ ok: false, code: 'READ_ONLY' })
  })

  test('is refused where it is a folder, a pipe, a device, or links that go in a circle', () => {
    const { documents, find } = places()
    spawnSync('mkfifo', [join(documents, 'pipe.csv')])
    symlinkSync('/dev/full', join(documents, 'full.csv'))
    symlinkSync('b.csv', join(documents, 'a.csv'))
    symlinkSync('a.csv', join(documents, 'b.csv'))
    for (const path of [
      '/dev/full',
      '/dev/null',
      ...['', 'pipe.csv', 'full.csv', 'a.csv'].map((name) => join(documents, name)),
    ])
      expect(find(path), path).toEqual({ ok: false, code: 'NOT_A_FILE' })
  })
})

/** One receipt, exported to a path; how it ended. */
async function exportTo(targetPath: string, format: 'csv' | 'xlsx' = 'csv') {
  const book = await testBook()
  const { linkId } = openSale(book.ledger)
  book.ledger.recordAnswers([seen(linkId, { receipts: [transfer()] })])
  const order = {
    bookPath: book.path,
    known: book.ledger.book(),
    targetPath,
    zone: 'UTC',
    format,
    sheetName: 'Receipts',
    ownFolders: [],
  }
  return startReceiptsExport({ ...order, workerUrl, onProgress: () => undefined }).finished
}

const DONE = { state: 'done', rowsWritten: 1 }

describe.skipIf(process.platform === 'win32')('an export', () => {
  test('goes through a link: the link stays, the file behind it is replaced whole and keeps its mode', async () => {
    const folder = tempFolder()
    mkdirSync(join(folder, 'behind'))
    const file = join(folder, 'behind', 'real.csv')
    writeFileSync(file, 'last month')
    chmodSync(file, 0o604)
    symlinkSync('behind/real.csv', join(folder, 'a.csv'))
    expect(await exportTo(join(folder, 'a.csv'))).toEqual(DONE)
    expect(readFileSync(file, 'utf8')).toContain('CF-000001')
    expect(statSync(file).mode & 0o777).toBe(0o604)
    expect(
      readdirSync(folder, { withFileTypes: true })
        .find((one) => one.name === 'a.csv')
        ?.isSymbolicLink(),
    ).toBe(true)
    expect(readdirSync(join(folder, 'behind'))).toEqual(['real.csv'])
  })

  test('whose target is the book’s own file leaves the book as it is', async () => {
    const book = await testBook()
    const before = readFileSync(book.path)
    const order = {
      bookPath: book.path,
      known: book.ledger.book(),
      targetPath: book.path,
      zone: 'UTC',
      format: 'csv',
      sheetName: 'R',
    } as const
    const running = startReceiptsExport({ ...order, ownFolders: [], workerUrl, onProgress: () => undefined })
    expect(await running.finished).toEqual({ state: 'failed', code: 'OWN_FILE' })
    expect(readFileSync(book.path)).toEqual(before)
  })

  test.each([
    ['123 Arabic letters', `${'ق'.repeat(123)}.csv`],
    ['255 bytes', `${'a'.repeat(251)}.csv`],
    ['pictures and marks of direction', '🧾🧾 \u202ereceipts\u200f.csv'],
    ['a line end', 'a\nb.csv'],
    ['what only Windows refuses', 'CON:<a>|b?*"\\. .csv'],
  ])('with a name of %s is written under that name', async (_what, name) => {
    const folder = tempFolder()
    expect(await exportTo(join(folder, name))).toEqual(DONE)
    expect(readdirSync(folder)).toEqual([name])
  })

  test.each([
    ['256 bytes', `${'a'.repeat(252)}.csv`],
    ['130 Arabic letters', `${'ق'.repeat(130)}.csv`],
    ['a zero byte', 'a\0.csv'],
  ])('with %s is refused for its name, and leaves nothing', async (_what, name) => {
    const folder = tempFolder()
    expect(await exportTo(`${folder}/${name}`)).toEqual({ state: 'failed', code: 'NAME_REFUSED' })
    expect(readdirSync(folder)).toEqual([])
  })

  test.each([
    ['a folder that is gone', (folder: string) => join(folder, 'gone', 'a.csv'), 'FOLDER_GONE'],
    ['a file for a folder', (folder: string) => join(folder, 'old.csv', 'a.csv'), 'FOLDER_GONE'],
    ['a device without space', () => '/dev/full', 'NOT_A_FILE'],
  ])('to %s says so and leaves what there was', async (_what, target, code) => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'old.csv'), 'old')
    expect(await exportTo(target(folder))).toEqual({ state: 'failed', code })
    expect([readdirSync(folder), readFileSync(join(folder, 'old.csv'), 'utf8')]).toEqual([['old.csv'], 'old'])
  })
})
