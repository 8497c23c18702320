import { alone, dialog, live, toSale, type } from './by-hand.ts'
import type { Stop } from './stop.ts'

const STATUSES = [
  ...['open', 'creating', 'confirming', 'underpaid', 'paid', 'overpaid', 'paid_late'],
  ...['expired', 'failed', 'unknown', 'abandoned', 'refunded'],
]

/** The keypad, its lists and messages, and a sale in each of its states. */
export const COUNTER_STOPS: readonly Stop[] = [
  { name: 'counter-empty', scene: 'empty', go: async () => undefined },
  live('counter', ({ page }) => type(page, '1250')),
  live('counter-tape', ({ page }) => type(page, '1200+300*4+75')),
  live('counter-fault', async ({ page }) => {
    await type(page, '3')
    await page.keyboard.press('Enter')
  }),
  live('counter-account', async ({ page }) => {
    await page.locator('.new-sale-account .select-button').first().click()
    await page.locator('.list-box').waitFor()
  }),
  live('counter-details', ({ page }) =>
    page
      .locator('.tabs .tab')
      .nth(1)
      .click({ timeout: 500 })
      .catch(() => undefined),
  ),
  { name: 'counter-items', scene: 'items', go: async () => undefined },
  {
    name: 'counter-basket',
    scene: 'items',
    async go({ page }) {
      await type(page, '3*')
      for (const tile of [0, 1, 2]) await page.locator('.tile').nth(tile).click()
      await type(page, '450')
    },
  },
  {
    name: 'counter-find',
    scene: 'items',
    async go({ page }) {
      await page.keyboard.press('/')
      await type(page, 'a')
    },
  },
  ...STATUSES.map((status) => live(`sale-${status}`, (seen) => toSale(seen, status))),
  live('sale-give-up', async (seen) => {
    await toSale(seen, 'open')
    await alone(seen.page, 'Escape')
    await dialog(seen.page)
  }),
  live('sale-refund', async (seen) => {
    await toSale(seen, 'overpaid')
    await alone(seen.page, 'b')
    await dialog(seen.page)
    await seen.page.keyboard.press('Enter')
  }),
  live('sale-accept', async (seen) => {
    await toSale(seen, 'underpaid')
    await alone(seen.page, 'a')
    await dialog(seen.page)
  }),
  live('sale-note', async (seen) => {
    await toSale(seen, 'paid')
    await alone(seen.page, 't')
    await dialog(seen.page)
  }),
  live('sale-beside-others', async (seen) => {
    await toSale(seen, 'open')
    await alone(seen.page, 'n')
  }),
  { name: 'practice-open', scene: 'practice', go: (seen) => toSale(seen, 'open') },
  { name: 'practice-underpaid', scene: 'practice', go: (seen) => toSale(seen, 'underpaid') },
]
