import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeBook, openLedger } from '../../../src/main/ledger/thread/open-ledger.ts'
import { createPractice } from '../../../src/main/practice/practice.ts'
import type { LoggedRequest } from '../../../src/main/practice/requests/log.ts'
import { type PracticeServer, servePractice } from '../../../src/main/practice/server.ts'
import { PROVIDER_IDS, type ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import { callFrom } from '../../../tools/tour/window.ts'
import { createChance } from '../../support/app/chance.ts'
import { bookOptions } from '../../support/books/book-options.ts'
import { type Sale, stock } from '../../support/books/stock.ts'
import { SETTINGS } from '../../support/shop/before.ts'
import { type LaunchedApp, launchApp } from '../../support/window/launchers/index.ts'
import { until } from '../../support/window/launchers/process-tree.ts'

const PASSPHRASE = 'four words are enough'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** What each provider's own limits allow in any minute. */
const PER_MINUTE = 60
/** A thousand sales. Where each is asked about by itself, a few more than a minute may ask. */
const SALES: Readonly<Record<ProviderId, number>> = { daisy: 436, oxapay: 436, oneshotpay: 64, ocpay: 64 }
const CLOCK = new URL('../../support/app/shifted-clock.mjs', import.meta.url)

/** The sleeping machine is the stand-in's: its process tree is stopped, and its wall clock set when it goes on. */
describe('a thousand open sales, on the stand-in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-watching-'))
  const userDataDir = join(folder, 'data')
  const bookPath = join(userDataDir, 'books', 'live.sqlite')
  const clockFile = join(folder, 'clock')
  const env = { SHIFTED_CLOCK: clockFile, NODE_OPTIONS: `--import=${CLOCK.href}` }
  const chance = createChance(11)
  const sales: Sale[] = []
  const seen: LoggedRequest[] = []
  let shift = 0
  /** When the machine woke, by its own clock. */
  let wokeAt = Number.POSITIVE_INFINITY
  let unpaid: Sale[] = []
  let server: PracticeServer
  let app: LaunchedApp
  const now = () => Date.now() + shift

  const launch = async () => {
    const { url } = server
    const origins = Object.fromEntries(PROVIDER_IDS.map((id) => [id, `${url}/${id}`]))
    const more = { ...env, COUNTERFOIL_PROVIDER_ORIGINS: JSON.stringify(origins) }
    app = await launchApp({ launcher: 'standin', userDataDir, env: more })
    app.page.setDefaultTimeout(15_000)
  }

  /** Pays every so many-th of the sales, through the control API as a payer would. */
  async function pay(share: number): Promise<void> {
    const [paying, rest] = [
      unpaid.filter((_, n) => n % share === 0),
      unpaid.filter((_, n) => n % share !== 0),
    ]
    unpaid = rest
    for (const { provider, ref } of paying) {
      const body = JSON.stringify({ provider, ref })
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`${server.url}/_control/pay`, { method: 'POST', headers, body })
      expect(answer.status, await answer.text()).toBe(200)
    }
  }

  /** What the book has: the references of its receipts' links. */
  function paidInBook(): readonly string[] {
    const db = new Database(bookPath, { readonly: true })
    const rows = db
      .prepare(
        'SELECT l.provider_ref AS ref FROM receipts r JOIN payment_links l ON l.seq = r.link_seq ORDER BY 1',
      )
      .all() as { ref: string }[]
    db.close()
    return rows.map((row) => row.ref)
  }
  const paidAtProviders = () =>
    server.practice
      .log()
      .payments.map((one) => one.ref)
      .toSorted()

  beforeAll(async () => {
    writeFileSync(clockFile, '0')
    const empty = createPractice({ now, randomBytes: chance.bytes })
    const state = empty.snapshot()
    server = await servePractice({ port: 0, now, state })
    await launch()
    await callFrom(app.page, 'vault.createPassphrase', { passphrase: PASSPHRASE })
    const accounts = new Map<ProviderId, string>()
    for (const provider of PROVIDER_IDS) {
      const credentials = { ...empty.credentials[provider] }
      const settings = SETTINGS[provider]
      const made = await callFrom(app.page, 'accounts.add', {
        provider,
        label: provider,
        credentials,
        settings,
      })
      accounts.set(provider, made.id)
    }
    await app.close()

    const opened = await openLedger(bookOptions(bookPath), now())
    for (const provider of PROVIDER_IDS) {
      const accountId = accounts.get(provider) ?? ''
      const orders = Array.from({ length: SALES[provider] }, (_, n) => {
        const age = 5 * MINUTE + (n * 40 * MINUTE) / SALES[provider]
        const checkedAgo = (age / 10) * chance.unit()
        return { age, checkedAgo, dueIn: age / 10 - checkedAgo }
      }).map(({ age, checkedAgo, dueIn }) => ({
        age: Math.round(age),
        checkedAgo: Math.round(checkedAgo),
        dueIn: Math.round(dueIn),
      }))
      sales.push(...stock({ ...opened, state, now: now(), chance, provider, accountId }, orders))
    }
    closeBook(opened.db)
    unpaid = [...sales]
    const port = Number(new URL(server.url).port)
    await server.close()
    server = await servePractice({ port, now, state })
    await launch()
    await callFrom(app.page, 'vault.unlock', { passphrase: PASSPHRASE })
  }, 60_000)
  afterAll(async () => {
    await app?.close()
    await server?.close()
  })

  it('are all in the book and watched', async () => {
    expect((await callFrom(app.page, 'app.overview', {})).invoiceCount).toBe(1_000)
    const watched = await callFrom(app.page, 'watching.state', {})
    expect(watched.map((one) => one.state)).toEqual(['running', 'running', 'running', 'running'])
  })

  it('are watched while the window is hidden and its page frozen', async () => {
    const page = await app.page.context().newCDPSession(app.page)
    const { windowId } = await page.send('Browser.getWindowForTarget')
    await page.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'minimized' } })
    const isHidden = () =>
      app.page.evaluate(() => (globalThis as unknown as { document: { hidden: boolean } }).document.hidden)
    await expect.poll(isHidden).toBe(true)
    await page.send('Page.setWebLifecycleState', { state: 'frozen' })
    await pay(25)
    await until('a payment is found', () => paidInBook().length > 5)
    await page.send('Page.setWebLifecycleState', { state: 'active' })
  })

  it('are asked on after the network was off', async () => {
    const state = server.practice.snapshot()
    seen.push(...server.practice.log().requests)
    const port = Number(new URL(server.url).port)
    await server.close()
    await sleep(5_000)
    server = await servePractice({ port, now, state })
    await pay(30)
    const before = paidInBook().length
    await until('more is found', () => paidInBook().length > before)
  })

  it('are all swept after an hour in which the machine slept and payers did not, while one provider is slow', async () => {
    const asleep = processTree(app.pid)
    for (const pid of asleep) process.kill(pid, 'SIGSTOP')
    await pay(30)
    await sleep(2_000)
    shift = HOUR
    wokeAt = now()
    writeFileSync(clockFile, String(shift))
    await pay(35)
    server.practice.fault({ provider: 'ocpay', operation: 'read', kind: 'slow_drip', delayMs: 15, times: 4 })
    for (const pid of asleep) process.kill(pid, 'SIGCONT')
    await until('every payment is found', () => paidInBook().length === paidAtProviders().length, 170_000)
    const answers = (await callFrom(app.page, 'watching.state', {})).map((one) => one.lastAnswerAt ?? 0)
    expect(Math.max(...answers), 'the app has woken an hour later').toBeGreaterThan(wokeAt)
  }, 180_000)

  it('had no payment missed, and each provider was asked no more than its budget in any minute', async () => {
    expect(paidInBook()).toEqual(paidAtProviders())
    expect(paidAtProviders().length).toBeGreaterThan(100)
    for (const provider of PROVIDER_IDS) {
      const paid = server.practice.log().payments.filter((one) => one.provider === provider).length
      expect(paid, provider).toBeGreaterThan(3)
    }
    const settled = new Set(['paid', 'paid_late'])
    const db = new Database(bookPath, { readonly: true })
    const counts = db.prepare('SELECT status, count(*) AS n FROM invoices GROUP BY 1').all() as {
      status: string
      n: number
    }[]
    db.close()
    const inBook = counts.filter((one) => settled.has(one.status)).reduce((sum, one) => sum + one.n, 0)
    expect(inBook).toBe(paidAtProviders().length)

    seen.push(...server.practice.log().requests)
    for (const provider of PROVIDER_IDS) {
      const own = seen.filter((one) => one.provider === provider)
      expect(own.filter((one) => one.operation === 'create')).toEqual([])
      // The hour that was slept is taken out, so that no minute is torn in two by it.
      const instants = own.map(({ at }) => (at >= wokeAt ? at - HOUR : at))
      expect(instants.length, provider).toBeGreaterThan(1)
      expect(busiestMinute(instants), provider).toBeLessThanOrEqual(PER_MINUTE)
    }
  })
})

function busiestMinute(instants: readonly number[]): number {
  const inMinute = (from: number) => instants.filter((at) => at >= from && at < from + MINUTE).length
  return Math.max(...instants.map(inMinute))
}

/** A process and all that it started, the eldest first. */
function processTree(pid: number): readonly number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  const parents = rows.map((row) => row.trim().split(/\s+/).map(Number))
  const tree = [pid]
  for (const parent of tree) {
    for (const [child, of] of parents) if (of === parent && child !== undefined) tree.push(child)
  }
  return tree
}
