import type { Sale } from '../../support/shop/schedule.ts'

/** How long a person looks at a sale that is not paid, ms. */
export const PATIENCE_MS = 60_000

/** A person at the counter, who looks at one new sale at a time. */
export interface Person {
  /** A sale was made: it is looked at unless another one still is. Says whether it is. */
  offered(sale: Sale, at: number): boolean
  /** A sale was seen paid: whoever looks at it looks away. Says whether it was looked at. */
  done(sale: Sale, at: number): boolean
  isLookingAt(sale: Sale, at: number): boolean
}

/** Makes a person who looks at nothing yet. */
export function createPerson(): Person {
  let looked: { readonly sale: Sale; readonly until: number } | null = null

  function isLookingAt(sale: Sale, at: number): boolean {
    return looked?.sale === sale && at <= looked.until
  }

  return {
    isLookingAt,
    offered(sale, at) {
      if (looked && at < looked.until) return false
      looked = { sale, until: at + PATIENCE_MS }
      return true
    },
    done(sale, at) {
      if (!isLookingAt(sale, at)) return false
      looked = null
      return true
    },
  }
}
