import { useSyncExternalStore } from 'react'
import { type Translation, translationOf } from '../../shared/words/catalogues.ts'

let translation: Translation | null = null
const drawn = new Set<() => void>()

/** Takes the window's words from these catalogues, and has them drawn anew whenever their language changes. */
export function speakFrom(catalogues: Translation['i18n']): void {
  const read = () => {
    translation = translationOf(catalogues)
    for (const draw of drawn) draw()
  }
  catalogues.on('languageChanged', read)
  read()
}

/** Gives the window's words, the same object to all until the language changes; throws before there are any. */
export function useTranslation(): Translation {
  return useSyncExternalStore(subscribe, current, current)
}

function subscribe(draw: () => void): () => void {
  drawn.add(draw)
  return () => drawn.delete(draw)
}

function current(): Translation {
  if (!translation) throw new Error('the window has no words yet')
  return translation
}
