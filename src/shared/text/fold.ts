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
  ...{ ٱ: 'ا', ة: 'ه', ى: 'ي', ی: 'ي', ک: 'ك', ہ: 'ه', ھ: 'ه' },
  ...{ '’': "'", '‘': "'", ʼ: "'", '‐': '-', '‑': '-', '–': '-', '−': '-' },
}
/** Marks above and below letters, those that nobody sees, and the line that makes an Arabic word longer. */
const UNSEEN = /[\p{M}\p{Cf}\p{Cc}\u0640]/u
const NOT_ASCII = /[^ -~]/
/** Digits of other scripts count as 0 to 9. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50] as const

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
  if (/\s/u.test(character)) return ' '
  let plain = ''
  // Taken apart before and after: capital letters have parts of their own (İ).
  for (const part of character.normalize('NFKD').toLowerCase().normalize('NFKD')) {
    if (UNSEEN.test(part)) continue
    plain += PLAIN[part] ?? digit(part)
  }
  return plain
}

function digit(part: string): string {
  const code = part.codePointAt(0) ?? 0
  const zero = ZEROS.find((one) => code >= one && code < one + 10)
  return zero === undefined ? part : String(code - zero)
}
