import type { Page } from 'playwright-core'
import type { SeenWindow, Stop } from './stop.ts'

/** The rail's places, by the number that leads to each. */
export const PLACES = { counter: 1, invoices: 2, books: 3, settings: 4 } as const

/** A hand between two keys, ms: a scanner is faster, and a letter must stand alone. */
const BY_HAND = { delay: 70 }
export const ALONE_MS = 260

/** Goes to a place of the rail by its key; a window that was drawn an instant ago may not hear the first one. */
export async function toPlace(page: Page, place: keyof typeof PLACES): Promise<void> {
  const isThere = page
    .locator('.rail-place')
    .nth(PLACES[place] - 1)
    .and(page.locator('[aria-current]'))
  for (let presses = 0; presses < 3 && (await isThere.count()) === 0; presses += 1) {
    await page.keyboard.press(`ControlOrMeta+${PLACES[place]}`)
    await isThere.waitFor({ timeout: 8_000 }).catch(() => undefined)
  }
  await isThere.waitFor()
}

/** Goes to a part of the books, by its number from 0. */
export async function toBooks(page: Page, part: number): Promise<void> {
  await toPlace(page, 'books')
  await page.locator('.books-head .tab').nth(part).click()
  await page.waitForTimeout(ALONE_MS)
}

/** Goes to a list of the invoices, by its number from 0. */
export async function toList(page: Page, view: number): Promise<void> {
  await toPlace(page, 'invoices')
  await page.locator('.invoices-head .view').nth(view).click()
  await whole(page)
  await page.waitForTimeout(ALONE_MS)
}

/** Takes away what the list before left to look for. */
async function whole(page: Page): Promise<void> {
  const search = page.locator('.search input')
  if ((await search.count()) > 0 && (await search.inputValue()) !== '') await search.fill('')
  while ((await page.locator('.chip-x').count()) > 0) await page.locator('.chip-x').first().click()
}

/** Presses the row of a list, from 0. */
export async function pressRow(page: Page, row: number): Promise<void> {
  await page
    .locator(`[role="row"][aria-rowindex="${row + 2}"]`)
    .first()
    .click()
}

/** Presses a key that must stand alone. */
export async function alone(page: Page, key: string): Promise<void> {
  await page.waitForTimeout(ALONE_MS)
  await page.keyboard.press(key)
  await page.waitForTimeout(ALONE_MS)
}

/** Types as a hand does. */
export async function type(page: Page, text: string): Promise<void> {
  await page.waitForTimeout(ALONE_MS)
  await page.keyboard.type(text, BY_HAND)
}

/** Waits until a dialog stands over the screen. */
export async function dialog(page: Page): Promise<void> {
  await page.getByRole('dialog').or(page.getByRole('alertdialog')).last().waitFor()
}

/** What is no stop of this window: the way to it ends, and nothing is wrong. */
export class NotHere extends Error {}

/** A stop of the usual data. */
export function live(name: string, go: Stop['go']): Stop {
  return { name, scene: 'live', go }
}

/** Shows a sale with a status at the counter. */
export async function toSale(seen: SeenWindow, status: string): Promise<void> {
  const { page } = seen
  await toPane(seen, status)
  await page.locator('.pane > .actions .button').first().click()
  await page.locator('.sale, [class^="sale-"]').first().waitFor()
}

/** Opens the pane of a sale with a status. */
export async function toPane({ page, row }: SeenWindow, status: string): Promise<void> {
  const place = row(status)
  if (place === null) throw new NotHere(status)
  await toList(page, 0)
  await pressRow(page, place)
  await page.locator('.pane > .actions').waitFor()
}
