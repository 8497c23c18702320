/** Letters that Unicode does not take apart, as they are typed without their mark. */
const PLAIN: Readonly<Record<string, string>> = {
  ...{
    ł: 'l',
    ø: 'o',
    đ: 'd',
    ħ: 'h',
    ŧ: 't',
    ı: 'i',
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ð: 'd',
    þ: 'th',
    ŋ: 'n',
    ς: 'σ',
  },
  // The ways in which Arabic and Persian write one letter.
  ...{ ٱ: 'ا', ة: 'ه', ى: 'ي', ی: 'ي', ک: 'ك', ہ: 'ه', ھ: 'ه', ە: 'ه', ۃ: 'ه', ے: 'ي', ڪ: 'ك' },
  // Signs that keyboards, and programs that make texts beautiful, write in many ways.
  ...{ '،': ',', '؛': ';', '؟': '?', '٪': '%', '⁄': '/', '−': '-' },
}
const DASH = /\p{Pd}/u
const QUOTE = /[‘’‚‛′`´ʹʻʼʽʾʿ՚׳]/u
const QUOTES = /[“”„‟″«»״]/u
/** What nobody sees, and the line that makes an Arabic word longer. */
const UNSEEN = /[\p{Cf}\p{Cc}\p{DI}\u0640]/u
/** Marks above and below letters, in scripts that are read without them. Elsewhere they are vowels: राम and रीमा are two names. */
const ACCENT =
  /(?=\p{M})[\p{sc=Zinh}\p{sc=Zyyy}\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\u093c\u09bc\u0a3c\u0abc\u0b3c]/u
const DIGIT = /\p{Nd}/u
const NOT_ASCII = /[^ -~]|`/

/** A text as it is searched, and where each of its UTF-16 units came from. */
export interface Folded {
  readonly text: string
  /** For each unit of `text` the place of its character in what was folded, and at the end its length. */
  readonly places: readonly number[]
}

/**
 * Writes a text as it is searched: small letters, without accents and vowel signs, in one spelling, with what nobody sees left out, any
 * blank as a space.
 */
export function fold(text: string): string {
  return NOT_ASCII.test(text) ? foldWithPlaces(text).text : text.toLowerCase()
}

/** Folds a text as {@link fold} does, and tells where each part of it stood. */
export function foldWithPlaces(text: string): Folded {
  const places: number[] = []
  let folded = ''
  let at = 0
  for (const character of text) {
    const plain = foldOne(character)
    for (let n = 0; n < plain.length; n += 1) places.push(at)
    folded += plain
    at += character.length
  }
  places.push(at)
  return { text: folded, places }
}

const known = new Map<string, string>()
const MOST_KNOWN = 20_000

function foldOne(character: string): string {
  const one = known.get(character)
  if (one !== undefined) return one
  const plain = folded(character)
  if (known.size < MOST_KNOWN) known.set(character, plain)
  return plain
}

function folded(character: string): string {
  if (/[\s\u2800]/u.test(character)) return ' '
  // Before it is taken apart: some of these are a blank with an accent.
  if (QUOTE.test(character)) return "'"
  if (QUOTES.test(character)) return '"'
  let plain = ''
  // Taken apart before and after: capital letters have parts of their own (İ).
  for (const part of character.normalize('NFKD').toLowerCase().normalize('NFKD')) {
    if (UNSEEN.test(part) || ACCENT.test(part)) continue
    plain += PLAIN[part] ?? (DASH.test(part) ? '-' : digit(part))
  }
  return plain
}

/** Digits of any script count as 0 to 9: each script has its ten side by side. */
function digit(part: string): string {
  if (!DIGIT.test(part)) return part
  const code = part.codePointAt(0) ?? 0
  let before = 0
  while (before < 10 && DIGIT.test(String.fromCodePoint(code - before - 1))) before += 1
  return String(before % 10)
}
