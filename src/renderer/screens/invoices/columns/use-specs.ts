import { useEffect, useMemo, useState } from 'react'
import { columnInstantText } from '../../../i18n/format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import type { ColumnName } from './names.ts'
import type { ColumnSpec } from './spec.ts'

/** What of a column stands behind its text, CSS px: the padding of `.list-cell`. */
const BEHIND = 8
/** The columns that tell a day and its hour. */
const OF_INSTANTS: readonly ColumnName[] = ['created', 'paid', 'recorded', 'checked']
/** In each month the widest day, and an hour of four figures, of one year. */
const YEAR = 2026
const WIDEST = Array.from({ length: 12 }, (_, month) => Date.UTC(YEAR, month, 28, 20, 8))

/** Gives a list's columns with room for days and hours as the window's language writes them. */
export function useSpecs(specs: readonly ColumnSpec[]): readonly ColumnSpec[] {
  const { language } = useTranslation().i18n
  const [areLettersThere, setThere] = useState(document.fonts.status === 'loaded')
  useEffect(() => {
    if (areLettersThere) return
    let isWanted = true
    void document.fonts.ready.then(() => isWanted && setThere(true))
    return () => {
      isWanted = false
    }
  }, [areLettersThere])
  return useMemo(() => {
    const least = areLettersThere ? widest(language) + BEHIND : 0
    return specs.map((spec) => (OF_INSTANTS.includes(spec.name) ? withRoom(spec, least) : spec))
  }, [specs, language, areLettersThere])
}

function withRoom(spec: ColumnSpec, least: number): ColumnSpec {
  const more = least - spec.least
  if (more <= 0) return spec
  const { usual, roomy } = spec
  return { ...spec, least, usual: Math.max(usual, least), ...(roomy !== undefined && { roomy: roomy + more }) }
}

/** The width of the longest day and hour of a locale in the letters of a list, CSS px. */
function widest(locale: string): number {
  const pen = document.createElement('canvas').getContext('2d')
  if (!pen) return 0
  const { fontFamily } = getComputedStyle(document.body)
  pen.font = `${getComputedStyle(document.documentElement).getPropertyValue('--size-1').trim()} ${fontFamily}`
  const texts = WIDEST.map((at) => columnInstantText(at, at, locale, 'UTC'))
  return Math.ceil(Math.max(...texts.map((text) => pen.measureText(text).width)))
}
