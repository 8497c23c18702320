import { useState } from 'react'
import {
  isSameName,
  MOST_VIEWS,
  VIEW_NAME_LIMIT,
  viewNameOf,
} from '../../../../shared/contract/plain/lists/view-names.ts'
import { Dialog } from '../../../components/dialog.tsx'
import { Field } from '../../../components/field.tsx'
import { QuestionForm } from '../../../components/question-form.tsx'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { isNarrowed } from '../filter/choice.ts'
import { type OfferedView, type Standing, toSave, type ViewSort } from './offered.ts'
import { useViewWords } from './use-view-words.ts'
import type { useViews } from './use-views.ts'

/** What the dialogs of the views are about. */
export interface ViewsDialogProps {
  readonly views: ReturnType<typeof useViews>
  /** What the list shows. */
  readonly standing: Standing
  readonly usual: ViewSort
  readonly accounts: readonly { readonly id: string; readonly label: string }[]
  readonly onClose: () => void
}

interface Props extends ViewsDialogProps {
  /** The view that was opened and is filtered or sorted otherwise by now; null for none. */
  readonly changed: OfferedView | null
  readonly onSaved: (id: string, name: string) => void
}

/** Saves what the list shows as a view, or in the place of the view of that name. */
export function SaveViewDialog({ views, standing, usual, accounts, changed, onSaved, onClose }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(changed?.saved?.name ?? '')
  const name = viewNameOf(typed)
  const { saved, saving } = views
  const same = saved.find((one) => isSameName(one.name, name))
  const isUsual =
    standing.sort === null || (standing.sort.by === usual?.by && standing.sort.down === usual.down)
  const words = useViewWords({ choice: standing.choice, sort: isUsual ? null : standing.sort }, accounts)
  const isAll = !isNarrowed(standing.choice) && isUsual
  const isFull = saved.length >= MOST_VIEWS && !same
  const error = isFull ? t('views.full', { most: MOST_VIEWS }) : null
  function send(): void {
    const id = same?.id ?? crypto.randomUUID()
    const view = toSave(standing, usual, { id, name }, accounts)
    const next = same ? saved.map((one) => (one.id === id ? view : one)) : [...saved, view]
    views.save(next, () => {
      onClose()
      onSaved(id, name)
    })
  }
  return (
    <Dialog title={t('views.saveTitle')} isOpen onClose={onClose}>
      <QuestionForm
        error={saving.error}
        leave={{ words: t('views.cancel'), onPress: onClose }}
        answer={same ? t('views.replace', { name: same.name }) : t('views.saveIt')}
        onAnswer={send}
        isReady={name !== '' && !isFull && views.isKnown}
        isPending={saving.isPending}
      >
        <p className="saved-what">
          <bdi>{words}</bdi>
        </p>
        {isAll && <p className="help">{t('views.isAll')}</p>}
        <Field
          label={t('views.nameLabel')}
          isNeeded
          help={same ? t('views.replaces', { name: same.name }) : t('views.nameHelp')}
          error={error}
          maxLength={VIEW_NAME_LIMIT}
          value={typed}
          onChange={setTyped}
          autoFocus
          isSelected
        />
      </QuestionForm>
    </Dialog>
  )
}
