import { createInstance, type i18n, type TFunction } from 'i18next'
import { withDigits } from './digits-in-messages.ts'
import en from './en.json' with { type: 'json' }
import { intlNumbers } from './intl.ts'
import { bare, isolated, withAmountsWhole } from './isolate.ts'
import {
  FIRST_LANGUAGE,
  isLanguage,
  isRightToLeft,
  LANGUAGES,
  type LanguageId,
  languageOf,
  PSEUDO_LOCALE,
} from './languages.ts'
import { digitsOf } from './locale.ts'
import { pseudoCatalogue } from './pseudo.ts'
import { type Catalogue, readCatalogue, withMessages } from './read-catalogue.ts'

/** The catalogues that were read so far; English is always at hand. */
const atHand = new Map<string, Catalogue>([[FIRST_LANGUAGE, en]])

/** What is wrong with a catalogue; what it lacks is said in English. */
export interface CatalogueFault {
  readonly language: LanguageId
  /** Keys without words of their own; null where the file could not be read at all. */
  readonly missing: readonly string[] | null
}

/**
 * Reads the catalogue of a locale's language, so that {@link openCatalogues} speaks it. Null where nothing is wrong with it; never rejects.
 * `read` is how the file is read, for tests.
 */
export async function loadCatalogue(
  locale: string,
  read = LANGUAGES[languageOf(locale)].catalogue,
): Promise<CatalogueFault | null> {
  if (locale === PSEUDO_LOCALE) atHand.set(PSEUDO_LOCALE, pseudoCatalogue(en))
  const language = languageOf(locale)
  if (atHand.has(language) || !read) return null
  try {
    const { default: value } = await read()
    const plurals = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    const { catalogue, missing } = readCatalogue(value, en, plurals)
    atHand.set(language, catalogue)
    return missing.length > 0 ? { language, missing } : null
  } catch {
    return { language, missing: null }
  }
}

/** Whether texts are read by people, or are for files, programs and terminals: without marks of direction and in Latin digits. */
export type Reader = 'person' | 'file'

/**
 * Opens the message catalogues in a locale at once. A language whose catalogue was not loaded, and a key without words, gives English ones.
 */
export function openCatalogues(locale: string, reader: Reader = 'person'): i18n {
  const catalogues = createInstance()
  void catalogues.init({
    lng: isLanguage(locale.split('-')[0] ?? '') ? locale : FIRST_LANGUAGE,
    fallbackLng: FIRST_LANGUAGE,
    resources: Object.fromEntries(
      [...atHand].map(([id, catalogue]) => [id, { translation: shownTo(reader, id, catalogue) }]),
    ),
    initAsync: false,
    interpolation: {
      useRawValueToEscape: true,
      // Words are never read as HTML; escaped as such, they would show "&amp;" to people.
      escape: (value: unknown) => {
        const text = typeof value === 'number' ? numberText(value, catalogues.language) : String(value ?? '')
        return reader === 'file' ? bare(text) : isolated(text, catalogues.language)
      },
    },
    returnNull: false,
  })
  giveDigits(catalogues, locale)
  return catalogues
}

/** Has opened catalogues speak another locale, whose catalogue was loaded; whoever draws by them is told. */
export function speakIn(catalogues: i18n, locale: string): void {
  for (const [id, translation] of atHand) {
    if (!catalogues.hasResourceBundle(id, 'translation'))
      catalogues.addResourceBundle(id, 'translation', shownTo('person', id, translation))
  }
  giveDigits(catalogues, locale)
  if (catalogues.language !== locale) void catalogues.changeLanguage(locale)
}

/** In a language from the right, an amount in a message is one stretch for who reads it. */
function shownTo(reader: Reader, language: string, catalogue: Catalogue): Catalogue {
  return reader === 'person' && isRightToLeft(language)
    ? withMessages(catalogue, withAmountsWhole)
    : catalogue
}

/** Numbers that stand in messages as they are written are Latin: a locale with other digits gets messages of its own. */
function giveDigits(catalogues: i18n, locale: string): void {
  const catalogue = atHand.get(languageOf(locale))
  if (!catalogue || digitsOf(locale) === 'latn' || catalogues.hasResourceBundle(locale, 'translation')) return
  const shown = shownTo('person', languageOf(locale), catalogue)
  catalogues.addResourceBundle(locale, 'translation', withDigits(shown, locale))
}

/** A count, a line or a code as it stands in a sentence, its thousands together; in the locale's own digits. */
function numberText(value: number, locale: string): string {
  return digitsOf(locale) === 'latn' ? String(value) : intlNumbers(locale, UNGROUPED).format(value)
}

const UNGROUPED = { useGrouping: false, maximumFractionDigits: 20 } as const

/** The words of catalogues in the language that they speak now. */
export interface Translation {
  readonly t: TFunction
  readonly i18n: i18n
}

/** Gives the words in the language that the catalogues speak now; they stay in it. */
export function translationOf(catalogues: i18n): Translation {
  return { t: remembering(catalogues.getFixedT(catalogues.language)), i18n: catalogues }
}
/** A window says a few hundred sentences again and again; the amounts and seconds in them make new ones all day. */
const MOST_REMEMBERED = 1_000

/** Says a sentence that was said before without putting it together anew: a screen is full of them at each drawing. */
function remembering(say: TFunction): TFunction {
  const said = new Map<string, string>()
  const loose = say as unknown as (key: string, values?: object) => string
  const t = (key: string, values?: object): string => {
    const asked = values === undefined ? key : `${key} ${JSON.stringify(values)}`
    const known = said.get(asked)
    if (known !== undefined) return known
    if (said.size >= MOST_REMEMBERED) said.clear()
    const sentence = loose(key, values)
    said.set(asked, sentence)
    return sentence
  }
  return t as unknown as TFunction
}
