import { openCatalogues } from '../../shared/words/catalogues.ts'
import { speakFrom } from './use-translation.ts'

const RIGHT_TO_LEFT = new Set(['ar'])

/** Gives the window its words; the catalogues are bundled, so this is done before the first paint. */
export function startI18n(language: string): void {
  speakFrom(openCatalogues(language))
  applyLanguage(language)
}

/** Tells the document its language and direction. */
export function applyLanguage(language: string): void {
  document.documentElement.lang = language
  document.documentElement.dir = RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr'
}
