import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { RouteInput } from '../../../src/shared/contract/routes/index.ts'
import { callFrom } from '../../../tools/tour/window.ts'

/** The windows that a list is looked at in, CSS px. */
export const SIZES = [
  { width: 1024, height: 640 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const

const BEGUN_ROWS = { choice: {}, sort: null, active: { id: null, index: 0 }, offset: 0 }
const BEGUN: RouteInput<'lists.keep'>['left'] = {
  ...{ view: 'all', openId: null, invoices: BEGUN_ROWS, receipts: BEGUN_ROWS },
  attention: { filter: { resolved: false, kind: null }, active: { id: null, index: 0 }, offset: 0 },
}

/** Opens the window anew, with the lists of its book, which are kept over that, as on the first day. */
export async function beginLists(page: Page): Promise<void> {
  // What was changed last is written as the page goes.
  await page.reload()
  await page.getByRole('navigation').waitFor()
  const { bookId } = await callFrom(page, 'lists.kept', {})
  await callFrom(page, 'lists.keep', { bookId, of: null, left: BEGUN })
  await page.reload()
  await page.getByRole('navigation').waitFor()
}

/** What a list of the place Invoices is looked at and narrowed by; `page` gives the page, once it is there. */
export function listOn(page: () => Page, name: 'Invoices' | 'Receipts') {
  const head = (column: string) => page().getByRole('columnheader', { name: column, exact: true })
  const removers = () => page().getByRole('button', { name: /^Remove the filter/ })
  const pane = () => page().locator('.pane')
  const search = () => page().getByLabel(`Search ${name.toLowerCase()}`)
  return {
    ...{ head, removers, pane, search },
    grid: () => page().getByRole('grid', { name }),
    chips: () => page().locator('.chip-value').allInnerTexts(),
    menu: () => page().getByRole('dialog', { name: 'Filters' }),
    counted: () => page().locator('.chips-end').innerText(),
    place: () => page().locator('.list-foot').innerText(),
    offset: () =>
      page()
        .getByRole('grid', { name })
        .evaluate((one) => Math.round((one as unknown as { scrollTop: number }).scrollTop)),
    async sortBy(column: string, way: 'ascending' | 'descending'): Promise<void> {
      for (let n = 0; n < 2 && (await head(column).getAttribute('aria-sort')) !== way; n += 1)
        await head(column).getByRole('button').click()
    },
    /** Closes what is open, and takes away the search and every filter. */
    async clear(): Promise<void> {
      if ((await pane().count()) > 0) await page().getByRole('button', { name: 'Close', exact: true }).click()
      await search().fill('')
      // The list of another book may still be on its way out.
      while ((await removers().count()) > 0)
        await removers()
          .first()
          .click({ timeout: 2_000 })
          .catch(() => undefined)
    },
  }
}

/** The rows of a list that are drawn: the place of each among all, and the text of its cell of this class. */
export async function rowsDrawn(
  page: Page,
  cell: string,
): Promise<readonly (readonly [place: number, text: string])[]> {
  const all = await page.locator('.list-rows .list-row').evaluateAll((rows, of) => {
    interface Row {
      getAttribute(name: string): string
      querySelector(what: string): { readonly textContent: string } | null
    }
    const read = rows as unknown as Row[]
    return read.map(
      (row) =>
        [Number(row.getAttribute('aria-rowindex')) - 2, row.querySelector(of)?.textContent ?? ''] as const,
    )
  }, cell)
  return all.toSorted(([a], [b]) => a - b)
}

/** Waits until the rows that are drawn stand where they are told: each by its number, at its own place of all. */
export async function standsWhereTold(
  page: Page,
  cell: string,
  told: (from: number) => Promise<readonly { readonly number: string }[]>,
): Promise<void> {
  const differs = async () => {
    const shown = await rowsDrawn(page, cell)
    const first = shown[0]?.[0] ?? 0
    const rows = (await told(first)).slice(0, shown.length)
    const expected = rows.map(({ number }, nth) => [first + nth, number])
    return JSON.stringify(shown) === JSON.stringify(expected) ? null : { shown, expected }
  }
  await expect.poll(differs).toBeNull()
}

/** Where everything of a list stands that must not move when a row is opened. */
export function boxesOf(page: Page): Promise<string[]> {
  return page.locator('.list-cell, .chips *, .list-top *, .sums *').evaluateAll((all) =>
    (all as unknown as { getBoundingClientRect(): { x: number; y: number; width: number } }[]).map((one) => {
      const { x, y, width } = one.getBoundingClientRect()
      return `${x} ${y} ${width}`
    }),
  )
}

/** The amounts that leave their cell, or whose decimal mark does not stand beneath the others; the longest ones have no mark. */
export function amountsBeyond(page: Page): Promise<string[]> {
  return page.locator('.list-rows .list-amount, .sums .list-amount').evaluateAll((all) => {
    interface Part {
      readonly textContent: string
      readonly className: string
      querySelector(what: string): Part | null
      getBoundingClientRect(): { readonly left: number; readonly right: number; readonly bottom: number }
      closest(what: string): Part
    }
    return (all as unknown as Part[]).flatMap((one) => {
      const cell = one.getBoundingClientRect()
      if (cell.right === cell.left) return []
      const whole = one.querySelector('.list-amount-whole')?.getBoundingClientRect()
      const fraction = one.querySelector('.list-amount-fraction')?.getBoundingClientRect()
      const isWithin =
        whole &&
        fraction &&
        whole.left >= cell.left - 1 &&
        fraction.right <= cell.right + 1 &&
        cell.bottom <= one.closest('.list-row').getBoundingClientRect().bottom + 1
      const isMarked = /list-amount-[01]\b/.test(one.className)
      const isInPlace = whole !== undefined && (!isMarked || Math.abs(whole.right - (cell.right - 46)) < 1)
      return isWithin && isInPlace ? [] : [one.textContent]
    })
  })
}
