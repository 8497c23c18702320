import type { PageQuery } from './provider.ts'

/** The largest page that may be asked for, rows (oxapay §2.5). */
export const LARGEST_PAGE = 200

/** Throws for a page that no provider has: a caller's mistake, not a provider's failure. */
export function assertPage({ page, size }: PageQuery): void {
  if (!Number.isInteger(page) || page < 1) throw new Error('pages count from 1')
  if (!Number.isInteger(size) || size < 1 || size > LARGEST_PAGE) throw new Error('no such page size')
}
