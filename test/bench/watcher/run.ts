import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InvoiceChange } from '../../../src/main/ledger/port/changes.ts'
import { closeBook, openLedger } from '../../../src/main/ledger/thread/open-ledger.ts'
import { createPractice } from '../../../src/main/practice/practice.ts'
import { providers } from '../../../src/main/providers/registry.ts'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import { isPaid } from '../../../src/shared/status/status.ts'
import { createChance } from '../../support/app/chance.ts'
import { virtualTime } from '../../support/app/virtual-time.ts'
import { inThisThread } from '../../support/books/in-this-thread.ts'
import { fillBook, fillProviders } from '../../support/shop/before.ts'
import { ACCOUNTS, type BenchCase, BUDGETS } from '../../support/shop/bench-cases.ts'
import type { Sale, Schedule } from '../../support/shop/schedule.ts'
import { busiestMinute, type Figures } from './figures.ts'
import { createPerson, PATIENCE_MS } from './person.ts'
import { openTill } from './till.ts'
import { createWire } from './wire.ts'

/** How long a payment may stay unseen after the last one was made before it counts as missed, ms. */
export const HORIZON_MS = 3 * 86_400_000
/** How long a run may take on its way to the horizon, ms of the real clock; what is not found by then counts as missed. */
const MOST_REAL_MS = 600_000
const LOOK_EVERY_MS = 600_000

/** Drives the real watcher through a schedule on a book in a temporary folder, and says what it found when. */
export async function runWatcher(bench: BenchCase, schedule: Schedule, seed: number): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-bench-'))
  const book = { kind: 'live', tillCode: 'CF', zone: 'Africa/Algiers', expectedBookId: null } as const
  const opened = await openLedger({ ...book, path: join(folder, 'live.sqlite') }, schedule.start)
  try {
    // The virtual clock counts no disk, so none need be waited for.
    opened.db.pragma('synchronous = OFF')
    return await watch(bench, schedule, seed, opened)
  } finally {
    closeBook(opened.db)
    rmSync(folder, { recursive: true, force: true })
  }
}

