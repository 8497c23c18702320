import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Book } from '../../../../src/shared/contract/shapes/book.ts'
import { createChance } from '../../../support/app/chance.ts'
import { auditBook } from '../../../support/rounds/audit.ts'
import { type Counts, noCounts, type ReliabilityCase, runsAnywhere } from '../../../support/rounds/case.ts'
import { type ShopProcess, startShopProcess } from '../../../support/rounds/shop-process.ts'
import { openStall, type Stall } from '../../../support/rounds/stall.ts'
import { waitFor } from '../../../support/rounds/wait-for.ts'

/** A till is killed after at most so many answers, and so long after the last of them, ms. */
const MOST_ANSWERS = 6
const LONGEST_MS = 60
const KILLS_OF_A_FOLDER = 25

type Kind = Book['kind']

/** What the app had answered before it died. */
interface Promised {
  readonly sales: Readonly<Record<Kind, Set<string>>>
  /** The book it had last said to be in, and the one it was asked for since. */
  kind: Kind
  wanted: Kind
  /** Sales and switches that were answered. */
  answers: number
}

/** A till that sells and goes from one book to the other and back, killed at any instant. */
export const killedBookSwitch: ReliabilityCase = {
  name: 'killed in a book switch',
  rounds: 125,
  few: 2,
  judged: true,
  missing: runsAnywhere,
  async run({ rounds, seed, tell }) {
    const counts = noCounts()
    for (let first = 0; first < rounds; first += KILLS_OF_A_FOLDER) {
      const chance = createChance(seed + first)
      const stall = await openStall()
      const promised: Promised = {
        sales: { live: new Set(), practice: new Set() },
        kind: 'live',
        wanted: 'live',
        answers: 0,
      }
      for (let round = first; round < Math.min(first + KILLS_OF_A_FOLDER, rounds); round += 1) {
        const till = startShopProcess(stall)
        await till.ready
        await inspect(stall, till, promised, counts, (line) => tell(`round ${round}: ${line}`))
        const answers = promised.answers + Math.floor(chance.unit() * MOST_ANSWERS)
        let ended = false
        const selling = sellAndSwitch(stall, till, promised).finally(() => {
          ended = true
        })
        await waitFor(() => ended || promised.answers >= answers)
        await wait(chance.unit() * LONGEST_MS)
        await till.kill()
        await selling
      }
      const last = startShopProcess(stall)
      await last.ready
      await inspect(stall, last, promised, counts, (line) => tell(`after ${first}: ${line}`))
      await last.close()
      counts.acknowledged += promised.sales.live.size + promised.sales.practice.size
      await stall.close()
    }
    return { rounds, ...counts, noticed: null }
  },
}

async function sellAndSwitch(stall: Stall, till: ShopProcess, promised: Promised): Promise<void> {
  for (;;) {
    const accounts = await till.ask('accounts.list', {})
    const account = accounts?.ok ? accounts.value.find((one) => one.provider === stall.provider) : undefined
    if (!account) return
    const order = { ...stall.sale(), accountId: account.id }
    const created = await till.ask('invoices.create', order)
    if (created === null) return
    if (created.ok) promised.sales[promised.kind].add(order.token)
    promised.answers += 1
    promised.wanted = promised.kind === 'live' ? 'practice' : 'live'
    const switched = await till.ask('book.switch', { kind: promised.wanted })
    if (!switched?.ok) return
    promised.kind = switched.value.kind
    promised.answers += 1
  }
}

/** The app opens in a book it was asked for, and each sale lies in its own book and in no other. */
async function inspect(
  stall: Stall,
  till: ShopProcess,
  promised: Promised,
  counts: Counts,
  tell: (line: string) => void,
): Promise<void> {
  const overview = await till.ask('app.overview', {})
  if (!overview?.ok || overview.value.bookProblem !== null) {
    counts.partial += 1
    return tell(`it opens with ${JSON.stringify(overview)}`)
  }
  const { kind } = overview.value.book
  if (kind !== promised.kind && kind !== promised.wanted) {
    counts.partial += 1
    tell(`it opens in the ${kind} book`)
  }
  promised.kind = kind
  const copy = stall.copy()
  const found = (['live', 'practice'] as const).flatMap((one) => {
    const path = join(copy.path, `${one}.sqlite`)
    return existsSync(path) ? [{ kind: one, ...auditBook(path) }] : []
  })
  copy.clean()
  for (const { kind: one, sales, halves, repeats } of found) {
    const other = one === 'live' ? 'practice' : 'live'
    const gone = [...promised.sales[one]].filter((token) => !sales.has(token))
    const strayed = [...promised.sales[other]].filter((token) => sales.has(token))
    counts.lost += gone.length
    counts.doubled += strayed.length + repeats.length
    counts.partial += halves.length
    if (gone.length + strayed.length + halves.length + repeats.length > 0) {
      tell(`${one}: lost ${gone.length}, strayed ${strayed.length}; ${[...halves, ...repeats].join('; ')}`)
    }
  }
}
