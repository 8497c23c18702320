import type { BookStep, SaleHistory } from './history.ts'

/** One thing that is written down, as the book's owner lived it. */
export type Moment =
  | { readonly kind: 'book'; readonly step: BookStep }
  | { readonly kind: 'sale'; readonly sale: SaleHistory }
  | { readonly kind: 'step'; readonly sale: SaleHistory; readonly index: number }

interface Waiting {
  readonly at: number
  readonly sale: SaleHistory
  readonly index: number
}

/**
 * Puts everything that happens in the order of its time; both lists must be in that order themselves.
 *
 * A step is left out where `counts` says so, and only the next one of each sale is kept in memory.
 */
export function* moments(
  bookSteps: readonly BookStep[],
  sales: Iterable<SaleHistory>,
  counts: (sale: SaleHistory, index: number) => boolean = () => true,
): Generator<Moment, void> {
  const heap: Waiting[] = []
  let nextBook = 0

  function* before(at: number): Generator<Moment, void> {
    for (;;) {
      const book = bookSteps[nextBook]
      const waiting = heap[0]
      const bookAt = book?.at ?? Number.POSITIVE_INFINITY
      const waitingAt = waiting?.at ?? Number.POSITIVE_INFINITY
      if (Math.min(bookAt, waitingAt) > at) return
      if (book && bookAt <= waitingAt) {
        nextBook += 1
        yield { kind: 'book', step: book }
      } else if (waiting) {
        take(heap)
        yield { kind: 'step', sale: waiting.sale, index: waiting.index }
        wait(waiting.sale, waiting.index + 1)
      } else return
    }
  }

  function wait(sale: SaleHistory, from: number): void {
    for (let index = from; index < sale.steps.length; index += 1) {
      const step = sale.steps[index]
      if (step && counts(sale, index)) {
        put(heap, { at: step.at, sale, index })
        return
      }
    }
  }

  for (const sale of sales) {
    yield* before(sale.at)
    yield { kind: 'sale', sale }
    wait(sale, 0)
  }
  yield* before(Number.MAX_SAFE_INTEGER)
}

/** Of one instant, the sale that was asked for first comes first. */
function isBefore(a: Waiting, b: Waiting): boolean {
  return a.at < b.at || (a.at === b.at && a.sale.place < b.sale.place)
}

function put(heap: Waiting[], one: Waiting): void {
  let at = heap.length
  heap.push(one)
  while (at > 0) {
    const above = (at - 1) >> 1
    const parent = heap[above]
    if (!parent || !isBefore(one, parent)) break
    heap[at] = parent
    at = above
  }
  heap[at] = one
}

function take(heap: Waiting[]): void {
  const last = heap.pop()
  if (!last || heap.length === 0) return
  let at = 0
  for (;;) {
    const left = 2 * at + 1
    const [one, other] = [heap[left], heap[left + 1]]
    const least = one && other && isBefore(other, one) ? left + 1 : left
    const child = heap[least]
    if (!child || !isBefore(child, last)) break
    heap[at] = child
    at = least
  }
  heap[at] = last
}
