import type { Page } from 'playwright-core'
import { alone, dialog, live, toBooks } from './by-hand.ts'
import type { Stop } from './stop.ts'

const [TODAY, MONTH, TIE_OUT, CLOSE, EXPORTS, IMPORT, TRAIL, BACKUPS] = [0, 1, 2, 3, 4, 5, 6, 7]

const month = async (page: Page): Promise<void> => {
  await toBooks(page, MONTH)
  await page.locator('.month-grid, .month-area').first().waitFor()
}
const month_of = (name: string, scene: string, keys: readonly string[] = []): Stop => ({
  ...{ name, scene },
  async go({ page }) {
    await month(page)
    const grid = page.locator('.month-grid')
    if ((await grid.count()) > 0) await grid.focus()
    for (const key of keys) await alone(page, key)
  },
})

/** Every part of the books. */
export const BOOKS_STOPS: readonly Stop[] = [
  live('books-today', ({ page }) => toBooks(page, TODAY)),
  live('books-compared', async ({ page }) => {
    await toBooks(page, TODAY)
    await page.locator('.books-today .button').last().click()
    await page.waitForTimeout(600)
  }),
  month_of('month', 'month'),
  month_of('month-quarter', 'month', ['s']),
  month_of('month-asked', 'month', ['f']),
  month_of('month-charts', 'month', ['c']),
  month_of('month-year-charts', 'month', ['s', 's', 'c']),
  month_of('month-many', 'month-many', ['End']),
  month_of('month-many-charts', 'month-many', ['c']),
  month_of('month-empty', 'empty'),
  live('tie-out', ({ page }) => toBooks(page, TIE_OUT)),
  live('close', ({ page }) => toBooks(page, CLOSE)),
  live('exports', ({ page }) => toBooks(page, EXPORTS)),
  live('exports-dialog', async ({ page }) => {
    await toBooks(page, EXPORTS)
    await page.locator('.month-ends button').last().click()
    await dialog(page)
  }),
  live('import', ({ page }) => toBooks(page, IMPORT)),
  live('trail', ({ page }) => toBooks(page, TRAIL)),
  live('backups', ({ page }) => toBooks(page, BACKUPS)),
  live('backups-restore', async ({ page }) => {
    await toBooks(page, BACKUPS)
    await page.locator('.backup-body [role="row"] .button').last().click()
    await dialog(page)
  }),
  ...['none', 'old', 'making', 'full', 'failed', 'away', 'many', 'restored'].map((one) => ({
    ...{ name: `backups-${one}`, scene: `backups-${one}` },
    go: ({ page }: { readonly page: Page }) => toBooks(page, BACKUPS),
  })),
]
