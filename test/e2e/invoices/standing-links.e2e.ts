import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callFrom, goTo } from '../../../tools/tour/window.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { look, SIZES } from '../../support/window/look.ts'

onEveryLauncher('links that stay', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await launchApp({ launcher, size: SIZES[0] })
    page = app.page
    page.setDefaultTimeout(10_000)
    await page.getByRole('button', { name: 'Start with practice' }).click()
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  })
  afterAll(() => app?.close())

  const view = () => page.getByRole('radio', { name: 'Standing links' })
  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name })

  it('are taught where there is none yet', async () => {
    await goTo(page, 'Invoices')
    await view().click()
    await page.getByRole('heading', { name: 'No standing links yet' }).waitFor()
    await look(page, 'standing-empty')
  })

  it('are made with a name and an amount, and show a large code and a link to copy', async () => {
    await page.getByRole('button', { name: 'Create a standing link' }).click()
    await page.getByLabel('What it is for').fill('Donation box')
    await page.getByLabel('Each payment, in USD').fill('5')
    await look(page, 'standing-make')
    await page.getByRole('button', { name: 'Create link' }).click()
    await page.getByRole('img', { name: 'Code of Donation box' }).waitFor()
    await look(page, 'standing-code')
    await page.getByRole('button', { name: 'Copy link' }).click()
    await page.getByRole('button', { name: 'Close' }).click()
    const [link] = await callFrom(page, 'standing.list', {})
    expect(link).toMatchObject({ name: 'Donation box', stage: 'live', payments: 0 })
  })

  it('count what comes through them, each payment a sale of its own, and say what has no receipt', async () => {
    const pay = page.getByRole('button', { name: 'A customer pays Donation box' })
    const check = page.getByRole('button', { name: 'Check now: Donation box' })
    for (let n = 0; n < 3; n += 1) await pay.click()
    await page.waitForTimeout(4_500)
    await check.click()
    await row('Donation box').getByText('3 payments').waitFor()
    await row('Donation box').getByText('2 of them have no receipt').waitFor()
    await look(page, 'standing-links')
    await page.getByRole('radio', { name: /Needs attention/ }).click()
    await page
      .getByText(/1ShotPay counts 1 payment that it never showed/)
      .first()
      .waitFor()
    await look(page, 'standing-attention')
  })

  it('are made from an item too', async () => {
    await callFrom(page, 'items.save', { id: null, name: 'Tea', currency: 'USD', price: '2.50', code: null })
    await goTo(page, 'Settings')
    await page.getByRole('button', { name: 'Create a standing link for Tea' }).click()
    expect(await page.getByLabel('What it is for').inputValue()).toBe('Tea')
    await page.getByRole('button', { name: 'Create link' }).click()
    await page.getByRole('img', { name: 'Code of Tea' }).waitFor()
    await page.getByRole('button', { name: 'Close' }).click()
    await look(page, 'standing-items')
  })

  it('are put away only after a second word, and can be watched again', async () => {
    await goTo(page, 'Invoices')
    await view().click()
    await page.getByRole('button', { name: 'Archive Tea' }).click()
    await page.getByRole('alertdialog').waitFor()
    await look(page, 'standing-put-away')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Archive' }).click()
    await page.getByRole('button', { name: 'Restore Tea' }).waitFor()
    const links = await callFrom(page, 'standing.list', {})
    expect(links.map(({ name, putAwayAt }) => [name, putAwayAt !== null])).toEqual([
      ['Donation box', false],
      ['Tea', true],
    ])
  })
  it('show a name of eighty letters without a blank whole, within the dialog', async () => {
    const [link] = await callFrom(page, 'standing.list', {})
    const name = 'W'.repeat(80)
    const wish = { accountId: link?.accountId ?? '', itemId: null, currency: 'USD', amount: '5.00' }
    await callFrom(page, 'standing.make', { ...wish, name, token: crypto.randomUUID() })
    await page.getByRole('button', { name: `Show code of ${name}` }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('heading').waitFor()
    type Box = Readonly<Record<'scrollWidth' | 'clientWidth', number>>
    const widths = (box: unknown) => [(box as Box).scrollWidth, (box as Box).clientWidth] as const
    const [whole, room] = await dialog.evaluate(widths)
    expect(whole).toBeLessThanOrEqual(room)
    await page.getByRole('button', { name: 'Close' }).click()
  })

  it('of a forgotten account say that nobody asks about them, and show no code', async () => {
    const [link] = await callFrom(page, 'standing.list', {})
    await callFrom(page, 'accounts.forget', { id: link?.accountId ?? '' })
    await row('Donation box').getByText('Its account was removed').waitFor()
    expect(await page.getByRole('button', { name: /Show code of|Check now|Restore/ }).count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Archive Donation box' }).count()).toBe(1)
    await look(page, 'standing-forgotten')
  })
})
