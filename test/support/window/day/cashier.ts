import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { APART_MS, BY_HAND } from '../../../../tools/tour/window.ts'
import type { Till } from './plan.ts'

declare const document: { readonly activeElement: { closest(selector: string): Labelled | null } | null }
interface Labelled {
  querySelector(selector: string): { readonly textContent: string } | null
}

/** The hands of a cashier who has no mouse. */
export interface Cashier {
  /** Chooses account and currency of the next sales with Tab, arrows and letters. */
  take(till: Till): Promise<void>
  /** Types an amount, looks at it, presses Enter, and waits until the sale stands on the screen. */
  sell(keys: string, number: string): Promise<void>
  /** Brings a sale to the screen with the palette and asks its provider now. */
  askAbout(number: string): Promise<void>
}

export function cashierAt(page: Page): Cashier {
  const { keyboard } = page
  const sale = (number: string) => page.getByRole('article', { name: `Sale ${number}` })
  const amount = page.getByRole('status', { name: 'Amount', exact: true })

  async function choose(list: string, option: string): Promise<void> {
    for (let tab = 0; (await focusedList()) !== list; tab += 1) {
      if (tab > 60) throw new Error(`Tab does not come to ${list}`)
      await keyboard.press('Tab')
    }
    await keyboard.press('ArrowDown')
    await page.getByRole('listbox').waitFor()
    await keyboard.type(option.slice(0, 4), BY_HAND)
    await expect.poll(() => page.locator('[role=option]:focus').innerText()).toBe(option)
    // Who looks for something reads what was found.
    await page.waitForTimeout(250)
    await keyboard.press('Enter')
    await page.getByRole('listbox').waitFor({ state: 'detached' })
  }
  const focusedList = () =>
    page.evaluate(
      () => document.activeElement?.closest('.select')?.querySelector('.label')?.textContent ?? null,
    )

  return {
    async take({ label, currency }) {
      if ((await page.getByRole('article').count()) > 0) await keyboard.press('n')
      await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
      await choose('Provider account', label)
      if ((await page.getByRole('button', { name: 'Currency' }).count()) > 0)
        await choose('Currency', currency)
    },
    async sell(keys, number) {
      await keyboard.type(keys, BY_HAND)
      const digits = keys.replace(/\D/g, '')
      await expect
        .poll(async () => (await amount.innerText()).replace(/\D/g, ''), { interval: 10 })
        .toBe(digits)
      await keyboard.press('Enter')
      await sale(number).waitFor()
    },
    async askAbout(number) {
      await keyboard.press('Control+k')
      const palette = page.getByRole('dialog', { name: 'Find an action, a sale or a setting' })
      await palette.waitFor()
      await keyboard.type(number, BY_HAND)
      await palette.getByRole('option', { selected: true }).filter({ hasText: number }).waitFor()
      await page.waitForTimeout(APART_MS)
      await keyboard.press('Enter')
      await sale(number).waitFor()
      await keyboard.press('F5')
    },
  }
}
