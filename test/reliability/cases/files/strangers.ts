import { chmodSync, copyFileSync, cpSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { temporaryFolder } from '../../../support/app/folder.ts'
import { noCounts, type ReliabilityCase, runsAnywhere } from '../../../support/rounds/case.ts'
import { isNoticed, openAndSell } from '../../../support/rounds/noticing.ts'
import { openStall, type Stall } from '../../../support/rounds/stall.ts'

/** A file that is not this app's to touch, laid with its journal at the book's path. */
interface Stranger {
  readonly name: string
  make(path: string, stall: Stall): void
}

const STRANGERS: readonly Stranger[] = [
  {
    name: "another program's database at the book's path",
    make(path) {
      const db = new Database(path)
      db.pragma('journal_mode = WAL')
      db.exec("CREATE TABLE songs (title TEXT); INSERT INTO songs VALUES ('Samai Thaqil')")
      leaveWithJournal(db, path)
    },
  },
  {
    name: "a book from the future at the book's path",
    make(path, stall) {
      copyFileSync(stall.book, path)
      const db = new Database(path)
      db.pragma('journal_mode = WAL')
      db.pragma('user_version = 9999')
      db.exec('CREATE TABLE of_the_future (text TEXT)')
      leaveWithJournal(db, path)
    },
  },
]

/** Closes a database so that its journal stays as a killed program leaves it. */
function leaveWithJournal(db: Database.Database, path: string): void {
  const held = `${path}.held`
  for (const end of ['', '-wal']) copyFileSync(`${path}${end}`, `${held}${end}`)
  db.close()
  rmSync(`${path}-wal`, { force: true })
  rmSync(`${path}-shm`, { force: true })
  for (const end of ['', '-wal']) {
    cpSync(`${held}${end}`, `${path}${end}`, { preserveTimestamps: true })
    rmSync(`${held}${end}`)
    chmodSync(`${path}${end}`, 0o644)
  }
}

/** A file of somebody else is refused, and left byte for byte as it was: with its journal, its mode and its time. */
export const strangers: readonly ReliabilityCase[] = STRANGERS.map((stranger) => ({
  name: stranger.name,
  rounds: 6,
  few: 1,
  judged: true,
  missing: runsAnywhere,
  async run({ rounds, tell }) {
    const counts = noCounts()
    for (let round = 0; round < rounds; round += 1) {
      const shop = await openStall()
      const folder = temporaryFolder()
      const book = join(folder.path, 'live.sqlite')
      stranger.make(book, shop)
      const before = stateOf(book)
      const stall = { ...shop, open: () => shop.open({ folder: folder.path }) }
      const { problem, sold } = await openAndSell(stall)
      if (isNoticed(sold)) counts.noticed += 1
      const after = stateOf(book)
      if (after !== before || !isNoticed(sold)) {
        tell(
          `round ${round}: ${problem}, ${JSON.stringify(sold)}; ${after === before ? 'left' : `${before} became ${after}`}`,
        )
      }
      if (after !== before) counts.partial += 1
      folder.clean()
      await shop.close()
    }
    return { rounds, ...counts, acknowledged: null, lost: null, doubled: null }
  },
}))

/** Bytes, mode and time of the file and of its journal. */
function stateOf(book: string): string {
  return ['', '-wal']
    .map((end) => {
      const there = statSync(`${book}${end}`, { throwIfNoEntry: false })
      if (!there) return `no ${end || 'file'}`
      const bytes = readFileSync(`${book}${end}`)
      const sum = bytes.reduce((total, byte) => (total * 31 + byte) >>> 0, 7)
      return `${there.size} bytes (${sum.toString(16)}), mode ${(there.mode & 0o777).toString(8)}, ${there.mtimeMs}`
    })
    .join(' and ')
}
