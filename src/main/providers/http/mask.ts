const MASK = '•••'
/** Longer answers are cut in the record. */
const ANSWER_LIMIT = 20_000
const WORDS_LIMIT = 500

/**
 * Replaces every secret in `text`, also in its URL-encoded, JSON-escaped and base64 forms.
 *
 * Longer forms go first, so that no part of a secret stays beside a masked part. Empty secrets are passed over.
 */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  return longestFirst(secrets).reduce((masked, form) => masked.replaceAll(form, MASK), text)
}

/** The forms of the secrets of one exchange, which every row of its answer is masked with. */
const formsOfExchange = new WeakMap<readonly string[], readonly string[]>()

function longestFirst(secrets: readonly string[]): readonly string[] {
  const known = formsOfExchange.get(secrets)
  if (known) return known
  const forms = secrets.filter((secret) => secret !== '').flatMap(formsOf)
  const sorted = [...new Set(forms)].sort((a, b) => b.length - a.length)
  formsOfExchange.set(secrets, sorted)
  return sorted
}

function formsOf(secret: string): readonly string[] {
  const base64 = Buffer.from(secret, 'utf8').toString('base64')
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    base64,
    base64.replace(/=+$/, ''),
    Buffer.from(secret, 'utf8').toString('base64url'),
  ]
}

/** An answer's text for the record: secrets masked, then cut at 20,000 characters. */
export function recordedAnswer(text: string, secrets: readonly string[]): string {
  return cut(maskSecrets(text, secrets), ANSWER_LIMIT)
}

/** A provider's words for people: secrets masked, no control or direction characters, at most 500 characters; or null. */
export function recordedWords(text: string | null, secrets: readonly string[]): string | null {
  if (text === null) return null
  const calm = maskSecrets(text, secrets)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim()
  return calm === '' ? null : cut(calm, WORDS_LIMIT)
}

/** Cuts without leaving half of a surrogate pair. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text
  const end = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1)) ? limit - 1 : limit
  return text.slice(0, end)
}
