import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { BY_HAND, callFrom, chooseAccount, goTo, sell } from '../../../tools/tour/window.ts'
import { partsOf, rowsOf } from '../../support/books/xlsx-reader.ts'
import { type PracticeServer, startPractice } from '../../support/shop/practice.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { look } from '../../support/window/look.ts'
import { readQr } from '../../support/window/qr-pixels.ts'

const PASSPHRASE = 'four words are enough'

/** Checks the rendered code, light and dark: what a phone reads from the pixels is the link of the book. */
async function expectScannable(page: Page, url: string | null | undefined): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const code = page.getByRole('img', { name: /QR code/ })
    expect(readQr(await code.screenshot()), colorScheme).toBe(url)
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

onEveryLauncher('a new shop', (launcher) => {
  let server: PracticeServer
  let app: LaunchedApp
  let page: Page
  const exports = mkdtempSync(join(tmpdir(), 'counterfoil-exports-'))
  const launch = async (userDataDir?: string) => {
    app = await launchApp({
      launcher,
      size: { width: 1280, height: 800 },
      env: { COUNTERFOIL_PROVIDER_ORIGINS: JSON.stringify(server.origins) },
      ...(userDataDir && { userDataDir }),
    })
    page = app.page
    page.setDefaultTimeout(10_000)
  }
  beforeAll(async () => {
    server = await startPractice()
    await launch()
  })
  afterAll(async () => {
    await app?.close()
    await server?.close()
    rmSync(exports, { recursive: true, force: true })
  })

  it('is set up in three steps: where keys are kept, a provider account, the first sale', async () => {
    await page.getByLabel('New passphrase').fill(PASSPHRASE)
    await page.getByLabel('Repeat the passphrase').fill(PASSPHRASE)
    await page.getByRole('button', { name: 'Create passphrase' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()

    await page.getByRole('button', { name: 'Provider', exact: false }).first().click()
    await page.getByRole('option', { name: 'OCPay' }).click()
    await page.getByLabel('API key').fill(server.practice.credentials.ocpay.apiKey)
    await page.getByRole('button', { name: 'Add account' }).click()
    await page.getByRole('button', { name: 'Open the counter' }).click()
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  })

  /** What holds the display awake, and how many times. */
  const awake = async () => {
    const last = (await app.desktopRequests()).findLast(({ what }) => what === 'power-save-blocker')
    return [last?.type, last?.held]
  }

  it('sells with digits and Enter alone: the code can be scanned, money turns it green, a digit begins the next', async () => {
    const id = await sell(page, '7400')
    const shown = await callFrom(page, 'invoices.get', { id })
    await expectScannable(page, shown.links[0]?.url)
    await expect.poll(awake).toEqual(['prevent-display-sleep', 1])
    await server.control('pay', { provider: 'ocpay', ref: shown.links[0]?.providerRef })
    await page.getByText('Paid', { exact: true }).first().waitFor()
    await expect.poll(awake).toEqual([null, 0])
    await page.keyboard.type('5')
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
    await expect.poll(() => page.getByRole('status', { name: 'Amount' }).innerText()).toMatch(/^5\s*DZD$/)
    await page.keyboard.press('Backspace')
  })

  it('says the limits before Enter, and takes no amount outside them', async () => {
    await page.getByText('OCPay accepts 500 to 500,000 DZD. Whole DZD only.').waitFor()
    await page.keyboard.type('499', BY_HAND)
    await page.keyboard.press('Enter')
    await page.waitForTimeout(300)
    expect(await page.getByRole('img', { name: /QR code/ }).count()).toBe(0)
    expect((await callFrom(page, 'app.overview', {})).invoiceCount).toBe(1)
    for (let key = 0; key < 3; key += 1) await page.keyboard.press('Backspace')
  })

  it('finds the sale again with its receipt, its history and the words of the provider', async () => {
    await goTo(page, 'Invoices')
    await page.getByLabel('Search invoices').fill('000001')
    await page.getByText('CF-000001').first().click()
    const pane = page.getByRole('complementary').or(page.getByRole('dialog')).first()
    await pane.getByText('CONFIRMED').first().waitFor()
    expect(await pane.innerText()).toContain('7,400.00')
  })

  it('exports its receipts, which another reader finds whole', async () => {
    const file = join(exports, 'receipts.csv')
    await app.answerSaveDialog(file)
    await goTo(page, 'Books')
    await page.getByRole('button', { name: /Export receipts/ }).click()
    await page.getByText('1 row written').waitFor()
    const rows = parse(readFileSync(file), { bom: true, columns: true }) as Record<string, string>[]
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ invoice_number: 'CF-000001', currency: 'DZD', amount: '7400.00' })
  })

  it('exports them for Excel too; a place within the app’s own folder is refused with words', async () => {
    const file = join(exports, 'receipts.xlsx')
    await app.answerSaveDialog(file)
    await page.getByRole('button', { name: /CSV/ }).click()
    await page.getByRole('option', { name: /Excel/ }).click()
    await page.getByRole('button', { name: /Export receipts/ }).click()
    await page.getByText('1 row written to receipts.xlsx').waitFor()
    expect(rowsOf(partsOf(file).get('xl/worksheets/sheet1.xml') ?? '')[1]?.get('J')).toMatchObject({
      kind: 'number',
      value: '7400.00',
    })
    await look(page, 'books-exported')
    await app.answerSaveDialog(join(app.userDataDir, 'settings.json'))
    await page.getByRole('button', { name: /Export receipts/ }).click()
    await page.getByText('That place belongs to Counterfoil itself.').waitFor()
    await look(page, 'books-refused')
  })

  it('an export that is not given a place writes nothing and says so', async () => {
    await app.answerSaveDialog(null)
    await page.getByRole('button', { name: /Export receipts/ }).click()
    await page.getByText('No location was chosen').waitFor()
  })

  it('shows its book after a restart with the keys locked, and a wrong passphrase changes nothing', async () => {
    const { userDataDir } = app
    await app.close()
    await launch(userDataDir)
    await page.getByText('The keys are locked.').first().waitFor()
    await goTo(page, 'Invoices')
    await page.getByText('CF-000001').first().waitFor()
    const refused = await page.evaluate(() =>
      (
        globalThis as unknown as { counterfoil: { call(r: string, i: unknown): Promise<unknown> } }
      ).counterfoil.call('vault.unlock', { passphrase: 'not the passphrase' }),
    )
    expect(refused).toMatchObject({ ok: false, error: { code: 'WRONG_PASSPHRASE' } })
    await page.getByLabel('Passphrase').first().fill(PASSPHRASE)
    await page.getByRole('button', { name: 'Unlock' }).first().click()
    await page.getByText('Keys safe').waitFor()
  })

  it('killed while a provider keeps its answer back, it has the sale once, unknown, when it opens again', async () => {
    const { userDataDir } = app
    const before = (await server.requests()).filter((one) => one.operation === 'create').length
    await server.control('fault', { provider: 'ocpay', operation: 'create', kind: 'timeout_after', times: 1 })
    await goTo(page, 'Counter')
    await chooseAccount(page, 'OCPay', 'DZD')
    await page.keyboard.press('Escape')
    await page.keyboard.type('900', BY_HAND)
    await page.keyboard.press('Enter')
    await page.getByText('CF-000002').first().waitFor()
    await expect
      .poll(async () => (await server.requests()).filter((one) => one.operation === 'create').length)
      .toBe(before + 1)
    await app.kill()
    await launch(userDataDir)
    await goTo(page, 'Invoices')
    // The list is as it was left: the search for the first sale leaves the second out, and says so.
    const search = page.getByLabel('Search invoices')
    await expect.poll(() => search.inputValue()).toBe('000001')
    await page.getByText('1 of 2 invoices match “000001”').waitFor()
    await page.getByRole('radio', { name: 'Needs attention' }).click()
    const inbox = page.getByRole('grid', { name: 'Needs attention' })
    await inbox.getByRole('row', { name: /Outcome unknown.*CF-000002.*Check with OCPay/ }).waitFor()
    await page.getByRole('radio', { name: 'Invoices', exact: true }).click()
    await search.fill('')
    const rows = page.getByRole('grid', { name: 'Invoices' })
    await expect.poll(() => rows.getByRole('row', { name: /CF-000002/ }).count()).toBe(1)
    await rows.getByRole('row', { name: /CF-000002/ }).click()
    const pane = page.getByRole('complementary', { name: 'Invoice CF-000002' })
    await pane.getByText('Outcome unknown', { exact: true }).first().waitFor()
    await pane
      .getByText(/nobody (ever )?(saw|has|had)|never shown/i)
      .first()
      .waitFor()
    expect((await callFrom(page, 'app.overview', {})).invoiceCount).toBe(2)
    expect((await server.requests()).filter((one) => one.operation === 'create').length).toBe(before + 1)
  })
})

