/** A heap: the first of all is at hand, whatever the order they came in. */
export interface Heap<T> {
  first(): T | undefined
  put(item: T): void
  take(): T | undefined
}

/** Makes an empty heap ordered by `isBefore`. */
export function createHeap<T>(isBefore: (a: T, b: T) => boolean): Heap<T> {
  const items: T[] = []

  return {
    first: () => items[0],
    put(item) {
      let hole = items.length
      items.push(item)
      while (hole > 0) {
        const above = (hole - 1) >> 1
        const parent = items[above]
        if (parent === undefined || !isBefore(item, parent)) break
        items[hole] = parent
        hole = above
      }
      items[hole] = item
    },
    take() {
      const first = items[0]
      const last = items.pop()
      if (first === undefined || last === undefined || items.length === 0) return first
      let hole = 0
      for (;;) {
        const left = items[2 * hole + 1]
        const right = items[2 * hole + 2]
        const isRight = left !== undefined && right !== undefined && isBefore(right, left)
        const least = isRight ? right : left
        if (least === undefined || !isBefore(least, last)) break
        items[hole] = least
        hole = 2 * hole + (isRight ? 2 : 1)
      }
      items[hole] = last
      return first
    },
  }
}
