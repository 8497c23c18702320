import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ROOT } from '../../tools/launch.ts'
import { callFrom, chooseAccount, goTo, sell } from '../../tools/tour/window.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from './launchers/index.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const OUTPUT = join(ROOT, 'test/e2e/output')

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1024, height: 640 },
] as const

/** Looks at what is on the screen in both themes and both sizes: a picture of each, and axe finds nothing. */
async function look(page: Page, name: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.waitForTimeout(200)
      const where = `${name}-${colorScheme}-${size.width}x${size.height}`
      await page.screenshot({ path: join(OUTPUT, `${where}.png`) })
      expect(await violations(page), where).toEqual([])
      expect(await sidewaysScroll(page), `${where} scrolls sideways`).toBe(false)
    }
  }
  await page.setViewportSize(SIZES[0])
  await page.emulateMedia({ colorScheme: 'light' })
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  )
  return results.violations.map(
    (one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`,
  )
}

function sidewaysScroll(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const root = (
      globalThis as unknown as { document: { documentElement: { scrollWidth: number; clientWidth: number } } }
    ).document.documentElement
    return root.scrollWidth > root.clientWidth
  })
}

onEveryLauncher('every screen, light and dark, at both sizes', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    mkdirSync(OUTPUT, { recursive: true })
    app = await launchApp({ launcher, size: SIZES[0] })
    page = app.page
    page.setDefaultTimeout(10_000)
  })
  afterAll(() => app?.close())

  const paid = (id: string) =>
    expect
      .poll(async () => (await callFrom(page, 'invoices.get', { id })).invoice.status, { timeout: 15_000 })
      .not.toBe('open')

  it('first run', async () => {
    await page.getByRole('heading', { name: /Welcome/ }).waitFor()
    await look(page, 'first-run')
  })

  it('counter', async () => {
    await page.getByRole('button', { name: 'Start with practice' }).click()
    await page.getByRole('group', { name: 'Amount keypad' }).waitFor()
    await look(page, 'counter-empty')
    await page.keyboard.type('1250')
    await look(page, 'counter-typed')
    await page.keyboard.press('Escape')
  })

  it('waiting, paid, short and over', async () => {
    for (const [button, name] of [
      ['Pay exactly', 'paid'],
      ['Pay less', 'underpaid'],
      ['Pay more', 'overpaid'],
    ] as const) {
      await goTo(page, 'Counter')
      const next = page.getByRole('button', { name: 'Next sale' })
      if ((await next.count()) > 0) await next.click()
      await chooseAccount(page, 'Daisy', 'DAI')
      await page.keyboard.press('Escape')
      const id = await sell(page, '12.5')
      if (name === 'paid') await look(page, 'waiting')
      await page.getByRole('button', { name: button }).click()
      await paid(id)
      await page.waitForTimeout(300)
      await look(page, name)
    }
  })

  it('expired', async () => {
    await goTo(page, 'Counter')
    await page.getByRole('button', { name: 'Next sale' }).click()
    await chooseAccount(page, 'OCPay', 'DZD')
    await page.keyboard.press('Escape')
    const id = await sell(page, '7400')
    await page.getByRole('button', { name: 'Let it expire' }).click()
    await paid(id)
    await page.waitForTimeout(300)
    await look(page, 'expired')
  })

  it('invoices, with and without one open', async () => {
    await goTo(page, 'Invoices')
    await page.getByText('PR-000001').first().waitFor()
    await look(page, 'invoices')
    await page.getByText('PR-000001').first().click()
    await page.waitForTimeout(300)
    await look(page, 'invoice-open')
  })

  it('books', async () => {
    await goTo(page, 'Books')
    await page.getByRole('button', { name: 'Compare' }).click()
    await page.getByText(/links? compared/).waitFor()
    await look(page, 'books')
  })

  it('the counter and the account settings of each provider', async () => {
    for (const [label, currency] of [
      ['Daisy', 'DAI'],
      ['1ShotPay', 'USD'],
      ['OCPay', 'DZD'],
      ['OxaPay', 'USDT'],
    ] as const) {
      await goTo(page, 'Counter')
      const next = page.getByRole('button', { name: 'Next sale' })
      if ((await next.count()) > 0) await next.click()
      await chooseAccount(page, label, currency)
      await page.keyboard.press('Escape')
      await look(page, `create-${label}`)
      await goTo(page, 'Settings')
      await page.getByRole('button', { name: `Edit ${label}` }).click()
      await page.getByRole('dialog').waitFor()
      await look(page, `account-${label}`)
      await page.keyboard.press('Escape')
    }
  })

  it('settings', async () => {
    await goTo(page, 'Settings')
    await page.getByRole('heading', { name: 'Provider accounts' }).waitFor()
    await look(page, 'settings')
  })
})
