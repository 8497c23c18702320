import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { APART_MS, BY_HAND, callFrom, goTo } from '../../../tools/tour/window.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { listOn, SIZES } from '../../support/window/lists.ts'
import { look } from '../../support/window/look.ts'
import { openSampleShop } from '../../support/window/sample-shop.ts'

const SALES = 600
const NO_VIEWS = { invoices: [], receipts: [] }
const GONE = '0198c000-0000-7000-8000-00000000dead'
const saved = (name: string, choice: object, accounts: readonly object[] = []) => ({
  ...{ id: crypto.randomUUID(), name, choice, sort: null, accounts },
})

onEveryLauncher('the saved views of a list', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await openSampleShop({ launcher, size: SIZES[1] }, SALES)
    page = app.page
  })
  afterAll(() => app?.close())
  beforeEach(async () => {
    await page.setViewportSize(SIZES[1])
    await keep(NO_VIEWS)
    await page.reload()
    await page.getByRole('navigation').waitFor()
    await goTo(page, 'Invoices')
    await page.getByRole('radio', { name: 'Invoices', exact: true }).click()
    await clear()
    await grid().focus()
    await page.waitForTimeout(APART_MS)
  })

  const { grid, search, chips, counted, clear, sortBy, head } = listOn(() => page, 'Invoices')
  const button = () => page.locator('.saved-button')
  const menu = () => page.getByRole('menu')
  const item = (name: string) => menu().getByRole('menuitemradio', { name, exact: true })
  const dialog = (name: string) => page.getByRole('dialog', { name })
  const name = () => page.getByLabel('View name')
  const told = (text: string | RegExp) =>
    page.getByTestId('announcer').getByText(text).waitFor({ state: 'attached' })
  const type = (text: string) => page.keyboard.type(text, BY_HAND)
  const views = async () => (await callFrom(page, 'lists.kept', {})).views.invoices
  async function keep(next: { invoices: readonly object[]; receipts: readonly object[] }): Promise<void> {
    const { bookId } = await callFrom(page, 'lists.kept', {})
    await callFrom(page, 'lists.saveViews', { bookId, views: next as never })
  }
  async function begin(invoices: readonly object[], receipts: readonly object[] = []): Promise<void> {
    await keep({ invoices, receipts })
    await page.reload()
    await page.getByRole('navigation').waitFor()
    await goTo(page, 'Invoices')
    await grid().focus()
    await page.waitForTimeout(APART_MS)
  }
  async function filter(text: string, count: number): Promise<void> {
    await search().fill(text)
    await expect.poll(chips).toHaveLength(count)
  }

  it('are saved by Ctrl S, named in the head, and opened by their digit, by a press and from anywhere', async () => {
    await filter('is:paid currency:dzd ', 2)
    await sortBy('Requested', 'descending')
    const left = await counted()
    await page.keyboard.press('Control+s')
    await dialog('Save what is shown as a view')
      .getByText('status Paid, currency DZD, by requested')
      .waitFor()
    await type('  دفع   بالدينار  ')
    await page.keyboard.press('Enter')
    await told(/^View “.?دفع بالدينار.?” saved\.$/)
    await page
      .locator('.list-foot')
      .getByText(/View “.?دفع بالدينار.?” saved\./)
      .waitFor()
    await expect.poll(() => button().innerText()).toBe('دفع بالدينار')
    expect(await views()).toMatchObject([{ name: 'دفع بالدينار', sort: { by: 'asked', down: true } }])

    // Alt 0 is all of them; the digit of its place is the view.
    await grid().focus()
    await page.keyboard.press('Alt+0')
    await expect.poll(chips).toEqual([])
    expect(await head('Created').getAttribute('aria-sort')).toBe('descending')
    await expect.poll(() => button().innerText()).toBe('Views')
    await page.keyboard.press('Alt+1')
    await expect.poll(chips).toEqual(['Status Paid', 'Currency DZD'])
    await expect.poll(counted).toBe(left)
    expect(await head('Requested').getAttribute('aria-sort')).toBe('descending')
    await page.keyboard.press('Alt+7')
    await told('No view has the shortcut Alt 7.')
    await page.locator('.list-foot').getByText('No view has the shortcut Alt 7.').waitFor()
    expect(await chips()).toHaveLength(2)

    // From the search too, where the digit types nothing; and the list after it is by the keys'.
    await page.keyboard.press('Alt+0')
    await search().focus()
    await page.keyboard.press('Alt+1')
    await expect.poll(chips).toHaveLength(2)
    expect(await search().inputValue()).toBe('')

    await button().click()
    await item('Open now').click()
    await expect.poll(chips).toEqual(['Status Open'])
    await expect.poll(() => button().innerText()).toBe('Open now')

    await goTo(page, 'Settings')
    await page.keyboard.press('Control+k')
    await type('بالدينار')
    await page.keyboard.press('Enter')
    await expect.poll(chips).toEqual(['Status Paid', 'Currency DZD'])
    expect(await head('Requested').getAttribute('aria-sort')).toBe('descending')
  })

  it('say what each filters and leaves now, also where its account was forgotten', async () => {
    const all = await callFrom(page, 'accounts.list', {})
    const account = all[0] ?? { id: '', label: '' }
    await begin([
      saved('This month’s large ones', {
        period: { by: 'created', span: 'month', from: null, to: null },
        amount: { of: 'asked', from: { at: '50', open: false }, to: null },
      }),
      saved('Not reviewed', { review: 'unreviewed' }),
      saved(`${account.label}, paid`, { accountId: [account.id], status: ['paid'] }, [
        { id: account.id, label: account.label },
      ]),
      saved('Paid late', { status: ['paid_late'] }),
      saved('Old Daisy account', { accountId: [GONE], status: ['paid'] }, [
        { id: GONE, label: 'Daisy 2025' },
      ]),
    ])
    await page.keyboard.press('Alt+1')
    await button().click()
    await menu().waitFor()
    await expect.poll(() => menu().locator('.saved-count').count()).toBe(9)
    const row = item('This month’s large ones')
    expect(await row.getAttribute('aria-checked')).toBe('true')
    await row.getByText('created this month, requested 50 or more').waitFor()
    const shown = /^[\d,]+/.exec(await counted())?.[0]
    expect(await row.locator('.saved-count').innerText()).toBe(shown)
    await item('Old Daisy account').getByText('Account “Daisy 2025” was removed; past sales only').waitFor()
    await look(page, 'saved-views', SIZES)
    // The list behind it goes on: what each leaves is of now.
    await page.keyboard.press('Alt+5')
    await menu().waitFor({ state: 'detached' })
    await told('Account “Daisy 2025” was removed; past sales only')
    await expect.poll(chips).toEqual(['Status Paid', 'Account Daisy 2025'])
    await look(page, 'saved-view-gone', SIZES, async (where) => {
      const box = await page.locator('.list-top > :last-child').boundingBox()
      const width = page.viewportSize()?.width ?? 0
      expect((box?.x ?? width) + (box?.width ?? 0), where).toBeLessThanOrEqual(width - 8)
    })
  })

  it('are replaced by what stands, under their own name, and never by accident', async () => {
    await begin([saved('Mine', { status: ['paid'] })])
    await page.keyboard.press('Alt+1')
    await expect.poll(() => button().innerText()).toBe('Mine')
    await filter('currency:usd ', 2)
    await expect.poll(() => button().innerText()).toBe('Mine, changed')
    await page.keyboard.press('Control+s')
    expect(await name().inputValue()).toBe('Mine')
    await page.getByRole('button', { name: 'Replace “Mine”' }).waitFor()
    await look(page, 'save-view', SIZES)
    // What is typed takes the place of the name that stands there.
    await type('Yours')
    expect(await name().inputValue()).toBe('Yours')
    await name().fill('  ')
    expect(await page.getByRole('button', { name: 'Save view' }).isDisabled()).toBe(true)
    await name().fill('MINE')
    await page.getByRole('button', { name: 'Replace “Mine”' }).click()
    await expect
      .poll(views)
      .toMatchObject([{ name: 'MINE', choice: { status: ['paid'], currency: ['USD'] } }])
    await expect.poll(() => button().innerText()).toBe('MINE')
  })

  it('are renamed, put in order, removed and brought back, and carry the digit of their place', async () => {
    await begin(['A', 'B', 'C'].map((one, n) => saved(one, { currency: [['USD', 'DZD', 'EUR'][n]] })))
    const names = async () => (await views()).map((one) => one.name).join(' ')
    await button().click()
    await menu().getByRole('menuitem', { name: 'Rename, reorder, shortcuts…' }).click()
    const order = dialog('Your views')
    await order.waitFor()
    await order.getByRole('button', { name: 'Move “C” up' }).click()
    await told('“C”, 2 of 3.')
    expect(await names()).toBe('A C B')
    // Whoever moved it goes on from there, by the keys too.
    await order.locator('[aria-label="Move “C” up"]:focus').waitFor()
    await page.keyboard.press('Alt+ArrowUp')
    await told('“C”, 1 of 3.')
    expect(await names()).toBe('C A B')
    await order.getByRole('button', { name: 'Rename “B”' }).click()
    await type('c')
    await order.getByText('“C” already exists. Choose another name.').waitFor()
    expect(await order.getByRole('button', { name: 'Rename', exact: true }).isDisabled()).toBe(true)
    await name().fill('')
    await order.getByText('Type a name.').waitFor()
    await name().fill('Ж ☕')
    await page.keyboard.press('Enter')
    await expect.poll(names).toBe('C A Ж ☕')
    await order.getByRole('button', { name: 'Remove “A”' }).click()
    await expect.poll(names).toBe('C Ж ☕')
    await order.locator('#view-back:focus').waitFor()
    await look(page, 'order-views', SIZES)
    await page.keyboard.press('Enter')
    await expect.poll(names).toBe('C A Ж ☕')
    // What is brought back once another has got its name has one of its own.
    await order.getByRole('button', { name: 'Remove “A”' }).click()
    await expect.poll(names).toBe('C Ж ☕')
    await order.getByRole('button', { name: 'Rename “Ж ☕”' }).click()
    await name().fill('a')
    await page.keyboard.press('Enter')
    await expect.poll(names).toBe('C a')
    await order.getByRole('button', { name: 'Bring it back' }).click()
    await told('“A 2” is back.')
    expect(await names()).toBe('C A 2 a')
    expect(await order.getByRole('button', { name: 'Bring it back' }).count()).toBe(0)
    await order.getByRole('button', { name: 'Done' }).click()
    await grid().focus()
    await page.keyboard.press('Alt+1')
    await expect.poll(chips).toEqual(['Currency EUR'])
  })

  it('are each list’s own, and a period in them follows the days', async () => {
    await begin(
      [saved('Here', { status: ['paid'] })],
      [saved('There', { period: { by: 'paid', span: 'month', from: null, to: null } })],
    )
    await page.getByRole('radio', { name: 'Receipts', exact: true }).click()
    await page.getByRole('grid', { name: 'Receipts' }).focus()
    await page.keyboard.press('Alt+1')
    await expect.poll(chips).toEqual(['Paid this month'])
    await button().click()
    expect(await item('There').count()).toBe(1)
    expect(await item('Here').count()).toBe(0)
    await page.keyboard.press('Escape')
  })
})
