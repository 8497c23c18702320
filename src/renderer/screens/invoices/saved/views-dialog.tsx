import { ArrowDown, ArrowUp, Pencil, Trash2 } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import {
  freeName,
  isSameName,
  VIEW_NAME_LIMIT,
  viewNameOf,
} from '../../../../shared/contract/plain/lists/view-names.ts'
import type { SavedView } from '../../../../shared/contract/shapes/lists/kept.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { Field } from '../../../components/field.tsx'
import { QuestionForm } from '../../../components/question-form.tsx'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { type OfferedView, toSave } from './offered.ts'
import type { ViewsDialogProps } from './save-view-dialog.tsx'
import { useViewWords } from './use-view-words.ts'
import { AltKey } from './view-parts.tsx'

/** What was removed last, and the place that it had. */
interface Removed {
  readonly view: SavedView
  readonly at: number
}

/** The saved views in their order, by which they have their keys: renamed, moved, replaced by what the list shows, removed and brought back. */
export function ViewsDialog({ views, standing, usual, accounts, onClose }: ViewsDialogProps) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const { saved, saving } = views
  const [renamed, setRenamed] = useState<string | null>(null)
  const [removed, setRemoved] = useState<Removed | null>(null)
  const focusOn = useRef<string | null>(null)
  useEffect(() => {
    if (focusOn.current === null || saving.isPending) return
    document.getElementById(focusOn.current)?.focus()
    focusOn.current = null
  })

  function change(next: readonly SavedView[], told: string, focus: string | null): void {
    views.save(next, () => {
      focusOn.current = focus
      announce(told)
    })
  }
  function move(at: number, by: 1 | -1): void {
    const view = saved[at]
    if (!view || at + by < 0 || at + by >= saved.length || saving.isPending) return
    const next = saved.toSpliced(at, 1).toSpliced(at + by, 0, view)
    const place = { name: view.name, place: at + by + 1, count: saved.length }
    change(next, t('views.moved', place), `view-${by < 0 ? 'up' : 'down'}-${view.id}`)
  }
  function remove(at: number): void {
    const view = saved[at]
    if (!view || saving.isPending) return
    change(saved.toSpliced(at, 1), t('views.removed', { name: view.name }), 'view-back')
    setRemoved({ view, at })
  }
  function bringBack({ view, at }: Removed): void {
    if (saving.isPending) return
    // Another may have got its name meanwhile.
    const back = {
      ...view,
      name: freeName(
        view.name,
        saved.map(({ name }) => name),
      ),
    }
    change(saved.toSpliced(at, 0, back), t('views.back', { name: back.name }), `view-remove-${view.id}`)
  }
  function replace(at: number): void {
    const view = saved[at]
    if (!view || saving.isPending) return
    const next = saved.with(at, toSave(standing, usual, view, accounts))
    change(next, t('views.replaced', { name: view.name }), null)
  }
  function rename(at: number, name: string): void {
    const view = saved[at]
    if (!view || saving.isPending) return
    setRenamed(null)
    change(saved.with(at, { ...view, name }), t('views.saved', { name }), `view-rename-${view.id}`)
  }
  const isGone = removed !== null && saved.every(({ id }) => id !== removed.view.id)
  function listen(event: KeyboardEvent, at: number): void {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key] as 1 | -1 | undefined
    if (!event.altKey || by === undefined) return
    event.preventDefault()
    move(at, by)
  }

  return (
    <Dialog title={t('views.orderTitle')} isOpen onClose={onClose} width="wide">
      <p className="help">{t('views.orderHelp')}</p>
      <ErrorWords error={saving.error} />
      <ol className="saved-list">
        {views.own.map((view, at) => (
          <li key={view.id} className="saved-row" onKeyDown={(event) => listen(event, at)}>
            {renamed === view.id && view.saved ? (
              <Rename
                view={view.saved}
                others={saved.filter(({ id }) => id !== view.id)}
                isPending={saving.isPending}
                onName={(name) => rename(at, name)}
                onLeave={() => {
                  setRenamed(null)
                  focusOn.current = `view-rename-${view.id}`
                }}
              />
            ) : (
              <Row
                {...{ view, at, accounts }}
                count={saved.length}
                onMove={(by) => move(at, by)}
                onRename={() => setRenamed(view.id)}
                onReplace={() => replace(at)}
                onRemove={() => remove(at)}
              />
            )}
          </li>
        ))}
      </ol>
      {saved.length === 0 && <p className="help">{t('views.none')}</p>}
      <div className="actions actions-end actions-stay">
        {isGone && (
          <p className="saved-removed">
            {t('views.removed', { name: removed.view.name })}{' '}
            <Button id="view-back" look="quiet" onPress={() => bringBack(removed)}>
              {t('views.bringBack')}
            </Button>
          </p>
        )}
        <Button look="primary" onPress={onClose}>
          {t('views.done')}
        </Button>
      </div>
    </Dialog>
  )
}

