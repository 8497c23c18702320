/** The longest wait a provider may name; anything beyond is taken as this. */
const LONGEST_MS = 24 * 60 * 60 * 1000

/** Reads a Retry-After header (seconds or an HTTP date) as ms from `now`; null when absent or unreadable. */
export function retryAfterMs(header: string | null, now: number): number | null {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text) * 1000, LONGEST_MS)
  if (!/^[A-Z][a-z]{2}, /.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : Math.min(Math.max(at - now, 0), LONGEST_MS)
}
