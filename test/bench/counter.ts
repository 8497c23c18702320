import '../../tools/require-node.mjs'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from '../../tools/build.ts'
import { callFrom } from '../../tools/tour/window.ts'
import { launchUsual } from '../support/window/launchers/usual.ts'
import { openBarePage } from './counter/bare.ts'
import { fillCounterBook } from './counter/book.ts'
import { DISPLAY_STEPS, type DisplayStep, displayRounds } from './counter/display.ts'
import { startTimedProvider } from './counter/provider.ts'
import { appRounds, bareRounds, type Note, STEPS, type Step } from './counter/rounds.ts'
import { quantile } from './quantile.ts'

/**
 * How soon the counter shows what a hand or a provider did, in the built app on a book of 100,000 sales, beside a bare
 * React page that paints the same in the same run: `npm run bench:counter`; `-- --sales=1000000` takes a larger book,
 * `-- --data=FOLDER` a shop that is there, and makes it where it is not, and `-- --quick` is a smoke run. At the end the
 * customer display stands beside the till, and how far it is behind is measured.
 */
const { values } = parseArgs({
  options: {
    sales: { type: 'string', default: '100000' },
    data: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
  },
})
const { quick } = values
const SALES = quick ? 1_000 : Number(values.sales)
const ROUNDS = quick ? 3 : 64
/** A file of figures for each size of book. */
const RESULT = SALES === 100_000 ? 'counter.json' : `counter-${SALES}.json`
const SIZE = { width: 1280, height: 800 }
const PASSPHRASE = 'a passphrase for the measurement only'
/** As long as the simulator's own, so that the bare page's code has as many modules. */
const SAME_URL = `https://pay.ocpay.example/link/${'x'.repeat(36)}`
const TARGET_MS: Readonly<Record<Step, number>> = {
  key_to_pixel: 50,
  enter_to_waiting: 100,
  qr_overhead: 100,
  commit_to_green: 100,
  green_to_next: 100,
}

/** How much later than the cashier the customer sees the same, at most. */
const DISPLAY_GOAL_MS = 100

ensureBuilt()
const folder = mkdtempSync(join(tmpdir(), 'counterfoil-bench-'))
const userDataDir = values.data === '' ? join(folder, 'data') : values.data
const provider = await startTimedProvider()
const launch = () =>
  launchUsual({
    userDataDir,
    theme: 'light',
    size: SIZE,
    env: { COUNTERFOIL_PROVIDER_ORIGINS: JSON.stringify({ ocpay: `${provider.url}/ocpay` }) },
  })

/** Sets the shop up, and fills its book while the app is closed. */
async function setUp(): Promise<void> {
  const first = await launch()
  await first.page.getByRole('heading', { name: /Welcome/ }).waitFor()
  await callFrom(first.page, 'vault.createPassphrase', { passphrase: PASSPHRASE })
  const credentials = { ...provider.practice.credentials.ocpay }
  const account = { provider: 'ocpay', label: 'OCPay', credentials, settings: {} } as const
  const { id } = await callFrom(first.page, 'accounts.add', account)
  await callFrom(first.page, 'settings.set', { setupDone: true })
  await first.close()
  process.stderr.write(`filling a book with ${SALES} sales\n`)
  await fillCounterBook(join(userDataDir, 'books', 'live.sqlite'), id, SALES)
}

/** Opens the app at the counter of the full shop. */
async function openFullShop() {
  if (!existsSync(join(userDataDir, 'books', 'live.sqlite'))) await setUp()
  const app = await launch()
  await app.page.getByRole('navigation').waitFor()
  await callFrom(app.page, 'vault.unlock', { passphrase: PASSPHRASE })
  await app.page.getByText('Keys safe').waitFor()
  // A book that another program wrote into is checked whole before it sells: a minute for a million sales.
  while ((await callFrom(app.page, 'app.overview', {})).bookProblem !== null)
    await app.page.waitForTimeout(500)
  // Each start of the provider takes keys of its own.
  const [account] = await callFrom(app.page, 'accounts.list', {})
  const credentials = { ...provider.practice.credentials.ocpay }
  await callFrom(app.page, 'accounts.replaceKey', { id: account?.id ?? '', credentials })
  await app.page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  return app
}

const samples = { app: new Map<Step, number[]>(), bare: new Map<Step, number[]>() }
const into =
  (side: Map<Step, number[]>): Note =>
  (step, ms) =>
    side.set(step, [...(side.get(step) ?? []), ms])
const rounded = (value: number) => Math.round(value * 10) / 10

const app = await openFullShop()
const bare = await openBarePage(join(folder, 'bare'), SIZE)
try {
  const sell = await appRounds(app.page, provider)
  const paint = await bareRounds(bare.page)
  // The first rounds only warm up: code is compiled, fonts are read.
  for (let round = -2; round < ROUNDS; round += 1) {
    const measured = round >= 0
    await paint(measured ? into(samples.bare) : () => undefined, SAME_URL)
    await sell(measured ? into(samples.app) : () => undefined)
    if (round % 16 === 15) process.stderr.write(`${round + 1} of ${ROUNDS} sales\n`)
  }
  const bookSales = (await callFrom(app.page, 'app.overview', {})).invoiceCount
  const of = (side: 'app' | 'bare', step: Step, part: number) =>
    rounded(quantile(samples[side].get(step) ?? [], part))
  const rows = STEPS.map((step) => ({
    step,
    p50_ms: of('app', step, 0.5),
    p95_ms: of('app', step, 0.95),
    bare_p95_ms: of('bare', step, 0.95),
  }))
  console.table(
    rows.map(({ step, p50_ms, p95_ms, bare_p95_ms }) => ({
      step,
      target_ms: TARGET_MS[step],
      p50_ms,
      p95_ms,
      target: p95_ms <= TARGET_MS[step] ? 'met' : 'NOT MET',
      bare_p95_ms,
      'twice the bare page': p95_ms < 2 * bare_p95_ms ? 'met' : 'NOT MET',
      samples: samples.app.get(step)?.length ?? 0,
    })),
  )
  // Last, so that nothing above is measured beside a second window.
  const behind = new Map<DisplayStep, number[]>()
  const show = await displayRounds(app, provider)
  for (let round = -2; round < ROUNDS / 2; round += 1)
    await show((step, ms) => round >= 0 && behind.set(step, [...(behind.get(step) ?? []), ms]))
  const displayRows = DISPLAY_STEPS.map((step) => ({
    step,
    p50_ms: rounded(quantile(behind.get(step) ?? [], 0.5)),
    p95_ms: rounded(quantile(behind.get(step) ?? [], 0.95)),
    goal_ms: DISPLAY_GOAL_MS,
  }))
  console.table(
    displayRows.map((row) => ({ ...row, goal: row.p95_ms <= DISPLAY_GOAL_MS ? 'met' : 'NOT MET' })),
  )
  if (!quick) {
    const results = join(import.meta.dirname, 'results')
    mkdirSync(results, { recursive: true })
    const measuredOn = `${cpus()[0]?.model ?? 'unknown'}, ${process.platform}, ${app.launcher}, ${bookSales} sales at the end`
    const file = { measuredOn, book_sales: SALES, rows, display_behind: displayRows }
    writeFileSync(join(results, RESULT), `${JSON.stringify(file, null, 2)}\n`)
  }
} finally {
  await app.close()
  await bare.close()
  await provider.close()
  rmSync(folder, { recursive: true, force: true })
}
