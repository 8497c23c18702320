import type { Page } from 'playwright-core'

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}
interface Drawn {
  readonly className: string
  getBoundingClientRect(): Box
  closest(selector: string): Drawn | null
  contains(other: Drawn): boolean
}
interface InPage {
  readonly innerWidth: number
  readonly innerHeight: number
  readonly document: {
    querySelectorAll(selector: string): Iterable<Drawn>
    createRange(): { selectNodeContents(of: Drawn): void; getBoundingClientRect(): Box }
  }
}

/** What is measured as its letters lie, and what has a box of its own. */
const WRITTEN = ['sum', 'times', 'figure', 'say', 'state', 'word', 'text', 'name']
const BOXED = ['plate', 'shop-name', 'mark', 'item', 'code', 'shape']

/** Says what of the customer display is cut by its half, leaves the window, or lies over something else; a row of letters may touch the next. */
export function boxesAmiss(customer: Page): Promise<string[]> {
  return customer.evaluate(
    ([written = [], boxed = []]) => {
      const { document, innerWidth, innerHeight } = globalThis as unknown as InPage
      const letters = (of: Drawn) => {
        const range = document.createRange()
        range.selectNodeContents(of)
        return range.getBoundingClientRect()
      }
      const all = (names: readonly string[], boxOf: (of: Drawn) => Box) =>
        names.flatMap((name) =>
          [...document.querySelectorAll(`.customer-${name}`)].map((of) => ({ name, of, box: boxOf(of) })),
        )
      const drawn = [...all(written, letters), ...all(boxed, (of) => of.getBoundingClientRect())]
      const isWithin = (box: Box, room: Box) =>
        box.left >= room.left - 1 &&
        box.top >= room.top - 1 &&
        box.right <= room.right + 1 &&
        box.bottom <= room.bottom + 1
      const screen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight }
      const cut = drawn.filter(({ of, box }) => {
        const half = of.closest('.customer-stub, .customer-half')
        return !isWithin(box, screen) || (half !== null && !isWithin(box, half.getBoundingClientRect()))
      })
      const over = drawn.flatMap((one, place) =>
        drawn.slice(place + 1).flatMap((other) => {
          const { box: a } = one
          const { box: b } = other
          const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
          const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
          const isApart = width <= 1 || height <= Math.min(a.bottom - a.top, b.bottom - b.top) / 4
          return isApart || one.of.contains(other.of) || other.of.contains(one.of)
            ? []
            : [`${one.name} over ${other.name}`]
        }),
      )
      return [...new Set([...cut.map(({ name }) => `${name} is cut`), ...over])]
    },
    [WRITTEN, BOXED] as const,
  )
}
