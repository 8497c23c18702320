import type { Page } from 'playwright-core'
import { alone, dialog, live, toPlace, type } from './by-hand.ts'
import type { Stop } from './stop.ts'

const SECTIONS = [
  'accounts',
  'items',
  'people',
  'watching',
  'keys',
  'practice',
  'sound',
  'appearance',
  'keyboard',
  'scanner',
  'till',
  'about',
]

const section = async (page: Page, name: string): Promise<void> => {
  await toPlace(page, 'settings')
  await page.locator('.settings-sections .button').nth(SECTIONS.indexOf(name)).click()
}
const inSection = (name: string, of: string, press: (page: Page) => Promise<void>): Stop =>
  live(name, async ({ page }) => {
    await section(page, of)
    await press(page)
    await dialog(page)
  })
const account = (nth: number) => (page: Page) => page.locator('.account .actions .button').nth(nth).click()

const TROUBLES = [
  ...['newer', 'behind', 'behind-kept', 'behind-little', 'gone', 'damaged', 'no-book', 'silent'],
  ...['checking', 'checking-unread', 'full', 'read-only'],
]

/** The settings with their dialogs, the palette and the key map, the first run, and a book in trouble. */
export const OTHER_STOPS: readonly Stop[] = [
  ...SECTIONS.map((name) => live(`settings-${name}`, ({ page }) => section(page, name))),
  { name: 'settings-catalogue', scene: 'items', go: ({ page }) => section(page, 'items') },
  inSection('settings-add-account', 'accounts', (page) =>
    page.locator('section:has(> .accounts) > .button').click(),
  ),
  inSection('settings-edit-account', 'accounts', account(1)),
  inSection('settings-replace-key', 'accounts', account(2)),
  inSection('settings-forget-account', 'accounts', account(3)),
  inSection('settings-new-item', 'items', (page) =>
    page.locator('section:has(> .catalogue) > .button').click(),
  ),
  live('palette', async ({ page }) => {
    await page.keyboard.press('ControlOrMeta+K')
    await dialog(page)
  }),
  live('palette-found', async ({ page }) => {
    await page.keyboard.press('ControlOrMeta+K')
    await dialog(page)
    await type(page, 'CF-0004')
    await page.waitForTimeout(500)
  }),
  live('key-map', async ({ page }) => {
    await alone(page, '?')
    await dialog(page)
  }),
  { name: 'locked', scene: 'locked', go: async () => undefined },
  { name: 'settings-locked', scene: 'locked', go: ({ page }) => section(page, 'keys') },
  { name: 'first-run', scene: 'first-run', go: async () => undefined },
  {
    name: 'first-run-account',
    scene: 'first-run',
    go: ({ page }) => page.locator('.step .button').last().click(),
  },
  ...TROUBLES.map((scene) => ({ name: `stopped-${scene}`, scene, go: async () => undefined })),
  {
    name: 'stopped-no-sale',
    scene: 'full',
    async go({ page }) {
      await type(page, '1250')
      await page.keyboard.press('Enter')
    },
  },
]
