import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { BY_HAND, callFrom, chooseAccount, sell } from '../../../tools/tour/window.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { COUNTER_SIZES, look } from '../../support/window/look.ts'
import { readQr } from '../../support/window/qr-pixels.ts'
import { openShop, type Shop } from '../../support/window/shop.ts'
import { boxesOf } from '../../support/window/stand.ts'

onEveryLauncher('a sale of the practice book, light and dark, at three sizes', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await launchApp({ launcher, size: { width: 1280, height: 800 } })
    page = app.page
    page.setDefaultTimeout(10_000)
    await page.getByRole('button', { name: 'Start with practice' }).click()
    await keypad()
    await chooseAccount(page, 'Daisy', 'DAI')
    await page.keyboard.press('Escape')
  })
  afterAll(() => app?.close())

  const keypad = () => page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  const detailOf = (id: string) => callFrom(page, 'invoices.get', { id })
  const next = async () => {
    await page.keyboard.press('n')
    await keypad()
  }

  it('waiting: the code is read from the pixels, and is the largest thing', async () => {
    const id = await sell(page, '12.5')
    const { links } = await detailOf(id)
    await look(page, 'sale-waiting', COUNTER_SIZES, async (where) => {
      const code = page.getByRole('img', { name: /QR code/ })
      expect(readQr(await code.screenshot()), where).toBe(links[0]?.url)
      const boxes = await boxesOf(page, ['.sale-code', '.sale-amount'])
      // In the lowest window the customer of the practice book takes some of its height.
      expect(boxes['.sale-code']?.width ?? 0, where).toBeGreaterThanOrEqual(
        where.endsWith('x640') ? 256 : 340,
      )
    })
  })

  it('short: its three ways out fit beside the practice customer', async () => {
    await next()
    const id = await sell(page, '12.5')
    await callFrom(page, 'practice.pay', { invoiceId: id, amount: '9' })
    await page.locator('.sale-underpaid').waitFor()
    await look(page, 'sale-underpaid', COUNTER_SIZES)
  })

  it('given up, and the question before it', async () => {
    await next()
    const id = await sell(page, '12.5')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor()
    await look(page, 'sale-give-up', COUNTER_SIZES)
    await page.keyboard.press('1')
    await keypad()
    await page
      .getByRole('button', { name: /Given up/ })
      .first()
      .click()
    await page.locator('.sale-abandoned').waitFor()
    await page.getByText('Customer left').waitFor()
    await look(page, 'sale-given-up', COUNTER_SIZES)
    expect((await detailOf(id)).invoice.status).toBe('abandoned')
  })
})

onEveryLauncher('a provider that does not answer', (launcher) => {
  let shop: Shop
  let page: Page
  beforeAll(async () => {
    shop = await openShop({
      launcher,
      size: { width: 1024, height: 640 },
      accounts: [
        { provider: 'ocpay', label: 'Shop' },
        { provider: 'ocpay', label: 'Market' },
      ],
    })
    page = shop.page
    await chooseAccount(page, 'Shop', 'DZD')
    await page.keyboard.press('Escape')
  })
  afterAll(() => shop?.close())

  it('after ten seconds another account can be asked; the old sale is given up, watched, and says so', async () => {
    await shop.server.control('fault', {
      provider: 'ocpay',
      operation: 'create',
      kind: 'timeout_after',
      times: 1,
    })
    await page.keyboard.type('900', BY_HAND)
    await page.keyboard.press('Enter')
    await page.getByText(/Contacting OCPay… \d+ s/).waitFor()
    const instead = page.getByRole('button', { name: 'Use Market instead' })
    await instead.waitFor()
    await look(page, 'sale-no-answer', [COUNTER_SIZES[0]])
    await instead.click()
    await page.getByRole('img', { name: /QR code/ }).waitFor()
    const { rows } = await callFrom(page, 'invoices.list', {
      search: '',
      status: [],
      provider: [],
      cursor: null,
      limit: 10,
    })
    expect(rows.map(({ asked, accountLabel }) => [asked.amount, accountLabel])).toEqual([
      ['900.00', 'Market'],
      ['900.00', 'Shop'],
    ])
    const old = await callFrom(page, 'invoices.get', { id: rows[1]?.id ?? '' })
    expect(old.events.find(({ kind }) => kind === 'abandoned')?.data.reason).toMatch(
      /^Used Market instead, as sale /,
    )
    expect(old.invoice.abandonedAt).not.toBeNull()
  })
})
