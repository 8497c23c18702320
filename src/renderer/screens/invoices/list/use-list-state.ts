import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useAccounts } from '../../../data/accounts.ts'
import { useOverview } from '../../../data/app.ts'
import { useItemNames } from '../../../data/lists/counts.ts'
import type { ListTypes, ListView, Sort } from '../../../data/lists/sources.ts'
import { useListSums } from '../../../data/lists/use-lists.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { weekIn } from '../../../i18n/week.ts'
import { useBusinessDay } from '../../../window/use-business-day.ts'
import { type Choice, NO_CHOICE } from '../filter/choice.ts'
import { mayName, ownWords } from '../filter/own-words.ts'
import { readTyped } from '../filter/typed-filter.ts'
import { useDebounced } from '../use-debounced.ts'
import type { KeptRows } from './kept-list.ts'
import type { ListKind } from './list-kind.ts'

const SEARCH_WAIT_MS = 120

/** What the list is narrowed to and sorted by, as it was left, and what that means for the book. */
export function useListState<T extends ListTypes>(kind: ListKind<T>, kept: KeptRows) {
  const { i18n, t } = useTranslation()
  const { providers, book } = useOverview()
  const accounts = useAccounts().data ?? []
  const [choice, setChoice] = useState(kept.choice)
  const [sort, setSort] = useState(() => (kept.sort ?? kind.usualSort) as Sort<T['by']>)
  const today = useBusinessDay(book.zone)
  // 0 is Sunday.
  const weekStart = useMemo(() => (weekIn(i18n.language).weekdays[0] ?? 1) % 7, [i18n.language])
  const own = useMemo(() => ownWords(t, i18n.language), [t, i18n.language])
  const everything = useListSums(
    kind.source,
    kind.filterOf(NO_CHOICE, '', today, weekStart),
    mayName(choice.search, own, ['currency', 'till']),
  )
  const items = useItemNames(
    kind.source,
    kind.filterOf(NO_CHOICE, '', today, weekStart),
    mayName(choice.search, own, ['item']),
  )
  const known = {
    kind: kind.filters,
    today,
    providers,
    accounts,
    own,
    items,
    tills: everything.data?.tills ?? null,
    currencies: [
      ...(everything.data?.sums ?? []).map(({ received }) => received.currency),
      ...accounts.flatMap(({ currencies }) => currencies.map(({ currency }) => currency)),
    ],
  }
  // What a filter may name is not always known when it is typed: it is taken once it is.
  const finished = useRef<string | null>(null)
  const read = readTyped(choice.search, choice, known, finished.current === choice.search)
  useEffect(() => {
    if (read.text !== choice.search) change({ ...read.choice, search: read.text })
  })
  const { search, unread, pending } = read
  const searched = useDebounced(search, SEARCH_WAIT_MS)
  // Choices are made anew at each key; the list is asked for anew only when it means something else.
  const asked = JSON.stringify(kind.filterOf(choice, search === '' ? '' : searched, today, weekStart))
  const view = useMemo<ListView<T>>(() => ({ filter: JSON.parse(asked) as T['filter'], sort }), [asked, sort])

  const change = useCallback(
    (next: Choice) => {
      kept.choice = next
      setChoice(next)
    },
    [kept],
  )
  return {
    choice,
    sort,
    view,
    /** What was typed last has not been asked for yet. */
    isBehind: search !== '' && searched !== search,
    unread,
    pending,
    accounts,
    today,
    weekStart,
    change,
    /** Takes what is typed, and the filters that are finished in it, all of them with `isDone`; says whether any was. */
    type(text: string, isDone = false): boolean {
      const read = readTyped(text, choice, known, isDone)
      finished.current = isDone ? read.text : null
      change({ ...read.choice, search: read.text })
      return read.text !== text
    },
    changeSort(next: Sort<T['by']>) {
      kept.sort = next
      setSort(next)
    },
  }
}
