import type { ListedException } from '../../../data/exceptions.ts'
import type { Press } from '../../../keyboard/dispatcher.ts'
import { useKeys } from '../../../keyboard/use-keys.tsx'
import { useLateSpace } from '../review/use-late-space.ts'
import type { Ticks } from './use-ticks.ts'

interface Ways {
  readonly ticks: Ticks
  /** The row that the keys stand on; null where it has not been read. */
  readonly current: ListedException | null
  readonly index: number
  /** An invoice is open beside. */
  readonly isOpen: boolean
  /** What is handled is shown, so that nothing is to be done. */
  readonly isHandled: boolean
  turn(way: 'undo' | 'redo'): void
  openActive(): void
  checkActive(): void
  giveReason(): void
  /** A key was pressed that does something in the other lists alone. */
  notHere(): void
  close(): void
}

/** The keys of the other lists: where none of them does anything, a press says so. */
function elsewhere(run: () => void) {
  const own = { takes: ({ inField }: Press) => !inField, run }
  return {
    ...{ noteRows: own, tagRows: own, nextDue: own, findInvoice: own, filter: own, columns: own },
    ...{ allSums: own, openView: own, saveView: own },
  }
}

/** Hears the keys of the list of what needs attention. */
export function useAttentionKeys(ways: Ways): void {
  const { ticks, current, index, isOpen, isHandled } = ways
  const { space, watch } = useLateSpace<{ readonly row: ListedException; readonly index: number }>({
    aim: async () => (current && !isHandled ? { row: current, index } : null),
    act: ({ row, index }) => ticks.toggle(row, index),
    onCode: ticks.clearFresh,
  })
  useKeys(
    'list',
    {
      markReviewed: space,
      selectAll: () => !isHandled && current && ticks.all(current.kind),
      undoEdit: () => ways.turn('undo'),
      redoEdit: () => ways.turn('redo'),
      handled: () => !isHandled && (current !== null || ticks.byId.size > 0) && ways.giveReason(),
      ...elsewhere(ways.notHere),
      openRow: ways.openActive,
      checkRow: {
        takes: (press) => !isOpen && !press.shiftKey && !press.inField,
        run: ways.checkActive,
      },
      close: {
        takes: () => isOpen || ticks.byId.size > 0,
        run: ways.close,
      },
    },
    watch,
  )
}
