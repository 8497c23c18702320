import type { RouteInput, RouteOutput } from '../../../src/shared/contract/routes/index.ts'
import type { InvoiceDetail } from '../../../src/shared/contract/shapes/invoice.ts'

interface Ports {
  invoice(id: string): InvoiceDetail
  put(detail: InvoiceDetail): InvoiceDetail
}

/** Marks, tags and notes over invoices held in memory, with one way back. */
export function createFakeReview({ invoice, put }: Ports) {
  const steps: (readonly InvoiceDetail[])[] = []
  const edits: RouteInput<'review.edit'>['edit'][] = []
  return {
    'review.edit': ({ edit, ids }: RouteInput<'review.edit'>): RouteOutput<'review.edit'> => {
      const before = ids.map(invoice)
      steps.push(before)
      edits.push(edit)
      for (const detail of before) put({ ...detail, ...edited(detail, edit) })
      return { edited: before.length, number: before[0]?.invoice.number ?? '' }
    },
    'review.undo': (): RouteOutput<'review.undo'> => {
      const [before, edit] = [steps.pop(), edits.pop()]
      if (!before || !edit) return null
      for (const detail of before) put(detail)
      return {
        edit,
        done: before.length,
        overtaken: 0,
        number: before[0]?.invoice.number ?? '',
        overtakenNumber: '',
      }
    },
    'review.redo': (): RouteOutput<'review.redo'> => null,
  }
}

function edited(
  { invoice, events }: InvoiceDetail,
  edit: RouteInput<'review.edit'>['edit'],
): Partial<InvoiceDetail> {
  const now = Date.now()
  if (edit.kind === 'review')
    return { invoice: { ...invoice, reviewed: edit.reviewed ? { at: now, person: 'Nadia' } : null } }
  if (edit.kind === 'tag') {
    const others = invoice.tags.filter((one) => one !== edit.tag)
    return { invoice: { ...invoice, tags: edit.isOn ? [...others, edit.tag].sort() : others } }
  }
  return {
    events: [...events, { id: `note-${now}`, at: now, kind: 'note', data: { text: edit.text } }],
  }
}
