import { dropOrder } from './lay-out.ts'
import type { ColumnName } from './names.ts'
import type { ColumnSpec } from './spec.ts'

/** Columns that change places with each other, as the chooser shows them. */
export interface Group {
  readonly id: 'kept' | 'lesser' | 'hidden'
  readonly names: readonly ColumnName[]
  /** In the order in which a narrow window leaves them out; empty where it leaves out none. */
  readonly drops: readonly ColumnName[]
  /** They are left out from the last one on, but for what is held. */
  readonly isUpward: boolean
}

/** Gives the three groups of a list's columns: those that always have room, those that a narrow window leaves out, and those that are not shown; an empty one is left out. */
export function groupsOf(
  specs: readonly ColumnSpec[],
  shown: readonly ColumnName[],
  order: readonly ColumnName[],
): readonly Group[] {
  const of = (zone: ColumnSpec['zone']) =>
    shown.filter((name) => specs.some((one) => one.name === name && one.zone === zone))
  const lesser = of('lesser')
  const drops = dropOrder(specs, shown)
  const isLoose = (name: ColumnName) => !specs.some((one) => one.name === name && one.isHeld)
  const isUpward = lesser.toReversed().filter(isLoose).join() === drops.filter(isLoose).join()
  const groups: readonly Group[] = [
    { id: 'kept', names: of('kept'), drops: [], isUpward: false },
    { id: 'lesser', names: lesser, drops, isUpward },
    { id: 'hidden', names: order.filter((name) => !shown.includes(name)), drops: [], isUpward: false },
  ]
  return groups.filter(({ names }) => names.length > 0)
}
