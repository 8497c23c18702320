import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { salvageBook } from '../../../../src/main/ledger/salvage/salvage.ts'
import { MIGRATIONS } from '../../../../src/main/ledger/sqlite/migrations/index.ts'
import { openLedger } from '../../../../src/main/ledger/thread/open-ledger.ts'
import { startSalvage } from '../../../../src/main/ledger/thread/salvage-client.ts'
import { NODE_FLAGS } from '../../../../tools/node-flags.mjs'
import { temporaryFolder } from '../../../support/app/folder.ts'
import { bookOptions } from '../../../support/books/book-options.ts'
import { compareBooks } from '../../../support/books/compare-books.ts'
import { START } from '../../../support/books/facts.ts'
import { factsIn, OLDER_SHAPES, writeOlderBook } from '../../../support/books/older-book.ts'
import { openSale } from '../../../support/books/open-book.ts'
import { writePopulatedBook } from '../../../support/books/populated-book.ts'
import { salvaged, salvageOrder } from '../../../support/books/salvaging.ts'

const SALES = 120
const quiet = { progress: () => undefined, cancelled: () => false }
const ONCE = fileURLToPath(new URL('../../../support/kills/salvage-once.ts', import.meta.url))

const folder = temporaryFolder()
const sound = join(folder.path, 'sound.sqlite')
const from = join(folder.path, 'damaged', 'live.sqlite')
const to = join(folder.path, 'new', 'live.sqlite')

beforeAll(() => writePopulatedBook(sound, SALES))
afterAll(() => folder.clean())
beforeEach(() => {
  for (const path of [from, to]) {
    rmSync(join(path, '..'), { recursive: true, force: true })
    mkdirSync(join(path, '..'))
  }
  copyFileSync(sound, from)
})

/** Everything of the damaged book's folder that a salvage must leave as it is. */
function stateOf(path: string) {
  return ['.', ...readdirSync(path)].map((name) => {
    const { mode, mtimeNs, ctimeNs, size } = statSync(join(path, name), { bigint: true })
    return {
      name,
      mode,
      mtimeNs,
      ctimeNs,
      size,
      bytes: name === '.' ? '' : readFileSync(join(path, name), 'base64'),
    }
  })
}

const inNew = () => readdirSync(join(to, '..'))

describe('what a salvage leaves alone', () => {
  it('is the damaged book, its journal, its rights and times, and its folder', () => {
    writeFileSync(`${from}-wal`, 'no journal at all', { mode: 0o640 })
    const before = stateOf(join(from, '..'))
    salvaged(from, to)
    expect(stateOf(join(from, '..'))).toEqual(before)
  })

  it('is whatever lies at the target', () => {
    writeFileSync(to, 'kept')
    expect(salvageBook(salvageOrder(from, to), quiet)).toMatchObject({
      state: 'failed',
      code: 'TARGET_EXISTS',
    })
    expect([readFileSync(to, 'utf8'), inNew()]).toEqual(['kept', ['live.sqlite']])
  })
})

describe('the new book', () => {
  it('is for the person alone, one file, of the newest shape', () => {
    salvaged(from, to)
    expect(inNew()).toEqual(['live.sqlite'])
    if (process.platform !== 'win32') expect(statSync(to).mode & 0o777).toBe(0o600)
    const db = new Database(to, { readonly: true })
    expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length)
    db.close()
  })

  it('is not there when it was given up, at whatever step', () => {
    let steps = 0
    salvageBook(salvageOrder(from, to), { ...quiet, cancelled: () => ++steps < 0 })
    rmSync(to)
    for (const last of [1, Math.floor(steps / 2), steps]) {
      let step = 0
      const outcome = salvageBook(salvageOrder(from, to), { ...quiet, cancelled: () => ++step >= last })
      expect([outcome, inNew()]).toEqual([{ state: 'cancelled' }, []])
    }
  })

  it('tells how far it came, to its end', () => {
    const told: number[] = []
    salvageBook(salvageOrder(from, to), { ...quiet, progress: (done) => told.push(done) })
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(told.at(-1)).toBe(1)
  })

  it('is not there after a kill just before it gets its name, and the next salvage is whole', () => {
    const died = spawnSync(process.execPath, [...NODE_FLAGS, '--no-warnings', ONCE, from, to, 'dying'], {
      encoding: 'utf8',
    })
    if (process.platform !== 'win32') expect(died.signal).toBe('SIGKILL')
    expect(inNew()).toEqual(['live.sqlite.part'])
    salvaged(from, to)
    expect([inNew(), compareBooks(sound, to)]).toEqual([['live.sqlite'], { lost: {}, altered: [] }])
  })

  it('is not there after a kill in the middle', async () => {
    const child = spawn(process.execPath, [...NODE_FLAGS, '--no-warnings', ONCE, from, to])
    await once(child.stderr, 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(inNew().filter((name) => !name.startsWith('live.sqlite.part'))).toEqual([])
    salvaged(from, to)
    expect(inNew()).toEqual(['live.sqlite'])
  })

  it.skipIf(process.platform === 'win32')('is not there where it may not grow as large as it has to', () => {
    const limited = spawnSync(
      'bash',
      [
        '-c',
        'ulimit -f 512; exec "$@"',
        'bash',
        process.execPath,
        ...NODE_FLAGS,
        '--no-warnings',
        ONCE,
        from,
        to,
      ],
      { encoding: 'utf8' },
    )
    expect(JSON.parse(limited.stdout)).toMatchObject({ state: 'failed', code: 'DISK_IO' })
    expect(inNew()).toEqual([])
  })

  it('is made in a thread of its own, which can be given up', async () => {
    const workerUrl = new URL('../../../../src/main/ledger/thread/salvage-worker.ts', import.meta.url)
    const start = () =>
      startSalvage({
        ...{ workerUrl, order: salvageOrder(from, to), onProgress: () => undefined },
        ...{ bookId: null, witnessPath: `${from}.witness` },
      })
    const given = start()
    given.cancel()
    expect([await given.finished, inNew()]).toEqual([{ state: 'cancelled' }, []])
    expect(await start().finished).toMatchObject({ state: 'saved', missingNumbers: [] })
  })
})

