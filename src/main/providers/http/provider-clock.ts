/** A provider's own time, and how far ours is behind it, ms; negative where ours is ahead. */
export interface ProviderClock {
  readonly told: string
  readonly behindMs: number
}

/** Reads a Date header against our own `now`; null when absent or unreadable. */
export function providerClock(header: string | null, now: number): ProviderClock | null {
  const at = header === null ? Number.NaN : Date.parse(header)
  return header === null || Number.isNaN(at) ? null : { told: header.slice(0, 40), behindMs: at - now }
}
