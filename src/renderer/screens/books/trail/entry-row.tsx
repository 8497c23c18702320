// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not made, which a table element cannot say
import { type MouseEvent, memo } from 'react'
import type { TrailEntry } from '../../../../shared/contract/shapes/books/trail.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { RowFrame } from '../../../rows/row-frame.tsx'
import { EntryHash } from './entry-hash.tsx'
import { useEntryWords } from './use-entry-words.ts'

interface Props {
  readonly row: TrailEntry
  readonly index: number
  readonly top: number
  readonly isActive: boolean
  readonly onPress: (index: number, row: TrailEntry, event: MouseEvent) => void
}

/** One entry; it is drawn again only when something of it has changed. */
export const EntryRow = memo(function EntryRow({ row, index, top, isActive, onPress }: Props) {
  const format = useFormat()
  const words = useEntryWords()
  const what = words.what(row)
  return (
    <RowFrame
      {...{ index, top, isActive }}
      isOpen={false}
      isSelected={false}
      className="trail-row trail-line"
      onPress={(event) => onPress(index, row, event)}
    >
      <span role="gridcell" className="list-cell trail-entry">
        {format.count(row.entry)}
      </span>
      <span
        role="gridcell"
        className="list-cell trail-at"
        title={row.isThere ? format.instant(row.at) : undefined}
      >
        {row.isThere && format.columnInstant(row.at)}
      </span>
      <span role="gridcell" className="list-cell list-number trail-sale">
        <bdi>{row.invoice?.number ?? '—'}</bdi>
      </span>
      <span role="gridcell" className="list-cell trail-what" title={what}>
        <bdi className="own-words">{what}</bdi>
      </span>
      <span role="gridcell" className="list-cell trail-who">
        <bdi className="own-words">{row.isThere && words.who(row)}</bdi>
      </span>
      <span role="gridcell" className="list-cell trail-hash-cell">
        <EntryHash hash={row.hash} />
      </span>
    </RowFrame>
  )
})
