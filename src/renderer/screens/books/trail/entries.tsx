// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: the same keys and roles as the list of all invoices
import { useCallback } from 'react'
import type { TrailEntry } from '../../../../shared/contract/shapes/books/trail.ts'
import { useStableCallbacks } from '../../../components/hooks/use-stable-callbacks.ts'
import { rowAt } from '../../../data/lists/stretches.ts'
import { TRAIL, WHOLE_TRAIL } from '../../../data/lists/trail.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useKeys } from '../../../keyboard/use-keys.tsx'
import { useListKeys } from '../../../keyboard/use-list-keys.ts'
import { ListBars } from '../../../rows/row-frame.tsx'
import { RowGrid, useRowPress } from '../../../rows/row-grid.tsx'
import { RowsUnread } from '../../../rows/rows-unread.tsx'
import { useActiveRow } from '../../../rows/use-active-row.ts'
import { useShownRows } from '../../../rows/use-shown-rows.ts'
import type { KeptTrail } from '../kept-books.ts'
import { EntryRow } from './entry-row.tsx'

const COLUMNS = ['entry', 'at', 'sale', 'what', 'who', 'hash-cell'] as const
const BARS = { rowClass: 'trail-row trail-line', cellPrefix: 'trail' } as const
const NAMES = {
  entry: 'entry',
  at: 'when',
  sale: 'sale',
  what: 'what',
  who: 'who',
  'hash-cell': 'hash',
} as const

interface Props {
  readonly kept: KeptTrail
  readonly onOpen: (invoiceId: string) => void
}

/** The entries, the newest first, with the keys of every list. */
export function Entries({ kept, onOpen }: Props) {
  const { t } = useTranslation()
  const shown = useShownRows(TRAIL, WHOLE_TRAIL, kept)
  const { list, rows, window, scroller } = shown
  const active = useActiveRow(
    kept,
    list,
    WHOLE_TRAIL,
    window.page,
    useCallback(() => undefined, []),
  )
  const current = rowAt(rows, active.index)
  const acts = useStableCallbacks({
    openActive: () => current?.invoice && onOpen(current.invoice.id),
    go: (index: number) => active.go(index),
  })
  const press = useRowPress<TrailEntry>({
    onActive: acts.go,
    onToggle: (_row, index) => acts.go(index),
    onOpen: () => undefined,
  })
  useKeys('list', { openRow: acts.openActive })
  useListKeys({
    ...{ list: scroller, active: active.index, count: rows?.count ?? 0, page: window.page },
    onMove(index) {
      window.show(index)
      acts.go(index)
    },
    onOpen: acts.openActive,
  })
  return (
    <section className="trail-entries" aria-labelledby="trail-entries">
      <div className="trail-entries-head">
        <h2 id="trail-entries">{t('trail.entries')}</h2>
        <span className="help">{t('trail.newestFirst')}</span>
      </div>
      <div className="register">
        <div className="list-area trail-area">
          <RowGrid
            name={t('trail.entries')}
            isMulti={false}
            {...{ shown }}
            active={active.index}
            onActive={acts.go}
            onOpenActive={acts.openActive}
            onCheckActive={() => undefined}
            head={
              <div role="row" aria-rowindex={1} className="trail-row list-header">
                {COLUMNS.map((column) => (
                  <span key={column} role="columnheader" className={`list-cell trail-${column}`}>
                    {t(`trail.columns.${NAMES[column]}`)}
                  </span>
                ))}
              </div>
            }
            draw={(row, place, isActive) => (
              <EntryRow key={row.id} {...{ row, isActive, ...place }} onPress={press} />
            )}
            drawUnread={(place, withBars) => (
              <ListBars key={place.index} kind={BARS} columns={COLUMNS} {...{ withBars, ...place }} />
            )}
          />
          {list.error && <RowsUnread error={list.error} onAgain={list.again} />}
        </div>
      </div>
    </section>
  )
}
