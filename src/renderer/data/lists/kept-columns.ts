import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import type { RouteInput } from '../../../shared/contract/routes/index.ts'
import type { ColumnList, KeptColumns } from '../../../shared/contract/shapes/lists/columns.ts'
import { type Overview, useOverview } from '../app.ts'
import { call } from '../call.ts'
import { keys } from '../keys.ts'

type Asked = RouteInput<'lists.keepColumns'>

/** What is changed again at once, by a key that is held down, is written once, ms. */
const AT_ONCE_MS = 250

/** What is kept of the columns of a list of the open book, null for as at first, and the way to change it: shown at once, and written soon after. */
export function useKeptColumns(list: ColumnList): {
  readonly kept: KeptColumns | null
  /** Why the last change is not kept; null where it is. */
  readonly error: Error | null
  /** The same as of now: what was changed last may not have been drawn yet. */
  readonly latest: () => KeptColumns | null
  readonly keep: (columns: KeptColumns | null) => void
} {
  const client = useQueryClient()
  const { book, listColumns } = useOverview()
  const show = useCallback(
    ({ kind, list: of, columns }: Asked) =>
      client.setQueryData<Overview>(keys.overview(), (before) =>
        before?.book.kind === kind
          ? { ...before, listColumns: { ...before.listColumns, [of]: columns } }
          : before,
      ),
    [client],
  )
  /** What was asked for last, until it is written. */
  const newest = useRef<Asked>(null)
  const { mutate, error } = useMutation({
    mutationFn: (asked: Asked) => call('lists.keepColumns', asked),
    // The overview may have been read again before this was written; what was changed since stays.
    onSettled(_, __, asked) {
      if (newest.current !== asked) return
      newest.current = null
      show(asked)
    },
    scope: { id: 'listColumns' },
  })
  const waiting = useRef<{ readonly asked: Asked; readonly timer: number }>(null)
  const write = useCallback(() => {
    const due = waiting.current
    if (!due) return
    clearTimeout(due.timer)
    waiting.current = null
    mutate(due.asked)
  }, [mutate])
  useEffect(() => {
    window.addEventListener('pagehide', write)
    return () => {
      window.removeEventListener('pagehide', write)
      write()
    }
  }, [write])
  const keep = useCallback(
    (columns: KeptColumns | null) => {
      const asked = { kind: book.kind, list, columns }
      newest.current = asked
      if (waiting.current) clearTimeout(waiting.current.timer)
      waiting.current = { asked, timer: window.setTimeout(write, AT_ONCE_MS) }
      show(asked)
    },
    [book.kind, list, show, write],
  )
  const latest = useCallback(
    () =>
      newest.current
        ? newest.current.columns
        : (client.getQueryData<Overview>(keys.overview())?.listColumns[list] ?? null),
    [client, list],
  )
  return { kept: listColumns[list], error, latest, keep }
}
