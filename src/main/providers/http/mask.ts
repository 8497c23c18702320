const MASK = '•••'
/** Longer answers are cut in the record. */
const ANSWER_LIMIT = 20_000
const WORDS_LIMIT = 500

/**
 * Replaces every secret in `text`, also in base64, however JSON or an address can write its letters.
 *
 * Longer forms go first, so that no part of a secret stays beside a masked part. Empty secrets are passed over.
 */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  return formsOf(secrets).reduce(
    (masked, form) => (form.begin.test(masked) ? masked.replace(form.whole(), MASK) : masked),
    text,
  )
}

/** What is looked for first: where the first letters of a secret stand nowhere, neither does the secret. */
const BEGIN_LETTERS = 8

/** One way a secret may stand in an answer. */
interface Form {
  /** Its first letters. */
  readonly begin: RegExp
  /** All of it: to compile that for a long key takes longer than a frame, and hardly any answer holds one. */
  whole(): RegExp
}

/** The forms of the secrets of one exchange, which every row of its answer is masked with. */
const formsOfExchange = new WeakMap<readonly string[], readonly Form[]>()

function formsOf(secrets: readonly string[]): readonly Form[] {
  const known = formsOfExchange.get(secrets)
  if (known) return known
  const texts = secrets.filter((secret) => secret !== '').flatMap((secret) => [secret, ...base64Of(secret)])
  const sorted = [...new Set(texts)].sort((a, b) => b.length - a.length)
  const begins = new Map<string, RegExp>()
  const forms = sorted.map((text): Form => {
    const letters = [...text]
    const first = letters.slice(0, BEGIN_LETTERS)
    const begin = begins.get(first.join('')) ?? new RegExp(patternOf(first))
    begins.set(first.join(''), begin)
    let whole: RegExp | null = null
    return {
      begin,
      whole() {
        whole ??= new RegExp(patternOf(letters), 'g')
        return whole
      },
    }
  })
  formsOfExchange.set(secrets, forms)
  return forms
}

function patternOf(letters: readonly string[]): string {
  return letters.map(spellingsOf).join('')
}

function base64Of(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8')
  const base64 = bytes.toString('base64')
  return [base64, base64.replace(/=+$/, ''), bytes.toString('base64url')]
}

/** The letters that JSON writes with a backslash, by what it writes after it. */
const SHORT: Readonly<Record<string, string>> = {
  '\b': 'b',
  '\f': 'f',
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
  '"': '"',
  '/': '/',
  '\\': '\\\\',
}
/** A JSON text within a JSON text doubles its backslashes: taken up to the third within another. Bounded, for speed. */
const BACKSLASHES = String.raw`(?:\\|%(?:25){0,3}5[cC]){1,8}`
/** The letters that a page writes by a name; by its number it may write any. */
const NAMED: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }

/** A pattern for every way to write one letter: as it is, escaped as JSON or a page may, percent-encoded, once or more often. */
function spellingsOf(letter: string): string {
  const units = Array.from({ length: letter.length }, (_, at) => hex(letter.charCodeAt(at), 4))
  const bytes = [...Buffer.from(letter, 'utf8')].map((byte) => hex(byte, 2))
  const short = SHORT[letter]
  const percent = bytes.map((byte) => `%(?:25){0,3}${byte}`).join('')
  return `(?:${[
    RegExp.escape(letter),
    ...(short === undefined ? [] : [`${BACKSLASHES}(?:${short}|${percent})`]),
    units.map((unit) => `${BACKSLASHES}u${unit}`).join(''),
    percent,
    ...(letter === ' ' ? [String.raw`\+`] : []),
    `&(?:amp;)*(?:${entitiesOf(letter)});`,
  ].join('|')})`
}

/** What stands between & and ; where a page writes a letter. */
function entitiesOf(letter: string): string {
  const number = letter.codePointAt(0) ?? 0
  const name = NAMED[letter]
  return [`#0*${number}`, `#[xX]0*${hex(number, 1)}`, ...(name === undefined ? [] : [name])].join('|')
}

/** A number in so many hex digits, each in either case. */
function hex(value: number, digits: number): string {
  const text = value.toString(16).padStart(digits, '0')
  return text.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)
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
