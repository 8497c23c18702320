const MASK = '[redacted]'

/** Names whose value is a secret, whatever it looks like. */
const SECRET_NAMES = [
  'authorization',
  'x-access-token',
  'merchant[_-]?api[_-]?key',
  'merchant[_-]?key',
  'merchant',
  'api[_-]?key',
  'api[_-]?token',
  'access[_-]?token',
  'refresh[_-]?token',
  'secret[_-]?key',
  'client[_-]?secret',
  'secret',
  'passphrase',
  'password',
  'identifier',
  'user[_-]?id',
  'hmac',
  'cookie',
  'set-cookie',
].join('|')

/** Between a name and its value: quotes (escaped ones too), a colon, an equals sign or a comma, and a list's bracket. */
const BETWEEN = String.raw`(?:\\*["'])?\s*[:=,]\s*(?:\[\s*)?`

const RULES: readonly (readonly [RegExp, string])[] = [
  // An address keeps its host and path: a query, a fragment and a user part may carry a key.
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#"'<>@]*@/gi, `$1${MASK}@`],
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s?#"'<>\\]*)[?#][^\s"'<>\\]*/gi, `$1?${MASK}`],
  [/\b(basic|bearer)(\s+|%20|\+)[A-Za-z0-9+/=_.~-]{3,}/gi, `$1 ${MASK}`],
  // A quoted value ends with its own quote, so that spaces within it are covered; then the same within a quoted JSON.
  [
    new RegExp(String.raw`(${SECRET_NAMES})(${BETWEEN})(["'])(?:\\.|(?!\3)[^\\\r\n])*`, 'gi'),
    `$1$2$3${MASK}`,
  ],
  [new RegExp(String.raw`(${SECRET_NAMES})(${BETWEEN})(\\+["'])(?:(?!\3)[^\r\n])*`, 'gi'), `$1$2$3${MASK}`],
  [/(authorization)(\s*[:=,]\s*)(?!["'\\[\s])[^\r\n"'}]+/gi, `$1$2${MASK}`],
  [
    new RegExp(String.raw`(${SECRET_NAMES})(${BETWEEN})(?![\\"'\s]|\[|redacted\])[^\s,;&}\])"']+`, 'gi'),
    `$1$2${MASK}`,
  ],
  // Three-part tokens, UUIDs and everything long that mixes letters and digits look like keys wherever they stand.
  [/\beyJ[\w-]*\.[\w-]*(?:\.[\w-]*)?/g, MASK],
  [/\b[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\b/gi, MASK],
  [/(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{16,}={1,2}/g, MASK],
  [/(?<![\w-])(?=[\w-]*[A-Za-z])(?=(?:[\w-]*\d){2})[\w-]{20,}/g, MASK],
]

/**
 * Takes out of a text what may be a secret, then cuts it to `limit` characters.
 *
 * It knows the shapes of keys and no key: a list of secrets kept for comparing would itself be a leak.
 */
export function redact(text: string, limit = Number.POSITIVE_INFINITY): string {
  // Cut generously first, so that a huge text costs little, and exactly afterwards.
  const bounded = text.length > limit * 4 ? text.slice(0, limit * 4) : text
  const calm = RULES.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), bounded)
  return calm.length > limit ? `${calm.slice(0, limit)}…` : calm
}
