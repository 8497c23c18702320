import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { bareWord, isBlankSearch, searchWords } from '../../../../shared/text/words.ts'
import { useStableCallbacks } from '../../../components/hooks/use-stable-callbacks.ts'
import type { ListTypes } from '../../../data/lists/sources.ts'
import { rowAt } from '../../../data/lists/stretches.ts'
import { useListSums } from '../../../data/lists/use-lists.ts'
import { useIsAllowed } from '../../../data/people.ts'
import { ExportButton } from '../../../exporting/export-button.tsx'
import { useKeys } from '../../../keyboard/use-keys.tsx'
import { useListKeys } from '../../../keyboard/use-list-keys.ts'
import { useActiveRow } from '../../../rows/use-active-row.ts'
import { useShownRows } from '../../../rows/use-shown-rows.ts'
import { useMedia } from '../../../window/use-media.ts'
import { ColumnsButton } from '../columns/columns-button.tsx'
import { Edges } from '../columns/edges.tsx'
import { Register } from '../columns/register.tsx'
import { useColumns } from '../columns/use-columns.ts'
import { Chips } from '../filter/chips.tsx'
import { NO_CHOICE } from '../filter/choice.ts'
import { FilterMenu } from '../filter/filter-menu.tsx'
import { SearchBox } from '../filter/search-box.tsx'
import { useMenu } from '../filter/use-menu.ts'
import { EditDialog, useEditDialog } from '../review/edit-dialog.tsx'
import type { PaneReviewActs } from '../review/pane-review.tsx'
import { ReviewFoot } from '../review/review-foot.tsx'
import { targetOf, useReview } from '../review/use-review.ts'
import { useReviewKeys } from '../review/use-review-keys.ts'
import { SavedViews } from '../saved/saved-views.tsx'
import { useViewWords } from '../saved/use-view-words.ts'
import { useNamedAccounts } from '../saved/use-views.ts'
import { Counted, useCountTold } from './counted.tsx'
import type { KeptRows } from './kept-list.ts'
import { ListGrid } from './list-grid.tsx'
import type { ListKind } from './list-kind.ts'
import { ListState } from './list-state.tsx'
import { Sums } from './list-sums.tsx'
import { SearchedWords } from './marked.tsx'
import { useListState } from './use-list-state.ts'

interface Props<T extends ListTypes> {
  readonly kind: ListKind<T>
  /** The title and the way to the sales that need attention. */
  readonly head: ReactNode
  /** The invoice that is open, drawn upon the list, with what a review can do to it. */
  readonly pane: (review: PaneReviewActs | null) => ReactNode
  readonly kept: KeptRows
  /** What stands ahead of the filters. */
  readonly before: ReactNode
  readonly openId: string | null
  readonly onOpen: (invoiceId: string) => void
  readonly onClose: () => void
  readonly onCheck: (invoiceId: string) => void
}

