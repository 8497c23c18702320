import type { ListMatch, WrittenIn } from '../../../shared/contract/shapes/lists/written-in.ts'
import { attoIn, decimalOfAtto, type StoredAmount } from '../../../shared/money/scale.ts'
import { fold, foldWithPlaces } from '../../../shared/text/fold.ts'
import type { Wanted } from './wanted.ts'
import { amountNeedleIn, joinedFigures, type Written } from './written.ts'

/** So many characters before what was found are shown with it, few enough for a narrow column, and so many from there on. */
const [BEFORE, BEHIND] = [8, 160]

/** Gives where a sale holds what a search wants, the first thing that stands in none of the places that are `shown`; null where all that it holds is. */
export function matchOf(
  wanted: Wanted,
  { texts, amounts }: Pick<Written, 'texts' | 'amounts'>,
  shown: readonly WrittenIn[],
): ListMatch | null {
  const folded = new Map(
    texts.map((one) => {
      const text = fold(one.text)
      return [one, [text, ...joinedFigures(text)].join('\n')]
    }),
  )
  const holds = (one: Written['texts'][number], needle: string) => folded.get(one)?.includes(needle) === true
  const isShown = (needle: string) =>
    texts.some((one) => shown.includes(one.in) && holds(one, needle)) ||
    amounts.some((one) => one.isShown && amountNeedleIn(one, needle))
  const toldOf = (needle: string): ListMatch | null => {
    const text = texts.find((one) => holds(one, needle))
    if (text) return { in: text.in, text: around(text.text, needle) }
    const amount = amounts.find((one) => amountNeedleIn(one, needle))
    return amount ? { in: 'amount', text: plainDecimal(amount) } : null
  }
  for (const ways of wanted) {
    const together = ways.flatMap((way) => (way.kind === 'text' ? [way.needle] : []))
    if (together.some(isShown)) continue
    const told = together.flatMap((needle) => toldOf(needle) ?? [])
    // Words that were meant together, and stand apart.
    const apart = ways.flatMap((way) => (way.kind === 'words' ? way.needles : []))
    if (told.length === 0 && apart.every((needle) => isShown(needle) || toldOf(needle)))
      told.push(...apart.flatMap((needle) => (isShown(needle) ? [] : (toldOf(needle) ?? []))))
    if (told[0]) return told[0]
  }
  return null
}

/** An amount without the zeros that every amount of the book has behind it. */
function plainDecimal(amount: StoredAmount): string {
  return decimalOfAtto(attoIn(amount)).replace(/\.?0+$/, '')
}

/** The part of a text that begins shortly before what was found. */
function around(text: string, needle: string): string {
  const { text: folded, places } = foldWithPlaces(text)
  const at = places[folded.indexOf(needle)] ?? 0
  const from = at <= BEFORE ? 0 : (text.slice(0, at - BEFORE).match(/[\p{L}\p{N}]*$/u)?.index ?? 0)
  const part = text.slice(from, at + BEHIND)
  return `${from > 0 ? '…' : ''}${part}${from + part.length < text.length ? '…' : ''}`
}
