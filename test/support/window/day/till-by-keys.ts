import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Words } from '../../../../src/shared/words/words.ts'
import { type LaunchedApp, type LauncherName, launchApp } from '../launchers/index.ts'
import { look, OUTPUT, SIZES } from '../look.ts'
import { enterPin, signedIn, type TillPerson } from '../people.ts'
import { type Hands, handsAt } from './hands.ts'

/** A hand looks at the keypad before it types, ms. */
const LOOKED_MS = 450

/** A till that was never set up, in a language, and hands at its keyboard. */
export interface TillByKeys extends Hands {
  readonly app: LaunchedApp
  readonly page: Page
  dialog(name: string): Locator
  grid(name: string): Locator
  /** Waits until a list has the row of a sale. */
  listed(number: string): Promise<void>
  /** Waits until no dialog is open. */
  gone(): Promise<void>
  /** Waits for the title of a place. */
  heading(name: string): Promise<void>
  /** Waits until a sentence was read out. */
  announced(sentence: string): Promise<void>
  /** Waits until the last line of a list says this. */
  told(sentence: string): Promise<void>
  keypad(): Promise<void>
  /** The digits of the amount on the keypad. */
  typed(): Promise<string>
  /** Types an amount, or nothing more, and Enter; waits until the code of its sale stands on the screen. */
  sells(keys: string, number: string): Promise<void>
  /** Goes on to the next sale. */
  next(): Promise<void>
  /** Has somebody take over; gives how long that took from the first key to the keypad, and how long from the last key, ms. */
  takesOver(who: TillPerson): Promise<{ readonly whole: number; readonly answered: number }>
  /** Looks at the smaller window in both themes. */
  look(name: string): Promise<void>
  /** Takes a picture of what is on the screen. */
  picture(name: string): Promise<void>
}

/** Opens the app on a computer of a locale, whose words these are. */
export async function openByKeys(launcher: LauncherName, locale: string, words: Words): Promise<TillByKeys> {
  const { t } = words
  const app = await launchApp({ launcher, size: SIZES[0], env: { COUNTERFOIL_LANGUAGES: locale } })
  const { page } = app
  page.setDefaultTimeout(10_000)
  await page.locator(`html[lang="${locale}"]`).waitFor()
  const hands = await handsAt(page, words)
  const nameOf = (name: string) => `day-${locale.slice(0, 2)}-${name}`
  const keypad = () => page.getByRole('toolbar', { name: t('counter.keypad'), exact: true }).waitFor()
  const amount = page.getByRole('status', { name: t('counter.amount'), exact: true })
  return {
    ...hands,
    ...{ app, page, keypad },
    dialog: (name) => page.getByRole('dialog', { name, exact: true }),
    grid: (name) => page.getByRole('grid', { name, exact: true }),
    listed: (number) => page.getByRole('row', { name: new RegExp(number) }).waitFor(),
    gone: () => expect.poll(() => page.getByRole('dialog').count()).toBe(0),
    heading: (name) => page.getByRole('heading', { name, level: 1, exact: true }).waitFor(),
    announced: (sentence) =>
      page.getByTestId('announcer').filter({ hasText: sentence }).waitFor({ state: 'attached' }),
    told: (sentence) => expect.poll(() => page.locator('.list-foot').innerText()).toContain(sentence),
    typed: async () => (await amount.innerText()).replace(/\D/g, ''),
    async sells(keys, number) {
      await page.waitForTimeout(LOOKED_MS)
      await hands.type(keys)
      await hands.press('Enter')
      await page.getByRole('article', { name: t('sale.title', { number }), exact: true }).waitFor()
      await page.locator('.sale-code').waitFor()
      await hands.stands(`${number} was sold`)
    },
    async next() {
      await hands.alone('n')
      await keypad()
      await hands.stands('the next sale began')
    },
    async takesOver(who) {
      const began = performance.now()
      await page.keyboard.press('Control+l')
      await enterPin(page, who)
      const entered = performance.now()
      await signedIn(page, who)
      await keypad()
      const stood = performance.now()
      await hands.stands(`${who} took over`)
      return { whole: stood - began, answered: stood - entered }
    },
    look: (name) => look(page, nameOf(name), [SIZES[1]]),
    async picture(name) {
      await page.screenshot({ path: join(OUTPUT, `${nameOf(name)}-1280x800.png`) })
    },
  }
}
