import type { Page } from 'playwright-core'
import { alone, dialog, pressRow, toBooks, toList, toPlace, toSale, type } from './by-hand.ts'
import type { Stop } from './stop.ts'

const people = async (page: Page): Promise<void> => {
  await toPlace(page, 'settings')
  await page.locator('#settings-people').scrollIntoViewIfNeeded()
}
const pressIn =
  (nth: number): Stop['go'] =>
  async ({ page }) => {
    await people(page)
    await page.locator('section:has(> #settings-people) .button').nth(nth).click()
    await dialog(page)
  }
const hidden = (name: string, scene: string, go: Stop['go']): Stop => ({
  ...{ name: `hidden-${name}`, scene },
  async go(seen) {
    await go(seen)
    await seen.page.keyboard.press('F10')
  },
})

/** The lock, people and their rights, what each role sees, and hidden amounts. */
export const PEOPLE_STOPS: readonly Stop[] = [
  { name: 'people-none', scene: 'live', go: ({ page }) => people(page) },
  { name: 'people-set-up', scene: 'live', go: pressIn(0) },
  { name: 'people-owner', scene: 'people-owner', go: ({ page }) => people(page) },
  ...[0, 1, 2, 3, 4].map((nth) => ({
    name: `people-dialog-${nth}`,
    scene: 'people-owner',
    go: pressIn(nth),
  })),
  { name: 'people-notice', scene: 'people-notice', go: async () => undefined },
  { name: 'people-locked', scene: 'people-locked', go: async () => undefined },
  {
    name: 'people-wrong',
    scene: 'people-locked',
    async go({ page }) {
      await alone(page, '3')
      await page.keyboard.type('9999', { delay: 120 })
      await page.keyboard.press('Enter')
      await page.locator('.field-error').waitFor()
    },
  },
  ...['people-locked', 'people-terminal'].map((scene) => ({
    ...{ name: `${scene}-forgot`, scene },
    async go({ page }: { readonly page: Page }) {
      await alone(page, '1')
      await page.locator('.button-quiet').last().click()
    },
  })),
  { name: 'people-broken', scene: 'people-broken', go: async () => undefined },
  {
    name: 'people-switch',
    scene: 'people-cashier',
    async go({ page }) {
      await type(page, '1250')
      await page.keyboard.press('ControlOrMeta+L')
      await dialog(page)
    },
  },
  ...['people-cashier', 'people-bookkeeper'].flatMap((scene): readonly Stop[] => [
    { name: `${scene}-counter`, scene, go: ({ page }) => type(page, '1250') },
    { name: `${scene}-sale`, scene, go: (seen) => toSale(seen, 'overpaid') },
    { name: `${scene}-books`, scene, go: ({ page }) => toPlace(page, 'books') },
    { name: `${scene}-settings`, scene, go: ({ page }) => toPlace(page, 'settings') },
  ]),
  hidden('counter', 'live', async () => undefined),
  hidden('sale', 'live', (seen) => toSale(seen, 'open')),
  hidden('invoices', 'live', async ({ page }) => {
    await toList(page, 0)
    await pressRow(page, 3)
  }),
  hidden('month', 'month', ({ page }) => toBooks(page, 1)),
]
