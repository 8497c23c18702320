import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import type { Envelope } from '../../../../src/shared/contract/plain/envelope.ts'
import { systemClock } from '../../../../src/shared/time/clock.ts'
import { type Chance, createChance } from '../../../support/app/chance.ts'
import type { TestApp } from '../../../support/app/host.ts'
import { auditBook, refundTokensIn } from '../../../support/rounds/audit.ts'
import {
  type Counts,
  noCounts,
  type ReliabilityCase,
  type Run,
  runsAnywhere,
} from '../../../support/rounds/case.ts'
import { openStall, type Stall } from '../../../support/rounds/stall.ts'
import { waitFor } from '../../../support/rounds/wait-for.ts'

/** The thread is ended after at most so many answers, and so long after the last of them, ms. */
const MOST_ANSWERS = 40
const LONGEST_MS = 20
/** A book loses its thread so many times before another is begun. */
const LOSSES_OF_A_BOOK = 25
const LANES = 4
/** A second loss within this time would wait for a person, ms. */
const A_MINUTE_MS = 61_000

/** What was answered before the thread was lost, and what was asked for in vain. */
interface Promised {
  /** Numbers by the sale's token. */
  readonly sales: Map<string, string>
  readonly paid: Set<string>
  readonly refunds: Set<string>
  readonly notes: Set<string>
}

interface Till {
  readonly stall: Stall
  readonly app: TestApp
  readonly promised: Promised
  /** The thread that holds the book just now. */
  thread(): Worker | undefined
  /** What was lost is opened anew by itself, as if a minute had gone by. */
  passTime(): void
}

/** The thread that holds the book is ended from outside or falls over, at any instant of a stream of sales, again and again. */
export const lostThread: ReliabilityCase = {
  name: 'worker lost in a stream of sales',
  rounds: 150,
  few: 3,
  judged: true,
  missing: runsAnywhere,
  async run(run) {
    const counts = noCounts()
    for (let done = 0; done < run.rounds; done += LOSSES_OF_A_BOOK) {
      await loseOften(run, done, Math.min(LOSSES_OF_A_BOOK, run.rounds - done), counts)
    }
    return { rounds: run.rounds, ...counts }
  },
}

async function loseOften(run: Run, first: number, losses: number, counts: Counts): Promise<void> {
  const chance = createChance(run.seed + first)
  const stall = await openStall({ provider: 'oxapay' })
  let thread: Worker | undefined
  const onWorker = (worker: Worker) => {
    if (worker.threadName === 'ledger') thread = worker
  }
  process.on('worker', onWorker)
  let ahead = 0
  const clock = { ...systemClock, monotonic: () => systemClock.monotonic() + ahead }
  const till: Till = {
    stall,
    app: await stall.open({ clock }),
    promised: { sales: new Map(), paid: new Set(), refunds: new Set(), notes: new Set() },
    thread: () => thread,
    passTime() {
      ahead += A_MINUTE_MS
    },
  }
  for (let loss = 0; loss < losses; loss += 1) {
    const noticed = await loseOnce(till, chance, (line) => run.tell(`round ${first + loss}: ${line}`))
    if (noticed) counts.noticed += 1
  }
  process.off('worker', onWorker)
  await till.app.app.close()
  inspect(till, counts, (line) => run.tell(`rounds ${first} to ${first + losses - 1}: ${line}`))
  await stall.close()
}

/** Sells in some lanes until the thread is lost, and then does again what was not answered; gives whether it was told. */
async function loseOnce(till: Till, chance: Chance, tell: (line: string) => void): Promise<boolean> {
  const { app, promised } = till
  const reopened = () => app.events.filter(({ name }) => name === 'book.reopened').length
  const before = { reopened: reopened(), answers: countOf(promised) }
  const again: (() => Promise<void>)[] = []
  const lanes = Array.from({ length: LANES }, async () => {
    // Whoever was refused stands and waits, as a person does.
    while (again.length === 0) await sellOne(till, (repeat) => again.push(repeat))
  })
  const answers = Math.floor(chance.unit() * MOST_ANSWERS)
  await waitFor(() => countOf(promised) >= before.answers + answers)
  await wait(chance.unit() * LONGEST_MS)
  till.passTime()
  // What is no call at all makes it fall over from inside.
  if (chance.unit() < 0.5) void till.thread()?.terminate()
  else till.thread()?.postMessage(null)
  const noticed = await waitFor(() => reopened() > before.reopened)
  await Promise.all(lanes)
  if (!noticed)
    tell(`the book was not opened anew: ${await problemOf(app)}; ${app.logged.slice(-3).join(' | ')}`)
  for (const repeat of again) await repeat()
  return noticed
}

async function problemOf(app: Till['app']): Promise<string> {
  const overview = await app.envelope('app.overview', {})
  return overview.ok ? (overview.value.bookProblem?.code ?? 'it is open') : overview.error.code
}

function countOf({ sales, paid, refunds, notes }: Promised): number {
  return sales.size + paid.size + refunds.size + notes.size
}

/** One sale from its making to its refund; what is answered is promised, what is not is done again later with the same token. */
async function sellOne(
  { stall, app, promised }: Till,
  later: (repeat: () => Promise<void>) => void,
): Promise<void> {
  const { server, provider } = stall
  const order = stall.sale()
  const create = () => app.envelope('invoices.create', order)
  const created = await create()
  if (!created.ok) {
    return later(async () => keepSale(await create(), order.token, promised))
  }
  keepSale(created, order.token, promised)
  const { id } = created.value.invoice
  const text = randomUUID()
  if (!(await app.envelope('invoices.note', { id, text })).ok) return later(async () => undefined)
  promised.notes.add(text)
  const open = await app.envelope('invoices.get', { id })
  if (!open.ok) return later(async () => undefined)
  const ref = open.value.links[0]?.providerRef
  if (!ref) return
  server.practice.pay({ provider, ref })
  const checked = await app.envelope('invoices.check', { id })
  if (!checked.ok) return later(async () => undefined)
  if (checked.value.invoice.status !== 'paid') return
  promised.paid.add(order.token)
  const token = randomUUID()
  const refund = () =>
    app.envelope('invoices.recordRefund', {
      ...{ id, token, ...checked.value.invoice.received, reason: 'broke', reference: '' },
    })
  if ((await refund()).ok) promised.refunds.add(token)
  else
    later(async () => {
      if ((await refund()).ok) promised.refunds.add(token)
    })
}

function keepSale(
  answer: Envelope<{ readonly invoice: { readonly number: string } }>,
  token: string,
  promised: Promised,
): void {
  if (answer.ok) promised.sales.set(token, answer.value.invoice.number)
}

/** Holds the closed book against all that was promised. */
function inspect({ stall, promised }: Till, counts: Counts, tell: (line: string) => void): void {
  const { halves, repeats, sales, notes } = auditBook(stall.book)
  const refunds = refundTokensIn(stall.book)
  const gone = [...promised.sales].filter(([token, number]) => sales.get(token)?.number !== number)
  const wrong = [
    ...gone.map(([token]) => token),
    ...[...promised.notes].filter((text) => !notes.has(text)),
    ...[...promised.paid].filter((token) => sales.get(token)?.receipts !== 1),
    ...[...promised.refunds].filter((token) => !refunds.includes(token)),
  ]
  if (wrong.length > 0) tell(`lost ${wrong.join(', ')}`)
  if (halves.length + repeats.length > 0) tell([...halves, ...repeats].join('; '))
  counts.acknowledged += countOf(promised)
  counts.lost += wrong.length
  counts.partial += halves.length
  counts.doubled += repeats.length + refunds.length - new Set(refunds).size
}
