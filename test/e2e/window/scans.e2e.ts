import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callFrom, chooseAccount, goTo, sell } from '../../../tools/tour/window.ts'
import { eventually } from '../../support/app/host.ts'
import { OPEN } from '../../support/shop/exceptions.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { look, SIZES } from '../../support/window/look.ts'
import { scan } from '../../support/window/scan.ts'

/** Between two scans: longer than what a scanner presses belongs together, ms. */
const REST_MS = 700

/** Codes of all lengths with letters that are keys somewhere, at every pace, with every ending. */
const SCANS = [
  ['H12', 150, 'Enter'],
  ['47H', 100, 'Enter twice'],
  ['4711', 150, 'Enter'],
  ['PR-000001', 100, 'Enter'],
  ['HT-4006381333931', 30, 'Tab and Enter'],
  ['4006381333931', 10, 'Enter twice'],
  ['AHRT0000004711LWBNQK', 1, 'Enter'],
  ['1234567', 100, 'Tab and Enter'],
  ['0012', 30, 'Tab'],
  ['12K4', 1, 'none'],
] as const

/** Scans at each of the places, which go through the list together: two at 100 ms and more take seconds. */
const AT_EACH_PLACE = 3

onEveryLauncher('a scanner away from the keypad', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await launchApp({ launcher, size: SIZES[0] })
    page = app.page
    page.setDefaultTimeout(10_000)
  })
  afterAll(() => app?.close())

  const dialogs = () => page.getByRole('dialog').count()
  const heading = () => page.getByRole('heading', { level: 1 }).first().innerText()
  const panes = () => page.locator('.pane').count()
  const book = async () => {
    const { invoiceCount, settings } = await callFrom(page, 'app.overview', {})
    return { invoiceCount, settings, exceptions: await callFrom(page, 'exceptions.list', OPEN) }
  }
  const strip = () => page.getByRole('region', { name: 'Mark as handled' })
  /** The inbox as it is seen: its view, its chips, its rows, how many are selected, and the strip; empty elsewhere. */
  const inbox = async () => [
    await page.locator('.chip-kind[aria-pressed="true"]').allInnerTexts(),
    await page.locator('.attention-line').allInnerTexts(),
    await page.locator('.attention-box-on').count(),
    await strip().allInnerTexts(),
    await page.locator('.view[data-selected]').allInnerTexts(),
  ]
  const focus = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).first().focus()
  const grid = (name: string) => page.getByRole('grid', { name }).focus()

  /** Where the next place begins in the list of scans. */
  let nextScan = 0

  /** Scans the next few codes where `stand` puts the focus, and sees that nothing was pressed or opened by them. */
  async function staysAsItWas(stand: () => Promise<unknown>): Promise<void> {
    await stand()
    const state = async () => [await heading(), await dialogs(), await panes(), await inbox(), await book()]
    const before = await state()
    const here = Array.from({ length: AT_EACH_PLACE }, (_, nth) => SCANS[(nextScan + nth) % SCANS.length])
    nextScan += AT_EACH_PLACE
    for (const [code, pace, ending] of here.flatMap((one) => (one ? [one] : []))) {
      await stand()
      await scan(page, code, ending, pace)
      await page.waitForTimeout((code.length + 2) * pace + REST_MS)
      expect(await state(), `${code} ${pace} ${ending}`).toEqual(before)
    }
  }

  /** Scans into a field, which takes the text and does nothing else. */
  async function scannedInto(field: Locator, paces: readonly number[] = [1, 10, 30]): Promise<void> {
    const asked = async () => [await dialogs(), await strip().count(), await panes(), await book()]
    const before = await asked()
    for (const [code, ending] of [
      ['471', 'Enter'],
      ['4006381333931', 'Enter twice'],
    ] as const)
      for (const pace of paces) {
        await field.focus()
        await scan(page, code, ending, pace)
        await page.waitForTimeout(code.length * pace + REST_MS)
        expect(await asked(), `${code} ${pace} ${ending}`).toEqual(before)
      }
  }

  it('chooses nothing on the first screen', async () => {
    await page.getByRole('heading', { name: /Welcome/ }).waitFor()
    await staysAsItWas(() => focus('Start with practice'))
    await focus('Start with practice')
    await page.keyboard.press('Enter')
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
    await chooseAccount(page, '1ShotPay', 'USD')
    await page.keyboard.press('Escape')
    const short = await sell(page, '1234')
    await callFrom(page, 'practice.pay', { invoiceId: short, amount: '5' })
    await eventually(async () => {
      const { invoice } = await callFrom(page, 'invoices.check', { id: short })
      return invoice.status === 'underpaid' ? invoice : null
    })
    // Once its transaction is told too, nothing more comes from the provider: every new fact of the book is then a scan's.
    await eventually(async () => {
      const { receipts } = await callFrom(page, 'invoices.get', { id: short })
      return receipts.some(({ txHash }) => txHash !== null) ? receipts : null
    }, 30_000)
  })

  it('opens no invoice in the list, and marks nothing as handled where sales need attention', async () => {
    await goTo(page, 'Invoices')
    await page.getByRole('row', { name: /PR-000001/ }).waitFor()
    await staysAsItWas(() => grid('Invoices'))
    const ticks = () => page.getByRole('dialog').getByRole('checkbox', { checked: true }).count()
    await focus(/^Filter/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('tab', { name: 'Status' }).waitFor()
    await staysAsItWas(() => page.getByRole('dialog').getByRole('tab', { selected: true }).focus())
    await staysAsItWas(() => page.getByRole('dialog').getByRole('checkbox', { name: 'Expired' }).focus())
    expect([await ticks(), await page.locator('.chip-value').count()]).toEqual([0, 0])
    await page.keyboard.press('Space')
    await expect.poll(ticks).toBe(1)
    await page.keyboard.press('Space')
    await page.keyboard.press('Escape')
    await expect.poll(dialogs).toBe(0)
    await staysAsItWas(() =>
      page.getByRole('columnheader', { name: 'Requested' }).getByRole('button').focus(),
    )
    expect(await page.getByRole('columnheader', { name: 'Requested' }).getAttribute('aria-sort')).toBe('none')
    await page.getByRole('radio', { name: 'Needs attention' }).click()
    await page.locator('.attention-line', { hasText: 'PR-000001' }).waitFor()
    await staysAsItWas(() => grid('Needs attention'))
    await staysAsItWas(() => page.getByRole('checkbox', { name: 'Select all shown' }).focus())
    await staysAsItWas(() => focus(/^Underpaid/))
    await staysAsItWas(() => focus('Accept or request the rest of PR-000001'))
    expect(await strip().count()).toBe(0)
    await grid('Needs attention')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.locator('.pane').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(panes).toBe(0)
  })

  it('handles nothing that is selected, neither from a button nor from the field of the reason', async () => {
    await goTo(page, 'Invoices')
    await page.getByRole('radio', { name: 'Needs attention' }).click()
    await page.locator('.attention-line', { hasText: 'PR-000001' }).waitFor()
    await grid('Needs attention')
    await page.waitForTimeout(REST_MS)
    await page.keyboard.press('Space')
    await strip().waitFor()
    // What was selected a moment before a code is taken for the code's own blank.
    await page.waitForTimeout(REST_MS)
    await staysAsItWas(() => grid('Needs attention'))
    await staysAsItWas(() => focus(/^Open one by one/))
    await staysAsItWas(() => focus(/^Clear/))
    const reason = strip().getByRole('textbox')
    await reason.fill('seen to')
    await staysAsItWas(() => focus(/^Mark 1 as handled/))
    expect(await reason.inputValue()).toBe('seen to')
    // At the slowest pace it is a hand's for all that anybody can tell: Enter alone acts for nobody there.
    await scannedInto(reason, [1, 10, 30, 150])
    // A person's act, from the same field, is one.
    await reason.fill('seen to')
    await page.keyboard.press('Control+Enter')
    await strip().waitFor({ state: 'detached' })
    expect((await callFrom(page, 'exceptions.count', {})).open).toBe(0)
  })

  it('answers no dialog: neither from a button nor from a field', async () => {
    await goTo(page, 'Counter')
    await page.locator('.strip-sale', { hasText: 'PR-000001' }).click()
    await page.getByRole('article', { name: 'Sale PR-000001' }).waitFor()
    await page.waitForTimeout(REST_MS)
    await page.keyboard.press('a')
    const dialog = page.getByRole('dialog', { name: /as full payment/ })
    await dialog.waitFor()
    await staysAsItWas(() => dialog.getByRole('button', { name: 'Accept as paid' }).focus())
    await scannedInto(dialog.getByRole('textbox'))
    await page.keyboard.press('Escape')
    await expect.poll(dialogs).toBe(0)
  })

  it('presses nothing in the books and the settings', async () => {
    await goTo(page, 'Books')
    await staysAsItWas(() => focus('Export receipts'))
    await goTo(page, 'Settings')
    await staysAsItWas(() => focus('Add item'))
  })

  it('searches in the palette and chooses nothing there; a person’s Enter then does', async () => {
    const field = page.getByRole('combobox')
    await page.keyboard.press('Control+k')
    await field.waitFor()
    await staysAsItWas(async () => {
      await field.focus()
      await field.fill('')
    })
    await field.fill('')
    await scan(page, 'PR-000001', 'Enter', 100)
    await page
      .getByRole('option', { name: /PR-000001/ })
      .first()
      .waitFor()
    await page.waitForTimeout(2_000)
    expect(await dialogs()).toBe(1)
    await look(page, 'palette-scanned')
    await page.keyboard.press('Enter')
    await expect.poll(dialogs).toBe(0)
    const announcer = page.getByTestId('announcer')
    await announcer.filter({ hasText: 'PR-000001 checked.' }).waitFor({ state: 'attached' })
  })

  it('opens nothing over a short sale, where a hand’s letters and digits sell', async () => {
    const sales = async () => (await callFrom(page, 'app.overview', {})).invoiceCount
    const showShort = async () => {
      await page.locator('.strip-sale', { hasText: 'PR-000001' }).click()
      await page.getByRole('article', { name: 'Sale PR-000001' }).waitFor()
    }
    await goTo(page, 'Counter')
    const before = await sales()
    for (const [nth, code] of ['R4711', 'T12', 'A471', 'L471', 'W471', 'RTALW', 'N4006381333931'].entries()) {
      await showShort()
      const pace = nth % 2 === 0 ? 10 : 150
      await scan(page, code, 'Enter', pace)
      await page.waitForTimeout(code.length * pace + REST_MS)
      expect([await dialogs(), await sales()], `${code} ${pace}`).toEqual([0, before])
    }
    for (const [nth, delay] of [60, 100, 150, 250].entries()) {
      await showShort()
      await page.waitForTimeout(REST_MS)
      await page.keyboard.type('qn12.5', { delay })
      await page.keyboard.press('Enter')
      await expect.poll(sales).toBe(before + nth + 1)
    }
  })
})
