import type { Page } from 'playwright-core'
import { callFrom } from '../../../tools/tour/window.ts'
import type { LaunchedApp } from '../../support/window/launchers/launched-app.ts'
import { type Condition, type Probe, probeIn, restAsHand } from './probe.ts'
import type { TimedProvider } from './provider.ts'
import { amountOf, newestRef, pay } from './rounds.ts'

export const DISPLAY_STEPS = ['key', 'code', 'paid'] as const
export type DisplayStep = (typeof DISPLAY_STEPS)[number]

const KEYS = ['7', '4', '0', '0'] as const

/** What the customer reads after some digits, as a sale will have it. */
const figureOf = (digits: string): Condition => ({
  selector: '.customer-figure',
  text: `^${Number(digits).toLocaleString('en')}\\.00$`,
})

/**
 * One sale after the other, as {@link appRounds} has them, with the customer display beside: how much later it paints the same than the
 * till's window does, ms; below nothing where it is sooner.
 */
export async function displayRounds(app: LaunchedApp, provider: TimedProvider) {
  await callFrom(app.page, 'settings.set', { customerDisplay: 'beside' })
  const customer = await app.customerPage()
  await customer.locator('.customer-half').waitFor()
  // The digit that the last round ended with.
  await app.page.keyboard.press('Escape')
  await customer.locator('.customer-asleep').waitFor()
  await app.page.locator('output.amount-entry', { hasText: /^0/ }).waitFor()
  const [till, display] = [await probeIn(app.page), await probeIn(customer)]
  const pair = (at: Condition, shown: Condition) => armed([till, at], [display, shown])
  return async (note: (step: DisplayStep, ms: number) => void): Promise<void> => {
    for (let typed = 1; typed <= KEYS.length; typed += 1) {
      const digits = KEYS.slice(0, typed).join('')
      const behind = await pair(amountOf(digits), figureOf(digits))
      await restAsHand(app.page)
      await app.page.keyboard.press(KEYS[typed - 1] ?? '')
      note('key', await behind())
    }
    const code = await pair({ selector: '.qr' }, { selector: '.customer-code .qr' })
    await restAsHand(app.page)
    await app.page.keyboard.press('Enter')
    note('code', await code())
    const paid = await pair({ selector: 'article.sale-paid' }, { selector: '.customer-verdict.tone-paid' })
    const ref = await newestRef(app.page)
    await restAsHand(app.page)
    pay(provider, ref)
    note('paid', await paid())
    await toKeypad(app.page)
  }
}

async function armed(...sides: readonly [Probe, Condition][]): Promise<() => Promise<number>> {
  for (const [probe, condition] of sides) await probe.arm('behind', condition)
  return async () => {
    const [at, shown] = await Promise.all(sides.map(([probe]) => probe.painted('behind')))
    return (shown?.wallAt ?? 0) - (at?.wallAt ?? 0)
  }
}

async function toKeypad(page: Page): Promise<void> {
  await page.keyboard.press('Enter')
  await page.locator('article.sale').waitFor({ state: 'detached' })
}
