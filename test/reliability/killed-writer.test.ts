import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { failureCodeOf } from '../../src/main/ledger/sqlite/errors.ts'
import { closeBook, openLedger } from '../../src/main/ledger/thread/open-ledger.ts'
import { NODE_FLAGS } from '../../tools/node-flags.mjs'
import { bookOptions, openSale, START, sale, tempFolder, testBook } from '../support/books/open-book.ts'
import { there } from '../support/books/there.ts'

const program = fileURLToPath(new URL('../support/kills/commit-stream.ts', import.meta.url))

/** Runs the stream of commits, kills it in the middle, and gives what it had promised. */
function sellUntilKilled(path: string, lines: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...NODE_FLAGS, '--no-warnings', program, path], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    let complained = ''
    child.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString()
      if (said.split('\n').length > lines) child.kill('SIGKILL')
    })
    child.stderr.on('data', (bytes: Buffer) => {
      complained += bytes.toString()
    })
    child.on('error', reject)
    child.on('close', (_code, signal) => {
      if (signal === 'SIGKILL' || process.platform === 'win32') resolve(said.split('\n').slice(0, -1))
      else reject(new Error(complained))
    })
  })
}

test('given a process killed in a stream of commits, nothing that was acknowledged is lost', async () => {
  const path = join(tempFolder(), 'live.sqlite')
  const promised = new Map<string, { stage: string; linkId: string }>()
  for (const lines of [5, 40, 133, 71]) {
    for (const line of await sellUntilKilled(path, lines)) {
      const [stage = '', linkId = '', invoiceId = ''] = line.split(' ')
      promised.set(invoiceId, { stage, linkId })
    }
    const { db, ledger } = await openLedger(bookOptions({ path }), START)
    const order = ['creating', 'open', 'paid', 'refunded']
    for (const [invoiceId, { stage }] of promised) {
      const detail = ledger.invoice(invoiceId)
      const status = String(detail?.invoice.status)
      const reached = detail?.refunds.length === 1 ? 'refunded' : status
      expect(order.indexOf(reached)).toBeGreaterThanOrEqual(order.indexOf(stage))
      expect(detail?.receipts.length).toBe(status === 'paid' ? 1 : 0)
    }
    const creating = ledger.unansweredLinks()
    for (const link of creating) expect(ledger.invoice(link.invoiceId)?.invoice.status).toBe('creating')
    expect(creating.length).toBeLessThanOrEqual(promised.size)
    const numbers = db.prepare('SELECT number FROM invoices ORDER BY seq').pluck().all()
    expect(numbers).toEqual(numbers.map((_, n) => `CF-${String(n + 1).padStart(6, '0')}`))
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    closeBook(db)
  }
  expect(promised.size).toBeGreaterThan(50)
})

test('a request that was committed and never answered is found after the crash', async () => {
  const { path, db, ledger } = await testBook()
  const { pending } = there(ledger.createInvoice(sale()))
  openSale(ledger)
  db.close()
  const again = await openLedger(bookOptions({ path }), START)
  expect(again.ledger.unansweredLinks()).toEqual([pending])
  again.db.close()
})

test('given a full disk, a write fails with DISK_FULL, leaves nothing half, and works again with room', async () => {
  const { db, ledger } = await testBook()
  openSale(ledger)
  const room = Number(db.pragma('page_count', { simple: true }))
  db.pragma(`max_page_count = ${room}`)
  let code: string | null = null
  const description = 'x'.repeat(10_000)
  for (let n = 0; n < 100 && code === null; n += 1) {
    try {
      ledger.createInvoice(sale({ description }))
    } catch (error) {
      code = failureCodeOf(error)
    }
  }
  expect(code).toBe('DISK_FULL')
  expect(db.inTransaction).toBe(false)
  const count = ledger.invoiceCount()
  const events = db.prepare("SELECT count(*) FROM events WHERE kind = 'created'").pluck().get()
  expect(events).toBe(BigInt(count))
  db.pragma('max_page_count = 100000')
  const { pending } = there(ledger.createInvoice(sale({ description })))
  expect(pending.invoiceNumber).toBe(`CF-${String(count + 1).padStart(6, '0')}`)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
})