onEveryLauncher('the practice book', (launcher) => {
  let app: LaunchedApp
  beforeAll(async () => {
    app = await launchApp({ launcher, size: { width: 1024, height: 640 } })
  })
  afterAll(() => app?.close())

  it('is there at once, sells through all four providers, and says PRACTICE on its files', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Start with practice' }).click()
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
    for (const [label, currency, keys] of [
      ['Daisy', 'DAI', '10'],
      ['1ShotPay', 'USD', '1250'],
      ['OCPay', 'DZD', '7400'],
      ['OxaPay', 'USDT', '20'],
    ] as const) {
      await chooseAccount(page, label, currency)
      await page.keyboard.press('Escape')
      const id = await sell(page, keys)
      await page.getByRole('button', { name: 'Pay exactly' }).click()
      await expect
        .poll(async () => (await callFrom(page, 'invoices.get', { id })).invoice.status, { timeout: 15_000 })
        .toBe('paid')
      await page.locator('.sale-paid').waitFor()
      await page.keyboard.press('Enter')
      await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
    }
    await app.answerSaveDialog(null)
    await goTo(page, 'Books')
    await page.getByRole('button', { name: /Export receipts/ }).click()
    await page.getByText('No location was chosen').waitFor()
    const asked = (await app.desktopRequests()).find((one) => one.what === 'save-dialog')
    if (launcher === 'standin') expect(JSON.stringify(asked)).toContain('PRACTICE-counterfoil-receipts-')
  })
})
