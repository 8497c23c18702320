import { readUrl } from './origin.ts'

export type ExternalUrlVerdict =
  | { readonly kind: 'open'; readonly url: string }
  | { readonly kind: 'refuse'; readonly reason: 'not_a_url' | 'not_https' | 'credentials' | 'port' | 'host' }

/**
 * Judges an address before it is handed to the system's browser: https on its usual port, and a host on the list.
 *
 * @param allowedHosts exact host names in lower case; no sub-domain is implied
 */
export function classifyExternalUrl(text: string, allowedHosts: readonly string[]): ExternalUrlVerdict {
  if (hasControlCharacter(text) || text.trim() !== text) return { kind: 'refuse', reason: 'not_a_url' }
  const url = readUrl(text)
  if (url === null) return { kind: 'refuse', reason: 'not_a_url' }
  if (url.protocol !== 'https:') return { kind: 'refuse', reason: 'not_https' }
  if (url.username !== '' || url.password !== '') return { kind: 'refuse', reason: 'credentials' }
  if (url.port !== '') return { kind: 'refuse', reason: 'port' }
  if (!allowedHosts.includes(url.hostname)) return { kind: 'refuse', reason: 'host' }
  return { kind: 'open', url: url.href }
}

function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\u007f' || character === '\\')
}
