import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Chance, createChance } from '../../../support/app/chance.ts'
import { auditBook } from '../../../support/rounds/audit.ts'
import { type Counts, noCounts, type ReliabilityCase, runsAnywhere } from '../../../support/rounds/case.ts'
import { type ShopProcess, startShopProcess } from '../../../support/rounds/shop-process.ts'
import { openStall, type Stall } from '../../../support/rounds/stall.ts'

/** A till is killed so long at most after it was asked for a backup, or a restore, ms. */
const LONGEST_MS = { make: 1_200, restore: 2_500 } as const
const KILLS_OF_A_FOLDER = 25
/** A restore that came to its end has skipped numbers, and is a round as well. */
const SALES = 2

/** What the app had answered before it died. */
interface Promised {
  readonly tokens: Set<string>
  readonly numbers: Map<string, string>
  readonly backups: Set<string>
}

type Work = keyof typeof LONGEST_MS

/** A till that sells while a backup is made, killed at any instant: no half backup has a name, and none that was answered is gone. */
export const killedBackup: ReliabilityCase = killed('killed in a backup', 'make')

/** A till that goes back to a backup, killed at any instant: it opens by itself, and every sale is there with its number. */
export const killedRestore: ReliabilityCase = killed('killed in a restore', 'restore')

function killed(name: string, work: Work): ReliabilityCase {
  return {
    name,
    rounds: 100,
    few: 2,
    judged: true,
    missing: runsAnywhere,
    async run({ rounds, seed, tell }) {
      const counts = noCounts()
      for (let first = 0; first < rounds; first += KILLS_OF_A_FOLDER) {
        const chance = createChance(seed + first)
        const stall = await openStall()
        const promised: Promised = { tokens: new Set(), numbers: new Map(), backups: new Set() }
        for (let round = first; round < Math.min(first + KILLS_OF_A_FOLDER, rounds); round += 1) {
          const till = startShopProcess(stall)
          await till.ready
          await inspect(stall, till, promised, counts, (line) => tell(`round ${round}: ${line}`))
          await sell(stall, till, promised)
          const working =
            work === 'make' ? makeBackups(stall, till, promised) : goBack(stall, till, promised, chance)
          await wait(chance.unit() * LONGEST_MS[work])
          await till.kill()
          await working
        }
        const last = startShopProcess(stall)
        await last.ready
        await inspect(stall, last, promised, counts, (line) => tell(`after ${first}: ${line}`))
        await last.close()
        counts.acknowledged += promised.tokens.size + promised.backups.size
        await stall.close()
      }
      return { rounds, ...counts, noticed: null }
    },
  }
}

async function sell(stall: Stall, till: ShopProcess, promised: Promised): Promise<void> {
  for (let n = 0; n < SALES; n += 1) {
    const order = stall.sale()
    const created = await till.ask('invoices.create', order)
    if (!created?.ok) return
    promised.tokens.add(order.token)
    promised.numbers.set(order.token, created.value.invoice.number)
  }
}

async function makeBackups(stall: Stall, till: ShopProcess, promised: Promised): Promise<void> {
  for (;;) {
    const made = till.ask('backups.make', {})
    await sell(stall, till, promised)
    if (!(await made)?.ok) return
    const view = await till.ask('backups.view', {})
    if (!view?.ok) return
    for (const { name, reason } of view.value.rows) if (reason === 'hand') promised.backups.add(name)
  }
}

/** Makes a backup, sells on, and goes back to it or to one before. */
async function goBack(stall: Stall, till: ShopProcess, promised: Promised, chance: Chance): Promise<void> {
  for (;;) {
    if (!(await till.ask('backups.make', {}))?.ok) return
    await sell(stall, till, promised)
    const view = await till.ask('backups.view', {})
    if (!view?.ok) return
    const rows = view.value.rows.slice(0, 4)
    const name = rows[Math.floor(chance.unit() * rows.length)]?.name
    if (name === undefined || !(await till.ask('backups.restore', { name }))?.ok) return
  }
}

/** Where its journal is not the one that was noted last, a book is checked before it may be written. */
async function settled(till: ShopProcess) {
  for (;;) {
    const overview = await till.ask('app.overview', {})
    if (!overview?.ok || overview.value.bookProblem?.code !== 'BOOK_CHECKING') return overview
    await wait(100)
  }
}

/** The book opens by itself, every answered sale lies in it under its own number, and every backup that was answered is whole. */
async function inspect(
  stall: Stall,
  till: ShopProcess,
  promised: Promised,
  counts: Counts,
  tell: (line: string) => void,
): Promise<void> {
  const overview = await settled(till)
  if (!overview?.ok || overview.value.bookProblem !== null) {
    counts.partial += 1
    return tell(`it opens with ${JSON.stringify(overview)}`)
  }
  const view = await till.ask('backups.view', {})
  const listed = view?.ok ? view.value.rows : []
  const gone = [...promised.backups].filter(
    (name) => !listed.some((row) => row.name === name && !row.damaged),
  )
  const damaged = listed.filter((row) => row.damaged)
  const copy = stall.copy()
  const { sales, halves, repeats } = auditBook(join(copy.path, 'live.sqlite'), { mayHaveGaps: true })
  copy.clean()
  const lost = [...promised.tokens].filter((token) => !sales.has(token))
  const renumbered = [...sales.values()].filter(
    ({ token, number }) => (promised.numbers.get(token) ?? number) !== number,
  )
  counts.lost += lost.length + gone.length
  counts.doubled += repeats.length
  counts.partial += halves.length + damaged.length + renumbered.length
  const told = [lost.length, gone, repeats, halves, damaged.map(({ name }) => name), renumbered]
  if (
    [lost.length + gone.length, repeats.length, halves.length, damaged.length, renumbered.length].some(
      (n) => n > 0,
    )
  )
    tell(JSON.stringify(told))
}
