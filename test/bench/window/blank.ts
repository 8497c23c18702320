import type { Page } from 'playwright-core'

/** What was seen of a list that was scrolled: how long rows stood without their text, and how long frames took, ms. */
export interface Seen {
  readonly blank: readonly number[]
  readonly frames: readonly number[]
}

/** Watches each frame of a list while it is moved: a row that is seen at a third, the half or two thirds of its height and has no text is blank. */
export async function watchFrames(page: Page, move: () => Promise<void>): Promise<Seen> {
  await page.evaluate(`(() => {
    const grid = document.querySelector('.list-grid')
    const seen = { blank: [], frames: [] }
    let last = performance.now()
    let since = null
    let isOver = false
    const look = (now) => {
      seen.frames.push(now - last)
      last = now
      const box = grid.getBoundingClientRect()
      const isBlank = [1 / 3, 1 / 2, 2 / 3].some((part) => {
        const at = document.elementFromPoint(box.left + box.width / 3, box.top + box.height * part)
        const row = at?.closest('.list-row')
        return !row || row.textContent.trim() === ''
      })
      if (isBlank) since ??= now
      else if (since !== null) {
        seen.blank.push(now - since)
        since = null
      }
      if (!isOver) requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
    globalThis.seenFrames = () => {
      isOver = true
      if (since !== null) seen.blank.push(performance.now() - since)
      return seen
    }
  })()`)
  await move()
  return page.evaluate('globalThis.seenFrames()') as Promise<Seen>
}
