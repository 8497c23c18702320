import { copyFileSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createChance } from '../../../support/app/chance.ts'
import { temporaryFolder } from '../../../support/app/folder.ts'
import { compareBooks } from '../../../support/books/compare-books.ts'
import { type Rows, rowsOn, withDependants } from '../../../support/books/expected-loss.ts'
import { writePopulatedBook } from '../../../support/books/populated-book.ts'
import { type Saved, salvaged } from '../../../support/books/salvaging.ts'
import { noCounts, type ReliabilityCase, type Run, runsAnywhere } from '../../../support/rounds/case.ts'
import { PAGE_SIZE, writePage } from '../../../support/rounds/pages.ts'

const SALES = 150

/** Any page of a book is damaged, and what can be read of it is salvaged: nothing else is lost, and every row is counted. */
export const salvagedPages: ReliabilityCase = {
  name: 'salvaged after a damaged page',
  rounds: 500,
  few: 4,
  judged: true,
  missing: runsAnywhere,
  run: salvageRounds,
}

async function salvageRounds({ rounds, seed, tell }: Run) {
  const counts = noCounts()
  const chance = createChance(seed)
  const folder = temporaryFolder()
  const [sound, from, to] = ['sound', 'damaged', 'salvaged'].map((name) =>
    join(folder.path, `${name}.sqlite`),
  ) as [string, string, string]
  await writePopulatedBook(sound, SALES)
  const pages = statSync(sound).size / PAGE_SIZE
  for (let round = 0; round < rounds; round += 1) {
    const page = 1 + Math.floor(chance.unit() * pages)
    const isWiped = round % 2 === 0
    copyFileSync(sound, from)
    writePage(from, page, isWiped ? Buffer.alloc(PAGE_SIZE) : Buffer.from(chance.bytes(PAGE_SIZE)))
    const before = readFileSync(from)
    rmSync(to, { force: true })
    const { saved, reason } = tried(from, to)
    const wrong = saved ? faultsIn(saved, sound, to, page) : { lost: 0, partial: 1, counted: false }
    if (!readFileSync(from).equals(before)) wrong.partial += 1
    counts.lost += wrong.lost
    counts.partial += wrong.partial
    if (wrong.counted) counts.noticed += 1
    if (wrong.lost + wrong.partial > 0 || !wrong.counted)
      tell(
        `round ${round}, ${isWiped ? 'zeros' : 'noise'} over page ${page}: ${reason ?? JSON.stringify(wrong)}`,
      )
  }
  folder.clean()
  return {
    rounds,
    acknowledged: null,
    lost: counts.lost,
    doubled: null,
    partial: counts.partial,
    noticed: counts.noticed,
  }
}

function tried(from: string, to: string): { readonly saved: Saved | null; readonly reason: string | null } {
  try {
    return { saved: salvaged(from, to), reason: null }
  } catch (error) {
    return { saved: null, reason: String(error) }
  }
}

function faultsIn(saved: Saved, sound: string, to: string, page: number) {
  const { lost, altered } = compareBooks(sound, to)
  const expected = withDependants(sound, rowsOn(sound, page))
  const rebuilt = saved.tables.filter((table) => table.rebuilt > 0).map(({ table }) => table)
  return {
    lost: beyond(lost, expected) + beyond(expected, lost),
    partial: altered.filter((row) => !rebuilt.includes(row.split(' ')[0] ?? '')).length,
    counted: saved.tables.every(
      ({ table, came, known }) => came + (lost[table as keyof Rows]?.length ?? 0) === known,
    ),
  }
}

/** Counts the rows of one list that are not in the other. */
function beyond(some: Rows, others: Rows): number {
  return Object.entries(some).reduce((sum, [table, keys]) => {
    const known = new Set(others[table as keyof Rows])
    return sum + keys.filter((key) => !known.has(key)).length
  }, 0)
}
