/** Gives the row that a key moves to; null for a key that does not move. */
export function moveActive(key: string, active: number, count: number, page: number): number | null {
  const last = count - 1
  switch (key) {
    case 'ArrowDown':
    case 'j':
    case 'J':
      return Math.min(last, active + 1)
    case 'ArrowUp':
    case 'k':
    case 'K':
      return Math.max(0, active - 1)
    case 'PageDown':
      return Math.min(last, active + page)
    case 'PageUp':
      return Math.max(0, active - page)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
