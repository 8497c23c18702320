import { cpSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type Chance, createChance } from '../../../support/app/chance.ts'
import { temporaryFolder } from '../../../support/app/folder.ts'
import { noCounts, type ReliabilityCase, type Run, runsAnywhere } from '../../../support/rounds/case.ts'
import { openAndSell } from '../../../support/rounds/noticing.ts'
import {
  flipBit,
  flipIn,
  flipInText,
  mapPages,
  PAGE_SIZE,
  type PageKind,
  readPage,
  writePage,
} from '../../../support/rounds/pages.ts'
import { writeSample } from '../../../support/rounds/sample.ts'
import { openStall, type Stall } from '../../../support/rounds/stall.ts'

const SALES = 2_000

/** One kind of damage to a page; null where this page cannot be damaged so. */
type Damage = (bytes: Buffer, page: number, chance: Chance, another: Buffer) => Buffer | null

const DAMAGES = {
  zeros: () => Buffer.alloc(PAGE_SIZE),
  random: (_bytes, _page, chance) => Buffer.from(chance.bytes(PAGE_SIZE)),
  copy: (_bytes, _page, _chance, another) => another,
  bit: (bytes, page, chance) => flipBit(bytes, page, chance),
  text: (bytes, _page, chance) => flipInText(bytes, chance),
  // Behind the pointer to the next page of the chain.
  rest: (bytes) => Buffer.concat([bytes.subarray(0, 4), Buffer.alloc(PAGE_SIZE - 4)]),
  inside: (bytes, page, chance) => flipBit(bytes, page, chance, true),
  head: (bytes, _page, chance) => flipIn(bytes, 0, 100, chance),
} as const satisfies Readonly<Record<string, Damage>>

interface Trial {
  readonly name: string
  readonly kind: PageKind
  readonly damages: readonly (keyof typeof DAMAGES)[]
  readonly rounds: number
  readonly few: number
  /** False for damage that SQLite's own check cannot see, or cannot always. */
  readonly judged: boolean
}

const judged = (kind: PageKind, damages: Trial['damages'], rounds: number, few = 0): Trial => ({
  ...{ name: `damaged page: ${kind}`, kind, damages, rounds, few, judged: true },
})
const measured = (name: string, kind: PageKind, damages: Trial['damages'], rounds: number): Trial => ({
  ...{ name: `unseen by SQLite: ${name}`, kind, damages, rounds, few: 0, judged: false },
})

const TRIALS: readonly Trial[] = [
  judged('table leaf', ['zeros', 'random', 'copy'], 24, 1),
  judged('table interior', ['zeros', 'random', 'copy', 'bit'], 20),
  judged('index leaf', ['zeros', 'random', 'copy', 'bit'], 24, 1),
  judged('index interior', ['zeros', 'random', 'copy', 'bit'], 20),
  judged('overflow', ['random'], 8),
  judged('search index', ['zeros', 'random', 'copy'], 12),
  judged('first page', ['zeros', 'random', 'copy'], 6),
  judged('free list', ['zeros', 'random'], 4),
  measured('a bit in a text of a table leaf', 'table leaf', ['text'], 20),
  measured('the text of an overflow page', 'overflow', ['rest', 'copy', 'inside'], 12),
  measured('a bit of the search index', 'search index', ['bit'], 20),
  measured('a bit of the head of the file', 'first page', ['head'], 20),
  measured('a page that is free', 'free page', ['random'], 4),
]

/** Every kind of page of a book of thousands of sales, overwritten while the app is closed: told before a sale goes in. */
export const damagedPages: readonly ReliabilityCase[] = TRIALS.map((trial) => ({
  name: trial.name,
  rounds: trial.rounds,
  few: trial.few,
  judged: trial.judged,
  missing: runsAnywhere,
  run: (run) => damageRounds(trial, run),
}))

async function damageRounds({ kind, damages, judged: mustBeSeen }: Trial, { rounds, seed, tell }: Run) {
  const counts = noCounts()
  const chance = createChance(seed)
  const model = await openStall({ before: (folder) => writeSample(folder, SALES) })
  await noteAtLength(model)
  makeFreePages(model.book)
  for (let round = 0; round < rounds; round += 1) {
    const stall = await restored(model)
    const name = damages[round % damages.length] ?? 'zeros'
    const page = await damage(stall.book, mapPages(stall.book).get(kind) ?? [], DAMAGES[name], chance)
    const { problem, sold, noticed } = await openAndSell(stall)
    if (noticed) counts.noticed += 1
    else if (mustBeSeen)
      tell(`round ${round}, ${name} over page ${page}: ${problem}, ${JSON.stringify(sold)}`)
    await stall.close()
  }
  await model.close()
  return { rounds, acknowledged: null, lost: null, doubled: null, partial: null, noticed: counts.noticed }
}

/** Notes that take pages of their own. */
async function noteAtLength(model: Stall): Promise<void> {
  const shop = await model.open()
  const { invoice } = await shop.call('invoices.create', model.sale())
  for (let n = 0; n < 12; n += 1)
    await shop.call('invoices.note', { id: invoice.id, text: '请'.repeat(1_900) })
  await shop.app.close()
}

/** Frees some pages, which the app itself, that removes nothing, leaves to its search index. */
function makeFreePages(path: string): void {
  const db = new Database(path)
  db.exec('CREATE TABLE passing (text TEXT)')
  db.prepare('INSERT INTO passing VALUES (?)').run('x'.repeat(200_000))
  db.exec('DROP TABLE passing')
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}

/** A copy of the model that the app has opened and closed once, so that it knows the file by its place on this disk. */
async function restored(model: Stall): Promise<Stall> {
  const folder = temporaryFolder()
  cpSync(model.folder, folder.path, { recursive: true, preserveTimestamps: true })
  const stall: Stall = {
    ...model,
    folder: folder.path,
    book: join(folder.path, 'live.sqlite'),
    open: (change) => model.open({ folder: folder.path, ...change }),
    close: async () => folder.clean(),
  }
  const sound = await openAndSell(stall)
  if (!sound.sold.ok) throw new Error(`a sound book does not sell: ${sound.problem}, ${sound.sold.code}`)
  return stall
}

/** Damages one of these pages, chosen by chance; gives which. */
async function damage(path: string, pages: readonly number[], how: Damage, chance: Chance): Promise<number> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const page = pages[Math.floor(chance.unit() * pages.length)]
    if (page === undefined) break
    const other = pages[Math.floor(chance.unit() * pages.length)] ?? page
    const bytes = readPage(path, page)
    // There is but one first page: the one behind it stands in for another.
    const damaged = how(bytes, page, chance, readPage(path, other === page ? page + 1 : other))
    if (damaged && !damaged.equals(bytes)) {
      writePage(path, page, damaged)
      return page
    }
  }
  throw new Error('the book has no such page to damage')
}
