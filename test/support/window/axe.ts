import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface InPage {
  readonly axe?: {
    run(only: {
      readonly runOnly?: readonly string[]
    }): Promise<{ readonly violations: readonly Violation[] }>
  }
  readonly document: { getAnimations(): readonly Animated[] }
  requestAnimationFrame(painted: () => void): void
}
interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly target: readonly unknown[] }[]
}
interface Animated {
  readonly finished: Promise<unknown>
  readonly effect: { getComputedTiming(): { readonly endTime: unknown } } | null
}

/** Waits until what moves has come to its end, whatever moves for ever aside, and has been painted. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { document, requestAnimationFrame } = globalThis as unknown as InPage
    const frame = () => new Promise<void>((painted) => requestAnimationFrame(painted))
    await frame()
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
    await Promise.allSettled(ending.map((one) => one.finished))
    await frame()
    await frame()
  })
}

/** The rules of axe that look at colours: between the themes of one size only these differ. */
export const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/** Gives what axe finds in the page, each with where; by these rules, by all of them for null. */
export async function violations(page: Page, rules: readonly string[] | null): Promise<string[]> {
  const isThere = await page.evaluate(() => (globalThis as unknown as InPage).axe !== undefined)
  if (!isThere) await page.evaluate(axeSource)
  // Told in words by the page itself: all that axe found in order is a hundred times as long.
  return page.evaluate(async (runOnly) => {
    const results = await (globalThis as unknown as InPage).axe?.run(runOnly ? { runOnly } : {})
    if (!results) throw new Error('axe is not in the page')
    return results.violations.map(
      (one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`,
    )
  }, rules)
}
