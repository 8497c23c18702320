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

/** One frame, ms. */
const FRAME_MS = 1_000 / 60
/** Steps of this part of a frame come by every part of it evenly, however few they are. */
const GOLDEN = (Math.sqrt(5) - 1) / 2
let rests = 0

/**
 * Rests as long as a hand does between two keys, and on to another part of a frame each time: a hand and a provider know
 * nothing of frames, but what follows a paint by a fixed time meets each frame at the same part of it.
 */
export async function restAsHand(page: Page): Promise<void> {
  rests += 1
  await page.waitForTimeout(BY_HAND.delay + ((rests * GOLDEN) % 1) * FRAME_MS)
}

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
      await arm('key', condition)
      // Keys that come closer than a hand's are a scanner's.
      await restAsHand(page)
      await page.keyboard.press(key)
      const { keyAt, paintedAt } = await painted('key')
      return paintedAt - keyAt
    },
    async changeToPaint(what, url, condition) {
      await arm('change', condition)
      await restAsHand(page)
      const began = await page.evaluate(
        ([to, text]) => (globalThis as unknown as ProbedWindow).probe.change(to, text),
        [what, url] as const,
      )
      return (await painted('change')).paintedAt - began
    },
  }
}
