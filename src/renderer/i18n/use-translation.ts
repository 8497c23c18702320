import { useSyncExternalStore } from 'react'
import { type Translation, translationOf } from '../../shared/words/catalogues.ts'
import { areAmountsHidden, setAmountsHidden } from './hidden-amounts.ts'

let translation: Translation | null = null
const drawn = new Set<() => void>()

/** Takes the window's words from these catalogues, and has them drawn anew whenever their language changes. */
export function speakFrom(catalogues: Translation['i18n']): void {
  const read = () => drawAnew(catalogues)
  catalogues.on('languageChanged', read)
  read()
}

function drawAnew(catalogues: Translation['i18n']): void {
  translation = translationOf(catalogues)
  for (const draw of drawn) draw()
}

/** Hides every amount of the window, or shows them again, and has all words drawn anew: amounts stand among them. */
export function hideAmounts(on: boolean): void {
  if (on === areAmountsHidden()) return
  setAmountsHidden(on)
  if (translation) drawAnew(translation.i18n)
}

/** Says whether amounts are hidden, and draws again when that changes. */
export function useAmountsHidden(): boolean {
  return useSyncExternalStore(subscribe, areAmountsHidden, areAmountsHidden)
}

/** Gives the window's words, the same object to all until the language changes or amounts are hidden; throws before there are any. */
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
