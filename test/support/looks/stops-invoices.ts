import { alone, dialog, live, pressRow, toList, toPane, toPlace, type } from './by-hand.ts'
import type { Stop } from './stop.ts'

/** Every part of the menu of filters. */
const PARTS = [
  'status',
  'account',
  'currency',
  'period',
  'amount',
  'attention',
  'review',
  'tag',
  'item',
  'till',
]

const part = (name: string): Stop =>
  live(`filter-${name}`, async ({ page }) => {
    await toPlace(page, 'invoices')
    await alone(page, 'f')
    await dialog(page)
    // A shop of one till is not asked for it.
    const kind = page.locator(`[data-part="${name}"]`)
    if ((await kind.count()) > 0) await kind.click()
  })

const listed = (name: string, go: (typeof COLUMNS)['go']): Stop =>
  live(name, async (seen) => {
    await toList(seen.page, 0)
    await go(seen)
  })

const COLUMNS = listedColumns()
function listedColumns(): Stop {
  return live('invoices-columns', async ({ page }) => {
    await toPlace(page, 'invoices')
    await alone(page, 'c')
    await dialog(page)
  })
}

/** The lists, what filters and arranges them, the pane of a sale, and what is done to several. */
export const INVOICES_STOPS: readonly Stop[] = [
  live('invoices', ({ page }) => toList(page, 0)),
  ...['paid', 'underpaid', 'failed'].map((status) => live(`pane-${status}`, (seen) => toPane(seen, status))),
  ...['paid', 'overpaid'].map((status) =>
    live(`pane-${status}-end`, async (seen) => {
      await toPane(seen, status)
      await seen.page.locator('.pane').evaluate((pane) => {
        const one = pane as unknown as { scrollTop: number; readonly scrollHeight: number }
        one.scrollTop = one.scrollHeight
      })
    }),
  ),
  ...PARTS.map(part),
  COLUMNS,
  listed('invoices-typed-filter', async ({ page }) => {
    await page.keyboard.press('/')
    await type(page, '>500 ')
  }),
  listed('invoices-none', async ({ page }) => {
    await page.keyboard.press('/')
    await type(page, 'nothing has this')
  }),
  listed('invoices-views', async ({ page }) => {
    await page.locator('.saved-button').click()
    await page.getByRole('menu').waitFor()
  }),
  listed('invoices-save-view', async ({ page }) => {
    await page.keyboard.press('/')
    await type(page, '>500 ')
    await page.keyboard.press('ControlOrMeta+S')
    await dialog(page)
  }),
  listed('invoices-views-dialog', async ({ page }) => {
    await page.keyboard.press('/')
    await type(page, '>500 ')
    await page.keyboard.press('ControlOrMeta+S')
    await dialog(page)
    await page.keyboard.type('قهوة')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.locator('.saved-button').click()
    await page.locator('.saved-act').last().click()
    await dialog(page)
  }),
  listed('invoices-tag', async ({ page }) => {
    await pressRow(page, 2)
    await alone(page, 't')
    await dialog(page)
    await page.keyboard.type('e')
  }),
  listed('invoices-note', async ({ page }) => {
    await pressRow(page, 2)
    await alone(page, 'n')
    await dialog(page)
  }),
  listed('invoices-selected', async ({ page }) => {
    await pressRow(page, 1)
    await page.keyboard.press('Escape')
    for (const _ of [1, 2, 3]) await page.keyboard.press('Shift+ArrowDown')
  }),
  listed('invoices-reviewed', async ({ page }) => {
    await pressRow(page, 1)
    await page.keyboard.press('Escape')
    await alone(page, ' ')
    await alone(page, 'ControlOrMeta+z')
  }),
  listed('invoices-sums', ({ page }) => alone(page, '=')),
  listed('invoices-export', async ({ page }) => {
    await page.keyboard.press('ControlOrMeta+E')
    await dialog(page)
  }),
  listed('invoices-export-columns', async ({ page }) => {
    await page.keyboard.press('ControlOrMeta+E')
    await dialog(page)
    await page.locator('.export-radios').last().locator('label').last().click()
  }),
  live('receipts', ({ page }) => toList(page, 1)),
  live('attention', ({ page }) => toList(page, 2)),
  live('attention-handle', async ({ page }) => {
    await toList(page, 2)
    await pressRow(page, 0)
    await alone(page, 'h')
  }),
  { name: 'attention-none', scene: 'empty', go: ({ page }) => toList(page, 2) },
  live('standing', ({ page }) => toList(page, 3)),
  { name: 'invoices-empty', scene: 'empty', go: ({ page }) => toList(page, 0) },
  { name: 'invoices-unread', scene: 'list-unread', go: ({ page }) => toList(page, 0) },
]
