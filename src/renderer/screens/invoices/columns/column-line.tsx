import { GripVertical } from 'lucide-react'
import { type PointerEvent, useRef } from 'react'
import { useTranslation } from '../../../i18n/use-translation.ts'
import type { Group } from './groups.ts'
import type { ColumnName } from './names.ts'
import type { ColumnSpec } from './spec.ts'

interface Props {
  readonly name: ColumnName
  readonly group: Group['id']
  readonly spec: ColumnSpec | undefined
  readonly isFirst: boolean
  /** Stands at the end of the line. */
  readonly end: string | undefined
  readonly onToggle: (name: ColumnName) => void
  readonly onMove: (name: ColumnName, by: number) => void
}

/** One column: its tick, and the grip by which a pointer moves it among those of its group. */
export function ColumnLine({ name, group, spec, isFirst, end, onToggle, onMove }: Props) {
  const { t } = useTranslation()
  const isAlways = spec?.isFixed === true
  const line = useRef<HTMLLIElement>(null)
  const isHeld = useRef(false)
  const canMove = group !== 'hidden' && spec?.isPinned !== true

  /** As far as the pointer is beyond the middle of a neighbour, a place at a time. */
  function drag({ clientY }: PointerEvent): void {
    if (!isHeld.current) return
    const middleOf = (one: Element | null | undefined) => {
      const box = one?.getBoundingClientRect()
      return box ? box.top + box.height / 2 : null
    }
    const before = middleOf(line.current?.previousElementSibling)
    const after = middleOf(line.current?.nextElementSibling)
    if (before !== null && clientY < before) onMove(name, -1)
    else if (after !== null && clientY > after) onMove(name, 1)
  }

  const letGo = () => {
    isHeld.current = false
  }

  return (
    <li ref={line} data-column={name} className="columns-one">
      <label className="tick">
        <input
          type="checkbox"
          className="tick-box"
          checked={group !== 'hidden'}
          aria-disabled={isAlways || undefined}
          aria-describedby={isAlways ? 'columns-why' : undefined}
          aria-keyshortcuts={canMove ? 'Alt+ArrowUp Alt+ArrowDown' : undefined}
          // biome-ignore lint/a11y/noAutofocus: the menu was opened to choose in it
          autoFocus={isFirst}
          onChange={() => onToggle(name)}
        />
        <span className="tick-name">{t(`list.columns.${name}`)}</span>
        {end !== undefined && <span className="tick-end">{end}</span>}
      </label>
      <span
        className={canMove ? 'columns-grip' : 'columns-grip columns-still'}
        aria-hidden="true"
        onPointerDown={(event) => {
          if (!canMove || event.button !== 0) return
          event.preventDefault()
          event.currentTarget.setPointerCapture(event.pointerId)
          isHeld.current = true
        }}
        onPointerMove={drag}
        onPointerUp={letGo}
        onPointerCancel={letGo}
      >
        {canMove && <GripVertical size={14} />}
      </span>
    </li>
  )
}
