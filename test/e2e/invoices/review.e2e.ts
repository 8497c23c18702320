import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { InvoiceDetail } from '../../../src/shared/contract/shapes/invoice.ts'
import { APART_MS, callFrom, goTo } from '../../../tools/tour/window.ts'
import { ANY_INVOICE } from '../../support/lists/any-filter.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { SIZES } from '../../support/window/lists.ts'
import { look } from '../../support/window/look.ts'
import { openSampleShop } from '../../support/window/sample-shop.ts'

const SALES = 1_200
/** No scanner leaves so much time between two keys, ms. */
const SCANNERS_MS = 190
const NEWEST = { by: 'created', down: true } as const

onEveryLauncher('the review of invoices by keyboard', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await openSampleShop({ launcher, size: SIZES[1] }, SALES)
    page = app.page
    await callFrom(page, 'settings.set', { cashier: 'Nadia' })
  })
  afterAll(() => app?.close())
  beforeEach(async () => {
    await page.setViewportSize(SIZES[1])
    while ((await callFrom(page, 'review.undo', {}).catch(() => ({}))) !== null);
    await goTo(page, 'Invoices')
    if ((await pane().count()) > 0) await page.getByRole('button', { name: 'Close', exact: true }).click()
    await page.getByLabel('Search invoices').fill('')
    for (let n = await removers().count(); n > 0; n -= 1) await removers().first().click()
    await grid().focus()
    await page.keyboard.press('Home')
    await expect.poll(() => page.locator('.list-rows .list-number').first().innerText()).toBe(`CF-00${SALES}`)
    await page.waitForTimeout(APART_MS)
  })

  const grid = () => page.getByRole('grid', { name: 'Invoices' })
  const pane = () => page.locator('.pane')
  const removers = () => page.getByRole('button', { name: /^Remove the filter/ })
  const foot = () => page.locator('.list-foot').innerText()
  const says = (text: string | RegExp) => expect.poll(foot).toMatch(text)
  const announced = (text: RegExp) =>
    page.getByTestId('announcer').filter({ hasText: text }).waitFor({ state: 'attached' })
  const activeMark = () => page.locator('.grid-line-active .mark').innerText()
  const activeNumber = () => page.locator('.grid-line-active .list-number').innerText()
  const selected = () => page.locator('.list-row-selected .list-number').allInnerTexts()
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) {
      await page.waitForTimeout(APART_MS)
      await page.keyboard.press(key)
    }
  }
  /** Types a tag into its dialog, and sends it. */
  const types = async (tag: string) => {
    await page.getByRole('dialog', { name: /^Tag on/ }).waitFor()
    await page.keyboard.type(tag, { delay: 60 })
    await page.keyboard.press('Enter')
  }
  const unreviewed = async () => (await callFrom(page, 'lists.sums', { filter: ANY_INVOICE })).unreviewed
  const idAt = async (place: number) =>
    (await callFrom(page, 'lists.ids', { filter: ANY_INVOICE, sort: NEWEST, from: place, limit: 1 }))
      .ids[0] ?? ''
  const detailAt = async (place: number): Promise<InvoiceDetail> =>
    callFrom(page, 'invoices.get', { id: await idAt(place) })

  it('marks as reviewed with Space, says so, and takes it back and forth as often as one likes', async () => {
    expect(await activeMark()).toBe('Not reviewed')
    await press('Space')
    await expect.poll(activeMark).toBe('Reviewed')
    await says('CF-001200 marked as reviewed. Ctrl+Z to undo.')
    await announced(/CF-001200 marked as reviewed/)
    expect((await detailAt(0)).invoice.reviewed?.person).toBe('Nadia')
    await press('j', 'Space')
    await says('CF-001199 marked as reviewed')
    await press('Control+z')
    await says('Undid “reviewed” on CF-001199')
    await press('Control+z')
    await says('Undid “reviewed” on CF-001200')
    await announced(/Undid “reviewed” on CF-001200/)
    expect(await unreviewed()).toBe(SALES)
    await press('Control+z')
    await says('Nothing to undo since the book was opened.')
    await press('Control+Shift+Z', 'Control+Shift+Z')
    await says('Redid “reviewed” on CF-001199')
    expect(await unreviewed()).toBe(SALES - 2)
    // The same key takes the mark away again, and the history keeps all of it.
    await press('Space')
    await says('CF-001199 marked as not reviewed')
    const kinds = (await detailAt(1)).events.map(({ kind }) => kind)
    expect(kinds.slice(-4)).toEqual(['reviewed', 'edit_undone', 'edit_redone', 'unreviewed'])
  })

  it('keeps up with a quick hand: Space between moves counts for the row that it was pressed on', async () => {
    for (let n = 0; n < 5; n += 1) {
      await page.keyboard.press('Space')
      await page.waitForTimeout(60)
      await page.keyboard.press('j')
      await page.waitForTimeout(60)
    }
    await expect.poll(unreviewed).toBe(SALES - 5)
    expect(await activeNumber()).toBe('CF-001195')
    expect(await activeMark()).toBe('Not reviewed')
  })

  /** Scans a code with so long between its keys, and gives the longest time that there was between two, ms. */
  const scanned = async (code: string, gap: number): Promise<number> => {
    await page.waitForTimeout(600)
    let longest = 0
    let last = performance.now()
    for (const key of code) {
      await page.keyboard.press(key === ' ' ? 'Space' : key)
      const now = performance.now()
      if (key !== code[0]) longest = Math.max(longest, now - last)
      last = now
      await page.waitForTimeout(gap)
    }
    await page.keyboard.press('Enter')
    return longest
  }

  it('is never marked, tagged or noted by a scanner', async () => {
    for (const [code, gap] of [
      ['4006381333931', 8],
      [' 400638133', 8],
      [' K4006 T', 20],
      ['N T 12 J', 12],
      ['JK 4006.12 ', 30],
      // A slow one, and a blank right behind a figure, with nothing behind it but what moves in a list.
      ...[8, 30, 60, 90, 120].flatMap((slow) =>
        (['12 J', '4006 T', 'A1 ', 'X9 KJ '] as const).map((one) => [one, slow] as const),
      ),
    ] as const) {
      let tries = 0
      while ((await scanned(code, gap)) > SCANNERS_MS) {
        // A machine that is held up presses as slowly as a hand: what that did is taken back.
        expect(tries, `${code} at ${gap} ms`).toBeLessThan(15)
        tries += 1
        await page.waitForTimeout(600)
        while ((await callFrom(page, 'review.undo', {})) !== null);
      }
    }
    await page.waitForTimeout(600)
    expect(await unreviewed()).toBe(SALES)
    expect((await callFrom(page, 'lists.sums', { filter: ANY_INVOICE })).tags).toEqual([])
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(await callFrom(page, 'review.undo', {})).toBeNull()
  })

  it('selects ranges with Shift, and does to all of them what is done to one, as one act', async () => {
    await press('Shift+ArrowDown', 'Shift+j')
    await expect.poll(selected).toEqual(['CF-001200', 'CF-001199', 'CF-001198'])
    await says('3 invoices selected')
    await announced(/3 invoices selected/)
    await press('Space')
    await says('3 invoices marked as reviewed. Ctrl+Z to undo.')
    await press('t')
    await page.getByRole('dialog', { name: 'Tag on 3 invoices' }).waitFor()
    await page.keyboard.type('Deposit', { delay: 60 })
    await page.keyboard.press('Enter')
    await says('Tag deposit added to 3 invoices')
    await press('n')
    await page.getByRole('dialog', { name: 'Note on 3 invoices' }).waitFor()
    await page.keyboard.type('paid by the same hand', { delay: 5 })
    await page.keyboard.press('Control+Enter')
    await says('Note added to 3 invoices')
    expect(await selected()).toHaveLength(3)
    const { invoice, events } = await detailAt(2)
    expect(invoice).toMatchObject({ reviewed: { person: 'Nadia' }, tags: ['deposit'] })
    expect(events.at(-1)).toMatchObject({ kind: 'note', data: { text: 'paid by the same hand' } })
    await press('Control+z', 'Control+z', 'Control+z')
    await says('Undid “reviewed” on 3 invoices')
    expect(await unreviewed()).toBe(SALES)
    // A plain move lets go of the selection, and so does Escape.
    await press('j')
    expect(await selected()).toEqual([])
    await press('Shift+ArrowUp', 'Escape')
    await expect.poll(selected).toEqual([])
  })

  it('selects to the end, and all of a filter, beyond what was read', async () => {
    await press('PageDown', 'Shift+End')
    await expect.poll(foot).toMatch(/1,1\d\d invoices selected/)
    await press('Control+a')
    await says('1,200 invoices selected')
    await press('Space')
    await says('1,200 invoices marked as reviewed. Ctrl+Z to undo.')
    expect(await unreviewed()).toBe(0)
    await press('.')
    await expect.poll(foot).toMatch(/Everything here is reviewed|Row/)
    await press('Control+z')
    await says('Undid “reviewed” on 1,200 invoices')
    expect(await unreviewed()).toBe(SALES)
  })

  it('marks what is left where the rows in sight are reviewed, and takes the marks away only where all of them are', async () => {
    const { ids } = await callFrom(page, 'lists.ids', {
      filter: ANY_INVOICE,
      sort: NEWEST,
      from: 0,
      limit: 1_000,
    })
    const edit = { kind: 'review', reviewed: true } as const
    await callFrom(page, 'review.edit', { token: crypto.randomUUID(), edit, ids })
    await expect.poll(activeMark).toBe('Reviewed')
    await press('Control+a')
    await says('1,200 invoices selected')
    await press('Space')
    await says('200 invoices marked as reviewed. Ctrl+Z to undo.')
    expect(await unreviewed()).toBe(0)
    await press('Space')
    await says('1,200 invoices marked as not reviewed. Ctrl+Z to undo.')
    expect(await unreviewed()).toBe(SALES)
  })

  it('goes to the next that needs something, through what is reviewed and round to the top', async () => {
    const { ids } = await callFrom(page, 'lists.ids', {
      filter: ANY_INVOICE,
      sort: NEWEST,
      from: 0,
      limit: SALES,
    })
    const due = await callFrom(page, 'lists.sums', { filter: { ...ANY_INVOICE, attention: true } })
    const edit = { kind: 'review', reviewed: true } as const
    const token = crypto.randomUUID()
    const done = ids.filter((_, place) => place !== 700)
    for (let from = 0; from < done.length; from += 1_000)
      await callFrom(page, 'review.edit', { token, edit, ids: done.slice(from, from + 1_000) })
    const attention = await callFrom(page, 'lists.ids', {
      ...{ filter: { ...ANY_INVOICE, attention: true }, sort: NEWEST, from: 0, limit: SALES },
    })
    expect(due.count).toBe(attention.count)
    const places = new Set([700, ...attention.ids.map((id) => ids.indexOf(id))])
    const expected = [...places].sort((a, b) => a - b)
    for (const place of [...expected.slice(0, 4)].filter((one) => one > 0)) {
      await press('.')
      await says(`Row ${(place + 1).toLocaleString('en')} of`)
    }
    await press('End', '.')
    await says(`Row ${((expected[0] ?? 0) + 1).toLocaleString('en')} of`)
  })

  it('filters by review and by tag: typed, from the menu, as chips; what was reviewed leaves the list', async () => {
    await callFrom(page, 'review.edit', {
      ...{ token: crypto.randomUUID(), edit: { kind: 'tag', tag: 'wedding', isOn: true } },
      ids: await Promise.all([3, 5, 8].map(idAt)),
    })
    await press('/')
    await page.keyboard.type('tag:wedding ', { delay: 60 })
    await expect.poll(() => page.locator('.chip-value').allInnerTexts()).toEqual(['Tag wedding'])
    await expect.poll(() => grid().getAttribute('aria-rowcount')).toBe('4')
    await page.keyboard.type('is:unreviewed ', { delay: 60 })
    await expect
      .poll(() => page.locator('.chip-value').allInnerTexts())
      .toEqual(['Not reviewed', 'Tag wedding'])
    await look(page, 'review-filtered', [SIZES[1]])
    await grid().focus()
    await press('Home', 'Space')
    await expect.poll(() => grid().getAttribute('aria-rowcount')).toBe('3')
    await press('Control+z')
    await expect.poll(() => grid().getAttribute('aria-rowcount')).toBe('4')
    await press('f')
    const menu = page.getByRole('dialog', { name: 'Filters' })
    await menu.getByRole('tab', { name: 'Tag' }).click()
    await menu.getByRole('checkbox', { name: 'wedding' }).waitFor()
    await look(page, 'review-menu', [SIZES[1]])
    await menu.getByRole('tab', { name: 'Review' }).click()
    await menu.getByRole('checkbox', { name: 'Not reviewed' }).click()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.chip-value').allInnerTexts()).toEqual(['Tag wedding'])
  })

  it('says of an edit that was overtaken what happened, what is safe and what to do, and undoes the one before it', async () => {
    const id = await idAt(0)
    await press('t')
    await types('deposit')
    await says('Tag deposit added to CF-001200')
    await press('Space')
    await says('CF-001200 marked as reviewed')
    // Money that is given back takes the mark of the review away.
    await callFrom(page, 'invoices.list', {
      search: '',
      status: ['paid'],
      provider: [],
      cursor: null,
      limit: 1,
    })
    const { invoice } = await callFrom(page, 'invoices.get', { id })
    if (/^[0.]+$/.test(invoice.received.amount))
      await callFrom(page, 'invoices.abandon', { id, reason: 'left' })
    else
      await callFrom(page, 'invoices.recordRefund', {
        ...{ id, token: crypto.randomUUID(), currency: invoice.asked.currency, amount: '0.01', reason: 'x' },
        reference: '',
      })
    await expect.poll(activeMark).toBe('Not reviewed')
    await press('Control+z')
    await says(/CF-001200 was changed again since.*Nothing was changed\..*edit before it/)
    for (const size of SIZES) {
      await page.setViewportSize(size)
      const isCut = await page.locator('.list-foot-said').evaluate((one) => {
        const box = one as unknown as { scrollWidth: number; clientWidth: number }
        return box.scrollWidth > box.clientWidth
      })
      expect(isCut, `${size.width}`).toBe(false)
    }
    await look(page, 'review-overtaken', [SIZES[0]])
    await grid().focus()
    await press('Control+z')
    await says('Undid tag deposit on CF-001200')
    await press('r')
    await page.getByText('To be reviewed again').waitFor()
  })

  it('shows in the pane who reviewed it and when, its tags and its history, and does the same by mouse', async () => {
    await page.locator('.list-rows .list-mark').nth(2).click()
    await says('CF-001198 marked as reviewed')
    expect(await pane().count()).toBe(0)
    await press('Shift+ArrowDown', 't')
    await types('wedding')
    await says('Tag wedding added to 2 invoices')
    await press('t')
    await page.getByRole('button', { name: 'Remove wedding' }).waitFor()
    await look(page, 'review-tag', [SIZES[1]])
    await page.keyboard.press('Escape')
    await grid().focus()
    await press('Escape', 'Home', 'Space', 'j', 'j', 'r')
    await pane().getByText('Nadia', { exact: false }).first().waitFor()
    await press('k', 'k')
    await pane().getByRole('heading', { name: 'CF-001200' }).waitFor()
    await pane().getByText('wedding').first().waitFor()
    await look(page, 'review-pane', SIZES)
    await pane().getByRole('button', { name: 'Mark as not reviewed' }).click()
    await says('CF-001200 marked as not reviewed')
    await pane().getByRole('button', { name: 'Mark as reviewed' }).waitFor()
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await grid().focus()
    await press('Home', 'Shift+ArrowDown', 'Shift+ArrowDown')
    await says('3 invoices selected')
    await look(page, 'review-selected', SIZES)
  })
})
