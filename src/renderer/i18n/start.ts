import { useEffect, useState } from 'react'
import { loadCatalogue, openCatalogues, speakIn, type Translation } from '../../shared/words/catalogues.ts'
import { isRightToLeft } from '../../shared/words/languages.ts'
import { localeOf } from '../../shared/words/locale.ts'
import { speakFrom } from './use-translation.ts'

let catalogues: Translation['i18n'] | null = null

/** Gives the window its words before the first paint, in the computer's language: what is chosen is known once the main process answers. */
export async function startI18n(): Promise<void> {
  const locale = localeOf({ language: 'system', digits: null }, navigator.languages)
  await loadCatalogue(locale)
  catalogues = openCatalogues(locale)
  speakFrom(catalogues)
  applyLocale(locale)
}

/**
 * Has the window speak a locale once its catalogue is read; everything is drawn anew where it stands, and nothing begins anew. Says whether
 * it has spoken the one that was asked for first.
 */
export function useSpeech(locale: string): boolean {
  const [hasSpoken, setHasSpoken] = useState(() => catalogues?.language === locale)
  useEffect(() => {
    let isWanted = true
    void loadCatalogue(locale).then(() => {
      if (!isWanted || !catalogues) return
      speakIn(catalogues, locale)
      applyLocale(locale)
      setHasSpoken(true)
    })
    return () => {
      isWanted = false
    }
  }, [locale])
  return hasSpoken
}

/** Tells the document its language and direction. */
function applyLocale(locale: string): void {
  document.documentElement.lang = locale
  document.documentElement.dir = isRightToLeft(locale) ? 'rtl' : 'ltr'
}
