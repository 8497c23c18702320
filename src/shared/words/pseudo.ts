import type { Catalogue } from './read-catalogue.ts'

const ACCENTED: Readonly<Record<string, string>> = {
  ...{ a: 'àå', e: 'éê', i: 'îï', o: 'öø', u: 'ûü', y: 'ýÿ' },
  ...{ A: 'Àå', E: 'Éê', I: 'Îï', O: 'Öø', U: 'Ûü', Y: 'Ýÿ' },
  ...{ c: 'ç', n: 'ñ', s: 'š', z: 'ž', C: 'Ç', N: 'Ñ', S: 'Š', Z: 'Ž' },
}

/** What is no word of a message: values in their places, references to other words, tags. */
const FIXED = /(\{\{[^}]*\}\}|\$t\([^)]*\)|<[^>]*>)/

/** The name of the app is the same in every language. */
const NAME = 'Counterfoil'

/** How much longer than English a message becomes. */
const LONGER = 1.4

/** Makes a language of English that English readers can read: in brackets, accented, and longer by two fifths. What the command line says stays. */
export function pseudoCatalogue(english: Catalogue): Catalogue {
  const changed = Object.entries(english).map(([name, words]) => [name, pseudoWords(words)] as const)
  return Object.fromEntries(
    changed.map(([name, words]) => [name, name === 'cli' ? (english[name] ?? '') : words]),
  )
}

function pseudoWords(words: string | Catalogue): string | Catalogue {
  if (typeof words !== 'string')
    return Object.fromEntries(Object.entries(words).map(([name, inner]) => [name, pseudoWords(inner)]))
  return words.trim() === '' || words === NAME ? words : pseudoText(words)
}

/** Writes one message so: "Save" becomes "[Šàåvéê]". */
export function pseudoText(message: string): string {
  const parts = message.split(FIXED)
  const told = parts.map((part, n) =>
    n % 2 === 1 ? part : [...part].map((one) => ACCENTED[one] ?? one).join(''),
  )
  const letters = parts.filter((_, n) => n % 2 === 0).join('').length
  const grown = told.filter((_, n) => n % 2 === 0).join('').length
  const lacking = Math.max(0, Math.round(letters * LONGER) - grown)
  return `[${told.join('')}${'·'.repeat(lacking)}]`
}
