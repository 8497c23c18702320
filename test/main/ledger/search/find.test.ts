import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Among, findInBlock } from '../../../../src/main/ledger/search/find.ts'
import { type Facts, fits } from '../../../../src/main/ledger/search/fits.ts'
import { BLOCK } from '../../../../src/main/ledger/search/grams.ts'
import { readFacts } from '../../../../src/main/ledger/search/scan-search.ts'
import { createSearchIndex, type SearchIndex } from '../../../../src/main/ledger/search/search-index.ts'
import { readSurroundings } from '../../../../src/main/ledger/search/surroundings.ts'
import { readWanted } from '../../../../src/main/ledger/search/wanted.ts'
import { readWritten, searchedText } from '../../../../src/main/ledger/search/written.ts'
import { openReadOnly } from '../../../../src/main/ledger/sqlite/read-only.ts'
import { writeSampleBook } from '../../../../tools/sample-book/write.ts'

/** A block on the disk, and one of sales that are held in memory. */
const SALES = BLOCK + 2_500

let folder: string
let reading: { readonly db: Database }
let index: SearchIndex
let facts: ReadonlyMap<number, Facts>
/** The searched text of each sale, as the book tells it. */
const texts = new Map<number, string>()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-find-'))
  const path = join(folder, 'live.sqlite')
  await writeSampleBook({ path, sales: SALES, seed: 'find' })
  reading = { db: openReadOnly(path) }
  index = createSearchIndex(reading, { path: join(folder, 'one.search'), book: 'book', held: 1_000 })
  while (index.fill());
  facts = readFacts(reading)
  const seqs = [...facts.keys()].sort((a, b) => a - b)
  for (let at = 0; at < seqs.length; at += 1_000)
    for (const one of readWritten(reading, seqs.slice(at, at + 1_000))) texts.set(one.seq, searchedText(one))
}, 120_000)

afterAll(() => {
  index?.close()
  reading?.db.close()
  if (folder) rmSync(folder, { recursive: true })
})

/** What a search finds where each sale is looked at. */
function byReading(search: string): number[] {
  const wanted = readWanted(search, readSurroundings(reading))
  const isFound = ([seq, text]: readonly [number, string]) =>
    fits(wanted, text, () => facts.get(seq) as Facts)
  return [...texts].filter(isFound).map(([seq]) => seq)
}

/** What the index finds in a block, among the sales that `isAmong` names, by their keys. */
function found(search: string, block: number, most?: number, isAmong = (_: number) => true): number[] {
  const wanted = readWanted(search, readSurroundings(reading))
  const marked = (isMarked: (seq: number) => boolean) =>
    Uint8Array.from({ length: BLOCK }, (_, place) => (isMarked(block * BLOCK + place) ? 1 : 0))
  const among: Among = {
    has: (place) => facts.has(block * BLOCK + place) && isAmong(block * BLOCK + place),
    fitting: (way) => marked((seq) => facts.has(seq) && fits([[way]], '', () => facts.get(seq) as Facts)),
    factsOf: (seq) => facts.get(seq) as Facts,
  }
  return findInBlock(index, block, wanted, among, most).map((place) => block * BLOCK + place)
}

/** Words, days, amounts and parts of what is written of sales from the first to the last. */
function searches(): string[] {
  const own = [1, 900, 17_000, BLOCK - 2, BLOCK + 3, SALES - 5].flatMap((seq, n) => {
    const [written] = readWritten(reading, [seq])
    const [first = '', ...others] = (written?.texts ?? []).map(({ text }) => text)
    const other = others[n % Math.max(1, others.length)] ?? ''
    return [first.slice(-4), other.slice(2, 2 + 2 * n), `${first.slice(-3)} ${other.slice(0, 3)}`]
  })
  return [
    ...own.filter((one) => one.trim() !== ''),
    ...[
      'paid',
      'late dzd',
      'e',
      'er',
      'pay.o',
      '/pay/oc',
      'ocdz.link',
      '49.90',
      '500 dzd',
      'nobody wrote this',
    ],
    // More parts than are looked for in the index.
    'a e i o r s t n l p d c m 0 1',
  ]
}

test('what is found in blocks on the disk and in memory is what reading each sale finds', () => {
  expect([index.isWritten(0), index.isWritten(1)]).toEqual([true, false])
  let all = 0
  for (const search of searches()) {
    const scanned = byReading(search).reverse()
    expect([...found(search, 1), ...found(search, 0)], search).toEqual(scanned)
    const isThird = (seq: number) => seq % 3 === 0
    expect([...found(search, 1, BLOCK, isThird), ...found(search, 0, BLOCK, isThird)], search).toEqual(
      scanned.filter(isThird),
    )
    all += scanned.length
  }
  expect(all).toBeGreaterThan(50_000)
})

test('where some are enough they are the newest', () => {
  for (const search of searches()) {
    for (const block of [0, 1]) {
      const all = found(search, block)
      for (const most of [1, 7, 100]) expect(found(search, block, most), search).toEqual(all.slice(0, most))
    }
  }
})
