import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Chance, createChance } from '../../../support/app/chance.ts'
import { numbersIn } from '../../../support/rounds/audit.ts'
import { noCounts, type ReliabilityCase, runsAnywhere } from '../../../support/rounds/case.ts'
import { openAndSell } from '../../../support/rounds/noticing.ts'
import { flipIn } from '../../../support/rounds/pages.ts'
import { startShopProcess } from '../../../support/rounds/shop-process.ts'
import { openStall, type Stall } from '../../../support/rounds/stall.ts'

/** What becomes of the files of a killed app before it is opened again. */
interface Deed {
  readonly name: string
  readonly rounds: number
  readonly few: number
  /** The app closes by itself instead of being killed. */
  readonly closes?: true
  /** Whoever sells on behind every number that was ever given has noticed what was taken. */
  readonly mayGoOn?: true
  /** The journal must be kept, wherever it is put. */
  readonly keepsJournal?: true
  do(book: string, older: string, chance: Chance): void
}

const JOURNAL_HEAD = 32
const FRAME = 4_096 + 24

const DEEDS: readonly Deed[] = [
  { name: 'journal removed after a kill', rounds: 12, few: 1, do: (book) => rmSync(`${book}-wal`) },
  {
    name: 'journal zeroed after a kill',
    ...{ rounds: 12, few: 0 },
    do: (book) => writeFileSync(`${book}-wal`, Buffer.alloc(statSync(`${book}-wal`).size)),
  },
  {
    name: 'journal with one bit flipped after a kill',
    ...{ rounds: 20, few: 1 },
    do(book, _older, chance) {
      const bytes = readFileSync(`${book}-wal`)
      // Never the last frame, which a kill may have cut as well.
      writeFileSync(`${book}-wal`, flipIn(bytes, JOURNAL_HEAD, bytes.length - FRAME, chance))
    },
  },
  {
    name: 'an older copy put back',
    ...{ rounds: 12, few: 1, closes: true, mayGoOn: true },
    do: (book, older) => copyFileSync(older, book),
  },
  {
    name: 'an older copy put back beside the journal of a killed app',
    ...{ rounds: 12, few: 1, keepsJournal: true },
    do: (book, older) => copyFileSync(older, book),
  },
]

/** Sales before the older copy is made, after it, and of the last process. */
const SALES = [3, 4, 8] as const

/** What an app that was killed, or closed, had acknowledged is taken from its files: told before a sale goes in, no number given twice. */
export const changedAfterAKill: readonly ReliabilityCase[] = DEEDS.map((deed) => ({
  name: deed.name,
  rounds: deed.rounds,
  few: deed.few,
  judged: true,
  missing: runsAnywhere,
  async run({ rounds, seed, tell }) {
    const counts = noCounts()
    const chance = createChance(seed)
    for (let round = 0; round < rounds; round += 1) {
      const stall = await openStall()
      const older = join(stall.folder, 'older')
      const [first, second, last] = SALES
      const numbers = await sellAndClose(stall, first)
      copyFileSync(stall.book, older)
      numbers.push(...(await sellAndClose(stall, second)))
      numbers.push(...(await sellInProcess(stall, last, deed.closes === true)))
      const journal = existsSync(`${stall.book}-wal`) ? readFileSync(`${stall.book}-wal`) : null
      deed.do(stall.book, older, chance)
      const { problem, sold, noticed } = await openAndSell(stall)
      const givenTwice = sold.ok && numbers.includes(sold.number)
      counts.acknowledged += numbers.length
      if (givenTwice) counts.doubled += 1
      const goesOn = deed.mayGoOn && sold.ok && sold.number > (numbers.at(-1) ?? '')
      // A journal that held every page of the sales since makes an older copy whole again.
      const isWhole = sold.ok && numbers.every((number) => numbersIn(stall.book).has(number))
      const kept = isWhole || !deed.keepsJournal || journal === null || isKept(stall.folder, journal)
      if (noticed || goesOn || isWhole) counts.noticed += 1
      if (!kept) counts.partial += 1
      if (!(noticed || goesOn || isWhole) || givenTwice || !kept) {
        tell(`round ${round}: ${problem}, ${JSON.stringify(sold)}${kept ? '' : ', the journal is gone'}`)
      }
      await stall.close()
    }
    return { rounds, ...counts, lost: null }
  },
}))

/** Sells in this process, and closes the app; gives the numbers that were told. */
async function sellAndClose(stall: Stall, sales: number): Promise<string[]> {
  const shop = await stall.open()
  const numbers: string[] = []
  for (let n = 0; n < sales; n += 1) {
    numbers.push((await shop.call('invoices.create', stall.sale())).invoice.number)
  }
  await shop.app.close()
  return numbers
}

/** Sells in a process that is killed, or closed, afterwards; gives the numbers that were told. */
async function sellInProcess(stall: Stall, sales: number, closes: boolean): Promise<string[]> {
  const till = startShopProcess(stall)
  await till.ready
  const numbers: string[] = []
  for (let n = 0; n < sales; n += 1) {
    const created = await till.ask('invoices.create', stall.sale())
    if (created?.ok) numbers.push(created.value.invoice.number)
  }
  await (closes ? till.close() : till.kill())
  if (numbers.length !== sales) throw new Error(`of ${sales} sales ${numbers.length} were answered`)
  return numbers
}

/** Whether some file of the folder still begins with these bytes. */
function isKept(folder: string, bytes: Buffer): boolean {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .some((entry) => readFileSync(join(entry.parentPath, entry.name)).subarray(0, bytes.length).equals(bytes))
}
