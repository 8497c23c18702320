import { useState } from 'react'
import type { InvoiceRow } from '../../../../shared/contract/shapes/invoice.ts'
import { NoteDialog, TagDialog } from './edit-dialogs.tsx'
import { type ReviewActs, type Target, targetOf } from './use-review.ts'

interface Opened {
  readonly kind: 'note' | 'tag'
  readonly target: Target
}

/** The dialog in which a note or a tag is typed, and what it is for. */
export function useEditDialog(review: Pick<ReviewActs, 'target'>) {
  const [opened, setOpened] = useState<Opened | null>(null)
  return {
    opened,
    open: (kind: Opened['kind']) =>
      void review.target().then((target) => target && setOpened({ kind, target })),
    /** The same for one invoice alone. */
    of: {
      note: (row: InvoiceRow) => setOpened({ kind: 'note', target: targetOf(row) }),
      tag: (row: InvoiceRow) => setOpened({ kind: 'tag', target: targetOf(row) }),
    },
    close: () => setOpened(null),
  }
}

interface Props {
  readonly dialog: ReturnType<typeof useEditDialog>
  /** Every tag of the book. */
  readonly tags: readonly string[]
  readonly onEdit: ReviewActs['edit']
}

/** Draws the dialog that is open. */
export function EditDialog({ dialog: { opened, close }, tags, onEdit }: Props) {
  if (!opened) return null
  const props = { target: opened.target, onEdit, onClose: close }
  return opened.kind === 'note' ? <NoteDialog {...props} /> : <TagDialog {...props} tags={tags} />
}
