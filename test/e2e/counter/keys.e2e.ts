import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { KEY_IDS, KEYS, type KeyId } from '../../../src/renderer/keyboard/keys.ts'
import { APART_MS, callFrom, goTo, sell } from '../../../tools/tour/window.ts'
import { eventually } from '../../support/app/host.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { SIZES } from '../../support/window/look.ts'
import { openPracticeShop } from '../../support/window/shop.ts'

/** Longer than a scanner takes between two keys, and than a status must stand before Enter may leave it, ms. */
const CALM_MS = 1_600

onEveryLauncher('each key of the key map', (launcher) => {
  let app: LaunchedApp
  let page: Page
  let waiting = ''
  let short = ''
  let paid = ''
  beforeAll(async () => {
    app = await openPracticeShop({ launcher, size: SIZES[0] }, '1ShotPay', 'USD')
    page = app.page
    await callFrom(page, 'settings.set', { quickAmounts: { USD: ['1', '2', '3', '4', '5', '6', '7', '8'] } })
    await callFrom(page, 'items.save', { id: null, name: 'Cake', currency: 'USD', price: '3', code: null })
    short = await sell(page, '1234')
    await callFrom(page, 'practice.pay', { invoiceId: short, amount: '5' })
    await until(short, 'underpaid')
    await page.keyboard.press('n')
    await keypad()
    paid = await sell(page, '700')
    await callFrom(page, 'practice.pay', { invoiceId: paid, amount: null })
    await until(paid, 'paid')
    await page.keyboard.press('n')
    await keypad()
    waiting = await sell(page, '900')
  })
  afterAll(() => app?.close())

  const until = (id: string, status: string) =>
    eventually(async () => {
      const { invoice } = await callFrom(page, 'invoices.check', { id })
      return invoice.status === status ? invoice : null
    })
  const keypad = () => page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name })
  const heading = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor()
  const sale = (id: string) => page.getByRole('article', { name: new RegExp(`Sale ${numberOf(id)}`) })
  const numberOf = (id: string) => ({ [short]: 'PR-000001', [paid]: 'PR-000002', [waiting]: 'PR-000003' })[id]
  const amount = () => page.getByRole('status', { name: 'Amount', exact: true })
  const announced = (text: RegExp) =>
    page.getByTestId('announcer').filter({ hasText: text }).waitFor({ state: 'attached' })
  const press = async (key: string) => {
    // A key right after another would be a scanner's.
    await page.waitForTimeout(60)
    await page.keyboard.press(key)
  }
  const closes = async (name: string | RegExp) => {
    await dialog(name).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  }
  /** Brings a sale onto the counter's screen. */
  const show = async (id: string) => {
    await goTo(page, 'Counter')
    await page.locator('.strip-sale', { hasText: String(numberOf(id)) }).click()
    await sale(id).waitFor()
  }
  /** Brings an empty keypad onto the screen, or one on which this was typed. */
  const typed = async (keys = '') => {
    await goTo(page, 'Counter')
    if ((await page.getByRole('toolbar', { name: 'Amount keypad' }).count()) === 0) await press('n')
    await keypad()
    await press('Escape')
    await press('Escape')
    await page.keyboard.type(keys, { delay: 60 })
  }
  const list = async () => {
    await goTo(page, 'Books')
    await goTo(page, 'Invoices')
    await page.getByRole('radio', { name: 'Invoices' }).click()
    const grid = page.getByRole('grid', { name: 'Invoices' })
    await grid.getByRole('row', { name: /PR-000001/ }).waitFor()
    await grid.focus()
    return grid
  }
  const markFirstRow = async () => {
    await list()
    await press('Home')
    await press('Space')
    await page
      .getByText(/marked as (not )?reviewed\./)
      .first()
      .waitFor()
  }
  const shows = (text: string | RegExp) => expect.poll(() => amount().innerText()).toMatch(text)
  const goes = async (key: string, name: string) => {
    await goTo(page, name === 'Books' ? 'Settings' : 'Books')
    await press(key)
    await heading(name)
  }

  const month = async () => {
    await goTo(page, 'Settings')
    await goTo(page, 'Books')
    await page.getByRole('tab', { name: 'Month' }).click()
    const grid = page.getByRole('grid', { name: /by day and account/ })
    await grid.focus()
    return grid
  }
  const stretch = () => page.locator('.month-stretch')
  /** A key of the month has another one chosen. */
  const chooses = async (key: string, group: string) => {
    await month()
    const chosen = () => page.getByRole('radiogroup', { name: group }).getByRole('radio', { checked: true })
    const before = await chosen().innerText()
    await page.waitForTimeout(APART_MS)
    await press(key)
    await expect.poll(() => chosen().innerText()).not.toBe(before)
  }

  /** What each key does, told by what can be seen after it; every id of the map is here, or this does not compile. */
  const DOES: Readonly<Record<KeyId, (key: string, index: number) => Promise<void>>> = {
    async palette(key) {
      await press(key)
      await closes(/Find an action/)
    },
    async keyMap(key) {
      await page.waitForTimeout(APART_MS)
      await press(key)
      await closes('Keyboard shortcuts')
    },
    async unlock(key) {
      await goTo(page, 'Counter')
      await press(key)
      // No passphrase was chosen here: the way to one.
      await heading('Settings')
    },
    async hideAmounts(key) {
      await press(key)
      await announced(/Amounts are hidden/)
      await press(key)
      await announced(/Amounts are shown/)
    },
    async switchPerson(key) {
      await goTo(page, 'Counter')
      await press(key)
      // Nobody signs in here: the way to set people up.
      await heading('Settings')
    },
    async lockTill(key) {
      await goTo(page, 'Counter')
      await press(key)
      await heading('Settings')
    },
    counter: (key) => goes(key, 'Counter'),
    invoices: (key) => goes(key, 'Invoices'),
    books: (key) => goes(key, 'Books'),
    settings: (key) => goes(key, 'Settings'),
    async waitingMove(key) {
      await show(waiting)
      await press(key)
      await expect.poll(() => page.locator('.strip-sale:focus').count()).toBe(1)
    },
    async waitingOpen(key, index) {
      const strip = page.locator('.strip-sale')
      await typed()
      if (index >= (await strip.count())) return
      const number = /PR-\d{6}/.exec(await strip.nth(index).innerText())?.[0] ?? 'none'
      await press(key)
      await page.getByRole('article', { name: new RegExp(number) }).waitFor()
    },
    async amount(key) {
      await typed('5')
      await press(key)
      await shows(`0.5${key}`)
    },
    async point(key) {
      await typed('5')
      await press(key)
      await press('2')
      await shows(/5\.2/)
    },
    async plus(key) {
      await typed('500')
      await press(key)
      await page.keyboard.type('200', { delay: 60 })
      await shows('7.00')
    },
    async times(key) {
      await typed('500')
      await press(key)
      await press('3')
      await shows('15.00')
    },
    async back(key) {
      await typed('125')
      await press(key)
      await shows('0.12')
    },
    async clear(key) {
      await typed('125')
      await press(key)
      await shows('0.00')
    },
    async bringBack(key) {
      await typed('5')
      await press('Escape')
      await shows(/^0\.00/)
      await press(key)
      await shows('0.05')
    },
    async quick(key, index) {
      await typed()
      await press(key)
      await shows(`${index + 1}.00`)
    },
    async findItem(key) {
      await typed()
      await press(key)
      await expect.poll(() => page.locator('input:focus').getAttribute('placeholder')).toBe('Name or code')
      await press('Escape')
    },
    async ask(key) {
      await typed('250')
      await press(key)
      await page.getByRole('article', { name: /Sale PR-/ }).waitFor()
    },
    async next(key) {
      await show(waiting)
      await press(key)
      await keypad()
    },
    async nextAmount(key) {
      await show(waiting)
      await press(key)
      await keypad()
      await shows(`0.0${key}`)
      await press('Escape')
    },
    async nextWhenDone(key) {
      await show(paid)
      await page.waitForTimeout(CALM_MS)
      await press(key)
      await keypad()
    },
    async checkSale(key) {
      await show(waiting)
      await press(key)
      await announced(/1ShotPay/)
    },
    async giveUp(key) {
      await show(waiting)
      await press(key)
      await closes(/Give up on sale PR-000003/)
    },
    async code(key) {
      await show(short)
      const code = sale(short).getByRole('img', { name: /QR code/ })
      expect(await code.count()).toBe(0)
      await press(key)
      await code.waitFor()
    },
    async acceptShortfall(key) {
      await show(short)
      await page.waitForTimeout(APART_MS)
      await press(key)
      await closes(/as full payment/)
    },
    async linkForRemainder(key) {
      await show(waiting)
      await show(short)
      await page.waitForTimeout(APART_MS)
      await press(key)
      await expect
        .poll(async () => (await callFrom(page, 'invoices.get', { id: short })).links.length)
        .toBe(2)
    },
    async waitShort(key) {
      await show(short)
      await page.waitForTimeout(APART_MS)
      await press(key)
      await keypad()
    },
    async refund(key) {
      await typed()
      const over = await sell(page, '2000')
      await callFrom(page, 'practice.pay', { invoiceId: over, amount: '25' })
      await until(over, 'overpaid')
      await page.getByText('5.00 USD too much', { exact: true }).waitFor()
      await page.waitForTimeout(APART_MS)
      await press(key)
      await dialog(/Record a refund/).waitFor()
      // Nothing that needs attention is left for the keys after this one.
      await page.keyboard.press('Enter')
      await expect
        .poll(async () => (await callFrom(page, 'invoices.get', { id: over })).invoice.refunded.amount)
        .toBe('5.00')
    },
    async receipt(key) {
      await show(paid)
      await page.waitForTimeout(APART_MS)
      await press(key)
      await closes(/receipt/i)
    },
    async note(key) {
      await show(paid)
      await page.waitForTimeout(APART_MS)
      await press(key)
      await closes(/note/i)
    },
    async move(key) {
      const grid = await list()
      const active = () => grid.getAttribute('aria-activedescendant')
      const back = ['ArrowUp', 'PageUp', 'Home', 'K'].includes(key)
      if (back) await press('End')
      const before = await active()
      await press(key)
      await expect.poll(active).not.toBe(before)
    },
    async extend(key) {
      const grid = await list()
      await press(key === 'Shift+ArrowUp' ? 'End' : 'Home')
      await press(key)
      await expect.poll(() => page.getByText('2 invoices selected').first().isVisible()).toBe(true)
      await press('Escape')
      await expect.poll(() => grid.locator('.list-row-selected').count()).toBe(0)
    },
    async markReviewed(key) {
      await list()
      await press('Home')
      const mark = page.locator('.list-rows .grid-line-active .mark')
      const before = await mark.innerText()
      await press(key)
      await expect.poll(() => mark.innerText()).not.toBe(before)
    },
    async noteRows(key) {
      await list()
      await page.waitForTimeout(APART_MS)
      await press(key)
      await closes(/^Note on PR-/)
    },
    async tagRows(key) {
      await list()
      await page.waitForTimeout(APART_MS)
      await press(key)
      await closes(/^Tag on PR-/)
    },
    async nextDue(key) {
      const grid = await list()
      await press('Home')
      const before = await grid.getAttribute('aria-activedescendant')
      await press(key)
      await expect.poll(() => grid.getAttribute('aria-activedescendant')).not.toBe(before)
    },
    async selectAll(key) {
      const grid = await list()
      await press(key)
      await expect
        .poll(() => grid.locator('.list-row-selected').count())
        .toBe(await grid.locator('.list-rows .list-row').count())
      await press('Escape')
    },
    async undoEdit(key) {
      await markFirstRow()
      await press(key)
      await page
        .getByText(/^Undid /)
        .first()
        .waitFor()
    },
    async redoEdit(key) {
      await markFirstRow()
      await press('Control+Z')
      await page
        .getByText(/^Undid /)
        .first()
        .waitFor()
      await press(key)
      await page
        .getByText(/^Redid /)
        .first()
        .waitFor()
    },
    async findInvoice(key) {
      await list()
      await press(key)
      await expect.poll(() => page.locator('.search .input:focus').count()).toBe(1)
    },
    async filter(key) {
      await list()
      await page.waitForTimeout(APART_MS)
      await press(key)
      await page.getByRole('dialog', { name: 'Filters' }).waitFor()
      await press('Escape')
      await expect
        .poll(() => page.getByRole('grid', { name: 'Invoices' }).and(page.locator(':focus')).count())
        .toBe(1)
    },
    async columns(key) {
      await list()
      await page.waitForTimeout(APART_MS)
      await press(key)
      await closes('Columns')
    },
    async moveColumn(key, index) {
      await list()
      await page.getByRole('button', { name: 'Columns', exact: true }).click()
      await page
        .getByRole('dialog', { name: 'Columns' })
        .getByRole('checkbox', { name: /^Created/ })
        .focus()
      await press(key)
      await announced(index === 0 ? /Created, 2 of 6/ : /Created, 3 of 6/)
      await closes('Columns')
    },
    async sizeColumn(key, index) {
      await list()
      const edge = page.getByRole('separator', { name: 'Width of Customer' })
      const before = Number(await edge.getAttribute('aria-valuenow'))
      await edge.focus()
      await press(key)
      const after = before + (index === 0 ? -8 : 8)
      await expect.poll(() => edge.getAttribute('aria-valuenow')).toBe(String(after))
    },
    async allSums(key) {
      await list()
      await page.setViewportSize({ width: 1024, height: 640 })
      await page.getByRole('button', { name: 'Show all sums' }).waitFor()
      await page.waitForTimeout(APART_MS)
      await press(key)
      await page.getByRole('table', { name: 'Sums' }).waitFor()
      await page.setViewportSize({ width: 1280, height: 800 })
    },
    async openRow(key) {
      await list()
      await page.waitForTimeout(APART_MS)
      await press(key)
      await page
        .getByRole('heading', { name: /Invoice PR-|PR-0000/ })
        .first()
        .waitFor()
    },
    async open(key) {
      await list()
      await press(key)
      await page
        .getByRole('heading', { name: /Invoice PR-|PR-0000/ })
        .first()
        .waitFor()
    },
    async checkRow(key) {
      await list()
      await press(key)
      await page.getByText("Provider's last response").first().waitFor()
    },
    async openView(key, index) {
      await list()
      await press('/')
      await page.keyboard.type('is:paid ', { delay: 60 })
      await expect.poll(() => page.locator('.chip-value').count()).toBe(1)
      await press(key)
      // Nothing was saved here: only the first shows a view, the one of all.
      await expect.poll(() => page.locator('.chip-value').count()).toBe(index === 0 ? 0 : 1)
      if (index > 0)
        await page.locator('.list-foot').getByText(`No view has the shortcut Alt ${index}.`).waitFor()
      await press('Alt+0')
    },
    async saveView(key) {
      await list()
      await press(key)
      await closes(/Save what is shown as a view/)
    },
    async exportRows(key) {
      await list()
      await press(key)
      await closes('Export invoices')
    },
    async handled(key) {
      await list()
      await page.getByRole('radio', { name: 'Needs attention' }).click()
      await page.getByRole('grid', { name: 'Needs attention' }).waitFor()
      await page.waitForTimeout(APART_MS)
      await press(key)
      const strip = page.getByRole('region', { name: 'Mark as handled' })
      await strip.waitFor()
      // Out of the field, from the invoice that is open, and from what is ticked.
      for (let n = 0; (await strip.count()) > 0; n += 1) {
        expect(n).toBeLessThan(4)
        await press('Escape')
        await page.waitForTimeout(APART_MS)
      }
    },
    async close(key) {
      await list()
      await press('Enter')
      const pane = page.getByRole('button', { name: 'Close', exact: true })
      await pane.waitFor()
      await page.getByRole('grid', { name: 'Invoices' }).focus()
      await press(key)
      await expect.poll(() => pane.count()).toBe(0)
    },
    async monthMove(key) {
      const grid = await month()
      const active = () => grid.getAttribute('aria-activedescendant')
      if (['ArrowUp', 'PageUp', 'Home'].includes(key)) await press('End')
      if (key === 'ArrowLeft') await press('ArrowRight')
      const before = await active()
      await press(key)
      await expect.poll(active).not.toBe(before)
    },
    async monthOpen(key) {
      await month()
      // The last lines are the sums of the month.
      await press('End')
      await press('ArrowUp')
      await press('ArrowUp')
      await press('ArrowUp')
      await press(key)
      await page.getByRole('grid', { name: 'Invoices' }).waitFor()
    },
    async monthBefore(key) {
      await month()
      const before = await stretch().innerText()
      await page.waitForTimeout(APART_MS)
      await press(key)
      await expect.poll(() => stretch().innerText()).not.toBe(before)
      await page.getByRole('button', { name: 'The one after' }).click()
      await expect.poll(() => stretch().innerText()).toBe(before)
    },
    async monthAfter(key) {
      await month()
      const before = await stretch().innerText()
      await page.getByRole('button', { name: 'The one before' }).click()
      await expect.poll(() => stretch().innerText()).not.toBe(before)
      await page.waitForTimeout(APART_MS)
      await press(key)
      await expect.poll(() => stretch().innerText()).toBe(before)
    },
    monthFigure: (key) => chooses(key, 'What the cells show'),
    monthSpan: (key) => chooses(key, 'How long'),
    async monthView(key) {
      await chooses(key, 'What is shown')
      await page.waitForTimeout(APART_MS)
      await press(key)
      await page.getByRole('grid', { name: /by day and account/ }).waitFor()
    },
    async exportMonth(key) {
      await month()
      await press(key)
      await closes('Export the books')
    },
    async monthPrint(key) {
      await month()
      await page.evaluate('window.print = () => { document.title = "printed" }')
      await press(key)
      await expect.poll(() => page.title()).toBe('printed')
    },
  }

  it.each(KEY_IDS)('does what the map says: %s', async (id) => {
    for (const [index, chord] of KEYS[id].keys.entries()) {
      const key = chord
        .replace('Mod+', 'Control+')
        .replace(/(^|\+)([A-Z])$/, (_, held, letter) => held + letter.toLowerCase())
      await DOES[id](key, index)
    }
  })
})
