import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readBook } from '../../src/main/ledger/book/book.ts'
import { inTransaction } from '../../src/main/ledger/sqlite/context.ts'
import { all } from '../../src/main/ledger/sqlite/sql.ts'
import { updateStatuses } from '../../src/main/ledger/status/derive.ts'
import { openLedger } from '../../src/main/ledger/thread/open-ledger.ts'
import { PROVIDER_IDS } from '../../src/shared/contract/plain/provider-ids.ts'
import { STATUSES } from '../../src/shared/status/status.ts'
import { NODE_FLAGS } from '../../tools/node-flags.mjs'
import { sampleHistory } from '../../tools/sample-book/told/sample.ts'
import { writeSampleBook } from '../../tools/sample-book/write.ts'
import { bookOptions } from '../support/books/book-options.ts'
import { later, tempFolder } from '../support/books/open-book.ts'
import { readerOf } from './sample-book/clients.ts'
import { type Dump, dump, withoutIds } from './sample-book/dump.ts'
import { replay } from './sample-book/replay.ts'

const LIVED = { sales: 450, seed: 'lived' }

describe('a sample book', () => {
  it('holds exactly what the ledger writes when it lives the same history', async () => {
    const [path, livedPath] = [newPath(), newPath()]
    await writeSampleBook({ ...LIVED, path })
    await replay(livedPath, sampleHistory(LIVED))
    const [told, ledgers] = [dump(path), dump(livedPath)]
    const written = onceCommitted(withoutIds(told))
    const lived = onceCommitted(withoutIds(ledgers, markersOf(ledgers, told)))
    expect(Object.keys(written)).toEqual(Object.keys(lived))
    for (const [table, rows] of Object.entries(lived)) {
      expect(written[table]?.length, table).toBe(rows.length)
      for (const [place, row] of rows.entries()) {
        const other = written[table]?.[place]
        if (textOf(other) !== textOf(row)) expect(other, `${table} ${place}`).toEqual(row)
      }
    }
    expect(lived.invoices).toHaveLength(LIVED.sales)
  })

  it('tells answers that the providers’ own clients read as the book has them', async () => {
    const { shop, sales } = sampleHistory({ sales: 450, seed: 'read' })
    const readers = shop.accounts.map(readerOf)
    const kinds = new Set<string>()
    for (const sale of sales()) {
      const reader = readers[sale.account]
      for (const step of sale.steps) {
        if (step.kind === 'seen') {
          const { nextCheckAt: _, expiresAt: __, mismatch: ___, ...told } = step.answer
          expect(await reader?.seen(sale, step), sale.number).toEqual(told)
          kinds.add(`${shop.accounts[sale.account]?.provider} ${told.reading}`)
        } else if (step.kind === 'made' && !step.answer.recovered) {
          const { ref, url, expiresAt, rawStatus, rawAnswer } = step.answer
          expect(await reader?.made(sale, step), sale.number).toMatchObject({
            ref,
            url,
            expiresAt,
            rawStatus,
            rawAnswer,
          })
        }
      }
    }
    expect(kinds.size).toBeGreaterThan(15)
  })

  it('is the same to the byte for the same seed, and another one for another', async () => {
    const books = ['one', 'one', 'other'].map((seed) => ({ seed, sales: 300, path: newPath() }))
    for (const book of books) await writeSampleBook(book)
    const [first, second, other] = books.map(({ path }) => dump(path))
    expect(second).toEqual(first)
    expect(other?.invoices).toHaveLength(300)
    expect(textOf(other?.invoices)).not.toBe(textOf(first?.invoices))
    const [one, same] = books.map(({ path }) => readFileSync(path))
    expect(same?.equals(one ?? Buffer.of())).toBe(true)
  })

  it('opens as any book of the app, is sound, and holds every status, provider and exception', async () => {
    const path = newPath()
    await writeSampleBook({ path, sales: 2_000, seed: 'all there is' })
    expect(readdirSync(dirname(path))).toEqual(['live.sqlite'])
    const { db, ledger } = await openLedger(bookOptions(path), Date.now())
    later(() => {
      db.close()
    })
    expect(readdirSync(dirname(path))).not.toContain('backups')
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(db.pragma('foreign_key_check')).toEqual([])
    db.exec("INSERT INTO invoices_search (invoices_search, rank) VALUES ('integrity-check', 1)")

    const page = (query: object) =>
      ledger.invoices({ search: '', status: [], provider: [], cursor: null, limit: 50, ...query }).rows
    const written = STATUSES.filter((status) => status !== 'draft')
    expect(written.filter((status) => page({ status: [status] }).length === 0)).toEqual([])
    expect(PROVIDER_IDS.filter((provider) => page({ provider: [provider] }).length === 0)).toEqual([])
    const kindsOf = (resolved: boolean) =>
      new Set(ledger.exceptions({ resolved, limit: 1_000 }).map(({ kind }) => kind))
    const told = ['late', 'no_receipt', 'over', 'short', 'twice', 'unknown']
    for (const settled of [true, false]) expect([...kindsOf(settled)]).toEqual(expect.arrayContaining(told))
    for (const search of ['小明', 'أمينة', 'zoe', '7400']) expect(page({ search }), search).not.toEqual([])
    expect(page({ search: '小明' })[0]?.customerName).toBe('小明')
    expect(ledger.items().some(({ active, hasPicture }) => !active || hasPicture)).toBe(true)
    expect(ledger.accounts().filter(({ paused }) => paused)).toHaveLength(1)

    const book = readBook(db)
    if (!book) throw new Error('the book has no row')
    const seqs = all<{ seq: bigint }>({ db }, 'SELECT seq FROM invoices')
    const looked = { at: Date.now(), touched: false, newReceipts: 0, checked: false }
    const look = seqs.map(({ seq }) => ({ ...looked, invoiceSeq: seq }))
    const changed = () => db.prepare('SELECT total_changes()').pluck().get()
    const before = changed()
    expect(
      inTransaction({ db, book }, (writing) => updateStatuses(writing, look)).filter(
        (one) => one.before !== one.after || one.raised.length > 0,
      ),
    ).toEqual([])
    // The one is the commit's own number.
    expect(changed()).toBe((before as bigint) + 1n)
  })

  it('is written by one command, which overwrites nothing and says what is wrong', () => {
    const folder = tempFolder()
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [...NODE_FLAGS, 'tools/sample-book.ts', ...args], { encoding: 'utf8' })
    const out = join(folder, 'new')
    const told = execFileSync(
      process.execPath,
      [...NODE_FLAGS, 'tools/sample-book.ts', '--sales', '25', '--seed', 's', '--out', out],
      {
        encoding: 'utf8',
      },
    )
    expect(told).toMatch(/^\S+live\.sqlite: 25 sales, \d+ receipts in [\d.]+ s, \d+ sales\/s\n$/)
    const again = run('--sales', '25', '--seed', 's', '--out', out)
    expect(again.status).toBe(1)
    expect(again.stderr).toContain('is not empty, and nothing is overwritten')
    const none = run('--seed', 's', '--out', join(folder, 'none'))
    expect(none.stderr).toContain('--sales is missing')
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })
})

function newPath(): string {
  return join(tempFolder(), 'book', 'live.sqlite')
}

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_key, one) => (typeof one === 'bigint' ? `${one}n` : one))

/** The markers of a replayed book, each with the one that stands in the history's answers. */
function markersOf(replayed: Dump, written: Dump): ReadonlyMap<string, string> {
  const markers = (book: Dump) => (book.payment_links ?? []).map(({ marker }) => String(marker))
  const told = markers(written)
  return new Map(markers(replayed).map((marker, place) => [marker, told[place] ?? '']))
}

/** A life has many commits, and a writing of the whole has one: what they are called is left out. */
function onceCommitted(book: Dump): Dump {
  return { ...book, book: (book.book ?? []).map((row) => ({ ...row, last_commit: null })) }
}
