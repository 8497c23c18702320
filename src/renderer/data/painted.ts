/** A window that nobody sees paints nothing; its work must go on all the same, ms. */
const UNSEEN_MS = 100

/** Resolves once the next frame is painted, or soon where nothing is painted at all. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    const unseen = setTimeout(resolve, UNSEEN_MS)
    requestAnimationFrame(() => {
      clearTimeout(unseen)
      // What is due after a frame's own callbacks comes when the frame is made.
      setTimeout(resolve, 0)
    })
  })
}
