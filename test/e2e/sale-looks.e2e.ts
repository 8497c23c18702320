import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callFrom, chooseAccount, sell } from '../../tools/tour/window.ts'
import { type PracticeServer, startPractice } from '../support/practice.ts'
import { readQr } from '../support/qr-pixels.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from './launchers/index.ts'
import { COUNTER_SIZES, look } from './look.ts'
import { boxesOf } from './stand.ts'

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

  const keypad = () => page.getByRole('group', { name: 'Amount keypad' }).waitFor()
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
      expect(boxes['.sale-code']?.width ?? 0, where).toBeGreaterThanOrEqual(320)
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
  let server: PracticeServer
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    server = await startPractice()
    app = await launchApp({
      launcher,
      size: { width: 1024, height: 640 },
      env: { COUNTERFOIL_PROVIDER_ORIGINS: JSON.stringify(server.origins) },
    })
    page = app.page
    page.setDefaultTimeout(20_000)
    await callFrom(page, 'vault.createPassphrase', { passphrase: 'four words are enough' })
    for (const label of ['Shop', 'Market']) {
      await callFrom(page, 'accounts.add', {
        provider: 'ocpay',
        label,
        credentials: server.practice.credentials.ocpay,
        settings: {},
      })
    }
    await callFrom(page, 'settings.set', { setupDone: true })
    await page.reload()
    await page.getByRole('group', { name: 'Amount keypad' }).waitFor()
    await chooseAccount(page, 'Shop', 'DZD')
    await page.keyboard.press('Escape')
  })
  afterAll(async () => {
    await app?.close()
    await server?.close()
  })

  it('after ten seconds another account can be asked; the old sale is given up, watched, and says so', async () => {
    await server.control('fault', { provider: 'ocpay', operation: 'create', kind: 'timeout_after', times: 1 })
    await page.keyboard.type('900')
    await page.keyboard.press('Enter')
    await page.getByText(/Asking OCPay… \d+ s/).waitFor()
    const instead = page.getByRole('button', { name: 'Ask Market instead' })
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
    expect(old.events.find(({ kind }) => kind === 'abandoned')?.data.reason).toMatch(/^Asked Market instead/)
    expect(old.invoice.abandonedAt).not.toBeNull()
  })
})
