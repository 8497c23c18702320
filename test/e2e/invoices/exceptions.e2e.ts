import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { APART_MS, BY_HAND, callFrom, chooseAccount, goTo, sell } from '../../../tools/tour/window.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { look, SIZES } from '../../support/window/look.ts'

onEveryLauncher('money that came late, short or over', (launcher) => {
  let app: LaunchedApp
  let page: Page
  const sales: Record<string, string> = {}
  beforeAll(async () => {
    app = await launchApp({ launcher, size: SIZES[0] })
    page = app.page
    page.setDefaultTimeout(10_000)
    await page.getByRole('button', { name: 'Start with practice' }).click()
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  })
  afterAll(() => app?.close())

  const begin = async (label: string, currency: string) => {
    await goTo(page, 'Counter')
    const next = page.getByRole('button', { name: 'Next sale' })
    if ((await next.count()) > 0) await next.click()
    await chooseAccount(page, label, currency)
    await page.keyboard.press('Escape')
  }
  const open = async () => (await callFrom(page, 'exceptions.count', {})).open
  const badge = () => page.locator('.rail-badge')
  const grid = () => page.getByRole('grid', { name: 'Needs attention' })
  const lines = async () =>
    (await grid().getByRole('row').allInnerTexts()).slice(1).map((text) => text.replace(/\s+/g, ' ').trim())
  const chips = async () =>
    (await page.locator('.chip-kind').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim())
  const told = async () =>
    (await app.desktopRequests()).filter(({ what }) => what === 'notification').map(({ title }) => title)
  const focusIn = (selector: string) =>
    page.evaluate(
      (wanted) =>
        (
          globalThis as unknown as { document: { activeElement: { matches(text: string): boolean } | null } }
        ).document.activeElement?.matches(wanted) ?? false,
      selector,
    )
  interface Placed {
    getBoundingClientRect(): { readonly right: number }
    closest(what: string): Placed
  }
  /** Presses Tab until the focus is where it is wanted; fails when it never comes there. */
  const tabTo = async (selector: string, key = 'Tab') => {
    for (let presses = 0; presses < 40; presses += 1) {
      if (await focusIn(selector)) return
      await page.keyboard.press(key)
    }
    throw new Error(`the keyboard does not reach ${selector}`)
  }

  it('leaves Needs attention empty, with a sentence that teaches, while all is well', async () => {
    await goTo(page, 'Invoices')
    await page.getByRole('radio', { name: 'Needs attention' }).click()
    await page.getByRole('heading', { name: 'Nothing needs attention' }).waitFor()
    expect(await badge().count()).toBe(0)
    await look(page, 'attention-empty')
  })

  it('is counted on the rail and told on the desktop, once for each sale', async () => {
    for (const [button, what] of [
      ['Pay less', 'short'],
      ['Pay more', 'over'],
    ] as const) {
      await begin('Daisy', 'DAI')
      sales[what] = await sell(page, '20')
      await page.getByRole('button', { name: button }).click()
      await expect.poll(open, { timeout: 15_000 }).toBe(what === 'short' ? 1 : 2)
    }
    await begin('1ShotPay', 'USD')
    const late = await sell(page, '12.5')
    sales.late = late
    await callFrom(page, 'invoices.abandon', { id: late, reason: 'left' })
    // 1ShotPay tells whole seconds: within the same one the money would not be surely late.
    await page.waitForTimeout(1_100)
    await callFrom(page, 'practice.pay', { invoiceId: late, amount: null })
    await expect.poll(open, { timeout: 15_000 }).toBe(3)
    await expect.poll(() => badge().innerText()).toBe('3')
    expect(
      await page.getByRole('button', { name: 'Invoices', exact: true }).getAttribute('aria-describedby'),
    ).toBe('rail-attention-words')
    expect(await page.locator('#rail-attention-words').innerText()).toBe('3 need attention')
    await expect
      .poll(told)
      .toEqual([
        'Practice · Underpaid: PR-000001',
        'Practice · Overpaid: PR-000002',
        'Practice · Paid late: PR-000003',
      ])
    const first = (await app.desktopRequests()).find(({ what }) => what === 'notification')
    expect(first?.body).toBe('5.00 DAI missing of 20.00 DAI. It is in Needs attention.')
  })

  it('opens its sale when its notification is pressed', async () => {
    await goTo(page, 'Settings')
    await app.pressNotification('Practice · Overpaid: PR-000002')
    await page.getByRole('complementary', { name: 'Invoice PR-000002' }).waitFor()
    await grid().waitFor()
    expect(await grid().getByRole('row', { selected: true }).innerText()).toContain('PR-000002')
    expect(await grid().locator('.grid-line-active').innerText()).toContain('PR-000002')
    await look(page, 'attention-open')
    await page.getByRole('button', { name: 'Close' }).click()
  })

  it('is reached and handled by the keyboard alone, with a note', async () => {
    await goTo(page, 'Counter')
    await page.keyboard.press('Control+2')
    // What needs attention stands there as it was left.
    await grid().waitFor()
    for (const [name, way] of [
      ['Invoices', 'ArrowLeft'],
      ['Needs attention', 'ArrowRight'],
    ] as const) {
      await tabTo('.view')
      const view = page.locator('.view:focus', { hasText: name })
      for (let n = 0; n < 4 && (await view.count()) === 0; n += 1) await page.keyboard.press(way)
      await page.keyboard.press('Space')
      await page.locator('.view[data-selected]', { hasText: name }).waitFor()
    }
    await grid().waitFor()
    expect(await lines()).toEqual([
      expect.stringMatching(
        /^Paid late 12.50 USD received after the sale was closed PR-000003 — USD \+12 ?\.50 1ShotPay Mark as handled/,
      ),
      expect.stringMatching(
        /^Underpaid 5.00 DAI missing of 20.00 DAI PR-000001 — DAI −5 ?\.00 Daisy Accept or request the rest/,
      ),
      expect.stringMatching(
        /^Overpaid 5.00 DAI more than 20.00 DAI PR-000002 — DAI \+5 ?\.00 Daisy Record a refund/,
      ),
    ])
    expect(await chips()).toEqual(['All 3', 'Late 1', 'Underpaid 1', 'Overpaid 1'])
    await look(page, 'attention')
    await tabTo('.list-grid')
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.getByRole('complementary', { name: 'Invoice PR-000002' }).waitFor()
    await look(page, 'attention-pane')
    await page.waitForTimeout(APART_MS)
    await page.keyboard.press('h')
    const strip = page.getByRole('region', { name: 'Mark as handled' })
    expect(await strip.innerText()).toContain('Mark 1 “Overpaid” as handled: +5.00 DAI')
    // Without a reason nothing is done, and that is said.
    await page.keyboard.press('Control+Enter')
    await strip.getByText('Say why in a few words').waitFor()
    expect(await open()).toBe(3)
    await look(page, 'attention-strip', [...SIZES, { width: 1920, height: 1080 }])
    await page.keyboard.type('gave 5 DAI back', BY_HAND)
    await page.keyboard.press('Control+Enter')
    await strip.waitFor({ state: 'detached' })
    await expect.poll(() => badge().innerText()).toBe('2')
    expect(await page.getByTestId('announcer').innerText()).toBe(
      'PR-000002 marked as handled. Ctrl+Z to undo.',
    )
    await page.locator('.pane .history').getByText('gave 5 DAI back').waitFor()
  })

  it('is undone by Ctrl+Z, brought back, and keeps its reason either way', async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+z')
    await expect.poll(() => badge().innerText()).toBe('3')
    expect(await page.locator('.list-foot').innerText()).toContain('Undid “handled” on PR-000002.')
    await expect.poll(() => lines().then((all) => all.length)).toBe(3)
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(() => badge().innerText()).toBe('2')
  })

  it('is still to be read once it is handled, with who it was and why', async () => {
    await tabTo('.switch input', 'Shift+Tab')
    await page.keyboard.press('Space')
    await page
      .getByText(/^gave 5 DAI back · handled /)
      .first()
      .waitFor()
    // The reason is what somebody looks for: it is never the part that is cut.
    const seen = await page
      .locator('.attention-line bdi', { hasText: 'gave 5 DAI back' })
      .first()
      .evaluate((one) => {
        const reason = one as unknown as Placed
        return (
          reason.getBoundingClientRect().right <= reason.closest('.list-cell').getBoundingClientRect().right
        )
      })
    expect(seen).toBe(true)
    await look(page, 'attention-handled')
    await page.keyboard.press('Space')
    await expect.poll(() => lines().then((all) => all.length)).toBe(2)
  })

  it('is ticked by Space, with Shift and a mouse, and several kinds share one reason', async () => {
    await grid().focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Space')
    const strip = page.getByRole('region', { name: 'Mark as handled' })
    await strip.waitFor()
    expect(await strip.innerText()).toContain('Mark 1 “Paid late” as handled: +12.50 USD')
    const all = page.getByRole('checkbox', { name: 'Select all shown' })
    expect(await all.getAttribute('aria-checked')).toBe('mixed')
    await page.keyboard.press('Shift+ArrowDown')
    await expect
      .poll(() => strip.innerText())
      .toContain('Mark 2 of several kinds as handled: +12.50 USD, −5.00 DAI')
    expect(await all.getAttribute('aria-checked')).toBe('true')
    await look(page, 'attention-several')
    await page.keyboard.press('Escape')
    await strip.waitFor({ state: 'detached' })
    await grid().locator('.attention-tick').nth(2).click()
    await expect.poll(() => strip.innerText()).toContain('“Underpaid”')
    await page.keyboard.press('Control+a')
    await expect.poll(() => page.locator('.list-foot').innerText()).toContain('1 of 2 selected')
    await page.getByRole('button', { name: /^Underpaid/ }).click()
    await strip.waitFor({ state: 'detached' })
    await expect.poll(() => lines().then((rows) => rows.length)).toBe(1)
    await page.getByRole('button', { name: /^All/ }).click()
    await expect.poll(() => lines().then((rows) => rows.length)).toBe(2)
  })

  it('refuses a reason of 5,000 characters with words, and does nothing', async () => {
    await grid().focus()
    await page.keyboard.press('Control+a')
    const strip = page.getByRole('region', { name: 'Mark as handled' })
    await strip.getByRole('textbox').fill('x'.repeat(5_000))
    await strip.getByText('5,000 characters is too long. Shorten it to 500.').waitFor()
    await page.keyboard.press('Control+Enter')
    expect(await open()).toBe(2)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await strip.waitFor({ state: 'detached' })
  })

  it('is ticked and handled by no scanner', async () => {
    await grid().focus()
    for (const code of ['CF 049 050', 'h 4006381333931', ' 123 456']) {
      await page.keyboard.type(code, { delay: 8 })
      await page.keyboard.press('Enter')
      await page.waitForTimeout(600)
    }
    expect(await page.getByRole('region', { name: 'Mark as handled' }).count()).toBe(0)
    expect(await open()).toBe(2)
    if ((await page.getByRole('button', { name: 'Close' }).count()) > 0) await page.keyboard.press('Escape')
  })

  it('lets go of a tick whose matter the watcher has resolved meanwhile', async () => {
    await page.getByRole('button', { name: /^Underpaid/ }).click()
    await grid().focus()
    await page.keyboard.press('Control+a')
    const strip = page.getByRole('region', { name: 'Mark as handled' })
    await strip.waitFor()
    await callFrom(page, 'practice.pay', { invoiceId: sales.short ?? '', amount: '5' })
    await expect.poll(() => badge().innerText(), { timeout: 15_000 }).toBe('1')
    await strip.waitFor({ state: 'detached' })
    await page.getByText('1 of those selected no longer needs attention.').first().waitFor()
    await page.getByRole('button', { name: 'Show all kinds' }).click()
  })

  it('says how many were handled once nothing is left', async () => {
    await expect.poll(() => lines().then((rows) => rows[0])).toMatch(/^Paid late/)
    await grid().focus()
    await page.keyboard.press('Control+a')
    const strip = page.getByRole('region', { name: 'Mark as handled' })
    await strip.getByRole('textbox').fill('the customer came back')
    await strip.getByRole('button', { name: /^Mark 1 as handled/ }).click()
    await page.getByRole('heading', { name: 'Nothing needs attention' }).waitFor()
    await page.getByText(/^2 handled in \w+\.$/).waitFor()
    expect(await badge().count()).toBe(0)
    await look(page, 'attention-none-left')
  })

  it('lets F5 ask the provider from the list, and shows its answer as it came', async () => {
    await goTo(page, 'Counter')
    await begin('OCPay', 'DZD')
    await sell(page, '7400')
    await goTo(page, 'Invoices')
    await page.getByRole('radio', { name: 'Invoices' }).click()
    const all = page.getByRole('grid', { name: 'Invoices' })
    await all.getByRole('row', { name: /PR-000004/ }).waitFor()
    await all.focus()
    await page.keyboard.press('F5')
    const pane = page.getByRole('complementary', { name: 'Invoice PR-000004' })
    await pane.locator('.raw-answer').waitFor()
    expect(await pane.locator('.raw-answer').innerText()).toContain('{')
    await pane.getByText('Reference', { exact: true }).waitFor()
    await pane.getByText('Last check', { exact: true }).first().waitFor()
    await look(page, 'checked-now')
  })

  it('leaves to be seen what the watcher does for each account', async () => {
    await goTo(page, 'Settings')
    const live = page.getByRole('region', { name: 'Live statuses' })
    await live.scrollIntoViewIfNeeded()
    await expect.poll(() => live.getByText('Checking', { exact: true }).count()).toBe(4)
    await live
      .getByText(/^\d+ of \d+$/)
      .first()
      .waitFor()
    await live
      .getByText(/^\d+ sec ago$/)
      .first()
      .waitFor()
    await look(page, 'watching')
  })
})
