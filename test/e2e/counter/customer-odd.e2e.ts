import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callFrom, chooseAccount, goTo, sell } from '../../../tools/tour/window.ts'
import { atRest } from '../../support/window/axe.ts'
import { boxesAmiss } from '../../support/window/customer-boxes.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { until } from '../../support/window/launchers/process-tree.ts'

/** Small, wide, large, and one that stands on its side. */
const SCREENS = [
  { width: 640, height: 480 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  { width: 800, height: 1280 },
] as const
/** As long as any amount that is asked for: DAI has 18 decimals. */
const LONG = '1234567890.123456789012345678'

onEveryLauncher('the customer display with what is odd', (launcher) => {
  let app: LaunchedApp
  let page: Page
  let customer: Page

  /** Nothing is cut, nothing lies over anything else, on any screen and in every language. */
  const isWhole = async (what: string) => {
    for (const customerLanguage of ['en', 'fr', 'ar'] as const) {
      await callFrom(page, 'settings.set', { customerLanguage })
      await customer.locator(`html[lang|=${customerLanguage}]`).waitFor()
      for (const size of SCREENS) {
        await customer.setViewportSize(size)
        await atRest(customer)
        expect(await boxesAmiss(customer), `${what}, ${customerLanguage}, ${size.width}`).toEqual([])
      }
    }
    await callFrom(page, 'settings.set', { customerLanguage: 'same' })
  }
  const asleep = () => customer.locator('.customer-asleep')
  const begin = async (userDataDir?: string) => {
    app = await launchApp({ launcher, size: SCREENS[1], ...(userDataDir && { userDataDir }) })
    page = app.page
    page.setDefaultTimeout(15_000)
  }
  /** A sale that can be paid, which the customer is shown. */
  const shownSale = async (provider: string, currency: string, amount: string) => {
    const accounts = await callFrom(page, 'accounts.list', {})
    const accountId = accounts.find((one) => one.provider === provider)?.id ?? ''
    const { invoice } = await callFrom(page, 'invoices.create', {
      ...{ token: randomUUID(), accountId, currency, amount },
      ...{ description: '', customerName: null, customerEmail: null },
    })
    const { id } = invoice
    await expect
      .poll(async () => (await callFrom(page, 'invoices.get', { id })).invoice.shareLinkId)
      .not.toBeNull()
    await callFrom(page, 'customer.show', { kind: 'sale', invoiceId: id })
    await customer.locator('.customer-code').waitFor()
    return id
  }

  beforeAll(async () => {
    await begin()
    await callFrom(page, 'book.switch', { kind: 'practice' })
    await callFrom(page, 'settings.set', { customerDisplay: 'beside', shopName: 'Atlas', setupDone: true })
    await page.reload()
    await goTo(page, 'Settings')
    customer = await app.customerPage()
    await customer.locator('.customer-half').waitFor()
  })
  afterAll(() => app?.close())

  it('has every amount of a line in sight, and how many there are of what has a long name', async () => {
    const amount = (text: string) => ({ currency: 'DAI', amount: text })
    const lines = [
      { name: null, quantity: 1, unit: amount(LONG), sum: amount(LONG) },
      { name: 'A name that is long enough for two rows of it', quantity: 12, ...both(amount('1.50')) },
      { name: 'قهوة بالحليب', quantity: 9_999, ...both(amount(LONG)) },
      { name: '\u202eN'.repeat(40), quantity: 3, ...both(amount('123456.78')) },
    ]
    await callFrom(page, 'customer.show', { kind: 'entry', total: amount(LONG), lines })
    await customer.getByText('12 × 1.50').waitFor()
    await isWhole('lines')
  })

  it('has a name that begins with what nobody sees begin with its first letter, and none of such alone', async () => {
    await callFrom(page, 'customer.show', { kind: 'asleep' })
    await callFrom(page, 'settings.set', { shopName: '\u202eNord' })
    await customer.locator('.customer-mark', { hasText: /^N$/ }).waitFor()
    await callFrom(page, 'settings.set', { shopName: `${'W'.repeat(29)} ${'W'.repeat(30)}` })
    await customer.locator('.customer-mark', { hasText: /^W$/ }).waitFor()
    await isWhole('a name')
    await callFrom(page, 'settings.set', { shopName: '\u202e\u2066\u200b' })
    await customer.getByText('Welcome').waitFor()
    expect((await callFrom(page, 'app.overview', {})).settings.shopName).toBe('')
    expect(await customer.locator('.customer-mark').count()).toBe(0)
    await callFrom(page, 'settings.set', { shopName: 'Atlas' })
  })

  it('keeps back a code for the whole once a part was paid, and shows the one for the rest', async () => {
    const id = await shownSale('daisy', 'DAI', LONG)
    await isWhole('the code')
    await callFrom(page, 'practice.pay', { invoiceId: id, amount: '0.000000000000000001' })
    await customer.locator('.customer-word', { hasText: '1,234,567,890.123456789012345677' }).waitFor()
    expect(await customer.locator('.customer-code').count()).toBe(0)
    await isWhole('missing')
    await callFrom(page, 'invoices.linkForRemainder', { id })
    await customer.locator('.customer-code').waitFor()
    await customer.getByText(/Scan to pay the rest: .*1,234,567,890\.123456789012345677/).waitFor()
    await isWhole('the rest')
    await callFrom(page, 'practice.pay', { invoiceId: id, amount: '9234567890.000000000000000001' })
    await customer.getByText(/too much/).waitFor()
    await isWhole('too much')
  })

  it('sleeps once a sale is paid and its cashier has gone elsewhere than to the keypad', async () => {
    await goTo(page, 'Counter')
    await chooseAccount(page, 'Daisy', 'DAI')
    await sell(page, '20')
    await customer.locator('.customer-code').waitFor()
    await goTo(page, 'Invoices')
    await page.waitForTimeout(500)
    expect(await customer.locator('.customer-code').count()).toBe(1)
    const { rows } = await callFrom(page, 'invoices.list', {
      ...{ search: '', status: [], provider: [], cursor: null, limit: 1 },
    })
    await callFrom(page, 'practice.pay', { invoiceId: rows[0]?.id ?? '', amount: null })
    await customer.getByText('Thank you').waitFor()
    await asleep().waitFor({ timeout: 10_000 })
  })

  it('is there again after the app was ended with both windows open', async () => {
    const { pid, userDataDir } = app
    process.kill(pid, 'SIGTERM')
    await until('the app has ended', () => !isAlive(pid))
    await begin(userDataDir)
    expect((await callFrom(page, 'app.overview', {})).settings.customerDisplay).toBe('beside')
    customer = await app.customerPage()
    await customer.locator('.customer-half').waitFor()
  })
})

const both = <T>(sum: T) => ({ unit: sum, sum })

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
