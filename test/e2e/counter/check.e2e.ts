import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import type { InvoiceDetail } from '../../../src/shared/contract/shapes/invoice.ts'
import { callFrom, chooseAccount, goTo } from '../../../tools/tour/window.ts'
import { handling, OPEN } from '../../support/shop/exceptions.ts'
import { type PracticeServer, startPractice } from '../../support/shop/practice.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { COUNTER_SIZES, look } from '../../support/window/look.ts'
import { scan } from '../../support/window/scan.ts'
import { cutOff } from '../../support/window/stand.ts'

/** What a page tells that watches one of its parts. */
interface WatchedWindow {
  wasAway: boolean
  readonly document: { readonly body: unknown; querySelector(selector: string): unknown }
  readonly MutationObserver: new (
    look: () => void,
  ) => { observe(part: unknown, what: { readonly childList: boolean; readonly subtree: boolean }): void }
}

/** Longer than a scanner takes between two keys, ms. */
const BY_HAND_MS = 250

onEveryLauncher('what a person asks, and is told', (launcher) => {
  let server: PracticeServer
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-asking-'))
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    server = await startPractice()
    app = await launchApp({
      launcher,
      userDataDir: folder,
      size: { width: 1280, height: 800 },
      env: { COUNTERFOIL_PROVIDER_ORIGINS: JSON.stringify(server.origins) },
    })
    page = app.page
    page.setDefaultTimeout(20_000)
    await callFrom(page, 'vault.createPassphrase', { passphrase: 'four words are enough' })
    await account('daisy', 'Daisy shop')
    await account('ocpay', 'OCPay shop')
    await callFrom(page, 'settings.set', { setupDone: true })
    await page.reload()
    await keypad()
  })
  afterAll(async () => {
    await app?.close()
    await server?.close()
  })

  const account = (provider: ProviderId, label: string) =>
    callFrom(page, 'accounts.add', {
      provider,
      label,
      settings: {},
      credentials: server.practice.credentials[provider],
    })
  const keypad = () => page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  const code = () => page.getByRole('img', { name: /QR code/ })
  const comesTo = (status: string) => page.locator(`.sale-${status}`).waitFor()
  const announced = (text: RegExp) =>
    page.getByTestId('announcer').filter({ hasText: text }).waitFor({ state: 'attached' })
  const fault = (provider: ProviderId, operation: string, kind: string, times: number, status?: number) =>
    server.control('fault', { provider, operation, kind, times, ...(status && { status }) })
  const mended = (provider: ProviderId) => fault(provider, '*', 'connection_reset', 0)

  async function newest(): Promise<InvoiceDetail> {
    const all = { search: '', status: [], provider: [], cursor: null, limit: 1 }
    const { rows } = await callFrom(page, 'invoices.list', all)
    return callFrom(page, 'invoices.get', { id: rows[0]?.id ?? '' })
  }

  /** A letter as a hand presses it. */
  async function byHand(key: string): Promise<void> {
    await page.waitForTimeout(BY_HAND_MS)
    await page.keyboard.press(key)
    await page.waitForTimeout(BY_HAND_MS)
  }

  async function ask(label: string, currency: string, keys: string): Promise<void> {
    await goTo(page, 'Counter')
    if ((await page.getByRole('article').count()) > 0) await page.keyboard.press('n')
    await keypad()
    await chooseAccount(page, label, currency)
    await page.keyboard.press('Escape')
    await page.keyboard.type(keys, { delay: 60 })
    await page.keyboard.press('Enter')
    await page.getByRole('article').waitFor()
  }

  async function sold(): Promise<{ readonly provider: ProviderId; readonly ref: string }> {
    await ask('Daisy shop', 'DAI', '20')
    await code().waitFor()
    const { links } = await newest()
    return { provider: 'daisy', ref: links[0]?.providerRef ?? '' }
  }

  it('takes too little as full payment by a letter, but not what came while it was asked, and forgets what was typed', async () => {
    const link = await sold()
    await server.control('pay', { ...link, amount: '13.75' })
    await comesTo('underpaid')
    await byHand('a')
    const dialog = page.getByRole('dialog', { name: /as full payment/ })
    await dialog.waitFor()
    await page.keyboard.type('a regular', { delay: 60 })
    await server.control('pay', { ...link, amount: '2' })
    await dialog.getByText('The amount received changed since you looked.').waitFor()
    await look(page, 'asking-short-changed', COUNTER_SIZES)
    await page.waitForTimeout(BY_HAND_MS)
    await page.keyboard.press('Enter')
    await dialog.getByText('The amount received changed since you looked.').waitFor({ state: 'detached' })
    expect((await newest()).invoice.status).toBe('underpaid')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await byHand('a')
    expect(await dialog.getByRole('textbox').inputValue()).toBe('')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  it('asks for the rest by a letter, not by a scanner’s, and for no second one while the first is lost', async () => {
    await page.waitForTimeout(BY_HAND_MS)
    await scan(page, 'lala', 'none')
    await page.waitForTimeout(BY_HAND_MS)
    expect((await newest()).links).toHaveLength(1)
    await fault('daisy', 'list', 'http_status', 1_000, 500)
    await fault('daisy', 'create', 'connection_reset_after', 1)
    await byHand('l')
    await page.getByText('it is not known whether a link for the rest was created').waitFor()
    const button = page.getByRole('button', { name: 'New link for the rest' })
    expect(await button.isDisabled()).toBe(true)
    await look(page, 'asking-rest-lost', COUNTER_SIZES, async (where) => {
      expect.soft(await cutOff(page, '.sale'), where).toEqual([])
    })
    await byHand('l')
    await announced(/so that the rest cannot be paid twice/)
    expect((await newest()).links).toHaveLength(2)
    await page.keyboard.press('F5')
    await announced(/The check failed/)
    await mended('daisy')
    await page.keyboard.press('F5')
    await code().waitFor()
    expect((await newest()).links).toHaveLength(2)
  })

  it('says that a check failed, keeps the old answer amber, and the account’s sign, until there is an answer', async () => {
    await sold()
    await fault('daisy', '*', 'connection_reset', 1_000)
    await page.keyboard.press('F5')
    await announced(/The check failed\. The provider could not be reached/)
    await page.locator('.sale-watch .checked-stale').waitFor()
    await page.locator('.health-trouble', { hasText: 'Daisy shop' }).waitFor()
    await look(page, 'asking-failed', COUNTER_SIZES)
    // The next question has failed by now as well.
    await page.waitForTimeout(17_000)
    expect(await page.locator('.sale-watch .checked-stale').count()).toBe(1)
    expect(await page.locator('.health-trouble').count()).toBe(1)
    await mended('daisy')
    await page.keyboard.press('F5')
    await announced(/Daisy says/)
    await page.locator('.sale-watch .checked-stale').waitFor({ state: 'detached' })
    await expect.poll(() => page.locator('.health-trouble').count()).toBe(0)
  })

  it('says of a sale without a link that there was nobody to ask, and of a lost one what the list shows', async () => {
    await fault('ocpay', 'create', 'http_status', 1, 400)
    await ask('OCPay shop', 'DZD', '7600')
    await comesTo('failed')
    await announced(/failed\./)
    await page.keyboard.press('F5')
    await page.locator('.sale-told').getByText('No link was created').waitFor()
    await announced(/nothing to check with OCPay/)
    await fault('ocpay', 'create', 'connection_reset_after', 1)
    await ask('OCPay shop', 'DZD', '7700')
    await comesTo('unknown')
    await page.keyboard.press('F5')
    await page.locator('.sale-told').getByText('offers no list to search for the lost link').waitFor()
    await look(page, 'asking-unknown-told', COUNTER_SIZES)
    await fault('daisy', 'list', 'connection_reset', 1_000)
    await fault('daisy', 'create', 'connection_reset', 1)
    await ask('Daisy shop', 'DAI', '21')
    await comesTo('unknown')
    await announced(/is unknown/)
    await page.keyboard.press('F5')
    await page.locator('.sale-told').getByText('The check failed').waitFor()
    await mended('daisy')
    await page.keyboard.press('F5')
    await page.locator('.sale-told').getByText('does not show the lost link yet').waitFor()
  })

  it('says after twenty seconds that there is no answer yet', async () => {
    await fault('ocpay', 'create', 'timeout_after', 1)
    await ask('OCPay shop', 'DZD', '7800')
    await page.getByText('No answer yet').waitFor({ timeout: 28_000 })
    await look(page, 'asking-too-long', COUNTER_SIZES.slice(0, 1), async (where) => {
      expect.soft(await cutOff(page, '.sale'), where).toEqual([])
    })
  })

  it('is told that a sale which was given up is now paid, in a notice that stays', async () => {
    const link = await sold()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor()
    await byHand('1')
    await keypad()
    await goTo(page, 'Books')
    await server.control('pay', link)
    const notice = page.locator('.notice', { hasText: 'was given up, and is now paid' })
    await notice.waitFor({ timeout: 60_000 })
    await page.waitForTimeout(9_000)
    expect(await notice.count()).toBe(1)
  })

  /** Says whether the app writes into its book: it marks as handled what is not there. */
  const writes = () =>
    callFrom(page, 'exceptions.handle', handling([randomUUID()])).then(
      ({ gone }) => gone === 1,
      () => false,
    )

  it('leads on by the usual keys from a sale that the book does not have', async () => {
    const gone = page.getByText('This is no longer there.')
    // News from the watcher may bring the list its new ids before the click: then they change once more.
    for (const digit of ['f', 'e', 'd', 'c', 'b']) {
      await page.reload()
      const sale = page.locator('.strip-sale').first()
      await sale.waitFor()
      const book = new Database(join(folder, 'books', 'live.sqlite'))
      book.exec(`UPDATE invoices SET id = '${digit}' || substr(id, 2)`)
      book.close()
      await sale.click()
      await gone.or(page.getByRole('article')).first().waitFor()
      if (await gone.isVisible()) break
    }
    await gone.waitFor()
    // The book was changed by another hand, which the app finds at its next writing, and then looks at the book anew: until then nothing is written.
    await expect.poll(writes, { timeout: 20_000 }).toBe(true)
    await gone.waitFor()
    await look(page, 'asking-gone', COUNTER_SIZES)
    await page.evaluate(() => {
      const seen = globalThis as unknown as WatchedWindow
      seen.wasAway = false
      const look = () => {
        seen.wasAway ||= seen.document.querySelector('.sale-gone') === null
      }
      new seen.MutationObserver(look).observe(seen.document.body, { childList: true, subtree: true })
    })
    // Each is news that may be of any sale, which is then read again.
    const open = (await callFrom(page, 'exceptions.list', OPEN)).rows
    expect(open.length).toBeGreaterThan(0)
    for (const { id } of open) await callFrom(page, 'exceptions.handle', handling([id]))
    await page.waitForTimeout(500)
    const wasAway = await page.evaluate(() => (globalThis as unknown as WatchedWindow).wasAway)
    expect(wasAway, 'reading it again took it, and its keys, from the screen').toBe(false)
    await page.getByRole('button', { name: 'Next sale' }).waitFor()
    await byHand('7')
    await keypad()
    const amount = page.getByRole('status', { name: 'Amount', exact: true })
    await expect.poll(() => amount.innerText()).toContain('7')
  })
})
