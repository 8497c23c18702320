import type { ColumnName } from './names.ts'
import { BESIDE_PANE, type ColumnSpec, MOST_WIDTH, WIDE } from './spec.ts'

/** Which columns a person chose, in their order, and the widths that were chosen, CSS px. */
export interface Arrangement {
  /** Those of the first zone first. */
  readonly shown: readonly ColumnName[]
  readonly widths: Readonly<Partial<Record<ColumnName, number>>>
}

/** A column that has its place in a list. */
export interface Placed {
  readonly name: ColumnName
  /** CSS px. */
  readonly width: number
}

/** What fits of an arrangement. */
export interface Layout {
  readonly columns: readonly Placed[]
  /** Those that are chosen and have no room, the first that went first. */
  readonly dropped: readonly ColumnName[]
}

interface Sized {
  readonly spec: ColumnSpec
  /** The width that a person chose; null for none. */
  readonly own: number | null
  width: number
}

/**
 * Gives what fits of an arrangement into a list with so much room, CSS px: lesser columns are left out first, then what was widened
 * becomes narrower; nothing becomes narrower than its least, and nothing reaches beyond the room where the leasts of the first zone fit.
 */
export function layOut(specs: readonly ColumnSpec[], { shown, widths }: Arrangement, room: number): Layout {
  const all = shown.flatMap((name) => {
    const spec = specs.find((one) => one.name === name)
    return spec ? [{ spec, own: ownOf(spec, { widths }), width: 0 }] : []
  })
  for (const one of all) one.width = tight(one)
  const kept = all.filter(({ spec }) => spec.zone === 'kept')
  const limit = limitOf(
    all.map(({ spec }) => spec),
    room,
  )
  narrow(kept, limit)
  const dropped = dropOrder(specs, shown)
  const left: Sized[] = [...all]
  const gone: ColumnName[] = []
  for (const name of dropped) {
    const one = left.find(({ spec }) => spec.name === name)
    if (one && sumOf(left) > room) one.width = Math.min(one.width, leastIn(one.spec))
    if (sumOf(left) <= room) break
    left.splice(left.indexOf(one as Sized), 1)
    gone.push(name)
  }
  spread(left, room, dropped)
  // What grows in the first zone does not push money out of sight either.
  for (const one of kept) {
    const beyond = Math.max(0, sumOf(kept) - limit)
    if (one.own === null) one.width -= Math.min(beyond, Math.max(0, one.width - one.spec.usual))
  }
  return { columns: left.map(({ spec, width }) => ({ name: spec.name, width })), dropped: gone }
}

/** Gives the columns of the second zone as a narrow window leaves them out, the first one first: as they were made until a person moves them, and then from the last one on; what is held goes last. */
export function dropOrder(specs: readonly ColumnSpec[], shown: readonly ColumnName[]): readonly ColumnName[] {
  const lesser = specs.filter(({ zone, name }) => zone === 'lesser' && shown.includes(name))
  const own = shown.filter((name) => lesser.some((one) => one.name === name))
  const isMoved = own.some((name, nth) => lesser[nth]?.name !== name)
  if (isMoved) {
    const isHeld = (name: ColumnName) => lesser.some((one) => one.name === name && one.isHeld === true)
    return own.toReversed().toSorted((a, b) => Number(isHeld(a)) - Number(isHeld(b)))
  }
  return lesser.toSorted((a, b) => (a.drop ?? 0) - (b.drop ?? 0)).map(({ name }) => name)
}

/** Gives the width that a column comes to where a person asks for this one, CSS px: it takes the room of those alone that a narrow window leaves out before it. */
export function widthFor(
  specs: readonly ColumnSpec[],
  arrangement: Arrangement,
  room: number,
  { name, width }: Placed,
): number {
  const all = arrangement.shown.flatMap((one) => specs.filter((other) => other.name === one))
  const spec = all.find((one) => one.name === name)
  if (!spec) return width
  const isKept = spec.zone === 'kept'
  // What goes before it may go for it.
  const drops = dropOrder(specs, arrangement.shown)
  const goes = isKept ? drops : drops.slice(0, drops.indexOf(name))
  const beside = all.filter((one) => one !== spec && !goes.includes(one.name))
  const taken = beside.reduce((sum, one) => sum + tight({ spec: one, own: ownOf(one, arrangement) }), 0)
  const reach = isKept ? limitOf(all, room) : room
  const asked = Math.round(Math.max(spec.least, Math.min(width, reach - taken, MOST_WIDTH)))
  const widths = { ...arrangement.widths, [name]: asked }
  const next = layOut(specs, { ...arrangement, widths }, room)
  return next.columns.find((one) => one.name === name)?.width ?? asked
}

