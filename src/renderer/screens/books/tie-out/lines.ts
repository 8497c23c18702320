import type { PeriodView, TieOut } from '../../../../shared/contract/shapes/periods/period.ts'
import { exponentOf } from '../../../../shared/money/currency.ts'
import { readAmount } from '../../../../shared/money/read-amount.ts'
import { type Standing, standingOf } from '../../../../shared/money/tie-out.ts'

/** The form beside the lines: Enter in a line's field is Enter in it. */
export const ACT_FORM = 'tie-act'

/** One account in one currency: what the book has, and what was kept of its statement. */
export interface TieLine {
  readonly key: string
  readonly accountId: string
  readonly label: string
  readonly currency: string
  readonly book: string
  readonly receipts: number
  readonly kept: TieOut | null
}

/** Gives the lines of a period: all that anything was received through, or told of. */
export function linesOf({ figures, tieOuts }: PeriodView): readonly TieLine[] {
  const kept = new Map(tieOuts.map((one) => [`${one.accountId} ${one.currency}`, one]))
  const own = figures.map(({ accountId, accountLabel: label, currency, received: book, receipts }) => {
    const key = `${accountId} ${currency}`
    return { key, accountId, label, currency, book, receipts, kept: kept.get(key) ?? null }
  })
  const known = new Set(own.map(({ key }) => key))
  const others = tieOuts.flatMap((one) => {
    const key = `${one.accountId} ${one.currency}`
    if (known.has(key) || one.told === null) return []
    const { accountId, accountLabel: label, currency } = one
    return [{ key, accountId, label, currency, book: '0', receipts: 0, kept: one }]
  })
  return [...own, ...others]
}

/** What was typed as a statement's figure: a decimal, nothing, or what cannot be read. */
export type TypedTold =
  | { readonly kind: 'told'; readonly told: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unread'; readonly unclear: readonly [string, string] | null }

const BELOW = [/^[-−]\s*(.+)$/s, /^(.+?)\s*[-−]$/s, /^\((.+)\)$/s] as const

/** Reads a figure as people write it, nothing and below nothing too; what could be read in two ways is not guessed. */
function readTyped(text: string, currency: string): TypedTold {
  const trimmed = text.trim()
  if (trimmed === '') return { kind: 'nothing' }
  // Below nothing as banks write it: "-12.50", "12.50-", "(12.50)".
  const bare = BELOW.map((one) => one.exec(trimmed)?.[1]).find((inner) => inner !== undefined)
  const hasMinus = bare !== undefined
  const read = readAmount(bare ?? trimmed, exponentOf(currency))
  if (read.kind === 'unclear') return { kind: 'unread', unclear: [read.grouped, read.pointed] }
  if (read.kind === 'none' || read.decimal.split('.')[0]?.length === 0)
    return { kind: 'unread', unclear: null }
  if ((read.decimal.split('.')[1]?.length ?? 0) > 18 || read.decimal.length > 40)
    return { kind: 'unread', unclear: null }
  // Nothing has no sign.
  const isBelow = hasMinus && /[1-9]/.test(read.decimal)
  return { kind: 'told', told: `${isBelow ? '-' : ''}${read.decimal}` }
}

/** Reads what stands in a line's field: what was kept is what it was kept as, and is not asked about again. */
export function readField(text: string, { kept, currency }: TieLine): TypedTold {
  return kept?.told === text ? { kind: 'told', told: text } : readTyped(text, currency)
}

/** How a line stands with what is told of it; null where nothing is. */
export function standingWith(line: TieLine, told: string | null, explained: string): Standing | null {
  const { currency, book } = line
  return told === null ? null : standingOf({ currency, told, book, explained })
}
