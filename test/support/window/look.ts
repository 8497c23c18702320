import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { ROOT } from '../../../tools/launch.ts'
import { atRest, COLOUR_RULES, violations } from './axe.ts'
import { smallTargets } from './stand.ts'

export const OUTPUT = join(ROOT, 'test/e2e/output')

/** The two sizes that every screen is looked at in. */
export const SIZES = [
  { width: 1280, height: 800 },
  { width: 1024, height: 640 },
] as const

/** The three windows of a counter: a small one, a large one, a touch screen on its side. */
export const COUNTER_SIZES = [
  { width: 1024, height: 640 },
  { width: 1920, height: 1080 },
  { width: 800, height: 1280 },
] as const

/**
 * Looks at what is on the screen in both themes and every size, two unless others are named: a picture of each, axe
 * finds nothing, a finger finds everything that can be pressed, and what `also` checks holds in each.
 */
export async function look(
  page: Page,
  name: string,
  sizes: readonly { readonly width: number; readonly height: number }[] = SIZES,
  also: (where: string) => Promise<void> = async () => undefined,
): Promise<void> {
  mkdirSync(OUTPUT, { recursive: true })
  // What was just pressed may still wait for the main side; a new size or theme waits for nothing but its painting.
  await page.waitForTimeout(200)
  for (const size of sizes) {
    await page.setViewportSize(size)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await atRest(page)
      const where = `${name}-${colorScheme}-${size.width}x${size.height}`
      await page.screenshot({ path: join(OUTPUT, `${where}.png`) })
      // Between the themes of one size only colours differ.
      expect(await violations(page, colorScheme === 'light' ? null : COLOUR_RULES), where).toEqual([])
      expect(await sidewaysScroll(page), `${where} scrolls sideways`).toBe(false)
      expect(await smallTargets(page), `${where}: too low for a finger`).toEqual([])
      await also(where)
    }
  }
  await page.setViewportSize(SIZES[0])
  await page.emulateMedia({ colorScheme: 'light' })
}

function sidewaysScroll(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const root = (
      globalThis as unknown as { document: { documentElement: { scrollWidth: number; clientWidth: number } } }
    ).document.documentElement
    return root.scrollWidth > root.clientWidth
  })
}
