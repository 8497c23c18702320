import { fold } from '../../../shared/text/fold.ts'

/** Something that can be found by what it is called. */
export interface Findable {
  readonly label: string
  /** Other words a person may use for it. */
  readonly also?: string
}

/** How well a name fits: the lower the better. */
const PREFIX = 0
const WORD = 1
const SUBSTRING = 2
/** Another word for it fits less well than any fit of its own name. */
const ALSO = 3

/**
 * Gives what fits the typed text: names that begin with it, then those with words that begin so, then those that contain it.
 *
 * Equal fits keep their order; nothing typed leaves all of them. Case and accents do not count.
 */
export function ranked<T extends Findable>(all: readonly T[], typed: string): readonly T[] {
  const text = plain(typed)
  if (text === '') return all
  const fits = all.flatMap((one) => {
    const fit = fitOf(one, text)
    return fit === null ? [] : [{ one, fit }]
  })
  return fits.toSorted((a, b) => a.fit - b.fit).map(({ one }) => one)
}

function fitOf({ label, also = '' }: Findable, text: string): number | null {
  const own = fitIn(plain(label), text)
  if (own !== null) return own
  const other = fitIn(plain(`${also} ${label}`), text)
  return other === null ? null : ALSO + other
}

function fitIn(name: string, text: string): number | null {
  if (name.startsWith(text)) return PREFIX
  const words = name.split(/[^\p{L}\p{N}]+/u)
  const typed = text.split(' ')
  if (typed.every((part) => words.some((word) => word.startsWith(part)))) return WORD
  return typed.every((part) => name.includes(part)) ? SUBSTRING : null
}

/** As texts are searched, its spaces single, and Arabic words without their article: "النسخ" is found by "نسخ", and the other way. */
function plain(text: string): string {
  return fold(text)
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/(?<!\p{L})ال(?=\p{L}{2})/gu, '')
    .trim()
}
