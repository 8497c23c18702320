import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callFrom, chooseAccount, goTo, sell } from '../../../tools/tour/window.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { scan } from '../../support/window/scan.ts'
import { openPracticeShop } from '../../support/window/shop.ts'

onEveryLauncher('a cashier in a hurry', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await openPracticeShop({ launcher, size: { width: 1024, height: 640 } }, '1ShotPay', 'USD')
    page = app.page
  })
  afterAll(() => app?.close())

  const shown = () => page.getByRole('status', { name: 'Amount' }).innerText()
  const count = async () => (await callFrom(page, 'app.overview', {})).invoiceCount

  it('whose scanner reads a bar code into the keypad sells nothing', async () => {
    await scan(page, '4006381333931')
    await page.getByText('That looked like a barcode scan').waitFor()
    expect(await count()).toBe(0)
    await expect.poll(shown).toMatch(/^0\.00/)
  })

  it('who begins the next amount with a point gets what was typed', async () => {
    await sell(page, '1250')
    await page.keyboard.type('.5', { delay: 60 })
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
    await expect.poll(shown).toMatch(/^0\.5\s/)
  })

  it('who looks at a waiting sale in between goes back to what was being typed', async () => {
    await page.keyboard.press('Delete')
    await page.keyboard.type('4200', { delay: 60 })
    await page.getByLabel('Description').fill('Two coffees')
    await page.getByRole('button', { name: /PR-000001/ }).click()
    await page.getByText('Waiting for payment').first().waitFor()
    await page.keyboard.press('n')
    await expect.poll(shown).toMatch(/^42\.00/)
    expect(await page.getByLabel('Description').inputValue()).toBe('Two coffees')
  })

  it('whose scanner reads into a question about a sale answers none', async () => {
    await page.keyboard.press('Delete')
    await chooseAccount(page, 'Daisy', 'DAI')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Delete')
    const id = await sell(page, '12.5')
    await callFrom(page, 'practice.pay', { invoiceId: id, amount: '9' })
    const scanned = async () => {
      await scan(page, '2221333931121')
      await page.waitForTimeout(500)
      expect(await page.getByRole('dialog').count()).toBe(1)
      const { invoice } = await callFrom(page, 'invoices.get', { id })
      expect([invoice.status, invoice.abandonedAt]).toEqual(['underpaid', null])
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await page.getByRole('button', { name: 'Accept as paid' }).click()
    await page.getByRole('dialog').waitFor()
    await scanned()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor()
    await scanned()
  })

  it('who gives up with two quick keys has given up once', async () => {
    await page.keyboard.press('n')
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
    const id = await sell(page, '11')
    await page.keyboard.press('Escape')
    await page.keyboard.press('1')
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
    const { invoice, events } = await callFrom(page, 'invoices.get', { id })
    expect(invoice.status).toBe('abandoned')
    expect(events.filter(({ kind }) => kind === 'abandoned').map(({ data }) => data.reason)).toEqual([
      'Customer left',
    ])
  })

  it('who finds a sale by its number, and an account by its letters, has it with Enter at once', async () => {
    const dialogs = page.getByRole('dialog')
    for (const delay of [60, 100, 150]) {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').waitFor()
      await page.keyboard.type('PR-000001', { delay })
      await page.keyboard.press('Enter')
      await dialogs.waitFor({ state: 'detached', timeout: 3_000 })
      await page.keyboard.press('n')
      await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
      const account = page.getByRole('button', { name: 'Provider account' })
      await account.focus()
      await page.keyboard.press('Space')
      await page.getByRole('listbox').waitFor()
      await page.keyboard.type(delay === 100 ? 'oxa' : '1sh', { delay })
      await page.keyboard.press('Enter')
      await page.getByRole('listbox').waitFor({ state: 'detached', timeout: 3_000 })
      await expect.poll(() => account.innerText()).toMatch(delay === 100 ? 'OxaPay' : '1ShotPay')
    }
  })

  it('who tabs through the settings never sees the window slide away', async () => {
    await goTo(page, 'Settings')
    for (let tab = 0; tab < 45; tab += 1) await page.keyboard.press('Tab')
    const slid = await page.evaluate(
      () =>
        (globalThis as unknown as { document: { documentElement: { scrollTop: number } } }).document
          .documentElement.scrollTop,
    )
    expect(slid).toBeLessThan(2)
  })
})
