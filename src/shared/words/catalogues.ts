import { createInstance, type i18n } from 'i18next'
import en from './en.json' with { type: 'json' }

/** The language whose catalogue is whole: what another one lacks is said in it. */
export const FIRST_LANGUAGE = 'en'

/** Opens the message catalogues in `language` at once; a language or a key without words gives English ones. */
export function openCatalogues(language: string): i18n {
  const catalogues = createInstance()
  void catalogues.init({
    lng: language,
    fallbackLng: FIRST_LANGUAGE,
    resources: { en: { translation: en } },
    initAsync: false,
    // Words are never read as HTML; escaped, they would show "&amp;" to people.
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  return catalogues
}
