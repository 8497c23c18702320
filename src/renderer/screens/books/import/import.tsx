import { useEffect, useRef, useState } from 'react'
import type { ImportsView, SaleImport } from '../../../../shared/contract/shapes/books/imports.ts'
import { ErrorCodeWords, ErrorWords } from '../../../components/error-words.tsx'
import { useAccounts } from '../../../data/accounts.ts'
import { useChooseImport, useImports } from '../../../data/files/imports.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useKeys } from '../../../keyboard/use-keys.tsx'
import { useAnnouncer } from '../../../window/announcer.tsx'
import type { KeptImport } from '../kept-books.ts'
import { Made } from './made.tsx'
import { OpenFile } from './open-file.tsx'
import { type OpenedFile, openedFile } from './opened-file.ts'
import { Running } from './running.tsx'
import { UndoDialog } from './undo-dialog.tsx'

/** Past sales out of a file: what will happen is shown before it is taken, and what was taken is undone as a whole. */
export function Import({ kept }: { readonly kept: KeptImport }) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const { data: accounts } = useAccounts()
  const { data: view, error } = useImports()
  const choosing = useChooseImport()
  const [opened, setOpened] = useState(kept.opened)
  const [isBack, setBack] = useState(false)
  const [isFresh, setFresh] = useState(false)
  const [undoing, setUndoing] = useState<SaleImport | null>(null)
  function open(next: OpenedFile | null): void {
    kept.opened = next
    setBack(next === null)
    setOpened(next)
  }
  function choose(): void {
    choosing.mutate(undefined, {
      onSuccess(file) {
        if (file === null) return
        setFresh(true)
        kept.seen = view?.ended?.nth ?? 0
        open(openedFile(file, accounts ?? []))
      },
    })
  }
  useTold(view, () => open(null))
  const last = view?.imports.find(({ undone, finishedAt }) => undone === null && finishedAt !== null) ?? null
  useKeys('list', {
    undoEdit: () => {
      if (last) setUndoing(last)
      else announce(t('imports.nothingToUndo'))
    },
  })
  if (!view || !accounts)
    return error ? <ErrorWords error={error} /> : <p aria-busy="true">{t('imports.loading')}</p>
  return (
    <>
      {view.running && <Running running={view.running} />}
      {view.ended?.nth !== kept.seen && <Ended view={view} />}
      <ErrorWords error={choosing.error} />
      {opened === null ? (
        <Made {...{ view, isBack }} isChoosing={choosing.isPending} onChoose={choose} onUndo={setUndoing} />
      ) : (
        <OpenFile
          key={opened.file.fileId}
          {...{ opened, accounts, kept, isFresh }}
          isBusy={view.running !== null}
          nth={view.ended?.nth ?? 0}
          onChange={open}
          onChoose={choose}
          onLeave={() => open(null)}
        />
      )}
      {undoing && <UndoDialog one={undoing} onClose={() => setUndoing(null)} />}
    </>
  )
}

/** Why the last one came to nothing; what was done is told where the imports are. */
function Ended({ view: { ended, running } }: { readonly view: ImportsView }) {
  const { t } = useTranslation()
  if (running || ended?.state !== 'failed' || ended.code === null) return null
  return (
    <div className="import-said" role="alert">
      <p>{t(`imports.failed.${ended.act}`, { file: ended.fileName })}</p>
      <ErrorCodeWords code={ended.code} params={ended.params} voice="quiet" />
    </div>
  )
}

/** Says aloud what came of an import; a file that was taken is closed. */
function useTold(view: ImportsView | undefined, onTaken: () => void): void {
  const { t } = useTranslation()
  const format = useFormat()
  const { announce } = useAnnouncer()
  const told = useRef<number | null>(null)
  const ended = view?.ended ?? null
  useEffect(() => {
    if (!view) return
    const nth = ended?.nth ?? 0
    const isNews = told.current !== null && told.current !== nth
    told.current = nth
    if (!isNews || !ended) return
    const { act, state, sales, fileName: file } = ended
    if (state === 'done')
      announce(t(`imports.did.${act}`, { count: sales, figure: format.count(sales), file }))
    else if (state === 'cancelled') announce(t('imports.didCancel', { file }))
    if (state === 'done' && act === 'take') onTaken()
  })
}
