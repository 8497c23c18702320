import { randomUUID } from 'node:crypto'
import type { EXPORT_FORMATS } from '../../../../src/shared/contract/plain/export-formats.ts'
import type { Reading } from '../../../support/day/reading.ts'
import type { Door } from './door.ts'
import { count, type DayRoom, MINUTE_MS } from './room.ts'

/** What is done in the back of the shop, one after the other, each so often. */
const EVERY_MIN = { export: 12, backup: 40, otherBook: 35, refund: 6, note: 9 } as const

/** When of the day a backup is made, and how long after it the shop goes back to it. */
const RESTORED_AT = 0.5
const RESTORED_AFTER_MS = 6 * MINUTE_MS

const PRACTICE_SALES = 3

/** A connection that nobody uses ends after so long, ms of the machine. */
const CONNECTIONS_END_MS = 7_000

/** Exports, backs up, gives back, opens the other book, and once goes back to a backup, until the day is over. */
export async function keepBooks(room: DayRoom, door: Door, dayMs: number): Promise<void> {
  const { time } = room
  const begin = time.now()
  const next = new Map(Object.entries(EVERY_MIN).map(([name, min]) => [name, begin + (min * MINUTE_MS) / 2]))
  let isRestored = false
  const isDue = (name: keyof typeof EVERY_MIN) => {
    if (time.now() < (next.get(name) ?? 0)) return false
    next.set(name, time.now() + EVERY_MIN[name] * MINUTE_MS)
    return true
  }
  let exports = 0
  while (!room.isOver()) {
    if (isDue('export')) await exportReceipts(room, exports++ % 2 === 0 ? 'csv' : 'xlsx')
    if (isDue('backup')) await backUp(room)
    if (isDue('note')) await note(room, door)
    if (isDue('refund')) await refund(room, door)
    if (isDue('otherBook')) await door.closed(() => sellInPractice(room))
    if (!isRestored && time.now() > begin + dayMs * RESTORED_AT) {
      isRestored = true
      await goBack(room, door)
    }
    await time.wait(10_000)
  }
}

/** Does each thing once, as a shop does before it opens. */
export async function tryOnce(room: DayRoom): Promise<void> {
  await exportReceipts(room, 'csv')
  await exportReceipts(room, 'xlsx')
  await backUp(room)
  await sellInPractice(room)
  await room.till.call('books.today', {})
  await room.till.call('watching.state', {})
}

async function exportReceipts(
  { till, time, ledger }: DayRoom,
  format: (typeof EXPORT_FORMATS)[number],
): Promise<void> {
  let job = await till.call('export.receipts', { format })
  while (job?.state === 'running') {
    await time.wait(5_000)
    job = await till.call('export.status', { jobId: job.id })
  }
  if (job?.state === 'done') count(ledger, `exports as ${format}`)
  else ledger.wrong.push(`an export ended ${JSON.stringify(job)}`)
}

async function backUp({ till, ledger }: DayRoom): Promise<void> {
  const made = await till.ask('backups.make', {})
  if (made.ok) count(ledger, 'backups by hand')
  else ledger.wrong.push(`no backup: ${JSON.stringify(made.error)}`)
}

async function note({ till, ledger }: DayRoom, door: Door): Promise<void> {
  const sale = [...ledger.sales.values()].at(-1)
  if (!sale) return
  const text = randomUUID()
  const noted = await door.inside(() => till.ask('invoices.note', { id: sale.id, text }))
  if (noted.ok) ledger.notes.add(text)
  else ledger.wrong.push(`no note: ${JSON.stringify(noted.error)}`)
}

/** Gives one unit back of a sale that was paid some minutes ago. */
async function refund({ till, ledger }: DayRoom, door: Door): Promise<void> {
  const paid = { search: '', status: ['paid' as const], provider: [], cursor: null, limit: 50 }
  const listed = await door.inside(() => till.ask('invoices.list', paid))
  const row = listed.ok ? listed.value.rows.find(({ refunded }) => Number(refunded.amount) === 0) : null
  if (!row) return
  const { id, asked } = row
  const token = randomUUID()
  const given = { id, token, currency: asked.currency, amount: '1', reason: 'broken', reference: '' }
  const answer = await door.inside(() => till.ask('invoices.recordRefund', given))
  if (answer.ok) ledger.refunds.add(token)
  else ledger.wrong.push(`no refund: ${JSON.stringify(answer.error)}`)
}

/** What the till holds while nothing is under way: in the practice book, once its connections to the providers have ended by themselves. */
export async function readAtRest({ till, time }: DayRoom): Promise<Reading> {
  await till.call('book.switch', { kind: 'practice' })
  await time.wait(CONNECTIONS_END_MS * time.day.times)
  const reading = await till.read()
  await till.call('book.switch', { kind: 'live' })
  return reading
}

/** Opens the practice book, sells and is paid there, and comes back. */
async function sellInPractice({ till, time, ledger }: DayRoom): Promise<void> {
  await till.call('book.switch', { kind: 'practice' })
  const account = (await till.call('accounts.list', {})).find(({ provider }) => provider === 'daisy')
  for (let n = 0; n < PRACTICE_SALES; n += 1) {
    const token = randomUUID()
    const words = { description: 'tried out', customerName: null, customerEmail: null }
    const sale = { token, accountId: account?.id ?? '', currency: 'DAI', amount: '1', ...words }
    const { invoice } = await till.call('invoices.create', sale)
    ledger.practiceSales.add(token)
    await time.wait(20_000)
    await till.call('practice.pay', { invoiceId: invoice.id, amount: null })
  }
  await till.call('book.switch', { kind: 'live' })
  count(ledger, 'books switched')
}

/** Makes a backup, sells on, and goes back to it. Refunds and notes are not recorded in between: they would be in the book of now alone. */
async function goBack(room: DayRoom, door: Door): Promise<void> {
  const { till, time } = room
  await backUp(room)
  const { rows } = await till.call('backups.view', {})
  const name = rows.find(({ reason, here }) => reason === 'hand' && here)?.name ?? ''
  await time.wait(RESTORED_AFTER_MS)
  // Nobody asks for a sale before the shop knows which of them the restore has named.
  await door.closed(() => restore(room, name))
}

async function restore({ till, ledger }: DayRoom, name: string): Promise<void> {
  await till.call('backups.restore', { name })
  const { restored } = await till.call('backups.view', {})
  if (!restored?.read || restored.taken === 0)
    ledger.wrong.push(`a restore came to ${JSON.stringify(restored)}`)
  for (const number of restored?.lostNumbers ?? []) ledger.named.add(number)
  count(ledger, 'backups restored')
}
