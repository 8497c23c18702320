import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { BY_HAND, callFrom, chooseAccount, goTo, sell } from '../../../tools/tour/window.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { look, SIZES } from '../../support/window/look.ts'

onEveryLauncher('every screen, light and dark, at both sizes', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
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
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
    await look(page, 'counter-empty')
    await page.keyboard.type('1250', BY_HAND)
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
