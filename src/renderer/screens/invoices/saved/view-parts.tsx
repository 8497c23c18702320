import { useOverview } from '../../../data/app.ts'
import type { ListName } from '../../../data/lists/sources.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useMaybeWords } from '../../../i18n/words.ts'
import type { OfferedView } from './offered.ts'

/** Gives what a view of a list is called: as a person named it, or by the catalogue. */
export function useViewName(list: ListName): (view: OfferedView) => string {
  const maybe = useMaybeWords()
  return ({ saved, id }) => saved?.name ?? maybe(`views.there.${list}.${id}`) ?? id
}

/** Gives in words what a view that is always there shows; null for a saved one. */
export function useAlwaysWords(list: ListName): (view: OfferedView) => string | null {
  const maybe = useMaybeWords()
  return ({ saved, id }) => (saved ? null : (maybe(`views.means.${list}.${id}`) ?? null))
}

/** The key of the view that stands at this place, from 1; 0 shows all. */
export function AltKey({ n }: { readonly n: number }) {
  const { t } = useTranslation()
  const isMac = useOverview().platform === 'darwin'
  return (
    <span aria-hidden="true" className="saved-key">
      <kbd>{isMac ? `⌥${n}` : `${t('keyMap.names.Alt')} ${n}`}</kbd>
    </span>
  )
}

/** The key that saves what a list shows. */
export function SaveKey() {
  const { t } = useTranslation()
  const isMac = useOverview().platform === 'darwin'
  return <kbd>{isMac ? '⌘S' : `${t('keyMap.names.Ctrl')} S`}</kbd>
}
