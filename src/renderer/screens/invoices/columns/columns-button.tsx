import { Columns3 } from 'lucide-react'
import { useRef, useState } from 'react'
import type { ListTypes } from '../../../data/lists/sources.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { shortcutOf } from '../../../keyboard/keys.ts'
import { useKeys } from '../../../keyboard/use-keys.tsx'
import type { ListKind } from '../list/list-kind.ts'
import { Chooser } from './chooser.tsx'
import type { ColumnName } from './names.ts'
import type { ListColumns } from './use-columns.ts'

interface Props<T extends ListTypes> {
  readonly kind: ListKind<T>
  readonly columns: ListColumns
  /** What the list is sorted by. */
  readonly by: T['by']
}

/** Opens what chooses the columns; rows of two lines have nothing to choose. */
export function ColumnsButton<T extends ListTypes>({ kind, columns, by }: Props<T>) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  useKeys('list', { columns: { takes: () => !columns.isTwoLines, run: () => setOpen(true) } })
  if (columns.isTwoLines) return null
  const sorted = columns.all.order.find((name: ColumnName) => kind.orders[name] === by) ?? null
  return (
    <>
      <button
        ref={opener}
        type="button"
        className="columns-button"
        aria-label={t('list.chooser.name')}
        title={t('list.chooser.name')}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-keyshortcuts={shortcutOf('columns')}
        onClick={() => setOpen(!isOpen)}
      >
        <Columns3 aria-hidden="true" size={16} />
      </button>
      {isOpen && (
        <Chooser
          list={kind.source.name}
          columns={columns}
          sorted={sorted}
          opener={opener}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
