import { MOST_COLUMNS } from '../../../../shared/contract/plain/limits.ts'
import type { KeptColumns } from '../../../../shared/contract/shapes/lists/columns.ts'
import type { Arrangement } from './lay-out.ts'
import type { ColumnName } from './names.ts'
import type { ColumnSpec } from './spec.ts'

/** Every column of a list in its order, those that are shown, and the widths that were chosen. */
export interface Columns extends Arrangement {
  /** Shown or not; those of the first zone first. */
  readonly order: readonly ColumnName[]
}

/**
 * Gives a list's columns as they were left: names that this version does not know are passed over, and what is not named, because it
 * is new, stands behind what it stands behind at first.
 */
export function arranged(specs: readonly ColumnSpec[], kept: KeptColumns | null): Columns {
  const nameOf = (text: string) => specs.find(({ name }) => name === text)?.name ?? null
  const known = new Set((kept?.order ?? []).flatMap((text) => nameOf(text) ?? []))
  const order = [...known]
  for (const [nth, { name }] of specs.entries()) {
    if (known.has(name)) continue
    const before = specs.slice(0, nth).findLast((one) => order.includes(one.name))
    order.splice(before ? order.indexOf(before.name) + 1 : 0, 0, name)
  }
  const isShown = ({ name, isFixed, isOffered }: ColumnSpec) =>
    isFixed || (kept && known.has(name) ? kept.shown.includes(name) : !isOffered)
  const inZones = (['kept', 'lesser'] as const).flatMap((zone) =>
    order.flatMap((name) => specs.filter((spec) => spec.name === name && spec.zone === zone)),
  )
  const pinnedFirst = inZones.toSorted((a, b) => Number(b.isPinned ?? false) - Number(a.isPinned ?? false))
  return {
    order: pinnedFirst.map(({ name }) => name),
    shown: pinnedFirst.filter(isShown).map(({ name }) => name),
    widths: Object.fromEntries(
      Object.entries(kept?.widths ?? {}).flatMap(([text, width]) => {
        const name = nameOf(text)
        return name === null ? [] : [[name, width]]
      }),
    ),
  }
}

/** Gives what is kept of a list's columns; what `before` has of columns that this version does not know stays. */
export function toKeep(
  specs: readonly ColumnSpec[],
  { order, shown, widths }: Columns,
  before: KeptColumns | null,
): KeptColumns {
  const isUnknown = (text: string) => !specs.some(({ name }) => name === text)
  const others = Object.entries(before?.widths ?? {}).filter(([text]) => isUnknown(text))
  return {
    order: [...order, ...(before?.order ?? []).filter(isUnknown)].slice(0, MOST_COLUMNS),
    shown: [...shown, ...(before?.shown ?? []).filter(isUnknown)].slice(0, MOST_COLUMNS),
    widths: Object.fromEntries([...Object.entries(widths), ...others].slice(0, MOST_COLUMNS)),
  }
}

/** Shows a column, or leaves it out; one that is always shown stays. */
export function toggled(specs: readonly ColumnSpec[], columns: Columns, name: ColumnName): Columns {
  if (specs.find((one) => one.name === name)?.isFixed) return columns
  const isOn = !columns.shown.includes(name)
  return {
    ...columns,
    shown: columns.order.filter((one) => (one === name ? isOn : columns.shown.includes(one))),
  }
}

/** Gives the shown columns of a zone in their order: those that change places with each other. */
export function zoneOf(
  specs: readonly ColumnSpec[],
  shown: readonly ColumnName[],
  zone: ColumnSpec['zone'],
): readonly ColumnName[] {
  return shown.filter((name) => specs.some((one) => one.name === name && one.zone === zone))
}

/** Puts a column in the place of the one `by` places further on, of those that are shown in its zone; the first stays if it is pinned. */
export function moved(specs: readonly ColumnSpec[], columns: Columns, name: ColumnName, by: number): Columns {
  const spec = specs.find((one) => one.name === name)
  if (!spec || spec.isPinned || !columns.shown.includes(name)) return columns
  const free = zoneOf(specs, columns.shown, spec.zone).filter(
    (one) => !specs.some((other) => other.name === one && other.isPinned),
  )
  const at = free.indexOf(name)
  const to = Math.min(Math.max(at + by, 0), free.length - 1)
  const neighbour = free[to]
  if (to === at || neighbour === undefined) return columns
  const order = columns.order.filter((one) => one !== name)
  order.splice(order.indexOf(neighbour) + (to > at ? 1 : 0), 0, name)
  return { ...columns, order, shown: order.filter((one) => columns.shown.includes(one)) }
}

/** Gives a column this width, CSS px; null for the one it has at first. */
export function sized(columns: Columns, name: ColumnName, width: number | null): Columns {
  const { [name]: _, ...others } = columns.widths
  return { ...columns, widths: width === null ? others : { ...others, [name]: width } }
}
