import type { RefObject } from 'react'
import { moveActive } from './move-active.ts'
import { useKeys } from './use-keys.tsx'

interface Options {
  /** The list, which hears its keys itself while it has the focus. */
  readonly list: RefObject<HTMLElement | null>
  readonly active: number
  readonly count: number
  /** So many rows are passed by a page. */
  readonly page: number
  readonly onMove: (index: number) => void
  readonly onOpen: () => void
}

/** Letters move through the list from anywhere beside it. */
const LETTERS = /^[jk]$/i

/** Whoever came to a place by a key, or clicked beside everything, stands on nothing that has keys of its own. */
const isNowhere = () => document.activeElement?.matches('body, main') ?? true

/** Hears the keys of a list from beside it, where nothing else is meant by them; the list has the focus from then on. */
export function useListKeys({ list, active, count, page, onMove, onOpen }: Options): void {
  useKeys('list', {
    move: {
      takes: ({ key }) => count > 0 && (LETTERS.test(key) || isNowhere()),
      run({ key }) {
        list.current?.focus({ preventScroll: true })
        const next = moveActive(key, active, count, page)
        if (next !== null) onMove(next)
      },
    },
    open: {
      takes: () => count > 0 && isNowhere(),
      run() {
        list.current?.focus({ preventScroll: true })
        onOpen()
      },
    },
  })
}
