import {
  type Digits,
  FIRST_LANGUAGE,
  isLanguage,
  LANGUAGES,
  type LanguageId,
  languageOf,
  PSEUDO_LOCALE,
} from './languages.ts'

/** What a person chose to be spoken to in. */
export interface LanguageChoice {
  /** `system`: the first of the computer's languages that has a catalogue. */
  readonly language: LanguageId | 'system'
  /** Null for those that are usual in the region. */
  readonly digits: Digits | null
}

/**
 * Gives the locale of a choice, by which words, numbers, dates and orders are chosen: "fr-DZ", "ar-DZ-u-nu-arab". `systemLanguages` are the
 * computer's own, the best first, in any spelling ("fr_DZ.UTF-8"); what is none, or has no catalogue, is passed over. Its days are always
 * those of the Gregorian calendar.
 */
export function localeOf({ language, digits }: LanguageChoice, systemLanguages: readonly string[]): string {
  if (language === 'system' && systemLanguages[0] === PSEUDO_LOCALE) return PSEUDO_LOCALE
  const tags = systemLanguages.map(tagOf).filter((tag) => tag !== null)
  const chosen =
    language === 'system' ? (tags.map((tag) => tag.language).find(isLanguage) ?? FIRST_LANGUAGE) : language
  const { locale, followsRegion, digits: offered } = LANGUAGES[chosen]
  const own = tags.find((tag) => tag.language === chosen && tag.region !== undefined)
  const base = followsRegion && own?.region ? `${chosen}-${own.region}` : locale
  const usual = new Intl.DateTimeFormat(base).resolvedOptions()
  // A person's choice, then the computer's, then the region's.
  const wanted = [digits, own?.numberingSystem, usual.numberingSystem, 'latn'].find((one) =>
    offered.some((digits) => digits === one),
  )
  return new Intl.Locale(base, {
    ...(usual.calendar !== 'gregory' && { calendar: 'gregory' }),
    ...(wanted && wanted !== usual.numberingSystem && { numberingSystem: wanted }),
  }).toString()
}

/** Gives the same locale with Latin digits, for what is no text of the window: names of files, the command line. */
export function withLatinDigits(locale: string): string {
  return digitsOf(locale) === 'latn'
    ? locale
    : new Intl.Locale(locale, { numberingSystem: 'latn' }).toString()
}

const digits = new Map<string, string>()

/** Gives the numbering system of a locale's digits: `latn`, `arab`. */
export function digitsOf(locale: string): string {
  const known = digits.get(locale)
  if (known !== undefined) return known
  const found = new Intl.NumberFormat(knownLocale(locale)).resolvedOptions().numberingSystem
  digits.set(locale, found)
  return found
}

/** Gives a locale by which `Intl` writes: a language alone becomes its usual locale, and what has no catalogue English as the app has it, never the computer's own. */
export function knownLocale(locale: string): string {
  const known = LANGUAGES[languageOf(locale)].locale
  return locale === PSEUDO_LOCALE || isLanguage(locale) || !isLanguage(locale.split('-')[0] ?? '')
    ? known
    : locale
}

/** Reads a name of a locale in any spelling; null where it is none ("C", "", a sentence). */
function tagOf(name: string): Intl.Locale | null {
  try {
    return new Intl.Locale(name.replace(/[.@].*$/, '').replaceAll('_', '-'))
  } catch {
    return null
  }
}
