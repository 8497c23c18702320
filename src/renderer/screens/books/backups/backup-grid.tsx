// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: the same keys and roles as the list of all invoices
import { OctagonX } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { BackupRow } from '../../../../shared/contract/shapes/books/backup.ts'
import { Button } from '../../../components/button.tsx'
import { useIsAllowed } from '../../../data/people.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { isKey } from '../../../keyboard/keys.ts'
import { meantKey } from '../../../keyboard/meant-key.ts'
import { moveActive } from '../../../keyboard/move-active.ts'

const PAGE = 10
const COLUMNS = ['made', 'why', 'sales', 'newer', 'size', 'where', 'act'] as const

interface Props {
  readonly rows: readonly BackupRow[]
  readonly onRestore: (row: BackupRow) => void
}

/** The backups line by line, with the keys of the invoice list. */
export function BackupGrid({ rows, onRestore }: Props) {
  const { t } = useTranslation()
  const grid = useRef<HTMLDivElement>(null)
  const mayRestore = useIsAllowed('setUp')
  const [activeName, setActiveName] = useState<string | null>(null)
  const active = Math.max(
    rows.findIndex(({ name }) => name === activeName),
    0,
  )
  useEffect(() => {
    grid.current?.querySelector(`#backup-row-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [active])

  function listen(event: KeyboardEvent): void {
    // A button within a row answers to its own keys.
    if (event.target !== grid.current) return
    const row = rows[active]
    if (isKey('open', event) && row) {
      if (!row.damaged && mayRestore) onRestore(row)
    } else {
      const next = moveActive(meantKey(event), active, rows.length, PAGE)
      if (next === null) return
      setActiveName(rows[next]?.name ?? null)
    }
    event.preventDefault()
  }

  return (
    <div
      ref={grid}
      className="grid backup-grid"
      role="grid"
      tabIndex={0}
      aria-labelledby="backups-list"
      aria-rowcount={rows.length + 1}
      aria-activedescendant={`backup-row-${active}`}
      onKeyDown={listen}
    >
      <div role="rowgroup" className="grid-head">
        <div role="row" aria-rowindex={1} className="backup-row grid-header">
          {COLUMNS.map((column) => (
            <span key={column} role="columnheader" className={`cell backup-${column}`}>
              {t(`backups.columns.${column}`)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="backup-body">
        {rows.map((row, index) => (
          <Row
            key={row.name}
            row={row}
            index={index}
            isActive={index === active}
            onActive={() => setActiveName(row.name)}
            onRestore={() => onRestore(row)}
          />
        ))}
      </div>
    </div>
  )
}

interface RowProps {
  readonly row: BackupRow
  readonly index: number
  readonly isActive: boolean
  readonly onActive: () => void
  readonly onRestore: () => void
}

function Row({ row, index, isActive, onActive, onRestore }: RowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const unknown = <span className="help">{t('backups.unknown')}</span>
  const newerWords = row.another ? <span className="help">{t('backups.another')}</span> : unknown
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it listens to the keyboard for all its rows
    <div
      id={`backup-row-${index}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isActive}
      className={isActive ? 'backup-row grid-line grid-line-active' : 'backup-row grid-line'}
      onClick={onActive}
    >
      <span role="gridcell" className="cell backup-made">
        {format.when(row.madeAt)}
      </span>
      <span role="gridcell" className="cell backup-why">
        {t(`backups.why.${row.reason}`)}
      </span>
      <span role="gridcell" className="cell backup-sales">
        {row.sales === null ? unknown : format.count(row.sales)}
      </span>
      <span role="gridcell" className="cell backup-newer">
        {row.newer === null ? newerWords : format.count(row.newer)}
      </span>
      <span role="gridcell" className="cell backup-size">
        {format.size(row.bytes)}
      </span>
      <span role="gridcell" className="cell backup-where">
        {t(`backups.where.${whereOf(row)}`)}
      </span>
      <span role="gridcell" className="cell backup-act">
        {row.damaged ? (
          <span className="status tone-failed">
            <OctagonX aria-hidden="true" size={16} />
            {t('backups.damaged')}
          </span>
        ) : (
          <Button
            needs="setUp"
            excludeFromTabOrder
            aria-label={t('backups.restoreOf', { when: format.when(row.madeAt) })}
            onPress={() => {
              onActive()
              onRestore()
            }}
          >
            {t('backups.restore')}
          </Button>
        )}
      </span>
    </div>
  )
}

function whereOf({ here, away }: BackupRow): 'here' | 'away' | 'both' {
  if (here && away) return 'both'
  return here ? 'here' : 'away'
}