describe('a journal beside the damaged book', () => {
  /** Copies the book as a kill would have left it, with what was committed last in its journal alone. */
  async function withJournal(): Promise<void> {
    const path = join(folder.path, 'open', 'live.sqlite')
    mkdirSync(join(path, '..'), { recursive: true })
    copyFileSync(sound, path)
    const { db, ledger } = await openLedger(bookOptions(path), START)
    for (let n = 0; n < 5; n += 1) openSale(ledger, { description: `after ${n}` })
    for (const beside of ['', '-wal']) copyFileSync(`${path}${beside}`, `${from}${beside}`)
    db.close()
    rmSync(join(path, '..'), { recursive: true })
  }

  it('is read up to its last whole commit, as SQLite reads it', async () => {
    await withJournal()
    const whole = readFileSync(`${from}-wal`)
    const frame = 4_096 + 24
    const flipped = Buffer.from(whole)
    flipped[whole.length - 10 * frame] = (flipped[whole.length - 10 * frame] ?? 0) ^ 1
    const journals = [
      whole,
      flipped,
      ...[1, frame, 20 * frame, 60 * frame, whole.length - 40].map((less) => whole.subarray(0, -less)),
    ]
    const seen = journals.map((journal) => {
      writeFileSync(`${from}-wal`, journal)
      rmSync(to, { force: true })
      salvaged(from, to)
      return compareBooks(readBySqlite(journal), to)
    })
    expect(seen).toEqual(journals.map(() => ({ lost: {}, altered: [] })))
    expect(eventsIn(to)).toBeLessThan(eventsIn(readBySqlite(whole)))
  })

  /** A copy of the damaged book with this journal, which SQLite may fold. */
  function readBySqlite(journal: Buffer): string {
    const copy = join(folder.path, 'by-sqlite.sqlite')
    for (const beside of ['', '-wal', '-shm']) rmSync(`${copy}${beside}`, { force: true })
    copyFileSync(from, copy)
    writeFileSync(`${copy}-wal`, journal)
    return copy
  }

  function eventsIn(path: string): number {
    const db = new Database(path, { readonly: true })
    const count = db.prepare("SELECT count(*) FROM events WHERE kind <> 'book_salvaged'").pluck().get()
    db.close()
    return Number(count)
  }
})

describe('a book of an earlier shape', () => {
  it.each(OLDER_SHAPES)(
    '%i comes as it was, in the newest shape, also without its first page',
    async (shape) => {
      const old = join(folder.path, `old-${shape}`, 'live.sqlite')
      await writeOlderBook(old, shape, 200)
      for (const page of [null, 0]) {
        copyFileSync(old, from)
        const bytes = readFileSync(from)
        if (page !== null) writeFileSync(from, bytes.fill(0xa5, page, 4_096))
        salvaged(from, to)
        expect(factsIn(to)).toBe(factsIn(old))
        const db = new Database(to, { readonly: true })
        expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length)
        db.close()
        rmSync(to)
      }
    },
  )

  it('is refused where it is from a newer program', () => {
    const db = new Database(from)
    db.exec("INSERT INTO migrations VALUES (99, 'from-the-future', 'x', 0)")
    db.close()
    expect(salvageBook(salvageOrder(from, to), quiet)).toMatchObject({ state: 'failed', code: 'FROM_FUTURE' })
    expect(inNew()).toEqual([])
  })
})
