import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { PROVIDER_IDS } from '../../../../src/shared/contract/plain/provider-ids.ts'
import { type Chance, createChance } from '../../../support/app/chance.ts'
import { auditBook, repeated } from '../../../support/rounds/audit.ts'
import {
  type Counts,
  noCounts,
  type ReliabilityCase,
  type Run,
  runsAnywhere,
} from '../../../support/rounds/case.ts'
import { type ShopProcess, startShopProcess } from '../../../support/rounds/shop-process.ts'
import { openStall, type Stall } from '../../../support/rounds/stall.ts'
import { waitFor } from '../../../support/rounds/wait-for.ts'

/** A till is killed after at most so many answers, and so long after the last of them, ms; how busy the machine is plays no part. */
const MOST_ANSWERS = 60
const LONGEST_MS = 20
/** A book is killed so many times before another is begun. */
const KILLS_OF_A_BOOK = 25
/** Sales under way at the same time. */
const LANES = 4

/** What the till had answered before it died. */
interface Promised {
  /** Numbers by the sale's token. */
  readonly sales: Map<string, string>
  readonly notes: Set<string>
  /** Tokens of sales that were told to be paid. */
  readonly paid: Set<string>
}

/** A till that sells, takes money and notes things as fast as it can, killed at any instant, again and again. */
export const killedCommitStream: ReliabilityCase = {
  name: 'killed in a commit stream',
  rounds: 250,
  few: 2,
  judged: true,
  missing: runsAnywhere,
  async run(run) {
    const counts = noCounts()
    for (let done = 0; done < run.rounds; done += KILLS_OF_A_BOOK) {
      await killBook(run, done, Math.min(KILLS_OF_A_BOOK, run.rounds - done), counts)
    }
    return { rounds: run.rounds, ...counts, noticed: null }
  },
}

async function killBook(run: Run, first: number, kills: number, counts: Counts): Promise<void> {
  const provider = PROVIDER_IDS[Math.floor(first / KILLS_OF_A_BOOK) % PROVIDER_IDS.length] ?? 'ocpay'
  const chance = createChance(run.seed + first)
  const stall = await openStall({ provider })
  const promised: Promised = { sales: new Map(), notes: new Set(), paid: new Set() }
  for (let kill = 0; kill < kills; kill += 1) {
    await sellUntilKilled(stall, promised, chance)
    inspect(stall, promised, counts, (line) => run.tell(`round ${first + kill}, ${provider}: ${line}`))
  }
  counts.acknowledged += countOf(promised)
  counts.doubled += requestsTwice(stall)
  const again = await stall.open()
  const { bookProblem, invoiceCount } = await again.call('app.overview', {})
  const kept = auditAfter(stall)
  if (bookProblem !== null || invoiceCount < promised.sales.size || kept.halves.length > 0) {
    run.tell(
      `after round ${first + kills - 1} the app says ${JSON.stringify(bookProblem)}, ${invoiceCount} sales`,
    )
    counts.partial += 1
  }
  await again.app.close()
  await stall.close()
}

async function sellUntilKilled(stall: Stall, promised: Promised, chance: Chance): Promise<void> {
  const till = startShopProcess(stall)
  await till.ready
  let dead = false
  const before = countOf(promised)
  const answers = Math.floor(chance.unit() * MOST_ANSWERS)
  const lanes = Array.from({ length: LANES }, async () => {
    while (!dead) await sellOne(stall, till, promised)
  })
  await waitFor(() => countOf(promised) >= before + answers)
  await wait(chance.unit() * LONGEST_MS)
  await till.kill()
  dead = true
  await Promise.all(lanes)
}

function countOf({ sales, notes, paid }: Promised): number {
  return sales.size + notes.size + paid.size
}

/** One sale from its making to its money, with a note; what is answered is promised. */
async function sellOne(
  { server, provider, sale }: Stall,
  till: ShopProcess,
  promised: Promised,
): Promise<void> {
  const order = sale()
  const created = await till.ask('invoices.create', order)
  if (!created?.ok) return
  const { id, number } = created.value.invoice
  promised.sales.set(order.token, number)
  const text = randomUUID()
  if ((await till.ask('invoices.note', { id, text }))?.ok) promised.notes.add(text)
  const open = await till.ask('invoices.get', { id })
  const ref = open?.ok ? open.value.links[0]?.providerRef : null
  if (!ref) return
  server.practice.pay({ provider, ref })
  const checked = await till.ask('invoices.check', { id })
  if (checked?.ok && checked.value.invoice.status === 'paid') promised.paid.add(order.token)
}

/** Holds a copy of what the dead till left against all it had promised. */
function inspect(stall: Stall, promised: Promised, counts: Counts, tell: (line: string) => void): void {
  const { halves, repeats, sales, notes } = auditAfter(stall)
  const gone = [...promised.sales].filter(([token, number]) => sales.get(token)?.number !== number)
  const silent = [...promised.notes].filter((text) => !notes.has(text))
  const unpaid = [...promised.paid].filter((token) => sales.get(token)?.receipts !== 1)
  const wrong = [...gone.map(([token]) => token), ...silent, ...unpaid]
  if (wrong.length > 0) tell(`lost ${wrong.join(', ')}`)
  if (halves.length + repeats.length > 0) tell([...halves, ...repeats].join('; '))
  counts.lost += wrong.length
  counts.partial += halves.length
  counts.doubled += repeats.length
}

function auditAfter(stall: Stall) {
  const copy = stall.copy()
  try {
    return auditBook(join(copy.path, 'live.sqlite'))
  } finally {
    copy.clean()
  }
}

/** How many sales the provider was asked to make a link for more than once. */
function requestsTwice({ server }: Stall): number {
  const tokens = server.practice.log().requests.flatMap(({ operation, body }) => {
    const token = operation === 'create' ? /[0-9a-f-]{36}/.exec(JSON.stringify(body))?.[0] : undefined
    return token ? [token] : []
  })
  return repeated(tokens).length
}