interface RowProps {
  readonly view: OfferedView
  readonly at: number
  readonly count: number
  readonly accounts: ViewsDialogProps['accounts']
  readonly onMove: (by: 1 | -1) => void
  readonly onRename: () => void
  readonly onReplace: () => void
  readonly onRemove: () => void
}

function Row({ view, at, count, accounts, onMove, onRename, onReplace, onRemove }: RowProps) {
  const { t } = useTranslation()
  const words = useViewWords(view, [...accounts, ...(view.saved?.accounts ?? [])])
  const name = view.saved?.name ?? ''
  const id = (act: string) => `view-${act}-${view.id}`
  return (
    <>
      {at < 9 ? <AltKey n={at + 1} /> : <span className="saved-key" />}
      <span className="saved-text">
        <bdi className="saved-name">{name}</bdi>
        <bdi className="saved-words">{words}</bdi>
      </span>
      <Button
        id={id('up')}
        look="quiet"
        aria-label={t('views.up', { name })}
        isDisabled={at === 0}
        onPress={() => onMove(-1)}
      >
        <ArrowUp aria-hidden="true" size={16} />
      </Button>
      <Button
        id={id('down')}
        look="quiet"
        aria-label={t('views.down', { name })}
        isDisabled={at === count - 1}
        onPress={() => onMove(1)}
      >
        <ArrowDown aria-hidden="true" size={16} />
      </Button>
      <Button id={id('rename')} look="quiet" aria-label={t('views.rename', { name })} onPress={onRename}>
        <Pencil aria-hidden="true" size={16} />
      </Button>
      <Button look="quiet" aria-label={t('views.replaceBy', { name })} onPress={onReplace}>
        {t('views.replaceShort')}
      </Button>
      <Button id={id('remove')} look="quiet" aria-label={t('views.remove', { name })} onPress={onRemove}>
        <Trash2 aria-hidden="true" size={16} />
      </Button>
    </>
  )
}

interface RenameProps {
  readonly view: SavedView
  readonly others: readonly SavedView[]
  readonly isPending: boolean
  readonly onName: (name: string) => void
  readonly onLeave: () => void
}

/** Another name for a view; one that cannot be is said as it is typed. */
function Rename({ view, others, isPending, onName, onLeave }: RenameProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(view.name)
  const name = viewNameOf(typed)
  const same = others.find((one) => isSameName(one.name, name))
  return (
    <QuestionForm
      error={null}
      leave={{ words: t('views.cancel'), onPress: onLeave }}
      answer={t('views.renameIt')}
      onAnswer={() => onName(name)}
      isReady={name !== '' && !same}
      isPending={isPending}
    >
      <Field
        label={t('views.nameLabel')}
        isNeeded
        error={same ? t('views.taken', { name: same.name }) : name === '' ? t('views.unnamed') : null}
        maxLength={VIEW_NAME_LIMIT}
        value={typed}
        onChange={setTyped}
        autoFocus
        isSelected
      />
    </QuestionForm>
  )
}
