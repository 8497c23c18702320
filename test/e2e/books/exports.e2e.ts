import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { daysOf } from '../../../src/shared/time/days.ts'
import { businessDay } from '../../../src/shared/time/zone.ts'
import { amountParts } from '../../../src/shared/words/format.ts'
import { APART_MS, callFrom, goTo } from '../../../tools/tour/window.ts'
import { ANY_RECEIPT } from '../../support/lists/any-filter.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { SIZES } from '../../support/window/lists.ts'
import { look } from '../../support/window/look.ts'
import { openSampleShop } from '../../support/window/sample-shop.ts'

const SALES = 3_000

onEveryLauncher('what is on the screen, as a file', (launcher) => {
  let app: LaunchedApp
  let page: Page
  let days: { from: string; to: string }
  const target = mkdtempSync(join(tmpdir(), 'counterfoil-exports-'))
  const at = (name: string) => join(target, name)
  beforeAll(async () => {
    app = await openSampleShop({ launcher, size: SIZES[1] }, SALES)
    page = app.page
    const { book } = await callFrom(page, 'app.overview', {})
    const { from, to } = daysOf('lastMonth', businessDay(Date.now(), book.zone), 1)
    days = { from: from ?? '', to: to ?? '' }
  })
  afterAll(async () => {
    await app?.close()
    rmSync(target, { recursive: true, force: true })
  })

  const dialog = () => page.getByRole('dialog')
  const act = () => dialog().getByRole('button', { name: /^Export [\d,]+ / })
  const digits = (text: string) => text.replace(/[^\d.]/g, '')
  const rowsOf = (name: string, delimiter = ',') =>
    parse(readFileSync(at(name)), { bom: true, columns: true, delimiter }) as Record<string, string>[]
  const choose = async (label: string, option: string | RegExp) => {
    await dialog()
      .getByRole('button', { name: new RegExp(label) })
      .click()
    await page.getByRole('option', { name: option }).click()
  }
  const written = async (name: string) => {
    await expect.poll(() => existsSync(at(`${name}.manifest.json`)), { timeout: 15_000 }).toBe(true)
    return JSON.parse(readFileSync(at(`${name}.manifest.json`), 'utf8'))
  }

  it('opens with Ctrl E by the filter of the receipts, and its button says how many of which month', async () => {
    await goTo(page, 'Invoices')
    await page.getByRole('radio', { name: 'Receipts', exact: true }).click()
    await page.getByRole('grid', { name: 'Receipts' }).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('paid:lastmonth ', { delay: 20 })
    await page.getByRole('button', { name: /Remove the filter Paid/ }).waitFor()
    await page.waitForTimeout(APART_MS)
    await page.keyboard.press('Control+e')
    await dialog().waitFor()
    await dialog()
      .getByText(/ is not closed yet\. The file says so\.$/)
      .waitFor()
    const filter = { ...ANY_RECEIPT, period: { by: 'paid' as const, ...days } }
    const { count, sums } = await callFrom(page, 'lists.receiptSums', { filter })
    const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' }).format(
      Date.parse(days.from),
    )
    await expect
      .poll(() => act().innerText())
      .toBe(`Export ${count.toLocaleString('en')} receipts of ${month}`)
    // It stands on its button, so that Enter is enough.
    expect(await page.locator(':focus').innerText()).toContain('Export')
    await expect.poll(() => dialog().locator('.export-sums tbody tr').count()).toBe(sums.length)
    const shown = await dialog().locator('.export-sums tbody tr').all()
    const told = await Promise.all(
      shown.map(async (row) => {
        const amount = row.locator('.list-amount')
        return digits((await amount.getAttribute('title')) ?? (await amount.innerText()))
      }),
    )
    const expected = sums.map(({ received }) => {
      const { whole, mark, fraction } = amountParts(received, 'en')
      return digits(`${whole}${mark}${fraction}`)
    })
    expect(told.toSorted()).toEqual(expected.toSorted())
    await look(page, 'export-dialog')
  })

  it('goes by the keys in the order that it is read', async () => {
    const order: string[] = []
    await dialog().getByRole('button', { name: 'Close' }).focus()
    for (let n = 0; n < 12; n += 1) {
      await page.keyboard.press('Tab')
      order.push(
        await page.evaluate(
          `(document.activeElement.getAttribute('aria-label') || document.activeElement.value || document.activeElement.innerText).split('\\n')[0]`,
        ),
      )
    }
    expect(order.map((one) => one.slice(0, 24))).toEqual([
      'One row per receipt',
      'Change on the screen',
      'Day paid',
      expect.stringMatching(/\//),
      'xlsx',
      'all',
      'Choose the earlier file…',
      'First rows',
      'Sums in the file',
      'Cancel',
      expect.stringMatching(/^Export \d/),
      'Close',
    ])
  })

  it('writes the columns on the screen or those that were ticked, in the language that was chosen, and shows them first', async () => {
    await dialog().getByText('Spreadsheet text (CSV)').click()
    await choose('Spreadsheet language', 'French')
    await dialog()
      .getByText(/^The \d+ on the screen$/)
      .click()
    const onScreen = await page.locator('.list-head [role="columnheader"]').count()
    const told = () => dialog().locator('.export-table th').allInnerTexts()
    await expect.poll(async () => (await told()).length).toBeLessThan(onScreen + 2)
    expect(await told()).toEqual(
      expect.arrayContaining(['Numéro de facture', 'Payée le', 'Devise du net', 'Net']),
    )
    expect(await dialog().locator('.export-tick').count()).toBe(0)
    await look(page, 'export-on-screen')
    await dialog().getByText('Only those ticked').click()
    const ticks = dialog().getByRole('group', { name: 'Columns' })
    const keep = ['invoice_number', 'currency', 'amount', 'paid_at']
    const asked = ['Invoice number', 'Currency', 'Amount', 'Paid at']
    const titles = ['Numéro de facture', 'Devise', 'Montant', 'Payée le']
    for (const label of await ticks.locator('label').all())
      if (!asked.includes((await label.innerText()).trim())) await label.locator('input').uncheck()
    await expect.poll(() => dialog().locator('.export-table th').allInnerTexts()).toEqual(titles)
    const first = await dialog().locator('.export-table tbody tr').first().locator('td bdi').allInnerTexts()
    await look(page, 'export-columns')
    const count = Number(digits((await act().innerText()).split(' receipts')[0] ?? ''))
    await app.answerSaveDialog(at('french.csv'))
    await act().click()
    await dialog().waitFor({ state: 'detached' })
    const manifest = await written('french.csv')
    expect(manifest).toMatchObject({
      rows: count,
      kind: 'receipts',
      basis: 'paid',
      columns: keep,
      titles,
      language: 'fr',
    })
    const rows = rowsOf('french.csv', ';')
    expect(rows).toHaveLength(count)
    expect(Object.values(rows[0] ?? {})).toEqual(first)
    // The focus is back where the key was pressed.
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  it('tells of it in the rail on every screen, and keeps it in the books with the way to its folder', async () => {
    await goTo(page, 'Counter')
    await page.locator('.rail').getByRole('button', { name: 'Export done' }).click()
    await page.getByRole('heading', { name: 'Exported since the app was opened' }).waitFor()
    await page.getByText(/CSV for a spreadsheet · french.csv/).waitFor()
    await page.getByRole('button', { name: 'Show in folder' }).click()
    await expect
      .poll(async () => (await app.desktopRequests()).filter(({ what }) => what === 'show-item'))
      .toMatchObject([{ path: at('french.csv') }])
    await expect.poll(() => page.locator('.rail .export-line').count()).toBe(0)
    await look(page, 'exports')
  })

  it('exports any kind of the month that is looked at, counted in another zone', async () => {
    await page.getByRole('tab', { name: 'Month' }).click()
    await page.getByRole('grid', { name: /by day and account/ }).waitFor()
    await page.locator('.month-tools').getByRole('button', { name: 'The one before' }).click()
    await page.keyboard.press('Control+e')
    await dialog().waitFor()
    for (const kind of [/Totals of each day/, /One row per invoice/, /event of the history/]) {
      await choose('Rows', kind)
      await act().waitFor()
    }
    await choose('Rows', /One row per invoice/)
    await dialog().locator('.export-sums tbody tr').first().waitFor()
    await look(page, 'export-invoices', SIZES, async (where) => {
      const sums = await dialog().locator('.export-sums').boundingBox()
      const inner = await dialog().locator('.export-sums table').boundingBox()
      const notes = await dialog().locator('.export-notes').boundingBox()
      const right = (inner?.x ?? 0) + (inner?.width ?? 0)
      const isBeside = right <= (notes?.x ?? 0)
      const isBelow = (sums?.y ?? 0) + (sums?.height ?? 0) <= (notes?.y ?? 0)
      expect(isBeside || isBelow, `${where}: the sums lie on what stands beside them`).toBe(true)
    })
    await choose('Rows', /event of the history/)
    await choose('Time zone', 'Pacific/Kiritimati')
    await dialog().getByText('Another program (CSV)').click()
    await act().waitFor()
    const count = Number(digits((await act().innerText()).split(' events')[0] ?? ''))
    await app.answerSaveDialog(at('events.csv'))
    await act().click()
    expect(await written('events.csv')).toMatchObject({
      zone: 'Pacific/Kiritimati',
      rows: count,
      kind: 'events',
    })
    await dialog().waitFor({ state: 'detached' })
    await page.keyboard.press('Control+e')
    await choose('Rows', 'One row per receipt and refund')
    await dialog().getByText('Accounting').click()
    await choose('Which program', /hledger/)
    await dialog().getByText('decimal-mark .').waitFor()
    await look(page, 'export-accounting')
    await page.keyboard.press('Escape')
  })

  it('says that nothing has changed since an earlier file, and what is wrong with one that is not ours', async () => {
    await goTo(page, 'Invoices')
    await page.getByRole('radio', { name: 'Needs attention' }).click()
    await page.getByRole('grid', { name: 'Needs attention' }).waitFor()
    await page.keyboard.press('Control+e')
    const { open } = await callFrom(page, 'exceptions.count', {})
    await expect.poll(() => act().innerText()).toBe(`Export ${open.toLocaleString('en')} exceptions`)
    await dialog().getByText('Another program (CSV)').click()
    await app.answerSaveDialog(at('matters.csv'))
    await act().click()
    expect(await written('matters.csv')).toMatchObject({ rows: open, sums: [] })
    await dialog().waitFor({ state: 'detached' })

    await page.keyboard.press('Control+e')
    writeFileSync(at('other.csv'), 'a,b\r\n')
    await app.answerSaveDialog(at('other.csv'))
    await dialog()
      .getByRole('button', { name: /Choose the earlier file/ })
      .click()
    await dialog()
      .getByText(/was not exported by Counterfoil for another program/)
      .waitFor()
    await look(page, 'export-since')
    await app.answerSaveDialog(at('matters.csv'))
    await dialog()
      .getByRole('button', { name: /Choose the earlier file/ })
      .click()
    await dialog().waitFor({ state: 'detached' })
    // It is shown where the exports are.
    await page.getByRole('tab', { name: 'Export', selected: true }).waitFor()
    await page.getByText('Nothing has changed: every row matches the file.', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Back to the exports' }).click()
    await page.getByText('Exported since the app was opened').waitFor()
  })

  it('shows what has changed in a month since its file, cell by cell, and makes a file of that', async () => {
    const filter = { ...ANY_RECEIPT, period: { by: 'paid', ...days } } as const
    const request = { kind: 'receipts', filter, basis: 'paid', zone: null, columns: null } as const
    await app.answerSaveDialog(at('month.csv'))
    await callFrom(page, 'export.start', { ...request, preset: 'machine', language: 'en' })
    const { rows } = await written('month.csv')
    const [first] = rowsOf('month.csv')
    const ids = [first?.invoice_id ?? '']
    const edit = { kind: 'note', text: 'Waited at the counter' } as const
    await callFrom(page, 'review.edit', { token: crypto.randomUUID(), edit, ids })
    const ofSale = rowsOf('month.csv').filter(({ invoice_id }) => invoice_id === ids[0]).length

    await app.answerSaveDialog(at('month.csv'))
    await page.getByRole('button', { name: 'What changed since a file…' }).click()
    await page.getByRole('heading', { name: /^Receipts, .*, changed since/ }).waitFor()
    const line = page.locator('.exports-changed tbody tr').first()
    expect(await line.locator('td').allInnerTexts()).toEqual(
      ['Changed', first?.invoice_number, 'Note', 'empty', 'Waited at the counter'].map((text) =>
        expect.stringContaining(text ?? ''),
      ),
    )
    await page.getByText(`0 added · ${ofSale} changed · 0 gone`).first().waitFor()
    expect(await page.getByTestId('announcer').innerText()).toMatch(
      new RegExp(`^Receipts, .*, changed since .* 0 added · ${ofSale} changed · 0 gone$`),
    )
    await expect
      .poll(() => page.evaluate(`document.activeElement.getAttribute('aria-label')`))
      .toBe('Back to the exports')
    const sums = page.locator('.exports-changed-sums tbody tr')
    expect(await sums.count()).toBeGreaterThan(2)
    for (const text of await sums.locator('td:nth-child(3)').allInnerTexts())
      expect(digits(text)).toMatch(/^[0.]+$/)
    await look(page, 'exports-changed', SIZES)

    await app.answerSaveDialog(at('differences.csv'))
    await page.getByRole('button', { name: new RegExp(`^Export th.* ${ofSale} row`) }).click()
    expect(await written('differences.csv')).toMatchObject({ preset: 'changes' })
    expect(rowsOf('differences.csv')).toHaveLength(ofSale)
    await app.answerSaveDialog(at('month-again.csv'))
    await page.getByRole('button', { name: `Export ${rows.toLocaleString('en')} receipts of` }).click()
    expect(await written('month-again.csv')).toMatchObject({ rows, preset: 'machine' })
    expect(rowsOf('month-again.csv')[0]).toEqual({ ...first, note: 'Waited at the counter' })
    await line.getByRole('button').click()
    await page.getByRole('complementary', { name: `Invoice ${first?.invoice_number}` }).waitFor()
    await goTo(page, 'Books')
    await page.getByRole('tab', { name: 'Export' }).click()
    await page.getByRole('button', { name: 'Back to the exports' }).click()
    await page.getByText('Exported since the app was opened').waitFor()
    await expect.poll(() => page.locator(':focus').innerText()).toBe('What changed since a file…')
    expect(readdirSync(target).filter((name) => name.includes('part'))).toEqual([])
  })

  it('keeps what is made by itself of each month, and lets it go', async () => {
    await goTo(page, 'Books')
    await page.getByRole('tab', { name: 'Export' }).click()
    await expect.poll(() => page.locator('.rail .export-line').count()).toBe(0)
    await app.answerSaveDialog(target)
    await page.getByRole('button', { name: 'Choose the folder…' }).click()
    await page.getByText('Each month: Receipts and refunds, XLSX').waitFor()
    expect(await callFrom(page, 'export.schedules', {})).toMatchObject([
      { every: 'month', kind: 'movements', preset: 'xlsx', folder: target },
    ])
    await look(page, 'exports-scheduled')
    await page.getByRole('button', { name: /^Remove Receipts/ }).click()
    await expect.poll(() => callFrom(page, 'export.schedules', {})).toEqual([])
    await goTo(page, 'Invoices')
    await page.getByRole('radio', { name: 'Needs attention' }).click()
    await page.getByRole('grid', { name: 'Needs attention' }).waitFor()
  })

  it('says why an export failed, and that nothing is left', async () => {
    await page.keyboard.press('Control+e')
    await app.answerSaveDialog(join(app.userDataDir, 'settings.json'))
    await act().click()
    await page.locator('.rail').getByRole('button', { name: 'Export failed' }).click()
    await page.getByText('That place belongs to Counterfoil itself.').waitFor()
    await look(page, 'exports-failed')
  })
})
