import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ENTER_MS } from '../../../src/renderer/keyboard/scanner.ts'
import { BY_HAND, callFrom, chooseAccount, goTo, sell } from '../../../tools/tour/window.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { look, SIZES } from '../../support/window/look.ts'

onEveryLauncher('money that was given back', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await launchApp({ launcher, size: SIZES[0] })
    page = app.page
    page.setDefaultTimeout(10_000)
    await page.getByRole('button', { name: 'Start with practice' }).click()
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
    await chooseAccount(page, 'Daisy', 'DAI')
    await page.keyboard.press('Escape')
  })
  afterAll(() => app?.close())

  /** A sale of 20 for which 25 came, on the counter's screen. */
  const sellTooMuch = async () => {
    await goTo(page, 'Counter')
    const next = page.getByRole('button', { name: 'Next sale' })
    if ((await next.count()) > 0) await next.click()
    const id = await sell(page, '20')
    await page.getByRole('button', { name: 'Pay more' }).click()
    await page.getByText('5.00 DAI too much', { exact: true }).waitFor({ timeout: 15_000 })
    return id
  }
  const dialog = () => page.getByRole('dialog', { name: /^Record a refund for sale/ })
  const gone = () => expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  const saleOf = (id: string) => callFrom(page, 'invoices.get', { id })
  const open = async () => (await callFrom(page, 'exceptions.count', {})).open
  const announced = () => page.getByTestId('announcer').innerText()
  /** Types an answer and sends it; an Enter soon behind even letters would be a scanner's. */
  const answer = async (text: string) => {
    await page.keyboard.type(text, BY_HAND)
    await page.waitForTimeout(ENTER_MS + 100)
    await page.keyboard.press('Enter')
  }
  const field = (name: string) => dialog().getByRole('textbox', { name })
  let first = ''

  it('is recorded at the counter with one key and Enter: the surplus stands there already', async () => {
    first = await sellTooMuch()
    expect(await open()).toBe(1)
    await look(page, 'refund-offered')
    await page.waitForTimeout(200)
    await page.keyboard.press('b')
    await dialog().waitFor()
    expect(await field('Given back (DAI)').inputValue()).toBe('5.00')
    expect(await field('Reason').inputValue()).toBe('Overpaid')
    await look(page, 'refund-dialog')
    // Without a reason Enter records nothing, and leads to what is missing.
    await field('Reason').fill('')
    await field('Given back (DAI)').focus()
    await page.keyboard.press('Enter')
    await dialog().getByText('This is still empty. Fill it in to go on.').waitFor()
    expect(await dialog().locator('[aria-invalid="true"]:focus').getAttribute('id')).toBe(
      await field('Reason').getAttribute('id'),
    )
    await look(page, 'refund-missing')
    await answer('Overpaid')
    await gone()
    await page.getByText('5.00 DAI recorded as given back.').waitFor()
    expect(await announced()).toBe('Refund of 5.00 DAI recorded for sale PR-000001.')
    expect(await page.getByRole('button', { name: /Record a refund/ }).count()).toBe(0)
    expect(await open()).toBe(0)
    await look(page, 'refund-recorded')
  })

  it('is told in the sale: received, refunded and net, with its reason, and in the history', async () => {
    await goTo(page, 'Invoices')
    await page
      .getByRole('grid', { name: 'Invoices' })
      .getByRole('row', { name: /PR-000001/ })
      .click()
    const pane = page.getByRole('complementary', { name: 'Invoice PR-000001' })
    await pane.getByRole('heading', { name: 'Refunds' }).waitFor()
    const facts = await pane.locator('.facts').first().innerText()
    expect(facts.replace(/\s+/g, '')).toContain('ReceivedDAI25.00OverpaidbyDAI5.00RefundedDAI5.00NetDAI20.00')
    expect(await pane.locator('.history').innerText()).toMatch(/Refund recorded: 5\.0+ DAI · Overpaid/)
    await page.getByRole('row', { name: /PR-000001.*Part refunded/ }).waitFor()
    await pane.getByRole('heading', { name: 'Refunds' }).scrollIntoViewIfNeeded()
    await look(page, 'refund-in-pane')
  })

  it('says what cannot be recorded, and records what can: all that is left', async () => {
    await page.getByRole('button', { name: 'Record a refund' }).click()
    await dialog().getByText('5.00 DAI is recorded as given back. 20.00 DAI is left.').waitFor()
    const record = dialog().getByRole('button', { name: 'Record the refund' })
    expect(await field('Given back (DAI)').inputValue()).toBe('')
    expect(await record.isDisabled()).toBe(true)
    await field('Given back (DAI)').fill('20.000000000000000001')
    await dialog().getByText("More than is left of this sale's money: 20.00 DAI.").waitFor()
    await field('Given back (DAI)').fill('1,250')
    await dialog().getByText('“1,250” can mean 1250 or 1.25. Type the one you mean.').waitFor()
    await field('Given back (DAI)').fill('twenty')
    await dialog().getByText('An amount in DAI, with at most 18 decimals.').waitFor()
    await look(page, 'refund-refused')
    await field('Given back (DAI)').fill('20')
    // A reason is asked for, and Enter alone records nothing without one.
    await page.keyboard.press('Enter')
    expect(await record.isDisabled()).toBe(true)
    await field('Reason').fill('brought everything back')
    await field('How, or a reference').fill(
      '0x9c3e5b1f2a7d4c8896e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6',
    )
    await record.dblclick()
    await gone()
    const { invoice, refunds } = await saleOf(first)
    expect([invoice.refunded.amount, refunds.length]).toEqual(['25.000000000000000000', 2])
    expect(await page.getByRole('button', { name: 'Record a refund' }).count()).toBe(0)
    await page.getByRole('row', { name: /PR-000001.*Refunded/ }).waitFor()
    await look(page, 'refund-of-all')
  })

  it('is undone with a reason: both stay to be read, and what was too much calls for somebody again', async () => {
    const pane = page.getByRole('complementary', { name: 'Invoice PR-000001' })
    await pane.getByRole('button', { name: 'Undo…' }).last().click()
    await page.getByRole('dialog', { name: 'Undo the refund of 20.00 DAI?' }).waitFor()
    await look(page, 'refund-undo')
    await answer('wrong sale')
    await gone()
    expect(await announced()).toBe('The refund of 20.00 DAI is undone.')
    await pane.getByText(/^Undone .*: wrong sale$/).waitFor()
    expect(await open()).toBe(0)
    await pane.getByRole('button', { name: 'Undo…' }).click()
    await answer('not given')
    await gone()
    await expect.poll(open).toBe(1)
    await pane.getByText(/^Undone .*: not given$/).scrollIntoViewIfNeeded()
    await look(page, 'refund-undone')
  })

  it('is offered where the sale needs attention, and handles it', async () => {
    await page.getByRole('radio', { name: 'Needs attention' }).click()
    const grid = page.getByRole('grid', { name: 'Needs attention' })
    await grid.getByRole('row', { name: /5\.00 DAI more than 20\.00 DAI/ }).waitFor()
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    // The row says what is next, and the act for it stands above the list.
    await grid.getByRole('row', { name: /PR-000001.*Record a refund/ }).waitFor()
    const act = page.getByRole('button', { name: 'Record a refund of PR-000001' })
    expect(await act.count()).toBe(1)
    await act.click()
    await field('Given back (DAI)').fill('2')
    await page.keyboard.press('Enter')
    await gone()
    await grid.getByText('5.00 DAI more than 20.00 DAI · 2.00 DAI refunded').waitFor()
    await look(page, 'refund-attention')
    await act.click()
    await dialog().waitFor()
    expect(await field('Given back (DAI)').inputValue()).toBe('3.00')
    await page.keyboard.press('Enter')
    await gone()
    await page.getByRole('heading', { name: 'Nothing needs attention' }).waitFor()
  })

  it('is counted in the day: asked, received, refunded and net of each account', async () => {
    await goTo(page, 'Books')
    const today = page.getByRole('region', { name: /^Today, \w+, \d+ \w+ \d{4}$/ })
    const row = today.getByRole('row', { name: /Daisy/ })
    await expect
      .poll(async () => (await row.innerText()).replace(/\s+/g, ''))
      .toBe('Daisy20.00DAI25.00DAI5.00DAI20.00DAI')
    await look(page, 'refund-today')
  })

  it('is offered for what was paid twice too, all that came the second time', async () => {
    await goTo(page, 'Counter')
    const next = page.getByRole('button', { name: 'Next sale' })
    if ((await next.count()) > 0) await next.click()
    const id = await sell(page, '20')
    for (const status of ['paid', 'overpaid']) {
      await callFrom(page, 'practice.pay', { invoiceId: id, amount: '20' })
      await callFrom(page, 'invoices.check', { id })
      await expect.poll(async () => (await saleOf(id)).invoice.status, { timeout: 15_000 }).toBe(status)
    }
    await goTo(page, 'Invoices')
    await page.getByRole('radio', { name: 'Needs attention' }).click()
    const grid = page.getByRole('grid', { name: 'Needs attention' })
    await grid.getByRole('row', { name: /^Paid twice .*PR-000002.*Record a refund/ }).waitFor()
    await page.getByRole('button', { name: 'Record a refund of PR-000002' }).click()
    await dialog().waitFor()
    expect(await field('Given back (DAI)').inputValue()).toBe('20.00')
    expect(await field('Reason').inputValue()).toBe('Paid twice')
    await look(page, 'refund-twice')
    await page.keyboard.press('Enter')
    await gone()
    await page.getByRole('heading', { name: 'Nothing needs attention' }).waitFor()
  })
})
