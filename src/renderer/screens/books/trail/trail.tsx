import { useEffect, useRef, useState } from 'react'
import type { TrailView } from '../../../../shared/contract/shapes/books/trail.ts'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { useTrail } from '../../../data/lists/trail.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { useNavigation } from '../../../window/navigation.tsx'
import type { KeptTrail } from '../kept-books.ts'
import { Broken } from './broken.tsx'
import { Entries } from './entries.tsx'
import { Standing } from './standing.tsx'

/** Every fact of the book as an entry that carries a hash of the one before it, and the way to check that none was changed. */
export function Trail({ kept }: { readonly kept: KeptTrail }) {
  const { t } = useTranslation()
  const { goToInvoice } = useNavigation()
  const { data: view, error } = useTrail()
  /** The walk whose breaks a person has put aside for the entries, by its time. */
  const [putAside, setPutAside] = useState<number | null>(null)
  useTold(view)
  const found = view?.running ? null : view?.last
  if (!view) return error ? <ErrorWords error={error} /> : <p aria-busy="true">{t('trail.loading')}</p>
  if (found?.state === 'broken' && found.at !== putAside) {
    return (
      <Broken key={found.at} found={found} onOpen={goToInvoice} onEntries={() => setPutAside(found.at)} />
    )
  }
  return (
    <>
      <p className="help trail-says">{t('trail.says')}</p>
      <Standing view={view} />
      <Entries kept={kept} onOpen={goToInvoice} />
      <footer className="trail-foot help">
        <p className="keys-hint">{t('trail.keys')}</p>
        <LastCheck view={view} onShow={() => setPutAside(null)} />
      </footer>
    </>
  )
}

function LastCheck({ view: { last }, onShow }: { readonly view: TrailView; readonly onShow: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (last === null || last.state === 'unknown') return null
  if (last.state === 'whole') return <p>{t('trail.last', { when: format.when(last.at) })}</p>
  return (
    <Button look="quiet" onPress={onShow}>
      {t('trail.brokenOf', {
        ...{ count: last.count, figure: format.count(last.count), all: format.count(last.entries) },
      })}
    </Button>
  )
}

/** Says aloud that a walk has begun, each quarter of it, and what it found. */
function useTold(view: TrailView | undefined): void {
  const { t } = useTranslation()
  const format = useFormat()
  const { announce } = useAnnouncer()
  const told = useRef<string | null>(null)
  const words = (): string | null => {
    if (!view) return null
    const { running, last } = view
    if (running) {
      const quarter = running.of === 0 ? 0 : Math.floor((4 * running.done) / running.of) * 25
      return quarter === 0 && running.part === 'entries'
        ? t('trail.checking')
        : t('trail.toldPart', { part: t(`trail.part.${running.part}`), percent: quarter })
    }
    if (!last) return ''
    if (last.state === 'whole') return t('trail.toldWhole', { figure: format.count(last.entries) })
    return last.state === 'unknown' ? t(`trail.unknown.${last.why}`) : ''
  }
  const now = words()
  useEffect(() => {
    if (now === null || told.current === now) return
    // Whoever comes to the page reads what it says.
    if (told.current !== null && now !== '') announce(now)
    told.current = now
  })
}
