/** What of a key press, and of what hears it, tells where it points. */
interface Pointed {
  readonly key: string
  readonly currentTarget: Element
}

/** Says whether lines begin at the right where an element stands. */
export function isFromRight(element: Element): boolean {
  return getComputedStyle(element).direction === 'rtl'
}

/** Gives 1 for the arrow that points to where a line goes on, and -1 for the one that points back; null for every other key. */
export function lineStep({ key, currentTarget }: Pointed): 1 | -1 | null {
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return null
  return (key === 'ArrowRight') === isFromRight(currentTarget) ? -1 : 1
}
