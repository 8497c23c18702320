import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { APART_MS, callFrom, goTo } from '../../../tools/tour/window.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { amountsBeyond, beginLists, boxesOf, listOn, SIZES } from '../../support/window/lists.ts'
import { look } from '../../support/window/look.ts'
import { openSampleShop } from '../../support/window/sample-shop.ts'

const SALES = 300

onEveryLauncher('the columns of the lists', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await openSampleShop({ launcher, size: SIZES[1] }, SALES)
    page = app.page
  })
  afterAll(() => app?.close())
  beforeEach(async () => {
    await page.setViewportSize(SIZES[1])
    await beginLists(page)
    for (const list of ['invoices', 'receipts'] as const)
      for (const kind of ['live', 'practice'] as const)
        await callFrom(page, 'lists.keepColumns', { kind, list, columns: null })
    await page.reload()
    await page.getByRole('navigation').waitFor()
    await goTo(page, 'Invoices')
    await invoices.grid().getByRole('row').nth(1).waitFor()
  })

  const invoices = listOn(() => page, 'Invoices')
  const button = () => page.getByRole('button', { name: 'Columns', exact: true })
  const chooser = () => page.getByRole('dialog', { name: 'Columns' })
  const tick = (name: string) => chooser().getByRole('checkbox', { name: new RegExp(`^${name}`) })
  const edge = (name: string) => page.getByRole('separator', { name: `Width of ${name}` })
  const heads = () => page.getByRole('columnheader').allInnerTexts()
  const announced = (text: string | RegExp) =>
    page.getByTestId('announcer').filter({ hasText: text }).waitFor({ state: 'attached' })
  const tab = (name: string) => page.getByRole('radio', { name, exact: true })
  const widthOf = async (name: string) =>
    Math.round((await page.getByRole('columnheader', { name, exact: true }).boundingBox())?.width ?? 0)
  const kept = async () => (await callFrom(page, 'app.overview', {})).listColumns
  const openByKey = async () => {
    await page.getByRole('grid').first().focus()
    await page.waitForTimeout(APART_MS)
    await page.keyboard.press('c')
    await chooser().waitFor()
  }
  const openReceipts = async () => {
    await tab('Receipts').click()
    await page.getByRole('grid', { name: 'Receipts' }).getByRole('row').nth(1).waitFor()
  }

  /** Head, rows and sums stand in the same columns, and all of it is within the window. */
  const standsTogether = async (where: string) => {
    expect(await amountsBeyond(page), where).toEqual([])
    const beyond = await page.evaluate(() => {
      interface Box {
        readonly left: number
        readonly right: number
        readonly width: number
      }
      interface Part {
        getBoundingClientRect(): Box
        querySelectorAll(what: string): Iterable<Part>
        readonly className: string
        readonly textContent: string
        readonly scrollWidth: number
        readonly clientWidth: number
      }
      const { document, getComputedStyle } = globalThis as unknown as {
        document: { querySelector(what: string): Part | null; querySelectorAll(what: string): Iterable<Part> }
        getComputedStyle(one: Part): { readonly overflowX: string; readonly textOverflow: string }
      }
      const [head, row] = [
        document.querySelector('.list-header'),
        document.querySelector('.list-rows .list-row'),
      ]
      const grid = document.querySelector('.list-grid')?.getBoundingClientRect()
      if (!head || !row || !grid) return ['nothing is drawn']
      const boxes = (one: Part) =>
        [...one.querySelectorAll('.list-cell')].map((cell) => cell.getBoundingClientRect())
      const [heads, cells] = [boxes(head), boxes(row)]
      const wrong = heads.length === cells.length ? [] : ['the row has other columns than the head']
      for (const [nth, box] of heads.entries()) {
        if (
          Math.abs(box.left - (cells[nth]?.left ?? 0)) > 0.5 ||
          Math.abs(box.width - (cells[nth]?.width ?? 0)) > 0.5
        )
          wrong.push(`column ${nth} does not stand under its head`)
        if (box.right > grid.right + 0.5) wrong.push(`column ${nth} leaves the list`)
      }
      for (const sum of document.querySelectorAll('.sums-row .list-money')) {
        const [, name] = /list-(asked|received)/.exec(sum.className) ?? []
        const under = name && document.querySelector(`.list-header .list-${name}`)?.getBoundingClientRect()
        if (under && Math.abs(under.left - sum.getBoundingClientRect().left) > 0.5)
          wrong.push(`the sum of ${name}`)
      }
      // What is longer than its cell ends in a mark; amounts are looked at by themselves.
      for (const cell of document.querySelectorAll('.list-rows .list-cell:not(.list-money)')) {
        const { overflowX, textOverflow } = getComputedStyle(cell)
        if (
          cell.scrollWidth > cell.clientWidth + 1 &&
          !(overflowX === 'hidden' && textOverflow === 'ellipsis')
        )
          if (!/list-status|mark-cell/.test(cell.className))
            wrong.push(`${cell.className} is cut: ${cell.textContent}`)
      }
      return wrong
    })
    expect(beyond, where).toEqual([])
  }

  it('are chosen by the keyboard alone, and say what they do', async () => {
    await openByKey()
    await tick('Reviewed').and(page.locator(':focus')).waitFor()
    expect(await chooser().getByRole('heading').allInnerTexts()).toEqual([
      'Columns',
      'Never hidden by a narrow window',
      'Hidden by a narrow window',
      'Not shown',
    ])
    // Without these a row tells nothing.
    for (const name of ['Number', 'Customer', 'Requested', 'Received']) {
      expect(await tick(name).getAttribute('aria-disabled')).toBe('true')
      await tick(name).focus()
      await page.keyboard.press('Space')
      expect(await tick(name).isChecked()).toBe(true)
    }
    await announced(/they always stay/)
    await page.keyboard.press('End')
    await tick('Checked').and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Home')
    for (let n = 0; n < 2; n += 1) await page.keyboard.press('ArrowDown')
    await tick('Created').and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Space')
    await announced('Created is not shown')
    await tick('Created').and(page.locator(':focus')).waitFor()
    expect(await tick('Created').isChecked()).toBe(false)
    // A hand that does not wait for what it has done to be drawn.
    await page.keyboard.press('Space')
    await page.keyboard.press('Alt+ArrowUp')
    await announced('Created, 2 of 6')
    await expect.poll(heads).toEqual(expect.arrayContaining(['Created', 'Number']))
    await expect.poll(async () => (await heads()).slice(1, 3)).toEqual(['Created', 'Number'])
    await tick('Created').and(page.locator(':focus')).waitFor()
    await tick('Paid').focus()
    await page.keyboard.press('Space')
    await expect.poll(heads).toContain('Paid')
    await look(page, 'columns', SIZES)
    await page.keyboard.press('Escape')
    await expect.poll(() => chooser().count()).toBe(0)
    await invoices.grid().and(page.locator(':focus')).waitFor()
    await standsTogether('chosen')
  })

  it('are chosen and moved by the mouse, and as at first again', async () => {
    const before = await heads()
    await openReceipts()
    const first = await heads()
    await button().click()
    await tick('Payer').click()
    await tick('Received as').click()
    await expect
      .poll(heads)
      .toEqual(['Paid', 'Received', 'Sale', 'Customer', 'Account', 'Transaction', 'Reference', 'Received as'])
    const grip = chooser().locator('[data-column="transaction"] .columns-grip')
    const [from, to] = [
      await grip.boundingBox(),
      await chooser().locator('[data-column="account"]').boundingBox(),
    ]
    await page.mouse.move((from?.x ?? 0) + 10, (from?.y ?? 0) + 10)
    await page.mouse.down()
    await page.mouse.move((from?.x ?? 0) + 10, (to?.y ?? 0) + 6, { steps: 6 })
    await page.mouse.up()
    await announced('Transaction, 1 of 4')
    await expect
      .poll(heads)
      .toEqual(['Paid', 'Received', 'Sale', 'Customer', 'Transaction', 'Account', 'Reference', 'Received as'])
    await chooser().getByRole('heading', { name: 'Hidden from the bottom up' }).waitFor()
    await look(page, 'columns-receipts', SIZES)
    await chooser().getByRole('button', { name: 'Reset' }).click()
    await announced('The columns are reset')
    await expect.poll(heads).toEqual(first)
    await page.keyboard.press('Escape')
    await expect.poll(() => button().and(page.locator(':focus')).count()).toBe(1)
    await tab('Invoices').click()
    await expect.poll(heads).toEqual(before)
  })

  it('are made wider and narrower by the keyboard, as far as they go', async () => {
    const before = await widthOf('Customer')
    await edge('Customer').focus()
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => widthOf('Customer')).toBe(before - 8)
    expect(await edge('Customer').getAttribute('aria-valuenow')).toBe(String(before - 8))
    for (let n = 0; n < 30; n += 1) await page.keyboard.press('ArrowRight')
    await standsTogether('wide')
    expect(await heads()).toEqual(expect.arrayContaining(['Requested', 'Received', 'Customer', 'Number']))
    expect(await widthOf('Customer')).toBeGreaterThan(before)
    await page.keyboard.press('ArrowDown')
    await edge('Requested').and(page.locator(':focus')).waitFor()
    for (let n = 0; n < 5; n += 1) await page.keyboard.press('ArrowLeft')
    expect(await widthOf('Requested')).toBe(150)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect.poll(() => widthOf('Customer')).toBe(before)
    for (let n = 0; n < 5; n += 1) await page.keyboard.press('ArrowLeft')
    await expect.poll(() => widthOf('Customer')).toBe(before - 40)
    // One stop for the keyboard.
    expect(await page.locator('.edge[tabindex="0"]').count()).toBe(1)
  })

  it('are drawn by their edge, and a double click takes them back', async () => {
    const before = await widthOf('Account')
    const drag = async (by: number) => {
      const box = await edge('Account').boundingBox()
      const [x, y] = [(box?.x ?? 0) + 8, (box?.y ?? 0) + 12]
      await page.mouse.move(x, y)
      await page.mouse.down()
      await page.mouse.move(x + by / 2, y, { steps: 4 })
      await page.mouse.move(x + by, y, { steps: 4 })
      await page.mouse.up()
    }
    await drag(40)
    await expect.poll(() => widthOf('Account')).toBe(before + 40)
    await drag(-300)
    await expect.poll(() => widthOf('Account')).toBe(64)
    await drag(3_000)
    await standsTogether('drawn as far as it goes')
    expect(await heads()).toContain('Description')
    await expect.poll(async () => (await kept()).invoices?.widths.account ?? 0).toBeGreaterThan(100)
    await edge('Account').dblclick()
    await expect.poll(() => widthOf('Account')).toBe(before)
    await expect.poll(async () => (await kept()).invoices?.widths).toEqual({})
  })

  it('cut no amount in any window, the widest ones either, and opening a row moves nothing', async () => {
    await callFrom(page, 'book.switch', { kind: 'practice' })
    const names = [
      'mark',
      'received',
      'asked',
      'customer',
      'number',
      'difference',
      'status',
      'refunded',
      'paid',
    ]
    await callFrom(page, 'lists.keepColumns', {
      ...{ kind: 'practice', list: 'invoices' },
      columns: {
        ...{ order: names, shown: names },
        widths: {
          asked: 8,
          received: 8,
          difference: 8,
          customer: 400,
          number: 200,
          status: 10,
          refunded: 10,
        },
      },
    })
    const accounts = await callFrom(page, 'accounts.list', {})
    const accountId = accounts.find(({ provider }) => provider === 'daisy')?.id ?? ''
    for (const amount of ['12345678.123456789012345678', '999999999.99', '123456789012.25', '888888888888']) {
      const { invoice } = await callFrom(page, 'invoices.create', {
        ...{ token: crypto.randomUUID(), accountId, currency: 'DAI', amount, description: 'Long' },
        ...{ customerName: null, customerEmail: null },
      })
      const { id } = invoice
      const status = async () => (await callFrom(page, 'invoices.get', { id })).invoice.status
      await expect.poll(status, { timeout: 10_000 }).toBe('open')
      // Half of them are paid whole, the others leave as much to come.
      const isWhole = amount.startsWith('9') || amount.startsWith('8')
      await callFrom(page, 'practice.pay', { invoiceId: id, amount: isWhole ? amount : '1' })
      await expect.poll(status, { timeout: 20_000 }).not.toBe('open')
    }
    await page.reload()
    await page.getByRole('navigation').waitFor()
    await goTo(page, 'Invoices')
    await invoices
      .grid()
      .getByRole('row', { name: /888,888,888,888/ })
      .waitFor()
    expect(await page.locator('.list-rows .list-amount-2').count()).toBeGreaterThan(4)
    for (const size of SIZES) {
      await page.setViewportSize(size)
      await page.waitForTimeout(150)
      await standsTogether(`${size.width}`)
      expect(await heads()).toEqual(
        expect.arrayContaining(['Number', 'Customer', 'Requested', 'Received', 'Status']),
      )
      const before = await boxesOf(page)
      await page.locator('.list-row[aria-selected]').nth(2).click()
      await invoices.pane().getByRole('heading', { name: 'History' }).waitFor()
      expect(await boxesOf(page), `${size.width}`).toEqual(before)
      await page.keyboard.press('Escape')
      await expect.poll(() => invoices.pane().count()).toBe(0)
    }
    await look(page, 'columns-own', SIZES)
    // The other list is as wide as its money, too.
    await openReceipts()
    await edge('Received').focus()
    for (let n = 0; n < 12; n += 1) await page.keyboard.press('ArrowLeft')
    for (const size of SIZES) {
      await page.setViewportSize(size)
      await page.waitForTimeout(150)
      await standsTogether(`receipts at ${size.width}`)
    }
    await callFrom(page, 'book.switch', { kind: 'live' })
  })

  it('go in a narrow window, the lesser ones first, and rows of two lines stay as they are', async () => {
    for (let width = 1280; width >= 900; width -= 20) {
      await page.setViewportSize({ width, height: 800 })
      await page.waitForTimeout(60)
      const shown = await heads()
      expect(shown, `${width}`).toEqual(
        expect.arrayContaining(['Number', 'Customer', 'Requested', 'Received', 'Status']),
      )
      await standsTogether(`${width}`)
    }
    await page.setViewportSize({ width: 880, height: 800 })
    await expect.poll(() => button().count()).toBe(0)
    expect(await page.locator('.edge').count()).toBe(0)
    await look(page, 'columns-two-lines', [{ width: 640, height: 400 }])
  })

  it('are kept for each list of each book, over leaving, switching and a new start', async () => {
    await openByKey()
    await tick('Account').click()
    await page.keyboard.press('Escape')
    await edge('Customer').focus()
    await page.keyboard.press('ArrowLeft')
    await openReceipts()
    const receipts = await heads()
    await goTo(page, 'Books')
    await goTo(page, 'Invoices')
    await tab('Invoices').click()
    await expect.poll(heads).not.toContain('Account')
    expect(await widthOf('Customer')).toBe(126)
    await expect.poll(async () => (await kept()).invoices?.widths).toEqual({ customer: 126 })
    expect((await kept()).receipts).toBeNull()
    await callFrom(page, 'book.switch', { kind: 'practice' })
    await expect.poll(heads).toContain('Account')
    expect(await kept()).toEqual({ invoices: null, receipts: null })
    await callFrom(page, 'book.switch', { kind: 'live' })
    await invoices.grid().getByRole('row').nth(1).waitFor()
    await expect.poll(heads).not.toContain('Account')
    await app.kill()
    const { userDataDir } = app
    const again = await launchApp({ launcher, size: SIZES[1], userDataDir })
    app = again
    page = again.page
    await goTo(page, 'Invoices')
    await invoices.grid().getByRole('row').nth(1).waitFor()
    expect(await heads()).not.toContain('Account')
    expect(await widthOf('Customer')).toBe(126)
    await openReceipts()
    expect(await heads()).toEqual(receipts)
  })
})