async function watch(
  bench: BenchCase,
  schedule: Schedule,
  seed: number,
  opened: Awaited<ReturnType<typeof openLedger>>,
): Promise<Figures> {
  const before = fillProviders(schedule, seed)
  const invoicesBefore = fillBook(opened, bench, schedule, before)
  const time = virtualTime(schedule.start)
  const now = () => time.clock.now()
  const practice = createPractice({
    now,
    randomBytes: createChance(seed + 5).bytes,
    state: before.state,
    keepRequests: 1,
  })
  const saleOf = new Map([...invoicesBefore].map(([sale, invoiceId]) => [invoiceId, sale]))
  const refs = new Map(before.refs)
  const due = new Set<Sale>()
  const paidAt = new Map<Sale, number>()
  const foundAt = new Map<Sale, number>()
  const viewed = new Set<Sale>()
  const person = createPerson()
  const defects: unknown[] = []
  const onScreen = { sale: null as Sale | null, askedAt: 0, worstGap: 0 }

  const wire = createWire(practice, time, (question) => {
    const { sale } = onScreen
    if (!sale || sale.provider !== question.provider || !question.isAbout(refs.get(sale) ?? '?')) return
    noteGap(question.at)
  })
  const till = openTill({
    ledger: inThisThread(opened.ledger),
    clock: time.clock,
    timers: time.timers,
    fetch: wire.fetch,
    credentials: practice.credentials,
    origin: 'http://practice.localhost',
    limits: BUDGETS[bench.budget],
    changed: noteChanges,
    failed: (error) => defects.push(error),
  })

  function noteGap(at: number): void {
    onScreen.worstGap = Math.max(onScreen.worstGap, at - onScreen.askedAt)
    onScreen.askedAt = at
  }

  function show(sale: Sale | null, invoiceId: string | null): void {
    if (onScreen.sale) noteGap(now())
    onScreen.sale = sale
    onScreen.askedAt = now()
    till.view(invoiceId).catch((error) => defects.push(error))
  }

  function noteChanges(changes: readonly InvoiceChange[]): void {
    for (const change of changes) {
      const sale = saleOf.get(change.invoiceId)
      const seen = isPaid(change.after) || change.after === 'confirming'
      if (!sale || !seen || foundAt.has(sale)) continue
      foundAt.set(sale, now())
      if (person.done(sale, now())) show(null, null)
    }
  }

  function pay(sale: Sale): void {
    const ref = refs.get(sale)
    // A payer quicker than the link's making pays as soon as there is one.
    if (ref === undefined) return void due.add(sale)
    const paid = practice.pay({ provider: sale.provider, ref })
    if (!paid.ok) return void defects.push(new Error(paid.message))
    paidAt.set(sale, now())
    if (person.isLookingAt(sale, now())) viewed.add(sale)
  }

  async function sell(sale: Sale): Promise<void> {
    const { invoiceId, ref } = await till.sell(sale.provider, `during-${sale.n}`)
    if (ref === null) throw new Error(`the link of sale ${sale.n} was not made`)
    saleOf.set(invoiceId, sale)
    refs.set(sale, ref)
    if (person.offered(sale, now())) {
      show(sale, invoiceId)
      time.at(now() + PATIENCE_MS, () => {
        if (onScreen.sale === sale) show(null, null)
      })
    }
    if (due.delete(sale)) pay(sale)
  }

  for (const sale of schedule.during) {
    time.at(sale.createdAt, () => void sell(sale).catch((error) => defects.push(error)))
  }
  for (const sale of [...schedule.before, ...schedule.during]) {
    if (sale.paysAt !== null && sale.paysAt < schedule.end) time.at(sale.paysAt, () => pay(sale))
  }
  till.start()
  await time.runUntil(schedule.end)
  // Nobody looks on while the providers are slow.
  if (onScreen.sale) show(null, null)
  for (const provider of ACCOUNTS[bench.mode]) wire.slowDown(provider, slowed(bench, provider))
  const began = performance.now()
  const isTimeLeft = () => now() < schedule.end + HORIZON_MS && performance.now() - began < MOST_REAL_MS
  const measured = () => [...paidAt].filter(([, at]) => at >= schedule.from && at < schedule.to)
  const isAllFound = () => measured().every(([sale]) => foundAt.has(sale))
  while (!isAllFound() && isTimeLeft()) await time.runUntil(now() + LOOK_EVERY_MS)
  await time.runTo(till.stop())
  if (defects.length > 0) throw new AggregateError(defects, `${bench.name}: ${defects.length} defects`)

  const latency = ([sale, at]: readonly [Sale, number]) => ((foundAt.get(sale) ?? Infinity) - at) / 1000
  const asked = ACCOUNTS[bench.mode].map((provider) => wire.asked(provider))
  return {
    latencies: measured().map(latency),
    viewed: measured()
      .filter(([sale]) => viewed.has(sale))
      .map(latency),
    payments: measured().length,
    missed: measured().filter(([sale]) => !foundAt.has(sale)).length,
    reads: asked.flat().filter((at) => at >= schedule.from && at < schedule.to).length,
    worstGap: onScreen.worstGap / 1000,
    busiestMinute: Math.max(...asked.map(busiestMinute)),
  }
}

/**
 * What an exchange takes once nothing more is sold, ms, so that days pass in few questions.
 *
 * What is found then is found later than it would be, never sooner; each sale still has some turns a day.
 */
function slowed(bench: BenchCase, provider: ProviderId): number {
  if (providers[provider].capabilities.list) return 60_000
  const perAccount = bench.open / ACCOUNTS[bench.mode].length
  return Math.min(86_400_000 / (2 * perAccount), 60_000)
}
