/**
 * Takes a payer's address from an answer: https, or http on the very host the answer came from (practice).
 *
 * Null for anything else, so that no other scheme ever reaches a screen or a QR code.
 */
export function payUrl(text: string | null | undefined, baseUrl: string): string | null {
  if (!text || text.length > 2000 || !URL.canParse(text)) return null
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') return null
  if (url.protocol === 'https:') return text
  return url.protocol === 'http:' && url.hostname === new URL(baseUrl).hostname ? text : null
}
