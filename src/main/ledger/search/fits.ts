import type { InvoiceStatus } from '../../../shared/status/status.ts'
import type { FactWay, Wanted, Way } from './wanted.ts'

/** What of a sale a search looks at beside its texts. */
export interface Facts {
  readonly createdAt: number
  /** When its last money came; null where none did. */
  readonly paidAt: number | null
  readonly status: InvoiceStatus
  readonly currency: string
  /** Folded. */
  readonly account: string
}

/** Says whether a sale with this searched text is what a search wants. */
export function fits(wanted: Wanted, text: string, facts: () => Facts): boolean {
  return wanted.length > 0 && wanted.every((ways) => ways.some((way) => fitsWay(way, text, facts)))
}

function fitsWay(way: Way, text: string, factsOf: () => Facts): boolean {
  if (way.kind === 'text') return text.includes(way.needle)
  return way.kind === 'words'
    ? way.needles.every((needle) => text.includes(needle))
    : fitsFacts(way, factsOf())
}

function fitsFacts(way: FactWay, facts: Facts): boolean {
  switch (way.kind) {
    case 'days':
      return way.within.some(({ from, until }) =>
        [facts.createdAt, facts.paidAt].some((at) => at !== null && at >= from && at < until),
      )
    case 'status':
      return way.among.includes(facts.status)
    case 'currency':
      return facts.currency.toLowerCase() === way.code
    case 'account':
      return facts.account.includes(way.needle)
  }
}
