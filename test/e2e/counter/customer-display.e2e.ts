import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { BY_HAND, callFrom, chooseAccount, goTo, sell } from '../../../tools/tour/window.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { look } from '../../support/window/look.ts'
import { readQr } from '../../support/window/qr-pixels.ts'

interface HTMLElementLike {
  readonly dir: string
  readonly lang: string
}

const ONE = '1280x800'
const TWO = '1280x800,1280x800'
/** The customer's screens: one that lies, a larger one, one that stands on its side. */
const SCREENS = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
  { width: 800, height: 1280 },
] as const

onEveryLauncher('the customer display', (launcher) => {
  let app: LaunchedApp
  let page: Page
  let customer: Page
  const shown = (text: string) => customer.getByText(text, { exact: true })
  const documentOf = (of: Page) =>
    of.evaluate(() => {
      const { document } = globalThis as unknown as {
        document: { documentElement: HTMLElementLike; hasFocus(): boolean }
      }
      const { dir, lang } = document.documentElement
      return { dir, lang, hasFocus: document.hasFocus() }
    })
  const newest = async () => {
    const { rows } = await callFrom(page, 'invoices.list', {
      ...{ search: '', status: [], provider: [], cursor: null, limit: 1 },
    })
    return callFrom(page, 'invoices.get', { id: rows[0]?.id ?? '' })
  }
  const see = (name: string) => look(customer, `customer-${name}`, SCREENS)

  beforeAll(async () => {
    app = await launchApp({
      launcher,
      size: { width: 1280, height: 800 },
      env: { COUNTERFOIL_STANDIN_SCREEN: ONE },
    })
    page = app.page
    page.setDefaultTimeout(10_000)
    await callFrom(page, 'book.switch', { kind: 'practice' })
    await page.reload()
    await goTo(page, 'Settings')
  })
  afterAll(() => app?.close())

  it('waits for another screen, and opens by itself once there is one', async ({ skip }) => {
    if (app.screens === null) skip('the screens of this machine are those that are there')
    const section = page.locator('section', { has: page.getByRole('heading', { name: 'Customer display' }) })
    await section.getByLabel('Shop name').fill('Atlas Coffee & Books')
    await section.getByRole('button', { name: 'Save shop name' }).click()
    await section.getByText('On the other screen').click()
    await section.getByText('No other screen is connected.', { exact: false }).waitFor()
    await look(page, 'settings-customer-display')
    await app.screens?.(TWO)
    await section.getByText('The customer display is open.').waitFor()
    customer = await app.customerPage()
    await shown('Atlas Coffee & Books').waitFor()
    await see('asleep')
  })

  it('shows what is typed, and takes neither the focus nor a key', async () => {
    await goTo(page, 'Counter')
    await chooseAccount(page, 'Daisy', 'DAI')
    await page.waitForTimeout(450)
    await page.keyboard.type('12.50+3.00*4', BY_HAND)
    await shown('24.50').waitFor()
    await shown('12.50').waitFor()
    expect((await documentOf(page)).hasFocus).toBe(true)
    await see('entry')
    expect(await customer.locator('a, button, input, select, textarea, [tabindex]').count()).toBe(0)
    await page.keyboard.press('Escape')
    await customer.getByText('24.50').waitFor({ state: 'detached' })
  })

  it('shows the code of the sale on the till, in the language of this customer', async () => {
    await sell(page, '20')
    const code = customer.getByRole('img', { name: /Payment code/ })
    await code.waitFor()
    const { links } = await newest()
    expect(readQr(await code.screenshot())).toBe(links[0]?.url)
    await see('code')
    await page.getByRole('button', { name: 'Customer display' }).click()
    await page.getByRole('option', { name: 'العربية' }).click()
    await shown('في انتظار الدفع').waitFor()
    expect((await documentOf(customer)).dir).toBe('rtl')
    await see('code-ar')
    await look(page, 'sale-customer-language')
  })

  it('says that it is paid, and sleeps once the cashier has gone on', async () => {
    await page.getByRole('button', { name: 'Pay exactly' }).click()
    await shown('شكرًا لك').waitFor()
    await see('paid-ar')
    await page.keyboard.press('Enter')
    await shown('Atlas Coffee & Books').waitFor()
    await expect.poll(() => customer.locator('.customer-asleep').count()).toBe(1)
    expect((await documentOf(customer)).lang).toBe('en-GB')
  })

  it('says what is missing, and keeps back the code for the whole', async () => {
    await sell(page, '30')
    await page.getByRole('button', { name: 'Pay less' }).click()
    await customer.getByText('7.50', { exact: false }).first().waitFor()
    expect(await customer.locator('.customer-code').count()).toBe(0)
    await see('missing')
  })

  it('is told what it shows and nothing else', async () => {
    const ask = (route: string) =>
      customer.evaluate(
        (name) =>
          (
            globalThis as unknown as {
              counterfoil: { call(route: string, input: unknown): Promise<unknown> }
            }
          ).counterfoil.call(name, {}),
        route,
      )
    expect(await ask('customer.view')).toMatchObject({ ok: true })
    for (const route of ['app.overview', 'accounts.list', 'customer.display', 'vault.status', 'people.view'])
      expect(await ask(route), route).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } })
  })

  it('goes with its screen, and the cashier sells on', async ({ skip }) => {
    if (app.screens === null) skip('the screens of this machine are those that are there')
    await page.keyboard.press('n')
    await page.waitForTimeout(450)
    await page.keyboard.type('4.1', BY_HAND)
    await app.screens?.(ONE)
    await expect.poll(() => customer.isClosed()).toBe(true)
    await page.keyboard.type('5', BY_HAND)
    await page.getByText('4.15').first().waitFor()
    expect((await documentOf(page)).hasFocus).toBe(true)
    await app.screens?.(TWO)
    await expect.poll(async () => (await callFrom(page, 'customer.display', {})).isOpen).toBe(true)
  })

  it('is there again where its page was lost', async ({ skip }) => {
    if (app.screens === null) skip('the page of a window of Electron is not ended from outside')
    const lost = await app.customerPage()
    const session = await lost.context().newCDPSession(lost)
    session.send('Page.crash').catch(() => undefined)
    const isSeen = async () => {
      const found = await app.customerPage().catch(() => null)
      return found?.locator('.customer-half').isVisible() ?? false
    }
    await expect.poll(() => isSeen().catch(() => false)).toBe(true)
  })

  it('beside the till is a window to try, and is switched off by whoever closes it', async () => {
    await callFrom(page, 'settings.set', { customerDisplay: 'off' })
    await expect.poll(async () => (await callFrom(page, 'customer.display', {})).isOpen).toBe(false)
    await callFrom(page, 'settings.set', { customerDisplay: 'beside' })
    customer = await app.customerPage()
    await customer.locator('.customer').waitFor()
    await customer.close()
    await expect
      .poll(async () => (await callFrom(page, 'app.overview', {})).settings.customerDisplay)
      .toBe('off')
    await goTo(page, 'Counter')
  })
})
