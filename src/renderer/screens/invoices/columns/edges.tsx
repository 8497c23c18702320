// biome-ignore-all lint/a11y/useSemanticElements: what parts two columns can be moved, which no element of its own says
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { isKey } from '../../../keyboard/keys.ts'
import { isFromRight, lineStep } from '../../../window/line-step.ts'
import type { ColumnName } from './names.ts'
import { MOST_WIDTH, STEP } from './spec.ts'
import type { ListColumns } from './use-columns.ts'

interface Props {
  readonly columns: ListColumns
}

/** Where a row begins within the list, CSS px: the padding of `.list-row`. */
const BEGIN = 8

/** The edges of the columns in the head of the list, by which they are made wider and narrower: one stop for the keyboard. */
export function Edges({ columns }: Props) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const held = useRef<{ readonly name: ColumnName; readonly x: number; readonly width: number }>(null)
  const [last, setLast] = useState<ColumnName | null>(null)
  const { layout, specs, isTwoLines } = columns
  if (isTwoLines) return null
  let end = BEGIN
  const edges = layout.columns.flatMap(({ name, width }) => {
    end += width
    const spec = specs.find((one) => one.name === name)
    return !spec || spec.isPinned ? [] : [{ name, width, end, least: spec.least }]
  })
  const stop = edges.find(({ name }) => name === last)?.name ?? edges[0]?.name

  const way = () => (box.current && isFromRight(box.current) ? -1 : 1)

  function listen(event: KeyboardEvent, name: ColumnName): void {
    const at = edges.findIndex((one) => one.name === name)
    const step = isKey('sizeColumn', event) ? lineStep(event) : null
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: edges.length - 1 }[event.key]
    if (step !== null) columns.widen(name, step * STEP)
    else if (event.key === 'Enter') columns.size(name, null, true)
    else if (next !== undefined)
      box.current
        ?.querySelectorAll<HTMLElement>('.edge')
        [Math.min(Math.max(next, 0), edges.length - 1)]?.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  function widthAt(event: PointerEvent): number {
    return held.current ? held.current.width + (event.clientX - held.current.x) * way() : 0
  }

  function release(event: PointerEvent): void {
    const own = held.current
    if (own && event.clientX !== own.x) columns.size(own.name, widthAt(event), true)
    else columns.letGo()
    held.current = null
  }

  return (
    <div ref={box} role="group" aria-label={t('list.edges.name')} className="edges">
      {edges.map(({ name, width, end: at, least }) => (
        <div
          key={name}
          role="separator"
          aria-orientation="vertical"
          aria-label={t('list.edges.of', { column: t(`list.columns.${name}`) })}
          aria-valuenow={width}
          aria-valuemin={least}
          aria-valuemax={MOST_WIDTH}
          aria-valuetext={t('list.edges.width', { count: width })}
          title={t('list.edges.help')}
          tabIndex={name === stop ? 0 : -1}
          className="edge"
          style={{ insetInlineStart: at }}
          onFocus={() => setLast(name)}
          onKeyDown={(event) => listen(event, name)}
          onPointerDown={(event) => {
            if (event.button !== 0) return
            event.currentTarget.setPointerCapture(event.pointerId)
            held.current = { name, x: event.clientX, width }
          }}
          onPointerMove={(event) => {
            if (held.current?.name === name) columns.size(name, widthAt(event), false)
          }}
          onPointerUp={release}
          onPointerCancel={() => {
            held.current = null
            columns.letGo()
          }}
          onDoubleClick={() => columns.size(name, null, true)}
        />
      ))}
    </div>
  )
}
