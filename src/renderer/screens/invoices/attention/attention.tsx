import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useStableCallbacks } from '../../../components/hooks/use-stable-callbacks.ts'
import { Switch } from '../../../components/switch.tsx'
import {
  EXCEPTIONS,
  type ExceptionFilter,
  type ExceptionTypes,
  type ListedException,
} from '../../../data/exceptions.ts'
import type { ListView } from '../../../data/lists/sources.ts'
import { rowAt } from '../../../data/lists/stretches.ts'
import { ExportButton } from '../../../exporting/export-button.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useListKeys } from '../../../keyboard/use-list-keys.ts'
import { useActiveRow } from '../../../rows/use-active-row.ts'
import { useShownRows } from '../../../rows/use-shown-rows.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import type { KeptAttention } from '../list/kept-list.ts'
import { AttentionFoot } from './attention-foot.tsx'
import { AttentionGrid } from './attention-grid.tsx'
import { AttentionState } from './attention-state.tsx'
import { HandleForm } from './handle-form.tsx'
import { KindChips } from './kind-chips.tsx'
import { NextAct } from './next-act.tsx'
import { useAttentionKeys } from './use-attention-keys.ts'
import { useHandling } from './use-handling.ts'
import { useTicks } from './use-ticks.ts'

interface Props {
  /** The title and the way back to all invoices. */
  readonly head: ReactNode
  /** The invoice that is open, drawn upon the list. */
  readonly pane: ReactNode
  readonly kept: KeptAttention
  readonly openId: string | null
  readonly onOpen: (invoiceId: string) => void
  readonly onClose: () => void
  readonly onCheck: (invoiceId: string) => void
}

/** The list as it is read: its order is its own. */
function viewOf({ resolved, kind }: ExceptionFilter): ListView<ExceptionTypes> {
  return {
    filter: { search: '', currency: [], period: null, resolved, kind },
    sort: { by: 'kind', down: false },
  }
}

