/** Longer addresses are not taken: no QR code could hold them. */
const LONGEST = 2_000
/** What no address is written with; a parser takes it away or turns it, so that two readers see two addresses. */
const ODD = /[\p{Cc}\p{Cf}\p{Z}\\]/u

/**
 * Takes a payer's address from an answer, as a browser would write it: https, on its usual port and one of the provider's own hosts.
 *
 * Null for anything else, so that nothing else is ever kept, shown or drawn as a QR code.
 *
 * @param hosts exact host names in lower case; no sub-domain is implied
 */
export function payUrl(text: string | null | undefined, hosts: readonly string[]): string | null {
  if (!text || text.length > LONGEST || ODD.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  if (url.protocol !== 'https:' || url.port !== '' || !hosts.includes(url.hostname)) return null
  // A user part lets a stranger's host pass for the provider's: also an empty one.
  if (url.username !== '' || url.password !== '' || /^https:[/]*[^/?#]*@/i.test(text)) return null
  return url.href.length > LONGEST ? null : url.href
}
