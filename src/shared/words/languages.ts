/** What the app knows of a language that it speaks. */
interface Spoken {
  /** Its name in itself, as it stands among the languages to choose from. */
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
  /** Its locale where the computer has none of its own for it. */
  readonly locale: string
  /** Dates and numbers are written as in the computer's own region of this language; otherwise as in `locale`. */
  readonly followsRegion: boolean
  /** The digits that a person may choose between (numbering systems of Unicode); one where there is no choice. */
  readonly digits: readonly Digits[]
  /** Reads its catalogue; null where it is always at hand. */
  readonly catalogue: (() => Promise<{ readonly default: unknown }>) | null
}

/** 0123456789 and ٠١٢٣٤٥٦٧٨٩. */
export const DIGITS = ['latn', 'arab'] as const
export type Digits = (typeof DIGITS)[number]

/**
 * The languages of the app, each in one line; its catalogue is the file of the same name beside this one. `docs/TRANSLATING.md` tells how
 * another one is added. English comes first: what another one lacks is said in it.
 */
const ALL = {
  en: spoken('English', 'ltr', 'en-GB', { followsRegion: false, catalogue: null }),
  fr: spoken('Français', 'ltr', 'fr-FR', {
    catalogue: () => import('./fr.json', { with: { type: 'json' } }),
  }),
  ar: spoken('العربية', 'rtl', 'ar-DZ', {
    ...{ digits: DIGITS, catalogue: () => import('./ar.json', { with: { type: 'json' } }) },
  }),
}

function spoken(
  name: string,
  direction: Spoken['direction'],
  locale: string,
  more: Pick<Spoken, 'catalogue'> & Partial<Spoken>,
): Spoken {
  return { name, direction, locale, followsRegion: true, digits: ['latn'], ...more }
}

export type LanguageId = keyof typeof ALL
export const LANGUAGES: Readonly<Record<LanguageId, Spoken>> = ALL
export const LANGUAGE_IDS = Object.keys(ALL) as [LanguageId, ...LanguageId[]]

/** The language whose catalogue is whole: what another one lacks is said in it. */
export const FIRST_LANGUAGE = 'en' satisfies LanguageId

/** English lengthened and accented by code, to find what is not translated or has no room; in development and tests only. */
export const PSEUDO_LOCALE = 'en-XA'

/** Says whether an id is that of a language with a catalogue. */
export function isLanguage(id: string): id is LanguageId {
  return Object.hasOwn(ALL, id)
}

/** Gives the language of a locale ("fr" of "fr-DZ"); English for one without a catalogue. */
export function languageOf(locale: string): LanguageId {
  const [id = ''] = locale.split('-')
  return isLanguage(id) ? id : FIRST_LANGUAGE
}

/** Says whether a locale is written from the right. */
export function isRightToLeft(locale: string): boolean {
  return LANGUAGES[languageOf(locale)].direction === 'rtl'
}
