import type { Page } from 'playwright-core'

/** Where a part of the screen stands, CSS px. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

declare const document: {
  readonly activeElement: unknown
  readonly body: unknown
}

/** Where the parts of the screen stand; throws when one is missing. */
export async function boxesOf(page: Page, selectors: readonly string[]): Promise<Record<string, Box>> {
  const boxes: Record<string, Box> = {}
  for (const selector of selectors) {
    const box = await page.locator(selector).first().boundingBox()
    if (!box) throw new Error(`${selector} is not on the screen`)
    boxes[selector] = box
  }
  return boxes
}

/** Names the parts that something covers, wholly or in part. */
export async function overlaps(page: Page, top: string, parts: readonly string[]): Promise<string[]> {
  const over = (await boxesOf(page, [top]))[top]
  const beneath = await boxesOf(page, parts)
  return parts.filter((part) => {
    const box = beneath[part]
    return over !== undefined && box !== undefined && meets(over, box)
  })
}

/** Says whether two parts share any of the screen. */
export function meets(one: Box, other: Box): boolean {
  const beside = one.x + one.width <= other.x || other.x + other.width <= one.x
  const above = one.y + one.height <= other.y || other.y + other.height <= one.y
  return !beside && !above
}

/** Says whether the keyboard has been left standing on nothing. */
export function focusIsLost(page: Page): Promise<boolean> {
  return page.evaluate(() => document.activeElement === null || document.activeElement === document.body)
}

interface Drawn {
  readonly scrollHeight: number
  readonly clientHeight: number
  readonly scrollWidth: number
  readonly clientWidth: number
  readonly className: unknown
  readonly tagName: string
  readonly textContent: string | null
  getBoundingClientRect(): { readonly right: number }
  closest(what: string): Drawn | null
  readonly parentElement: Drawn | null
}
declare const getComputedStyle: (element: Drawn) => { readonly overflow: string; readonly display: string }

interface Card extends Drawn {
  getBoundingClientRect(): Box & { readonly right: number }
  querySelector(what: string): Card | null
}
declare const Range: new () => { selectNodeContents(of: unknown): void; getBoundingClientRect(): Box }

/** Names the amounts at the side that stand beyond their card, and those whose card is higher than the lowest. */
export function amountsBeyond(page: Page): Promise<string[]> {
  return page.locator('.strip').evaluate((strip) => {
    const all = (strip as unknown as { querySelectorAll(what: string): Iterable<Card> }).querySelectorAll(
      '.strip-sale',
    )
    const cards = [...all].map((card) => ({
      card: card.getBoundingClientRect(),
      text: card.querySelector('.amount'),
    }))
    const least = Math.min(...cards.map(({ card }) => card.height))
    return cards.flatMap(({ card, text }) => {
      const range = new Range()
      range.selectNodeContents(text)
      const { x, y, width, height } = range.getBoundingClientRect()
      const isWithin =
        x >= card.x && x + width < card.x + card.width && y >= card.y && y + height < card.y + card.height
      return isWithin && card.height <= least + 0.5
        ? []
        : [`${text?.textContent}: ${card.width}x${card.height}`]
    })
  })
}

/** Names the parts within that hold more than they show, and the whole where it does at its sides, with their first words; one that ends in "…" on purpose counts too. */
export function cutOff(page: Page, within: string): Promise<string[]> {
  return page.locator(within).evaluate((root) => {
    const all = [
      ...(root as unknown as { querySelectorAll(what: string): Iterable<Drawn> }).querySelectorAll('*'),
    ]
    const isCut = (one: Drawn) =>
      getComputedStyle(one).overflow !== 'visible' &&
      getComputedStyle(one).display !== 'inline' &&
      (one.scrollHeight > one.clientHeight + 4 || isCutAside(one))
    const isCutAside = (one: Drawn) => one.scrollWidth > one.clientWidth + 1
    const whole = root as unknown as Drawn
    const end = whole.getBoundingClientRect().right
    const isSeen = (one: Drawn | null): boolean =>
      one === null ||
      one === whole ||
      (getComputedStyle(one).overflow === 'visible' && isSeen(one.parentElement))
    // What a smaller part cuts off, and words for screen readers, take no room of the whole.
    const isBeyond = (one: Drawn) =>
      one.getBoundingClientRect().right > end + 1 &&
      one.closest('.visually-hidden') === null &&
      isSeen(one.parentElement)
    // The whole may scroll up and down.
    return [
      ...(getComputedStyle(whole).overflow !== 'visible' && isCutAside(whole) && all.some(isBeyond)
        ? [whole]
        : []),
      ...all.filter(isCut),
    ].map((one) => `${one.tagName} ${String(one.className)}: ${(one.textContent ?? '').slice(0, 60)}`)
  })
}

/** What a finger needs, CSS px. */
const FINGER = 44
/** What a mouse needs in the list of invoices, above the month and in its charts, CSS px: there everything is as high as a finger needs once one points. */
const MOUSE = {
  where:
    '.list-top, .chips, .register, .list-menu, .month-tools, .chart, .period-check, .period-later, .tie-part, ' +
    '.export-modal, .exports, .import-columns',
  row: 36,
  least: 28,
}
/** Everything that can be pressed; a switch, a choice and a slider by what is drawn of them. */
const PRESSED =
  'button, a[href], input, textarea, select, summary, label:has(input), [role=button], [role=option], [role=tab], ' +
  '[role=grid] [role=row][aria-selected], .slider-track'

interface Pressed {
  readonly tagName: string
  readonly className: unknown
  readonly textContent: string | null
  checkVisibility(how: object): boolean
  closest(what: string): Pressed | null
  getAttribute(name: string): string | null
  getBoundingClientRect(): Box
}

/** Names everything on the screen that can be pressed and is lower than who points needs, with its height. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.locator('body').evaluate(
    (body, [pressed, finger, mouse]) => {
      const all = (body as unknown as { querySelectorAll(what: string): Iterable<Pressed> }).querySelectorAll(
        pressed,
      )
      const heightOf = (one: Pressed) => Math.round(one.getBoundingClientRect().height * 10) / 10
      // Read out and never drawn: their label, or the track, is what is pressed.
      const isDrawn = (one: Pressed) =>
        one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        one.closest('[aria-hidden="true"], [inert], [style*="clip"]') === null &&
        one.getBoundingClientRect().width > 1 &&
        !(
          one.tagName === 'INPUT' && one.closest('label:has(input), .slider-track, .visually-hidden') !== null
        )
      const isFinger = (
        globalThis as unknown as { matchMedia(query: string): { readonly matches: boolean } }
      ).matchMedia('(pointer: coarse)').matches
      const leastOf = (one: Pressed) => {
        if (isFinger || one.closest(mouse.where) === null) return finger
        return one.getAttribute('role') === 'row' ? mouse.row : mouse.least
      }
      return [...all]
        .filter((one) => isDrawn(one) && heightOf(one) < leastOf(one))
        .map((one) => {
          const name = one.getAttribute('aria-label') ?? one.textContent ?? ''
          return `${one.tagName} ${String(one.className)} “${name.slice(0, 40)}”: ${heightOf(one)}`
        })
    },
    [PRESSED, FINGER, MOUSE] as const,
  )
}
