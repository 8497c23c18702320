import { cpSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { ROOT } from '../../../tools/launch.ts'
import { BY_HAND, callFrom, sell } from '../../../tools/tour/window.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { openPracticeShop } from '../../support/window/shop.ts'

/** Stands in the place of the book's thread, and does to it what a file named `hurt` beside the book says. */
const MORTAL = `
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { workerData } from 'node:worker_threads'
const order = join(dirname(workerData.path), 'hurt')
setInterval(() => {
  if (!existsSync(order)) return
  const how = readFileSync(order, 'utf8')
  rmSync(order)
  if (how === 'hang') for (;;);
  process.exit(1)
}, 10).unref()
await import('./ledger-worker-own.js')
`

/** A build whose book's thread can be hurt. */
function mortalBuild(): string {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-mortal-'))
  for (const part of ['package.json', 'out'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const main = join(folder, 'out', 'main')
  renameSync(join(main, 'ledger-worker.js'), join(main, 'ledger-worker-own.js'))
  writeFileSync(join(main, 'ledger-worker.js'), MORTAL)
  return folder
}

onEveryLauncher('the thread of the book', (launcher) => {
  let build: string
  let app: LaunchedApp
  let page: Page
  beforeAll(() => {
    build = mortalBuild()
  })
  // A second loss within a minute waits for a person, so that each has an app of its own.
  beforeEach(async () => {
    app = await openPracticeShop({ launcher, appDir: build }, 'Daisy', 'DAI')
    page = app.page
  })
  afterEach(() => app.close())
  afterAll(() => rmSync(build, { recursive: true, force: true }))

  const hurt = (how: 'hang' | 'end') => writeFileSync(join(app.userDataDir, 'books', 'hurt'), how)
  const reopened = () =>
    page.getByText('The book had stopped and was opened again automatically.', { exact: false }).first()

  it('hangs while a sale is on the screen: it is opened again and says so, and the sale still stands there', async () => {
    const id = await sell(page, '12.5')
    hurt('hang')
    await reopened().waitFor()
    await page
      .getByRole('article', { name: /^Sale / })
      .getByText('12.50')
      .first()
      .waitFor()
    await page.getByRole('img', { name: /QR code/ }).waitFor()
    await callFrom(page, 'practice.pay', { invoiceId: id, amount: null })
    await page.getByText('Paid in full.').waitFor()
  })

  it('ends while an amount is typed: the digits stay, and Enter sells them once the book is open again', async () => {
    await page.keyboard.type('47', BY_HAND)
    hurt('end')
    await reopened().waitFor()
    await expect.poll(async () => (await callFrom(page, 'app.overview', {})).bookProblem).toBeNull()
    expect(await page.getByRole('status', { name: 'Amount' }).innerText()).toMatch(/47/)
    await page.keyboard.press('Enter')
    await page.getByRole('img', { name: /QR code/ }).waitFor()
    const all = { search: '', status: [], provider: [], cursor: null, limit: 10 } as const
    const { rows } = await callFrom(page, 'invoices.list', { ...all, status: [], provider: [] })
    expect(rows.map(({ asked }) => asked.amount)).toEqual(['47.000000000000000000'])
  })
})
