import { SPREADSHEET_LANGUAGES } from '../../../shared/contract/plain/export-formats.ts'
import { dateNames } from '../../../shared/words/intl.ts'

/** Nothing longer is taken for a number or a day. */
const LONGEST = 60

const months = SPREADSHEET_LANGUAGES.flatMap((language) =>
  (['long', 'short'] as const).flatMap((month) =>
    dateNames(language, { month }).map((name) => name.replace(/\.$/, '')),
  ),
)
const WORDS = ['true', 'false', 'vrai', 'faux', 'wahr', 'falsch', 'verdadero', 'falso', 'vero']

/** A number, an amount, a fraction, a day or a time, in digits alone. */
const DIGITS = /^[\s(]*[+\-−]?\s*[\p{Sc}]?\s*[\d٠-٩][\d٠-٩\s.,:/'’%)\-\p{Sc}eE+]*$/u
const WORD = new RegExp(`^(${WORDS.join('|')})$`, 'iu')
const MONTH = new RegExp(
  // A bare word stays one: "May" and "August" are names.
  `^(?=.*\\d)\\d{0,4}[\\s.\\-/]*(${months.map(RegExp.escape).join('|')})[\\s.\\-/,]*\\d{0,4}$`,
  'iu',
)

/** Says whether a spreadsheet would take a text for a number, a day or a truth, and show another one: "0012", "1e5", "3-4", "Sept 2". A month without a digit is left alone. */
export function wouldBeRuined(text: string): boolean {
  return text.length <= LONGEST && (DIGITS.test(text) || WORD.test(text) || MONTH.test(text))
}