/** How far the first zone may reach: where there is room, as far as an open invoice leaves it in sight. */
function limitOf(shown: readonly ColumnSpec[], room: number): number {
  const held = shown.filter(({ isHeld }) => isHeld)
  const within = room - held.reduce((sum, { usual }) => sum + usual, 0)
  return room < BESIDE_PANE.from ? within : Math.min(within, room - BESIDE_PANE.pane)
}

/** The width that a person chose, as far as a column can have it; null for none. */
function ownOf(
  { name, isPinned, least }: ColumnSpec,
  { widths }: Pick<Arrangement, 'widths'>,
): number | null {
  const own = isPinned ? null : (widths[name] ?? null)
  return own === null ? null : Math.min(Math.max(own, least), MOST_WIDTH)
}

/** What a column needs so that it stays. */
function tight({ spec, own }: Pick<Sized, 'spec' | 'own'>): number {
  const needed = spec.needs ?? spec.usual
  if (own === null) return needed
  return spec.zone === 'kept' ? Math.max(own, spec.least) : Math.max(spec.least, Math.min(own, needed))
}

/** What is left to a column before it goes: one that grows becomes as narrow as it can. */
function leastIn({ least, usual, grow }: ColumnSpec): number {
  return grow === undefined ? usual : least
}

/** Takes of each what is above its least, in equal parts of it, until they fit. */
function narrow(columns: readonly Sized[], room: number): void {
  const leasts = columns.reduce((sum, { spec }) => sum + spec.least, 0)
  const above = sumOf(columns) - leasts
  const part = Math.max(0, Math.min(1, above === 0 ? 1 : (room - leasts) / above))
  if (sumOf(columns) <= room) return
  const wished = columns.map(({ width }) => width)
  for (const one of columns) one.width = one.spec.least + Math.floor((one.width - one.spec.least) * part)
  // What the parts leave over goes to the first ones, so that a wider list never gives the other columns less.
  for (const [nth, one] of columns.entries())
    if (one.width < (wished[nth] ?? 0) && sumOf(columns) < room) one.width += 1
}

/** Gives what is left: first to the widths that a person chose, then to what a wide list has, then to the columns that grow. */
function spread(columns: readonly Sized[], room: number, dropped: readonly ColumnName[]): void {
  const spare = () => room - sumOf(columns)
  const widen = (one: Sized, to: number) => {
    one.width += Math.max(0, Math.min(to - one.width, spare()))
  }
  for (const name of dropped.toReversed()) {
    const one = columns.find(({ spec }) => spec.name === name)
    if (one?.own) widen(one, one.own)
  }
  const free = columns.filter(({ own }) => own === null)
  for (const one of [...free].sort(isLesserFirst)) widen(one, one.spec.usual)
  if (room >= WIDE) for (const one of free) widen(one, one.spec.roomy ?? one.spec.usual)
  const growing = free.filter(({ spec }) => spec.grow !== undefined)
  const bold = growing.filter(({ spec }) => spec.isModest === undefined)
  fill(room < WIDE && bold.length > 0 ? bold : growing, spare())
}

/** What was made narrow so that it stays is wider before a name is. */
function isLesserFirst(a: Sized, b: Sized): number {
  return Number(a.spec.zone === 'kept') - Number(b.spec.zone === 'kept')
}

/** Shares what is left by the weights; what is wider already than its share keeps what it has. */
function fill(columns: readonly Sized[], spare: number): void {
  if (columns.length === 0 || spare <= 0) return
  const whole = sumOf(columns) + spare
  const weights = columns.reduce((sum, { spec }) => sum + (spec.grow ?? 0), 0)
  const shareOf = ({ spec }: Sized) => Math.floor((whole * (spec.grow ?? 0)) / weights)
  const wider = columns.filter((one) => one.width > shareOf(one))
  if (wider.length > 0) {
    const others = columns.filter((one) => !wider.includes(one))
    fill(others, spare)
    return
  }
  for (const one of columns) one.width = shareOf(one)
  const last = columns.at(-1)
  if (last) last.width += whole - sumOf(columns)
}

function sumOf(columns: readonly { readonly width: number }[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0)
}