/** A list of the book by filter, order and place, live; with what it comes to. */
export function BookList<T extends ListTypes>({
  kind,
  head,
  pane,
  kept,
  before,
  openId,
  onOpen,
  onClose,
  onCheck,
}: Props<T>) {
  const { source, invoiceOf } = kind
  const state = useListState(kind, kept)
  const { choice, view } = state
  const accounts = useNamedAccounts(source.name, state.accounts)
  const shown = useShownRows(source, view, kept)
  const { list, rows, window, scroller } = shown
  const field = useRef<HTMLInputElement>(null)
  const columns = useColumns(kind, scroller)
  // Rows of what was searched for before are no answer to what was typed since.
  const isBehind = state.isBehind || list.isOfBefore
  const opensSoon = useRef(false)
  const isOpen = useRef(openId !== null)
  isOpen.current = openId !== null
  const follow = useCallback(
    (row: T['row']) => {
      if (isOpen.current || opensSoon.current) onOpen(invoiceOf(row))
      opensSoon.current = false
    },
    [invoiceOf, onOpen],
  )
  const active = useActiveRow(kept, list, view, window.page, follow)
  useEffect(() => {
    const row = isBehind || !opensSoon.current ? null : rowAt(rows, active.index)
    if (!row) return
    opensSoon.current = false
    onOpen(invoiceOf(row))
  })
  const mayReview = useIsAllowed('review')
  const mayExport = useIsAllowed('export')
  const reviewing = mayReview ? kind.review : null
  const review = useReview(reviewing, isBehind || rows?.isBegun ? undefined : rows, view, active.index)
  const dialog = useEditDialog(review)
  const acts = useStableCallbacks({
    open: (row: T['row']) => onOpen(invoiceOf(row)),
    openActive() {
      const row = isBehind ? null : rowAt(rows, active.index)
      if (row) onOpen(invoiceOf(row))
      else opensSoon.current = rows?.count !== 0 || isBehind
    },
    checkActive() {
      const row = isBehind ? null : rowAt(rows, active.index)
      if (row) onCheck(invoiceOf(row))
    },
    go(index: number, isExtending: boolean) {
      opensSoon.current = false
      if (isExtending) review.selection.extend(active.index, index)
      else review.selection.clear()
      active.go(index)
      const row = rowAt(rows, index)
      if (openId !== null && row) onOpen(invoiceOf(row))
    },
    search(text: string) {
      opensSoon.current = false
      // Who searches means what is found: the row that the keys stood on may be among it by chance.
      if (text !== '') active.begin()
      state.type(text)
    },
    sort: state.changeSort,
    toggle: (row: T['row']) => review.selection.toggle(row.id, active.index),
    mark: (row: T['row']) => void review.markRow(row),
  })
  // Whoever counts what is found keeps the next search waiting.
  const isCounted = isBlankSearch(view.filter.search) || (!list.isOfBefore && rows?.isBegun === false)
  const sums = useListSums(source, view.filter, isCounted)
  const isCounting = sums.isPlaceholderData && rows?.isBegun === true
  // Who may see no sums is told how many rows there are.
  const listed = rows && !rows.isBegun && !isBehind ? { count: rows.count, all: null } : undefined
  const isLow = useMedia('(height < 720px)')
  const [allSums, setAllSums] = useState(false)
  const { search } = view.filter
  const words = useMemo(() => [...new Set(searchWords(search).map(bareWord).filter(Boolean))], [search])
  const filterWords = useViewWords({ choice, sort: null }, accounts)
  const inFile = columns.names.flatMap((name) => kind.inFile[name] ?? [])
  const menu = useMenu(kind.filters.parts)
  useCountTold(source.name, view.filter, sums.data, sums.isPlaceholderData)
  const moveTo = (index: number) => {
    window.show(index)
    acts.go(index, false)
  }
  useReviewKeys(review, {
    onNote: () => dialog.open('note'),
    onTag: () => dialog.open('tag'),
    go: moveTo,
  })
  useKeys('list', {
    findInvoice: () => field.current?.select(),
    filter: () => menu.open(menu.part, menu.adder.current),
    ...(mayReview && { allSums: () => setAllSums((isOpen) => !isOpen) }),
    openRow: acts.openActive,
    checkRow: {
      takes: (press) => openId === null && !press.shiftKey && !press.inField,
      run: acts.checkActive,
    },
    close: {
      takes: () => openId !== null || review.selection.ids !== null || choice.search !== '',
      run() {
        if (openId !== null) onClose()
        else if (review.selection.ids !== null) review.selection.clear()
        else acts.search('')
        scroller.current?.focus()
      },
    },
  })
  useListKeys({
    ...{ list: scroller, active: active.index, count: rows?.count ?? 0, page: window.page },
    onMove: moveTo,
    onOpen: acts.openActive,
  })
  const clear = () => state.change(NO_CHOICE)

  return (
    <>
      <header className="screen-head list-top">
        {head}
        <SearchBox
          list={source.name}
          text={choice.search}
          field={field}
          onType={acts.search}
          onDone={() => {
            // What was typed may be filters by now, and nothing is left to finish.
            if (choice.search.trim() === '' || !state.type(choice.search, true)) scroller.current?.focus()
          }}
          onLeave={() => scroller.current?.focus()}
        />
        <SavedViews kind={kind} state={state} onSay={review.say} />
        <ColumnsButton kind={kind} columns={columns} by={state.sort.by} />
        {mayExport && (
          <ExportButton
            from={isBehind ? null : kind.exportOf(view.filter, inFile)}
            filterWords={filterWords}
          />
        )}
      </header>
      <Chips
        before={before}
        kind={kind.filters}
        choice={choice}
        accounts={accounts}
        opened={menu.isOpen ? menu.part : null}
        opener={menu.opener}
        adder={menu.adder}
        onOpen={menu.open}
        onChange={state.change}
      >
        <Counted
          list={source.name}
          choice={choice}
          search={view.filter.search}
          unread={state.unread}
          pending={state.pending}
          sums={isCounting ? undefined : mayReview ? sums.data : listed}
        />
      </Chips>
      <Register columns={columns}>
        <div className="list-area">
          <SearchedWords value={words}>
            <ListGrid
              kind={kind}
              shown={shown}
              sort={state.sort}
              active={active.index}
              openId={openId}
              selected={review.selection.ids}
              onSort={acts.sort}
              onActive={acts.go}
              onToggle={acts.toggle}
              onMark={acts.mark}
              onOpen={acts.open}
              onOpenActive={acts.openActive}
              onCheckActive={acts.checkActive}
            />
          </SearchedWords>
          <Edges columns={columns} />
          <ListState
            kind={kind}
            choice={choice}
            filter={view.filter}
            count={rows?.count ?? null}
            error={list.error}
            onAgain={list.again}
            onClear={clear}
            onAllDays={() => state.change({ ...choice, period: null })}
            onSearchAll={() => state.change({ ...NO_CHOICE, search: choice.search })}
          />
        </div>
        {mayReview && (
          <Sums
            kind={kind}
            sums={sums.data}
            isOfBefore={isCounting}
            isLow={isLow}
            isOpen={allSums}
            onOpen={setAllSums}
          />
        )}
        {pane(reviewing && { mark: (row) => void review.mark(targetOf(row)), ...dialog.of })}
      </Register>
      <ReviewFoot review={review} active={active.index} count={rows?.count ?? null} />
      <EditDialog dialog={dialog} tags={sums.data?.tags ?? []} onEdit={review.edit} />
      {menu.isOpen && (
        <FilterMenu
          kind={kind.filters}
          source={source}
          choice={choice}
          part={menu.part}
          opener={menu.opener}
          accounts={state.accounts}
          filter={view.filter}
          today={state.today}
          weekStart={state.weekStart}
          onPart={menu.setPart}
          onChange={state.change}
          onClose={menu.close}
        />
      )}
    </>
  )
}
