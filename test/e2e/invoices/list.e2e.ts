import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { RouteInput } from '../../../src/shared/contract/routes/index.ts'
import type { InvoiceRow } from '../../../src/shared/contract/shapes/invoice.ts'
import { amountParts } from '../../../src/shared/words/format.ts'
import { APART_MS, BY_HAND, callFrom, goTo } from '../../../tools/tour/window.ts'
import { ANY_INVOICE } from '../../support/lists/any-filter.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { amountsBeyond, boxesOf, listOn, SIZES, standsWhereTold } from '../../support/window/lists.ts'
import { look } from '../../support/window/look.ts'
import { openSampleShop } from '../../support/window/sample-shop.ts'
import { smallTargets } from '../../support/window/stand.ts'

const SALES = 1_200
type Filter = RouteInput<'lists.sums'>['filter']
type Sort = RouteInput<'lists.invoices'>['sort']
const NEWEST: Sort = { by: 'created', down: true }

interface Scrolled {
  scrollTop: number
  readonly scrollHeight: number
  readonly clientHeight: number
}

onEveryLauncher('the list of all invoices', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await openSampleShop({ launcher, size: SIZES[1] }, SALES)
    page = app.page
  })
  afterAll(() => app?.close())
  beforeEach(async () => {
    await callFrom(page, 'book.switch', { kind: 'live' })
    await page.setViewportSize(SIZES[1])
    if ((await menu().count()) > 0) await page.keyboard.press('Escape')
    await goTo(page, 'Invoices')
    await clear()
    await sortBy('Created', 'descending')
    await grid().focus()
    await page.keyboard.press('Home')
    await expect.poll(() => numbers().then((all) => all[0])).toBe(`CF-00${SALES}`)
  })

  const { grid, search, pane, menu, chips, counted, head, offset, sortBy, clear } = listOn(
    () => page,
    'Invoices',
  )
  const numbers = () => page.locator('.list-rows .list-number').allInnerTexts()

  /** Rows as the route tells them. */
  const told = async (
    from: number,
    filter: Partial<Filter> = {},
    sort = NEWEST,
  ): Promise<readonly InvoiceRow[]> =>
    (await callFrom(page, 'lists.invoices', { filter: { ...ANY_INVOICE, ...filter }, sort, from, limit: 60 }))
      .rows

  /** The rows that are drawn stand where the route has them: each by its number, at its own place of all. */
  async function standsAsTold(filter: Partial<Filter> = {}, sort = NEWEST): Promise<void> {
    await standsWhereTold(page, '.list-number', (from) => told(from, filter, sort))
    const { count } = await callFrom(page, 'lists.sums', { filter: { ...ANY_INVOICE, ...filter } })
    expect(await grid().getAttribute('aria-rowcount')).toBe(String(count + 1))
  }

  /** Each line of sums says what the route says, to the last digit. */
  async function sumsAsTold(filter: Partial<Filter> = {}): Promise<void> {
    const { sums, count, all } = await callFrom(page, 'lists.sums', { filter: { ...ANY_INVOICE, ...filter } })
    const figures = (text: string) => text.replace(/[^\d.+−]/g, '')
    const lines = () =>
      page.locator('.sums-row').evaluateAll((rows) => {
        interface Cell {
          readonly title: string
          readonly textContent: string
        }
        const read = rows as unknown as {
          querySelectorAll(what: string): Iterable<Cell>
          textContent: string
        }[]
        return read.map((row) => [
          row.textContent.split(' invoice')[0] ?? '',
          ...[...row.querySelectorAll('.list-amount')].map((one) => one.title || one.textContent),
        ])
      })
    const expected = sums.map((line) => {
      const { whole, mark, fraction, sign } = amountParts(line.difference, 'en')
      const plus = sign === '' && /[1-9]/.test(line.difference.amount) ? '+' : sign
      const text = (amount: typeof line.asked) => {
        const parts = amountParts(amount, 'en')
        return figures(`${parts.whole}${parts.mark}${parts.fraction}`)
      }
      return [
        String(line.count),
        text(line.asked),
        text(line.received),
        figures(`${plus}${whole}${mark}${fraction}`),
      ]
    })
    await expect.poll(async () => (await lines()).map((line) => line.map(figures))).toEqual(expected)
    if (count < all) expect(await counted()).toContain(`${count.toLocaleString('en')} of 1,200 invoices`)
  }

  it('is scrolled by its bar to the middle and to its end, which is the last of all', async () => {
    await standsAsTold()
    for (const part of [0.5, 0.83, 1]) {
      await grid().evaluate((one, to) => {
        const box = one as unknown as Scrolled
        box.scrollTop = (box.scrollHeight - box.clientHeight) * to
      }, part)
      await page.waitForTimeout(80)
      await standsAsTold()
    }
    expect(await numbers()).toContain('CF-000001')
    await look(page, 'list-end', SIZES)
  })

  it('is gone through by keys, over all of it', async () => {
    const place = () => page.locator('.list-foot').innerText()
    await page.keyboard.press('End')
    await expect.poll(place).toContain('Row 1,200 of 1,200')
    await page.getByRole('row', { name: /CF-000001/ }).waitFor()
    await standsAsTold()
    await page.keyboard.press('k')
    await expect.poll(place).toContain('Row 1,199 of')
    await page.keyboard.press('Home')
    await page.keyboard.press('j')
    await page.keyboard.press('PageDown')
    await expect.poll(place).toMatch(/Row 1\d of/)
    await page.waitForTimeout(APART_MS)
    await page.keyboard.press('r')
    await pane().waitFor()
    const row = Number(/Row (\d+)/.exec(await place())?.[1])
    await expect.poll(() => pane().getAttribute('aria-label')).toBe(`Invoice CF-00${SALES + 1 - row}`)
    await page.keyboard.press('Escape')
    await expect.poll(() => pane().count()).toBe(0)
    await page.keyboard.press('Enter')
    await pane().waitFor()
  })

  it('draws two rows anew where a key goes from one to the next', async () => {
    const active = () => grid().getAttribute('aria-activedescendant')
    await page.keyboard.press('j')
    await expect.poll(active).toBe('list-row-1')
    await page.evaluate(() => {
      const page = globalThis as unknown as Drawing
      const rows = new Set<unknown>()
      const watch = new page.MutationObserver((all) => {
        for (const { target } of all) rows.add(target)
      })
      watch.observe(page.document.querySelector('.list-rows'), {
        subtree: true,
        childList: true,
        attributes: true,
      })
      page.drawnAnew = rows
    })
    await page.keyboard.press('j')
    await expect.poll(active).toBe('list-row-2')
    expect(await page.evaluate(() => (globalThis as unknown as Drawing).drawnAnew?.size)).toBe(2)
  })

  it('is scrolled at any speed without a blank that lasts', async () => {
    const longest = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const { document, performance, requestAnimationFrame } = globalThis as unknown as Drawing
          const grid = document.querySelector('.list-grid') as Drawing['grid']
          const box = grid.getBoundingClientRect()
          let [blankSince, blank, frames] = [null as number | null, 0, 0]
          const frame = () => {
            const now = performance.now()
            const row = document.elementFromPoint(box.x + 40, box.y + box.height / 2)?.closest('.list-row')
            const isThere = Boolean(row?.textContent)
            if (isThere) blankSince = null
            else blankSince ??= now
            if (blankSince !== null) blank = Math.max(blank, now - blankSince)
            // A wheel at first, then a thumb that is drawn through all of it.
            grid.scrollTop += frames < 60 ? 240 : 1_700
            frames += 1
            if (frames > 90) resolve(blank)
            else requestAnimationFrame(frame)
          }
          requestAnimationFrame(frame)
        }),
    )
    expect(longest).toBeLessThan(250)
    await standsAsTold()
  })

  it('shows rows in the very frame of a jump, and then those of the place', async () => {
    for (const share of [0.9, 0.2, 0.6]) {
      const text = await page.evaluate(
        (part) =>
          new Promise<string>((resolve) => {
            const { document, requestAnimationFrame } = globalThis as unknown as Drawing
            const grid = document.querySelector('.list-grid') as Drawing['grid'] & Scrolled
            const box = grid.getBoundingClientRect()
            grid.scrollTop = grid.scrollHeight * part
            // The scroll is told of ahead of the frame that shows it.
            requestAnimationFrame(() => {
              const row = document.elementFromPoint(box.x + 40, box.y + box.height / 2)?.closest('.list-row')
              resolve(row?.textContent ?? '')
            })
          }),
        share,
      )
      expect(text).toMatch(/CF-00/)
      await standsAsTold()
    }
  })

  it('sums exactly what the filter leaves, a line for each currency', async () => {
    await sumsAsTold()
    await look(page, 'list', SIZES)
    await search().fill('status:late,short,over ')
    await expect.poll(chips).toEqual(['Status Paid late, Underpaid, Overpaid'])
    await sumsAsTold({ status: ['paid_late', 'underpaid', 'overpaid'] })
    await standsAsTold({ status: ['paid_late', 'underpaid', 'overpaid'] })
  })

  it('shows one line of sums in a low window, and all of them by a key', async () => {
    await page.setViewportSize(SIZES[0])
    await page.locator('.sums-line').waitFor()
    expect(await page.locator('.sums-row').count()).toBe(0)
    await page.waitForTimeout(APART_MS)
    await page.keyboard.press('=')
    await sumsAsTold()
    await look(page, 'list-sums', SIZES)
    await page.waitForTimeout(APART_MS)
    await page.keyboard.press('=')
    await page.setViewportSize(SIZES[0])
    await page.locator('.sums-line').waitFor()
  })

  it('is filtered by the keyboard alone, and the list follows at once', async () => {
    await page.waitForTimeout(APART_MS)
    await page.keyboard.press('f')
    await menu().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await menu().getByRole('checkbox', { name: 'DZD' }).waitFor()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Space')
    await expect.poll(chips).toEqual(['Currency DZD'])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await expect.poll(chips).toEqual(['Currency DZD, USD'])
    await look(page, 'list-menu-currency', SIZES)
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await expect.poll(chips).toEqual(['Currency DZD, USD', 'Created today'])
    await look(page, 'list-menu-period', SIZES)
    await page.keyboard.press('Escape')
    await expect.poll(() => grid().and(page.locator(':focus')).count()).toBe(1)
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Algiers' }).format(Date.now())
    const filter: Partial<Filter> = {
      currency: ['DZD', 'USD'],
      period: { by: 'created', from: today, to: today },
    }
    await sumsAsTold(filter)
    await standsAsTold(filter)
  })

  it('opens a chip’s own part by its name, and takes it away by its cross', async () => {
    await search().fill('amount:>50 paid:2026 currency:dzd ')
    await expect.poll(chips).toEqual(['Currency DZD', 'Paid 2026', 'Requested more than 50'])
    await page.getByRole('button', { name: 'Requested more than 50', exact: true }).click()
    expect(await menu().getByRole('tab', { selected: true }).innerText()).toBe('Amount')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Remove the filter Paid 2026' }).click()
    await expect.poll(chips).toEqual(['Currency DZD', 'Requested more than 50'])
    await look(page, 'list-chips', SIZES)
  })

  it('says what runs backwards and what is no filter, and leaves the list as it was', async () => {
    await page.getByRole('button', { name: /^Filter/ }).click()
    await menu().getByRole('tab', { name: 'Period' }).click()
    await menu().getByLabel('From').fill('2026-10-31')
    await menu().getByLabel('To', { exact: true }).fill('2026-10-01')
    await menu().getByText('The last day is before the first.').waitFor()
    await menu().getByRole('tab', { name: 'Amount' }).click()
    await menu().getByLabel('From').fill('200')
    await menu().getByLabel('To', { exact: true }).fill('100')
    await menu().getByText('The second amount is below the first.').waitFor()
    await look(page, 'list-menu-backwards', SIZES)
    await menu().getByLabel('To', { exact: true }).fill('5,000')
    await menu().getByText('Type an amount like 1250 or 12.50.').waitFor()
    await page.keyboard.press('Escape')
    await search().fill('amount:200..100 colour:red ')
    await expect.poll(counted).toContain('“amount:200..100” ends before it begins, so it is searched as text')
    await page.getByRole('heading', { name: 'Nothing matches' }).waitFor()
    await look(page, 'list-no-match', SIZES)
    await page.getByRole('button', { name: 'Clear search and filters' }).click()
    await standsAsTold()
  })

  it('tells of the other days when a period holds nothing', async () => {
    const [first] = await told(SALES - 1)
    await search().fill(`created:today ${first?.number}`)
    await page.getByText('1 match on all days.').waitFor()
    await page.getByRole('button', { name: 'Search all days' }).click()
    await standsAsTold({ search: first?.number ?? '' })
  })

  it('is put in the order of any head, by mouse and by keyboard', async () => {
    for (const [name, by] of [
      ['Requested', 'asked'],
      ['Customer', 'customer'],
      ['Status', 'status'],
    ] as const) {
      await head(name).getByRole('button').click()
      const down = (await head(name).getAttribute('aria-sort')) === 'descending'
      await standsAsTold({}, { by, down })
      await head(name).getByRole('button').click()
      await standsAsTold({}, { by, down: !down })
    }
    await head('Status').getByRole('button').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    expect(await head('Account').getAttribute('aria-sort')).toBe('ascending')
    expect(await head('Status').getAttribute('aria-sort')).toBe('none')
    await standsAsTold({}, { by: 'account', down: false })
  })

  it('moves nothing when an invoice is opened', async () => {
    for (const size of SIZES) {
      await page.setViewportSize(size)
      await page.waitForTimeout(150)
      const before = await boxesOf(page)
      expect(before.length).toBeGreaterThan(100)
      await page.locator('.list-row[aria-selected]').nth(2).click()
      await pane().getByRole('heading', { name: 'History' }).waitFor()
      expect(await boxesOf(page), `${size.width}`).toEqual(before)
      await page.keyboard.press('Escape')
      await expect.poll(() => pane().count()).toBe(0)
      expect(await boxesOf(page), `${size.width}`).toEqual(before)
    }
    await page.locator('.list-row[aria-selected]').nth(2).click()
    await pane().getByRole('heading', { name: 'History' }).waitFor()
    await look(page, 'list-pane', SIZES)
  })

  it('cuts off no amount, and has each decimal mark beneath the other', async () => {
    for (const size of SIZES) {
      await page.setViewportSize(size)
      await page.waitForTimeout(150)
      expect(await amountsBeyond(page), `${size.width}`).toEqual([])
    }
  })

  it('is there again as it was left, for each book its own', async () => {
    await search().fill('currency:dzd ')
    await expect.poll(chips).toEqual(['Currency DZD'])
    await sortBy('Requested', 'ascending')
    await standsAsTold({ currency: ['DZD'] }, { by: 'asked', down: false })
    await grid().focus()
    for (let n = 0; n < 8; n += 1) await page.keyboard.press('PageDown')
    await page.keyboard.press('Enter')
    await pane().waitFor()
    const state = async () => [
      await chips(),
      await head('Requested').getAttribute('aria-sort'),
      await offset(),
      await page.locator('.list-foot').innerText(),
      await pane().getAttribute('aria-label'),
    ]
    await expect.poll(() => pane().getAttribute('aria-label')).toContain('CF-')
    const before = await state()
    expect(before[2]).toBeGreaterThan(1_000)
    await goTo(page, 'Books')
    await goTo(page, 'Invoices')
    await pane().waitFor()
    await expect.poll(state).toEqual(before)
    await callFrom(page, 'book.switch', { kind: 'practice' })
    await page.getByRole('heading', { name: 'No invoices yet' }).waitFor()
    expect([await chips(), await pane().count()]).toEqual([[], 0])
    await look(page, 'list-empty', SIZES)
    await callFrom(page, 'book.switch', { kind: 'live' })
    await pane().waitFor()
    await expect.poll(state).toEqual(before)
  })

  it('takes sales in while it is looked at, and moves none under the pointer', async () => {
    await callFrom(page, 'book.switch', { kind: 'practice' })
    const accounts = await callFrom(page, 'accounts.list', {})
    const accountId = accounts.find(({ provider }) => provider === 'daisy')?.id ?? ''
    const sale = (description: string) =>
      callFrom(page, 'invoices.create', {
        ...{ token: crypto.randomUUID(), accountId, currency: 'DAI', amount: '1.5', description },
        ...{ customerName: null, customerEmail: null },
      })
    for (let n = 1; n <= 40; n += 1) await sale(`Sale ${n}`)
    await goTo(page, 'Invoices')
    await page.locator('h1').hover()
    await grid().focus()
    await page.keyboard.press('Home')
    await page.getByRole('row', { name: /PR-000040/ }).waitFor()
    await page.getByRole('row', { name: /PR-000038/ }).hover()
    const at = async (number: string) =>
      Math.round((await page.getByRole('row', { name: new RegExp(number) }).boundingBox())?.y ?? 0)
    const before = await at('PR-000038')
    await sale('While somebody points')
    await expect.poll(() => page.locator('.chips-end').innerText()).toContain('41 invoices')
    await expect.poll(() => grid().getAttribute('aria-rowcount')).toBe('42')
    expect(await at('PR-000038')).toBe(before)
    await page.locator('h1').hover()
    await grid().focus()
    await page.keyboard.press('Home')
    await page.locator('h1').hover()
    await sale('While nobody points')
    await page.getByRole('row', { name: /While nobody points/ }).waitFor()
    await expect.poll(() => page.locator('.sums-row').first().innerText()).toContain('42 invoices in DAI')
    // The keys stand on an invoice, and on the next one at its place once it has left the list.
    await search().fill('status:open ')
    await expect.poll(chips).toEqual(['Status Open'])
    await grid().focus()
    await page.keyboard.press('Home')
    for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowDown')
    const standsOn = () => page.locator('.grid-line-active .list-number').innerText()
    const place = () => page.locator('.list-foot').innerText()
    await expect.poll(standsOn).toBe('PR-000039')
    await sale('One above')
    await sale('Another above')
    await expect.poll(place).toContain('Row 6 of 44')
    expect(await standsOn()).toBe('PR-000039')
    const view = { filter: { ...ANY_INVOICE, search: 'PR-000039' }, sort: NEWEST, from: 0, limit: 1 }
    const [left] = (await callFrom(page, 'lists.invoices', view)).rows
    await callFrom(page, 'invoices.abandon', { id: left?.id ?? '', reason: '' })
    await expect.poll(place).toContain('Row 6 of 43')
    expect(await standsOn()).toBe('PR-000038')
  })

  it('has room for the longest amounts', async () => {
    await callFrom(page, 'book.switch', { kind: 'practice' })
    const accounts = await callFrom(page, 'accounts.list', {})
    const accountId = accounts.find(({ provider }) => provider === 'daisy')?.id ?? ''
    const amounts = ['12345678.123456789012345678', '1234567890.5', '123456789012.25', '123456789012345678']
    for (const amount of amounts)
      await callFrom(page, 'invoices.create', {
        ...{ token: crypto.randomUUID(), accountId, currency: 'DAI', amount, description: 'Long' },
        ...{ customerName: null, customerEmail: null },
      })
    await goTo(page, 'Invoices')
    await page.getByRole('row', { name: /Long/ }).nth(3).waitFor()
    for (const size of SIZES) {
      await page.setViewportSize(size)
      await page.waitForTimeout(150)
      expect(await amountsBeyond(page), `${size.width}`).toEqual([])
    }
    await page
      .locator('.list-rows')
      .getByTitle('123456789012345678')
      .or(page.getByTitle(/123,456,789,012,345,678/))
      .first()
      .waitFor()
    await look(page, 'list-long', SIZES)
  })

  it('is as high as a finger needs where one points', async () => {
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: true })
    await page.waitForTimeout(200)
    expect(
      await page.evaluate(() => (globalThis as unknown as Pointing).matchMedia('(pointer: coarse)').matches),
    ).toBe(true)
    await search().fill('currency:dzd ')
    await page.getByRole('button', { name: 'Currency DZD', exact: true }).click()
    await menu().waitFor()
    expect(await smallTargets(page)).toEqual([])
    await page.keyboard.press('Escape')
    await standsAsTold({ currency: ['DZD'] })
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: false })
  })

  it('says a filter that is typed by a hand as it is typed', async () => {
    await page.keyboard.press('/')
    await page.keyboard.type('needs:attention status:op', BY_HAND)
    await expect.poll(chips).toEqual(['Needs attention'])
    await sumsAsTold({ attention: true })
    await page.keyboard.type('en', BY_HAND)
    await page.waitForTimeout(2_100)
    await page.keyboard.press('Enter')
    await expect.poll(chips).toEqual(['Status Open', 'Needs attention'])
    const announcer = page.getByTestId('announcer')
    await announcer.filter({ hasText: /of 1,200 invoices/ }).waitFor({ state: 'attached' })
  })
})

interface Drawing {
  readonly grid: {
    scrollTop: number
    getBoundingClientRect(): { readonly x: number; readonly y: number; readonly height: number }
  }
  readonly document: {
    querySelector(what: string): unknown
    elementFromPoint(
      x: number,
      y: number,
    ): { closest(what: string): { readonly textContent: string } | null } | null
  }
  readonly performance: { now(): number }
  readonly MutationObserver: new (
    told: (all: Iterable<{ readonly target: unknown }>) => void,
  ) => { observe(what: unknown, how: object): void }
  requestAnimationFrame(drawn: () => void): void
  drawnAnew?: ReadonlySet<unknown>
}

interface Pointing {
  matchMedia(query: string): { readonly matches: boolean }
}
