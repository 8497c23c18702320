import type { LinkReading, LinkStage } from '../../../shared/status/status.ts'

/** What tells whether a link may be shown to a customer. */
export interface ShareableRow {
  readonly stage: LinkStage
  readonly reading: LinkReading
  readonly url: string | null
  /** 1 where the provider asks for another amount than the invoice. */
  readonly mismatched: bigint
}

/** Says whether a link may still be shown: it lives, has an address, can take money, and asks for the right amount. */
export function isShareable(link: ShareableRow): boolean {
  const over: readonly LinkReading[] = ['expired', 'failed', 'refunded']
  return link.stage === 'live' && link.url !== null && link.mismatched === 0n && !over.includes(link.reading)
}
