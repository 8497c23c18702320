import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { BY_HAND } from '../../../tools/tour/window.ts'

/** What must stand on the screen: an element, and its text as a regular expression where that matters. */
export interface Condition {
  readonly selector: string
  readonly text?: string
}

/** A paint, and the key pressed last before it: ms on the page's own clock; `wallAt` is epoch ms. */
export interface Paint {
  readonly keyAt: number
  readonly paintedAt: number
  readonly wallAt: number
}

interface ProbedWindow {
  readonly probe: {
    arm(name: string, condition: Condition): void
    painted(name: string): Promise<Paint>
    change(what: string, url: string): number
  }
}

/** The measuring hand in one page. */
export interface Probe {
  arm(name: string, condition: Condition): Promise<void>
  painted(name: string): Promise<Paint>
  /** From a key press to the frame that shows what it did, ms. */
  keyToPaint(key: string, condition: Condition): Promise<number>
  /** From a change from outside to the frame that shows it, ms; the bare page only. */
  changeToPaint(what: string, url: string, condition: Condition): Promise<number>
}

const SOURCE = readFileSync(new URL('./probe.mjs', import.meta.url), 'utf8')

/** Puts the measuring code into a page. */
export async function probeIn(page: Page): Promise<Probe> {
  await page.evaluate(SOURCE)
  const arm = (name: string, condition: Condition) =>
    page.evaluate(([called, wanted]) => (globalThis as unknown as ProbedWindow).probe.arm(called, wanted), [
      name,
      condition,
    ] as const)
  const painted = (name: string) =>
    page.evaluate((called) => (globalThis as unknown as ProbedWindow).probe.painted(called), name)
  return {
    arm,
    painted,
    async keyToPaint(key, condition) {
      // As a hand does: keys that come closer are a scanner's.
      await page.waitForTimeout(BY_HAND.delay)
      await arm('key', condition)
      await page.keyboard.press(key)
      const { keyAt, paintedAt } = await painted('key')
      return paintedAt - keyAt
    },
    async changeToPaint(what, url, condition) {
      await arm('change', condition)
      const began = await page.evaluate(
        ([to, text]) => (globalThis as unknown as ProbedWindow).probe.change(to, text),
        [what, url] as const,
      )
      return (await painted('change')).paintedAt - began
    },
  }
}
