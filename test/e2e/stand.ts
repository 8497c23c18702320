import type { Page } from 'playwright-core'

interface Box {
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
    if (!over || !box) return false
    const beside = over.x + over.width <= box.x || box.x + box.width <= over.x
    const above = over.y + over.height <= box.y || box.y + box.height <= over.y
    return !beside && !above
  })
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
}
declare const getComputedStyle: (element: Drawn) => { readonly overflow: string; readonly display: string }

/** Names the parts within that hold more than they show, with their first words; one that ends in "…" on purpose counts too. */
export function cutOff(page: Page, within: string): Promise<string[]> {
  return page.locator(within).evaluate((root) => {
    const all = [
      ...(root as unknown as { querySelectorAll(what: string): Iterable<Drawn> }).querySelectorAll('*'),
    ]
    const isCut = (one: Drawn) =>
      getComputedStyle(one).overflow !== 'visible' &&
      getComputedStyle(one).display !== 'inline' &&
      (one.scrollHeight > one.clientHeight + 4 || one.scrollWidth > one.clientWidth + 1)
    return all
      .filter(isCut)
      .map((one) => `${one.tagName} ${String(one.className)}: ${(one.textContent ?? '').slice(0, 60)}`)
  })
}
