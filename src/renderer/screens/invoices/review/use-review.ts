import { useRef, useState } from 'react'
import { MOST_SELECTED } from '../../../../shared/contract/plain/limits.ts'
import type { InvoiceRow } from '../../../../shared/contract/shapes/invoice.ts'
import type { LocalEdit } from '../../../../shared/contract/shapes/lists/review.ts'
import { useOverview } from '../../../data/app.ts'
import type { ListTypes, ListView } from '../../../data/lists/sources.ts'
import { type ListRows, rowAt } from '../../../data/lists/stretches.ts'
import { editInvoices, turnEdit } from '../../../data/review.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { nameOf, tagIn } from './edit-words.ts'
import type { Reviewing } from './reviewing.ts'
import { useFailureWords } from './use-failure-words.ts'
import { type Selection, useSelection } from './use-selection.ts'
import { useTurnedWords } from './use-turned-words.ts'

/** What the last line of the list says of the act before. */
export interface Said {
  readonly text: string
  readonly isError: boolean
}

/** What an act is upon: the ids, and of those rows that were read what they are. */
export interface Target {
  readonly ids: readonly string[]
  readonly known: readonly InvoiceRow[]
}

/** An act upon one invoice alone. */
export function targetOf(row: InvoiceRow): Target {
  return { ids: [row.id], known: [row] }
}

/** The acts of a review upon a list, and what they say. */
export interface ReviewActs<Row = unknown> {
  /** The list is one that is reviewed. */
  readonly isOn: boolean
  readonly selection: Selection
  readonly said: Said | null
  /** Says something of the list in its last line, until the list shows others. */
  say(text: string): void
  /** What an act would be upon now; null where the row that the keys stand on has not been read. */
  target(): Promise<Target | null>
  /** Marks as reviewed, or as not reviewed where all of it is. */
  mark(target: Target): Promise<void>
  markRow(row: Row): Promise<void>
  edit(edit: LocalEdit, target: Target): Promise<void>
  turn(way: 'undo' | 'redo'): Promise<void>
  /** Gives the place of the next invoice that needs something; null where there is none, which is said. */
  next(): Promise<number | null>
}

/** Marks, tags and notes the invoices of a list by its selection, or the one that the keys stand on; does nothing to a list that is not reviewed. */
export function useReview<T extends ListTypes>(
  reviewing: Reviewing<T> | null,
  rows: ListRows<T['row']> | undefined,
  view: ListView<T>,
  active: number,
): ReviewActs<T['row']> {
  const { t } = useTranslation()
  const turnedWords = useTurnedWords()
  const failureWords = useFailureWords()
  const format = useFormat()
  const { announce } = useAnnouncer()
  const undo = useOverview().platform === 'darwin' ? '⌘Z' : 'Ctrl+Z'
  const [said, setSaid] = useState<Said | null>(null)
  const [of, setOf] = useState(view)
  // What was said was said of another list.
  if (of !== view) {
    setOf(view)
    setSaid(null)
  }
  const selection = useSelection(
    rows,
    view,
    reviewing && ((from, limit) => reviewing.ids(view, from, limit)),
    {
      selected: (count) => {
        setSaid(null)
        announce(t('review.selected', { count, figure: format.count(count) }))
      },
      tooMany: () => say(t('review.tooMany', { most: format.count(MOST_SELECTED) }), true),
      failed: sayFailure,
    },
  )
  const marks = useMarks(rows)

  function say(text: string, isError = false): void {
    setSaid({ text, isError })
    announce(text)
  }

  function sayFailure(error: unknown, done = ''): void {
    say(failureWords(error, done), true)
  }

  async function target(): Promise<Target | null> {
    if (!reviewing) return null
    const row = rowAt(rows, active)
    const ids = (await selection.settled()) ?? (row ? [row.id] : null)
    if (!ids || ids.length === 0) return null
    const wanted = new Set(ids)
    const all = [...(rows?.stretches.values() ?? [])].flat()
    return { ids, known: all.filter(({ id }) => wanted.has(id)).map(reviewing.rowOf) }
  }

  /** Does an edit, and says what came of it; with `then`, that follows instead where all was so already. */
  async function edit(one: LocalEdit, target: Target, then: LocalEdit | null = null): Promise<void> {
    const { ids } = target
    const name = nameOf(one)
    const tag = tagIn(one)
    try {
      const { edited, number, seen, stoppedBy } = await editInvoices(one, ids, (done) =>
        setSaid({
          text: t('review.working', { done: format.count(done), count: format.count(ids.length) }),
          isError: false,
        }),
      )
      if (then && edited === 0) return await edit(then, target)
      if (one.kind === 'review') for (const id of ids.slice(0, seen)) marks.set(id, one.reviewed)
      const done = t(`review.done.${name}`, {
        count: edited,
        figure: format.count(edited),
        number,
        tag,
        undo,
      })
      if (stoppedBy !== null) sayFailure(stoppedBy, done)
      else say(edited === 0 ? t(`review.unchanged.${name}`, { tag }) : done)
      // What has left the list is not held on to unseen.
      if (reviewing?.leaves(view.filter, one)) selection.clear()
    } catch (error) {
      sayFailure(error)
    }
  }

  async function mark(meant: Target): Promise<void> {
    const isReviewed = (row: InvoiceRow) => marks.get(row.id) ?? row.reviewed !== null
    const isAll = meant.known.length > 0 && meant.known.every(isReviewed)
    const unmark = { kind: 'review', reviewed: false } as const
    // Of what was not read it is not known: the marks go only where none was missing.
    if (isAll && new Set(meant.known.map(({ id }) => id)).size === meant.ids.length) await edit(unmark, meant)
    else await edit({ kind: 'review', reviewed: true }, meant, isAll ? unmark : null)
  }

  return {
    selection,
    said,
    say: (text) => say(text),
    target,
    edit,
    isOn: reviewing !== null,
    mark,
    async markRow(row) {
      if (reviewing) await mark(targetOf(reviewing.rowOf(row)))
    },
    async turn(way) {
      try {
        const turned = await turnEdit(way)
        marks.clear()
        say(turnedWords(way, turned))
      } catch (error) {
        sayFailure(error)
      }
    },
    async next() {
      try {
        if (!reviewing) return null
        const place = await reviewing.next(view, active + 1)
        if (place === null) say(t('review.nothingDue'))
        return place
      } catch (error) {
        sayFailure(error)
        return null
      }
    },
  }
}

/** What was marked since the rows were read: a second press of Space may come before they are read again. */
function useMarks(rows: object | undefined): Map<string, boolean> {
  const [held] = useState(() => new Map<string, boolean>())
  const of = useRef(rows)
  if (of.current !== rows) {
    of.current = rows
    held.clear()
  }
  return held
}
