import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { bare } from '../../../../src/shared/words/isolate.ts'
import type { Words } from '../../../../src/shared/words/words.ts'
import { APART_MS, BY_HAND } from '../../../../tools/tour/window.ts'
import { focusIsLost } from '../stand.ts'

/** So many stops of the Tab key is more than any screen has. */
const MOST_STOPS = 90
/** A dialog that closes gives the focus back some frames later, ms. */
const SETTLED_MS = 2_000

interface Counted {
  pointers?: number
  addEventListener(name: string, hear: () => void, isFirst: boolean): void
}

/** The hands of somebody without a mouse, at a window that speaks any language. */
export interface Hands {
  /** Presses a key as a hand does: no scanner is so slow. */
  press(key: string): Promise<void>
  /** Presses a key that must stand alone. */
  alone(key: string): Promise<void>
  /** Types as a hand does. */
  type(text: string): Promise<void>
  /** Presses Tab, or Shift Tab, until the focus is there; throws with every stop on the way where it never comes. */
  tabTo(target: Locator, key?: 'Tab' | 'Shift+Tab'): Promise<void>
  /** Goes to a button by Tab, and presses it. */
  pressButton(name: string, within?: Page | Locator): Promise<void>
  /** Goes to a picker by Tab, opens it, and chooses with the arrows. */
  choose(list: string, option: string, within?: Page | Locator): Promise<void>
  /** Finds what stands under these words by typing them into the palette, and does it. */
  find(words: string): Promise<void>
  /** Moves to the neighbour that comes next, or came before, in the direction in which the window is read. */
  aside(way: 'next' | 'before'): Promise<void>
  /** Throws where the keyboard has been left standing on nothing. */
  stands(after: string): Promise<void>
  /** How often something was pointed at since the hands came to the window. */
  pointed(): Promise<number>
}

/** Puts hands on a page's keyboard; `words` are those of its language. */
export async function handsAt(page: Page, { t }: Words): Promise<Hands> {
  const { keyboard } = page
  await page.evaluate(() => {
    const seen = globalThis as unknown as Counted
    seen.pointers = 0
    const note = () => {
      seen.pointers = (seen.pointers ?? 0) + 1
    }
    for (const name of ['pointerdown', 'pointermove', 'wheel']) seen.addEventListener(name, note, true)
  })
  const hasFocus = async (target: Locator) => (await target.and(page.locator(':focus')).count()) > 0
  const where = () =>
    page
      .locator(':focus')
      .first()
      .evaluate((one) => {
        const { tagName, innerText, ariaLabel } = one as unknown as Record<string, string | null>
        return `${tagName} ${ariaLabel ?? (innerText ?? '').slice(0, 40)}`
      })
      .catch(() => 'nothing')
  async function press(key: string): Promise<void> {
    await page.waitForTimeout(BY_HAND.delay)
    await keyboard.press(key)
  }
  const type = (text: string) => keyboard.type(text, BY_HAND)
  async function tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      if (await hasFocus(target)) return
      await keyboard.press(key)
    }
    const stops: string[] = []
    while (stops.length < MOST_STOPS && stops.indexOf(stops.at(-1) ?? '') === stops.length - 1) {
      await keyboard.press(key)
      stops.push(await where())
    }
    throw new Error(`${key} does not come to ${target}: ${stops.join(' > ')}`)
  }
  const hands: Hands = {
    press,
    async alone(key) {
      await page.waitForTimeout(APART_MS)
      await keyboard.press(key)
      await page.waitForTimeout(APART_MS)
    },
    type,
    tabTo,
    async pressButton(name, within = page) {
      await tabTo(within.getByRole('button', { name, exact: true }))
      await press('Enter')
    },
    async choose(list, option, within = page) {
      await tabTo(within.getByRole('button', { name: list }))
      await press('ArrowDown')
      const wanted = page.getByRole('option', { name: option, exact: true })
      await wanted.waitFor()
      await press('Home')
      for (let step = 0; !(await hasFocus(wanted)); step += 1) {
        if (step > MOST_STOPS) throw new Error(`the arrows do not come to ${option}`)
        await press('ArrowDown')
      }
      await press('Enter')
      await page.getByRole('listbox').waitFor({ state: 'detached' })
    },
    async find(words) {
      await press('Control+k')
      const palette = page.getByRole('dialog', { name: t('palette.title'), exact: true })
      await palette.waitFor()
      await type(bare(words))
      const chosen = palette.getByRole('option', { selected: true })
      await expect.poll(async () => bare(await chosen.innerText())).toContain(bare(words))
      await page.waitForTimeout(APART_MS)
      await press('Enter')
      await palette.waitFor({ state: 'detached' })
    },
    async aside(way) {
      const isFromRight = await page.evaluate(
        () => (globalThis as unknown as { document: { dir: string } }).document.dir === 'rtl',
      )
      await press((way === 'next') === isFromRight ? 'ArrowLeft' : 'ArrowRight')
    },
    async stands(after) {
      await expect.poll(() => focusIsLost(page), { timeout: SETTLED_MS, message: after }).toBe(false)
    },
    pointed: () => page.evaluate(() => (globalThis as unknown as Counted).pointers ?? 0),
  }
  return hands
}
