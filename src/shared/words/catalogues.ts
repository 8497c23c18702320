import { createInstance, type i18n, type TFunction } from 'i18next'
import en from './en.json' with { type: 'json' }

/** The language whose catalogue is whole: what another one lacks is said in it. */
export const FIRST_LANGUAGE = 'en'

/** Marks that nobody sees and that turn the way of what stands behind them: in a name they would turn the rest of a sentence about it. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g

/** Opens the message catalogues in `language` at once; a language or a key without words gives English ones. */
export function openCatalogues(language: string): i18n {
  const catalogues = createInstance()
  void catalogues.init({
    lng: language,
    fallbackLng: FIRST_LANGUAGE,
    resources: { en: { translation: en } },
    initAsync: false,
    // Words are never read as HTML; escaped as such, they would show "&amp;" to people.
    interpolation: { escape: (value: string) => value.replaceAll(TURNING, '') },
    returnNull: false,
  })
  return catalogues
}

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
