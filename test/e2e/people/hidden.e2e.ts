import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { BY_HAND, callFrom, goTo, sell } from '../../../tools/tour/window.ts'
import { eventually } from '../../support/app/host.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { look, SIZES } from '../../support/window/look.ts'
import { openPracticeShop } from '../../support/window/shop.ts'

/** The amounts that the shop of this test ever had, as the window writes them in full and in the columns of lists. */
const AMOUNTS = /12\.90|34\.00|25\.00|9\.00|3\.50|55\.50/

interface Element {
  readonly tagName: string
  getAttribute(name: string): string | null
  getAttributeNames(): readonly string[]
}
declare const document: {
  readonly title: string
  readonly body: { readonly innerText: string; readonly textContent: string | null }
  querySelectorAll(what: string): Iterable<Element>
}

onEveryLauncher('amounts that are hidden by one key', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await openPracticeShop({ launcher, size: SIZES[0] }, '1ShotPay', 'USD')
    page = app.page
    const paid = await sell(page, '1290')
    await callFrom(page, 'practice.pay', { invoiceId: paid, amount: null })
    await until(paid, 'paid')
    await page.keyboard.press('n')
    const short = await sell(page, '3400')
    await callFrom(page, 'practice.pay', { invoiceId: short, amount: '9' })
    await until(short, 'underpaid')
    await callFrom(page, 'invoices.recordRefund', {
      ...{ id: paid, token: crypto.randomUUID(), currency: 'USD', amount: '3.5' },
      ...{ reason: 'returned', reference: '' },
    })
    await page.keyboard.press('n')
  })
  afterAll(() => app?.close())

  const until = (id: string, status: string) =>
    eventually(async () => {
      const { invoice } = await callFrom(page, 'invoices.check', { id })
      return invoice.status === status ? invoice : null
    })
  const hidden = () => page.locator('.rail-hidden')

  /** All that the window holds in words: what is drawn, what is read out, and what a pointer brings up. */
  const words = () =>
    page.evaluate(() => {
      const attributes = [...document.querySelectorAll('body *')].flatMap((one) =>
        one
          .getAttributeNames()
          .filter((name) => /^(?:aria-|title|alt|placeholder)/.test(name))
          .map((name) => one.getAttribute(name) ?? ''),
      )
      return [document.title, document.body.textContent ?? '', ...attributes].join('\n')
    })

  it('hides every amount in the window, in its titles and in what is read out, and tells so', async () => {
    expect(await words()).toMatch(AMOUNTS)
    await page.keyboard.press('F10')
    await hidden().waitFor()
    await page
      .getByTestId('announcer')
      .filter({ hasText: 'Amounts are hidden' })
      .waitFor({ state: 'attached' })
    await expect.poll(words).not.toMatch(AMOUNTS)
    await look(page, 'hidden-counter')
  })

  it('stays so from place to place: lists, a sale, the books and its dialogs', async () => {
    await goTo(page, 'Invoices')
    await page.getByRole('row', { name: /PR-000001/ }).click()
    await page.getByRole('region', { name: 'History' }).waitFor()
    expect(await words()).not.toMatch(AMOUNTS)
    await look(page, 'hidden-invoices')
    await page.getByRole('radio', { name: 'Receipts' }).click()
    await page.getByRole('grid', { name: 'Receipts' }).getByRole('row').nth(1).waitFor()
    expect(await words()).not.toMatch(AMOUNTS)
    await page.getByRole('radio', { name: /Needs attention/ }).click()
    await page.getByRole('row', { name: /PR-000002/ }).waitFor()
    expect(await words()).not.toMatch(AMOUNTS)
    await page.getByRole('checkbox').first().click()
    await page.getByRole('region', { name: 'Mark as handled' }).getByText('as handled: ••••• USD').waitFor()
    expect(await words()).not.toMatch(AMOUNTS)
    await page.getByRole('radio', { name: 'Invoices' }).click()
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    await page.getByRole('dialog').getByRole('table').first().waitFor()
    await expect.poll(words).not.toMatch(AMOUNTS)
    await look(page, 'hidden-export')
    await page.keyboard.press('Escape')
    await goTo(page, 'Books')
    for (const part of ['Today', 'Month', 'Tie out', 'Close', 'Trail'] as const) {
      await page.getByRole('tab', { name: part, exact: true }).click()
      await page.waitForTimeout(500)
      expect(await words(), part).not.toMatch(AMOUNTS)
    }
    await page.getByRole('tab', { name: 'Month', exact: true }).click()
    await page.getByRole('button', { name: 'Print', exact: true }).click()
    await page.getByText('Amounts are hidden, so nothing was printed.').first().waitFor()
    await look(page, 'hidden-month')
    await page.getByRole('radio', { name: 'Charts' }).click()
    await page.waitForTimeout(500)
    expect(await words()).not.toMatch(AMOUNTS)
  })

  it('leaves the customer’s own: what is typed for them, the code and the amount above it', async () => {
    await goTo(page, 'Counter')
    await page.waitForTimeout(450)
    await page.keyboard.type('5550', BY_HAND)
    await expect
      .poll(() => page.getByRole('status', { name: 'Amount', exact: true }).innerText())
      .toMatch(/^55\.50/)
    await page.keyboard.press('Enter')
    await page.getByRole('img', { name: /QR code of the payment link, 55\.50 USD/ }).waitFor()
    expect(await page.locator('.give-amount').innerText()).toMatch(/55\.50/)
    expect(await page.locator('.sale .stub').innerText()).not.toMatch(/55\.50/)
    expect(await page.locator('.strip').innerText()).not.toMatch(AMOUNTS)
    await look(page, 'hidden-sale')
  })

  it('is heard over a dialog too, and shows everything again', async () => {
    await page.waitForTimeout(300)
    await page.keyboard.press('t')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('F10')
    await hidden().waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.strip').innerText()).toMatch(/34\.00/)
    expect(await page.locator('.sale .stub').innerText()).toMatch(/55\.50/)
  })

  it('is forgotten with the window', async () => {
    await page.keyboard.press('F10')
    await hidden().waitFor()
    await page.reload()
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
    expect(await hidden().count()).toBe(0)
    await expect.poll(() => page.locator('.strip').innerText()).toMatch(/34\.00/)
  })
})
