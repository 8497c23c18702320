import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import en from './en.json'

const RIGHT_TO_LEFT = new Set(['ar'])

/** Starts the message catalogues; they are bundled, so this is done before the first paint. */
export function startI18n(language: string): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  applyLanguage(language)
}

/** Tells the document its language and direction. */
export function applyLanguage(language: string): void {
  document.documentElement.lang = language
  document.documentElement.dir = RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr'
}
