import { useMemo } from 'react'
import { useLetters } from '../../../components/hooks/use-letters.ts'
import { widestText } from '../../../components/text-width.ts'
import { columnInstantText } from '../../../i18n/format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import type { ColumnName } from './names.ts'
import type { ColumnSpec } from './spec.ts'

/** What of a column stands behind its text, CSS px: the padding of `.list-cell`. */
const BEHIND = 8
/** The columns that tell a day and its hour. */
const OF_INSTANTS: readonly ColumnName[] = ['created', 'paid', 'recorded', 'checked']
/** In each month of a year the widest day, and an hour of four figures. */
const WIDEST = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 28, 20, 8))

/** Gives a list's columns with room for days and hours as the window's language writes them. */
export function useSpecs(specs: readonly ColumnSpec[]): readonly ColumnSpec[] {
  const { language } = useTranslation().i18n
  const areLettersThere = useLetters()
  return useMemo(() => {
    if (!areLettersThere) return specs
    const texts = WIDEST.map((at) => columnInstantText(at, at, language, 'UTC'))
    const least = widestText(texts, { size: '--size-1', weight: 400 }) + BEHIND
    return specs.map((spec) => (OF_INSTANTS.includes(spec.name) ? withRoom(spec, least) : spec))
  }, [specs, language, areLettersThere])
}

function withRoom(spec: ColumnSpec, least: number): ColumnSpec {
  const more = least - spec.least
  if (more <= 0) return spec
  const { usual, roomy } = spec
  return {
    ...spec,
    least,
    usual: Math.max(usual, least),
    ...(roomy !== undefined && { roomy: roomy + more }),
  }
}
