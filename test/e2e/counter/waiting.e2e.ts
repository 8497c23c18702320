import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { InvoiceStatus } from '../../../src/shared/status/status.ts'
import { APART_MS, callFrom, chooseAccount, goTo, sell } from '../../../tools/tour/window.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { look } from '../../support/window/look.ts'
import { openPracticeShop } from '../../support/window/shop.ts'
import { amountsBeyond, boxesOf, cutOff, focusIsLost, overlaps } from '../../support/window/stand.ts'

onEveryLauncher('sales that wait', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await openPracticeShop({ launcher, size: { width: 1024, height: 640 } }, 'Daisy', 'DAI')
    page = app.page
  })
  afterAll(() => app?.close())

  const keypad = () => page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  const shown = () => page.getByRole('status', { name: 'Amount' }).innerText()
  const article = (number: string) => page.getByRole('article', { name: `Sale ${number}` })
  const strip = () => page.getByRole('complementary', { name: 'Sales', exact: true })
  const statusOf = async (id: string) => (await callFrom(page, 'invoices.get', { id })).invoice.status
  const pay = (invoiceId: string, amount: string | null) =>
    callFrom(page, 'practice.pay', { invoiceId, amount })

  it('a status that changes moves nothing: the amount, the square, the facts and the buttons stay', async () => {
    const places = [
      '.sale-amount',
      '.half',
      '.sale-watch',
      '.sale-acts',
      '.ticket-first',
      '.practice-customer',
      '.strip',
    ]
    const id = await sell(page, '12.5')
    const before = await boxesOf(page, places)
    await pay(id, '9')
    await page.locator('.difference', { hasText: '3.50 DAI missing' }).waitFor()
    expect(await boxesOf(page, places)).toEqual(before)
    await pay(id, null)
    await expect.poll(() => statusOf(id)).toBe('paid')
    await page.getByText('Paid in full.').waitFor()
    expect(await boxesOf(page, places)).toEqual(before)
    expect(await focusIsLost(page)).toBe(false)
    await page.keyboard.press('Enter')
    await keypad()
  })

  it('F5 asks now and tells word, time and reference where they stand, and moves nothing', async () => {
    const id = await sell(page, '20')
    const before = await boxesOf(page, ['.sale-watch', '.sale-acts', '.half', '.sale-code'])
    const { links } = await callFrom(page, 'invoices.get', { id })
    const reference = links[0]?.providerRef ?? 'none'
    await page.keyboard.press('F5')
    await page.getByTestId('announcer').getByText(reference).waitFor()
    await article('PR-000002').locator('.sale-reference', { hasText: reference }).waitFor()
    await article('PR-000002').getByText('“UNPAID”').waitFor()
    await article('PR-000002')
      .getByText(/checked \d+ sec ago/)
      .waitFor()
    expect(await boxesOf(page, ['.sale-watch', '.sale-acts', '.half', '.sale-code'])).toEqual(before)
  })

  it('a digit begins the next sale at once and counts; the one before waits at the side with its age', async () => {
    await page.keyboard.press('3')
    await keypad()
    await expect.poll(shown).toMatch(/^3\s*DAI|^3\b/)
    const waiting = strip()
      .getByRole('button', { name: /PR-000002|20\.00 DAI/ })
      .first()
    await waiting.getByText('Waiting', { exact: true }).waitFor()
    expect(await waiting.locator('.strip-age').innerText()).toMatch(/\d+ (s|min)$/)
    await page.keyboard.press('Escape')
  })

  it('too little is amber with what is missing; Q shows the code again; it can be taken for enough, with a reason', async () => {
    const id = await sell(page, '12.5')
    await pay(id, '9')
    await page.locator('.difference', { hasText: '3.50 DAI missing' }).waitFor()
    expect(await page.getByRole('img', { name: /QR code/ }).count()).toBe(0)
    await page.keyboard.press('q')
    await page.getByRole('img', { name: /QR code/ }).waitFor()
    await page.keyboard.press('q')
    await page.getByRole('button', { name: 'Accept as paid' }).click()
    await page.getByRole('dialog').getByLabel('Reason').fill('A good customer')
    await page.keyboard.press('Enter')
    await expect.poll(() => statusOf(id)).toBe('paid')
    await page.getByText('Accepted 3.50 DAI short.').waitFor()
    await expect.poll(() => focusIsLost(page)).toBe(false)
  })

  it('too little can be asked for again: the link for the rest shows its code', async () => {
    await page.keyboard.press('n')
    await keypad()
    const id = await sell(page, '12.5')
    await pay(id, '9')
    await page.getByRole('button', { name: 'New link for the rest' }).click()
    await page.getByRole('img', { name: /QR code/ }).waitFor()
    const { links } = await callFrom(page, 'invoices.get', { id })
    expect(links).toHaveLength(2)
    await expect.poll(() => focusIsLost(page)).toBe(false)
  })

  it('is given up with two keys, and stays watched: late money is told whatever is on the screen', async () => {
    await page.keyboard.press('n')
    await keypad()
    await chooseAccount(page, '1ShotPay', 'USD')
    await page.keyboard.press('Escape')
    const id = await sell(page, '3000')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('2')
    await keypad()
    const { invoice, events } = await callFrom(page, 'invoices.get', { id })
    expect(invoice.status).toBe('abandoned')
    expect(events.find(({ kind }) => kind === 'abandoned')?.data.reason).toBe('Wrong amount')
    // 1ShotPay tells whole seconds: within the same one the money would not be surely late.
    await page.waitForTimeout(1_100)
    await pay(id, null)
    await expect.poll(() => statusOf(id)).toBe('paid_late')
    await page
      .getByTestId('announcer')
      .getByText(/was given up, and is now paid late/)
      .waitFor()
    const notice = page.locator('.notice', { hasText: 'was given up, and is now paid late' })
    await notice.waitFor()
    expect(await overlaps(page, '.notice', ['.new-sale', '.strip', '.rail-place', '.rail-foot'])).toEqual([])
    await strip().getByText('Late', { exact: true }).first().waitFor()
    await notice.getByRole('button', { name: 'Dismiss' }).click()
    await chooseAccount(page, 'Daisy', 'DAI')
    await page.keyboard.press('Escape')
  })

  it('a notice that needs no answer leaves by itself, one that does stays', async () => {
    const paid = await sell(page, '40')
    await page.keyboard.press('n')
    await keypad()
    const short = await sell(page, '50')
    await page.keyboard.press('n')
    await keypad()
    await pay(paid, null)
    await pay(short, '10')
    const notices = page.locator('.notice')
    await expect.poll(() => notices.count(), { timeout: 10_000 }).toBe(2)
    await expect.poll(() => notices.count(), { timeout: 15_000 }).toBe(1)
    expect(await notices.innerText()).toContain('Underpaid')
    await notices.getByRole('button', { name: 'Dismiss' }).click()
  })

  it('forty at once move nothing and are counted, and keys alone go through those in sight', async () => {
    const before = await boxesOf(page, ['.new-sale', '.strip', '.counter-stage'])
    const accounts = await callFrom(page, 'accounts.list', {})
    const account = accounts.find(({ label }) => label === 'Daisy')
    for (let n = 0; n < 40; n += 1) {
      await callFrom(page, 'invoices.create', {
        token: crypto.randomUUID(),
        accountId: account?.id ?? '',
        currency: 'DAI',
        amount: String(100 + n),
        description: '',
        customerName: null,
        customerEmail: null,
      })
    }
    const status: InvoiceStatus[] = ['open', 'creating']
    const query = { search: '', status, provider: [], cursor: null, limit: 200 }
    const { rows } = await callFrom(page, 'invoices.list', query)
    await strip()
      .getByRole('button', { name: `${rows.length - 2} more today` })
      .waitFor()
    expect(await boxesOf(page, ['.new-sale', '.strip', '.counter-stage'])).toEqual(before)
    // What needs a person stands first, then the newest; what has no room is counted.
    const cards = strip().locator('.strip-sale')
    const attention = await strip().locator('.strip-attention .strip-word').allInnerTexts()
    expect(attention.length).toBeGreaterThan(0)
    expect(attention.every((word) => word === 'Underpaid')).toBe(true)
    expect(await strip().locator('.strip-waiting .strip-sale').count()).toBe(2)
    for (const card of await cards.all()) {
      const box = await card.boundingBox()
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(1024)
    }
    expect((await cutOff(page, '.strip')).filter((cut) => !/visually-hidden|strip-number/.test(cut))).toEqual(
      [],
    )
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('article').waitFor()
    await expect.poll(() => focusIsLost(page)).toBe(false)
    const opened = await page.getByRole('article').getAttribute('aria-label')
    await page.keyboard.press('Alt+1')
    await expect.poll(() => page.getByRole('article').getAttribute('aria-label')).not.toBe(opened)
  })

  it('an amount of any length stands whole on its card, which is as high as the others, whatever its status', async () => {
    const accounts = await callFrom(page, 'accounts.list', {})
    const accountId = accounts.find(({ label }) => label === 'Daisy')?.id ?? ''
    const shorts: string[] = []
    for (const amount of ['12345.67', '1000.000000000000000001', '1234567.123456789012345678', '123456.78']) {
      const { invoice } = await callFrom(page, 'invoices.create', {
        ...{ token: crypto.randomUUID(), accountId, currency: 'DAI', amount },
        ...{ description: '', customerName: null, customerEmail: null },
      })
      await expect.poll(() => statusOf(invoice.id)).toBe('open')
      shorts.push(invoice.id)
    }
    const seen = async () => {
      for (const width of [1280, 1024, 800]) {
        await page.setViewportSize({ width, height: width === 800 ? 1280 : 640 })
        await expect.poll(() => amountsBeyond(page)).toEqual([])
      }
      await page.setViewportSize({ width: 1024, height: 640 })
    }
    await seen()
    const before = await boxesOf(page, ['.new-sale', '.strip', '.counter-stage'])
    const attention = strip().locator('.strip-attention .strip-count')
    const count = Number(await attention.innerText())
    for (const id of shorts) await pay(id, '1')
    for (const id of shorts) await expect.poll(() => statusOf(id)).toBe('underpaid')
    await expect.poll(() => attention.innerText()).toBe(String(count + shorts.length))
    await seen()
    expect(await boxesOf(page, ['.new-sale', '.strip', '.counter-stage'])).toEqual(before)
    await look(page, 'waiting-long')
    const dismiss = page.locator('.notice').getByRole('button', { name: 'Dismiss' })
    while ((await dismiss.count()) > 0) await dismiss.first().click()
  })

  it('of an earlier day are one line, which leads to those that wait among the invoices', async () => {
    await page.keyboard.press('n')
    await keypad()
    await page.clock.setSystemTime(Date.now() + 3 * 86_400_000)
    const older = strip().getByRole('button', { name: /\d+ older$/ })
    await older.waitFor()
    await look(page, 'waiting-older')
    await older.click()
    await page.getByRole('button', { name: 'Status Open', exact: true }).waitFor()
    await page
      .getByRole('row', { name: /Waiting/ })
      .first()
      .waitFor()
    expect(await page.getByRole('row', { name: /PR-000001/ }).count()).toBe(0)
    await page.clock.setSystemTime(Date.now())
    // A key that must stand alone waits for a timer, and is told by the time since the last one, which lies three days ahead.
    await page.clock.resume()
    await page.keyboard.press('Shift')
    await goTo(page, 'Counter')
    await older.waitFor({ state: 'detached' })
  })

  it('from one of the last sales, keys alone show its receipt and add a note', async () => {
    await strip().locator('.strip-recent .strip-sale').first().click()
    await page.getByRole('article').waitFor()
    await page.waitForTimeout(APART_MS)
    await page.keyboard.press('r')
    await page
      .getByRole('dialog', { name: /Receipt of sale/ })
      .getByText('Received')
      .first()
      .waitFor()
    await page.keyboard.press('Escape')
    await page.waitForTimeout(APART_MS)
    await page.keyboard.press('t')
    await page
      .getByRole('dialog', { name: /Note on sale/ })
      .getByRole('textbox')
      .fill('Came back for it')
    await page.getByRole('button', { name: 'Add note' }).click()
    await page.getByRole('article').getByText('Came back for it').waitFor()
    await expect.poll(() => focusIsLost(page)).toBe(false)
  })

  // The last one: a clock of the test's own tells the instants of the keys anew, late where the machine is busy.
  it('a settled sale is not held to be stale however long it stands', async () => {
    await page.keyboard.press('n')
    await keypad()
    await pay(await sell(page, '7'), null)
    const sale = page.getByRole('article', { name: /^Sale / })
    await sale.getByText('Paid in full.').waitFor()
    await page.clock.install()
    await page.clock.fastForward(60_000)
    expect(await sale.getByText('Not up to date').count()).toBe(0)
  })
})