/** The inbox of all that calls for a person: counted by kind, ticked, and handled with a reason. */
export function Attention({ head, pane, kept, openId, onOpen, onClose, onCheck }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { announce } = useAnnouncer()
  const [filter, setFilter] = useState(kept.filter)
  const view = useMemo(() => viewOf(filter), [filter])
  const shown = useShownRows(EXCEPTIONS, view, kept)
  const { list, rows, window, scroller } = shown
  const reason = useRef<HTMLInputElement>(null)
  const isOpen = useRef(openId !== null)
  isOpen.current = openId !== null
  const follow = useCallback(
    (row: ListedException) => {
      if (isOpen.current && row.invoiceId !== null) onOpen(row.invoiceId)
    },
    [onOpen],
  )
  const active = useActiveRow(kept, list, view, window.page, follow)
  const current = list.isOfBefore ? null : rowAt(rows, active.index)
  const handling = useHandling(filter)
  const ticks = useTicks(list.isOfBefore ? undefined : rows, filter, handling.done !== null, {
    ticked: (count) =>
      announce(
        t('attention.selected', { count, figure: format.count(count), all: format.count(rows?.count ?? 0) }),
      ),
    left: (count) => handling.say(t('attention.left', { count, figure: format.count(count) })),
    failed: handling.sayFailure,
  })
  const wantsReason = useRef(false)
  useEffect(() => {
    if (!wantsReason.current || !reason.current) return
    wantsReason.current = false
    reason.current.focus()
  })
  const goTo = useRef(active.go)
  goTo.current = active.go
  // Whoever came for an invoice finds the keys on its row.
  useEffect(() => {
    if (kept.wantedId === null || !rows) return
    const all = [...rows.stretches].flatMap(([n, some]) =>
      some.map((row, nth) => ({ row, at: n * 100 + nth })),
    )
    const found = all.find(({ row }) => row.invoiceId === kept.wantedId)
    // What was read before may not hold it yet.
    if (!found) return
    kept.wantedId = null
    goTo.current(found.at)
  }, [kept, rows])

  const change = (next: Partial<ExceptionFilter>) => {
    kept.filter = { ...filter, ...next }
    setFilter(kept.filter)
  }
  const acts = useStableCallbacks({
    open(row: ListedException) {
      if (row.invoiceId !== null) onOpen(row.invoiceId)
      else onClose()
    },
    openActive: () => current && acts.open(current),
    checkActive: () => current?.invoiceId != null && onCheck(current.invoiceId),
    go(index: number, isExtending: boolean) {
      kept.wantedId = null
      if (isExtending && !filter.resolved) ticks.extend(active.index, index)
      active.go(index)
      const row = rowAt(rows, index)
      if (openId !== null && row) acts.open(row)
    },
    tick: (row: ListedException, index: number) => row.resolvedAt === null && ticks.toggle(row, index),
    tickAll: () => (ticks.byId.size > 0 ? ticks.clear() : ticks.all(filter.kind)),
  })
  const moveTo = (index: number) => {
    window.show(index)
    acts.go(index, false)
  }
  /** Opens the ticked rows one after the other, from the one that the keys stand on. */
  const openNext = () => {
    const count = rows?.count ?? 0
    for (let step = 1; step <= count; step += 1) {
      const index = (active.index + step) % count
      const row = rowAt(rows, index)
      if (!row || !ticks.byId.has(row.id)) continue
      moveTo(index)
      acts.open(row)
      return
    }
  }
  useAttentionKeys({
    ticks,
    current,
    index: active.index,
    isOpen: openId !== null,
    isHandled: filter.resolved,
    turn: (way) => void handling.turn(way),
    openActive: acts.openActive,
    checkActive: acts.checkActive,
    giveReason() {
      if (ticks.byId.size === 0 && current) ticks.toggle(current, active.index)
      wantsReason.current = true
      reason.current?.focus()
      if (document.activeElement === reason.current) wantsReason.current = false
    },
    notHere: () => handling.say(t('attention.notHere')),
    close() {
      if (openId !== null) onClose()
      else ticks.clear()
      scroller.current?.focus()
    },
  })
  useListKeys({
    ...{ list: scroller, active: active.index, count: rows?.count ?? 0, page: window.page },
    onMove: moveTo,
    onOpen: acts.openActive,
  })

  return (
    <>
      <header className="screen-head list-top">
        {head}
        <Switch
          label={t('attention.showSettled')}
          isSelected={filter.resolved}
          onChange={(resolved) => change({ resolved, kind: null })}
        />
        <ExportButton
          from={{ list: 'exceptions', resolved: filter.resolved, exception: filter.kind }}
          filterWords={format.list([
            filter.kind ? t(`attention.chip.${filter.kind}`) : t('attention.all'),
            ...(filter.resolved ? [t('attention.showHandled')] : []),
          ])}
        />
      </header>
      <KindChips resolved={filter.resolved} kind={filter.kind} onKind={(kind) => change({ kind })}>
        {current && current.resolvedAt === null && (
          <NextAct
            key={current.id}
            row={current}
            onSay={handling.say}
            onFailure={handling.sayFailure}
            onCheck={onCheck}
            onOpen={onOpen}
          />
        )}
      </KindChips>
      <div className="register">
        <div className="list-area attention-area">
          <AttentionGrid
            {...{ shown, openId }}
            resolved={filter.resolved}
            active={active.index}
            ticks={ticks.byId}
            onActive={acts.go}
            onOpen={acts.open}
            onOpenActive={acts.openActive}
            onCheckActive={acts.checkActive}
            onTick={acts.tick}
            onTickAll={acts.tickAll}
          />
          <AttentionState
            filter={filter}
            count={list.isOfBefore ? null : (rows?.count ?? null)}
            error={list.error}
            onAgain={list.again}
            onAll={() => change({ kind: null })}
          />
        </div>
        {ticks.byId.size > 0 && (
          <HandleForm
            ticks={ticks.byId}
            field={reason}
            done={handling.done}
            undo={handling.undo}
            mod={handling.mod}
            onHandle={async (note) => {
              const isDone = await handling.handle(ticks.byId, note)
              if (isDone) {
                ticks.letGo(ticks.byId)
                scroller.current?.focus()
              }
              return isDone
            }}
            onOneByOne={openNext}
            onClear={() => {
              ticks.clear()
              scroller.current?.focus()
            }}
            onLeave={() => scroller.current?.focus()}
          />
        )}
        {pane}
      </div>
      <AttentionFoot
        said={handling.said}
        // What an act is under way upon leaves the list piece by piece; how far it came stands upon its button.
        ticked={handling.done === null ? ticks.byId.size : 0}
        isReading={ticks.isReading}
        isHandled={filter.resolved}
        index={active.index}
        count={rows?.count ?? null}
      />
    </>
  )
}
