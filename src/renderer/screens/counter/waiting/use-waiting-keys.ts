import type { RefObject } from 'react'
import { useKeys } from '../../../keyboard/use-keys.tsx'

/**
 * Up and Down move through the sales at the side from wherever the focus is, and Enter opens the one it stands on;
 * Alt with 1 to 9 opens one at once.
 */
export function useWaitingKeys(panel: RefObject<HTMLElement | null>): void {
  const sales = () => [...(panel.current?.querySelectorAll<HTMLElement>('.strip-sale') ?? [])]
  useKeys('counter', {
    waitingOpen: (_, index) => sales()[index]?.click(),
    waitingMove: {
      takes: () => sales().length > 0,
      run(press) {
        const all = sales()
        all[nextPlace(all, press.key === 'ArrowDown' ? 1 : -1)]?.focus()
      },
    },
  })
}

/** From the sale that has the focus, or else from the one on the screen; the ends do not meet. */
function nextPlace(all: readonly HTMLElement[], step: 1 | -1): number {
  const focused = all.indexOf(document.activeElement as HTMLElement)
  const from = focused >= 0 ? focused : all.findIndex((one) => one.hasAttribute('aria-current'))
  if (from < 0) return step > 0 ? 0 : all.length - 1
  return Math.min(all.length - 1, Math.max(0, from + step))
}
