import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openLedger } from '../../../src/main/ledger/thread/open-ledger.ts'
import { moneyFrom } from '../../../src/shared/money/money.ts'
import { daysOf } from '../../../src/shared/time/days.ts'
import { businessDay } from '../../../src/shared/time/zone.ts'
import { ROOT } from '../../../tools/launch.ts'
import { APART_MS, callFrom } from '../../../tools/tour/window.ts'
import { bookOptions } from '../../support/books/book-options.ts'
import { seen, transfer } from '../../support/books/facts.ts'
import { ANY_INVOICE } from '../../support/lists/any-filter.ts'
import { onEveryLauncher } from '../../support/window/launchers/index.ts'
import { SIZES } from '../../support/window/lists.ts'
import { look } from '../../support/window/look.ts'
import { openSampleShop, type SampleShop } from '../../support/window/sample-shop.ts'

const DAY_MS = 86_400_000

onEveryLauncher('closing a month', (launcher) => {
  let app: SampleShop
  let page: Page
  let bookPath = ''
  let first = ''
  beforeAll(async () => {
    app = await openSampleShop({ launcher, size: SIZES[1] }, 1_200, (path) => {
      bookPath = path
    })
    page = app.page
    const { book } = await callFrom(page, 'app.overview', {})
    const today = businessDay(Date.now(), book.zone)
    const inMonth = businessDay(Date.parse(`${today.slice(0, 7)}-01T00:00Z`) - 10 * DAY_MS, book.zone)
    first = daysOf('month', inMonth, 0).from ?? ''
  })
  afterAll(() => app?.close())

  const month = () => callFrom(page, 'periods.view', { span: 'month', day: first })
  const press = async (key: string, times = 1) => {
    if (key.length === 1) await page.waitForTimeout(APART_MS)
    for (let n = 0; n < times; n += 1) await page.keyboard.press(key)
  }
  /** Types as a hand does: what comes as fast as a scanner's is a scanner's, and so is the Enter behind it. */
  const type = async (text: string) => {
    await page.keyboard.type(text, { delay: 40 })
    await page.waitForTimeout(APART_MS)
  }
  /** Goes on with Tab until what is named has the focus. */
  const tabTo = async (what: string, most = 40) => {
    for (let n = 0; (await page.locator(`${what}:focus`).count()) === 0; n += 1) {
      expect(n, what).toBeLessThan(most)
      await press('Tab')
    }
  }
  const toPart = async (name: string) => {
    await press('Control+3')
    await page.getByRole('tab', { name: 'Today' }).waitFor()
    await tabTo('[role="tab"]')
    for (let n = 0; (await page.getByRole('tab', { name, selected: true }).count()) === 0; n += 1) {
      expect(n).toBeLessThan(12)
      await press('ArrowRight')
    }
  }

  it('shows the sales that a line counts and no others, and is come back to from there', async () => {
    await toPart('Close')
    const { checks } = await month()
    const rows = async () =>
      Number(await page.getByRole('grid', { name: 'Invoices' }).getAttribute('aria-rowcount')) - 1
    for (const kind of ['open', 'reviewed'] as const) {
      const { count } = checks.find((one) => one.kind === kind) ?? { count: 0 }
      expect(count).toBeGreaterThan(0)
      const words = kind === 'open' ? 'can still be paid' : 'not reviewed'
      await page.locator('.period-check').filter({ hasText: words }).getByRole('button').click()
      await expect.poll(rows).toBe(count)
      await expect.poll(() => page.locator('.chip-back').innerText()).toMatch(/^Back to:\s*Close/)
      if (kind === 'open') await page.keyboard.press('Escape')
      else await press('Control+3')
      await page.getByRole('tab', { name: 'Close', selected: true }).waitFor()
      // The keys stand on the line that was left.
      await expect.poll(() => page.locator('.period-check button:focus').innerText()).toContain(words)
    }
  })

  it('keeps the reason that is being typed while the month becomes another, and while something else is looked at', async () => {
    await toPart('Close')
    await tabTo('input')
    await type('Half a rea')
    const { mark } = await month()
    const { rows } = await callFrom(page, 'lists.invoices', {
      filter: { ...ANY_INVOICE, period: { by: 'created', from: first, to: daysOf('month', first, 0).to } },
      sort: { by: 'created', down: true },
      from: 0,
      limit: 1,
    })
    const edit = { kind: 'review', reviewed: true } as const
    const ids = rows.map(({ id }) => id)
    await callFrom(page, 'review.edit', { token: crypto.randomUUID(), edit, ids })
    await expect.poll(async () => (await month()).mark).not.toBe(mark)
    await page.locator('.period-check').filter({ hasText: 'sales not reviewed' }).waitFor()
    await page.waitForTimeout(500)
    const reason = page.getByLabel('Reason for closing anyway')
    expect(await reason.inputValue()).toBe('Half a rea')
    await type('son')
    expect(await reason.inputValue()).toBe('Half a reason')
    await press('Control+2')
    await page.getByRole('grid', { name: 'Invoices' }).waitFor()
    await press('Control+3')
    await expect.poll(() => reason.inputValue()).toBe('Half a reason')
    await reason.fill('')
    await callFrom(page, 'review.undo', {})
  })

  it('is done by the keys alone, at the figures of the matrix, with the reason for what is not as it should be', async () => {
    await toPart('Close')
    const before = await month()
    const name = await page.locator('.month-stretch').innerText()
    await page.getByRole('table', { name: `Closing figures, ${name}` }).waitFor()
    expect(before.figures).toEqual(
      (await callFrom(page, 'lists.month', { span: 'month', day: first })).columns,
    )
    const states = before.checks.map(({ kind, state }) => [kind, state])
    expect(states).toContainEqual(['reviewed', 'warn'])
    await look(page, 'close-before')
    const button = page.getByRole('button', { name: `Close ${name}` })
    expect(await button.isDisabled()).toBe(true)
    await tabTo('input')
    await press('Enter')
    await page.getByText('This is still empty. Fill it in to go on.').waitFor()
    await look(page, 'close-missing')
    await type('As the accountant asked')
    expect(await button.isDisabled()).toBe(false)
    await press('Enter')
    await page.getByText(`${name}, as closed`).first().waitFor()
    await expect.poll(() => page.getByTestId('announcer').innerText()).toBe(`${name} is closed.`)
    await page.locator('.period-stack:focus').waitFor()
    const closed = await month()
    expect(closed.closing).toMatchObject({ reason: 'As the accountant asked' })
    expect(closed.figures).toEqual(before.figures)
    await look(page, 'close-closed')
  })

  it('leaves the month as it was where money arrives late, which is shown beside it and counts in the open month', async () => {
    const before = await month()
    const { rows } = await callFrom(page, 'lists.invoices', {
      filter: {
        ...{
          search: '',
          status: ['expired', 'open', 'abandoned'],
          provider: [],
          accountId: [],
          currency: [],
          item: [],
          till: [],
        },
        ...{ period: { by: 'created', from: before.firstDay, to: before.lastDay } as const, amount: null },
        ...{ attention: false, review: null, tag: [] },
      },
      sort: { by: 'created', down: true },
      from: 0,
      limit: 5,
    })
    const sale = rows[0]
    expect(sale).toBeDefined()
    if (!sale) return
    app = await app.restart('close', async () => {
      const { db, ledger } = await openLedger(bookOptions(bookPath), Date.now())
      const link = ledger.invoice(sale.id)?.links.at(-1)
      const amount = moneyFrom(sale.asked.currency, sale.asked.amount)
      const receipt = {
        amount,
        credited: amount,
        paidAt: before.until - 3_600_000,
        txHash: null,
        receiptId: 'late-one',
      }
      const answer = {
        reading: 'paid',
        received: amount,
        receipts: [transfer(receipt)],
        at: Date.now(),
      } as const
      expect(ledger.recordAnswers([seen(link?.id ?? '', answer)])).toHaveLength(1)
      db.close()
    })
    page = app.page
    await page.getByRole('navigation').waitFor()
    await toPart('Close')
    const later = page.getByRole('table', { name: 'Came after closing' })
    await later.getByText(sale.number).waitFor()
    expect(await later.innerText()).toMatch(/Adjustment in/)
    const after = await month()
    expect(after.figures).toEqual(before.figures)
    expect(after.today).not.toEqual(before.figures)
    expect(after.later).toMatchObject([{ number: sale.number, adjusts: true, amount: sale.asked }])
    const now = await callFrom(page, 'periods.view', {
      span: 'month',
      day: businessDay(Date.now(), after.zone),
    })
    expect(now.adjustments.map(({ number }) => number)).toContain(sale.number)
    await look(page, 'close-late')
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    const sheet = page.locator('article.sheet')
    await sheet.waitFor()
    expect(await sheet.innerText()).toMatch(
      /Month sheet, closed[\s\S]*Statements[\s\S]*Sales made[\s\S]*1 change came after closing/,
    )
    await sheet.screenshot({ path: join(ROOT, 'test/e2e/output/close-sheet.png') })
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' })
  })

  it('shows what went back as less, and leads from its number to the invoice', async () => {
    const { later } = await month()
    const [{ invoiceId: id = '', number = '', amount: { currency = '' } = {} } = {}] = later
    const refund = { currency, amount: '0.01', reason: 'damaged', reference: '' }
    await callFrom(page, 'invoices.recordRefund', { id, token: crypto.randomUUID(), ...refund })
    const row = page
      .getByRole('table', { name: 'Came after closing' })
      .getByRole('row')
      .filter({ hasText: 'Refunded later' })
    await expect.poll(() => row.innerText()).toMatch(/−0\s*\.01/)
    await row.getByRole('button', { name: number }).click()
    await page.locator('.pane').getByText(number).first().waitFor()
    expect(await page.getByRole('radio', { name: 'Invoices', exact: true }).isChecked()).toBe(true)
    await press('Control+3')
    await page.getByRole('tab', { name: 'Close', selected: true }).waitFor()
  })

  it('shows a lock at the invoices of the month, refuses in words what would decide them anew, and lets notes be written', async () => {
    const { later } = await month()
    const [fact] = later
    const refused = await page.evaluate(
      (id) =>
        (
          globalThis as unknown as { counterfoil: { call(route: string, input: object): Promise<unknown> } }
        ).counterfoil.call('invoices.relink', { id }),
      fact?.invoiceId ?? '',
    )
    expect(refused).toMatchObject({ ok: false })
    await press('Control+2')
    await press('/')
    await type('CF-00113')
    await page.locator('.mark-lock').first().waitFor()
    await look(page, 'close-locks')
  })

  it('is opened again with a reason, and not without one', async () => {
    await toPart('Close')
    await tabTo('.month-ends button:has-text("Reopen")')
    await press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await look(page, 'close-reopen')
    await press('Enter')
    await dialog.getByText('This is still empty. Fill it in to go on.').waitFor()
    await type('One statement was wrong')
    await press('Enter')
    await page.getByText('Before you close').waitFor()
    await page.locator('.period-checks:focus').waitFor()
    expect(await month()).toMatchObject({
      closing: null,
      earlier: [{ reopened: { reason: 'One statement was wrong' } }],
    })
  })
})
