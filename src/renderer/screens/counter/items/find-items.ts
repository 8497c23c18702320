import type { Item } from '../../../../shared/contract/shapes/item.ts'

/** Gives the items whose name or code has every word of the query, the ones that begin with it first. */
export function findItems(items: readonly Item[], query: string): readonly Item[] {
  const words = folded(query).split(/\s+/).filter(Boolean)
  const rank = (item: Item) => {
    const name = folded(item.name)
    if (item.code !== null && folded(item.code) === words.join(' ')) return 0
    return name.startsWith(words[0] ?? '') ? 1 : 2
  }
  return items
    .filter((item) => {
      const text = folded(`${item.name} ${item.code ?? ''}`)
      return item.active && words.every((word) => text.includes(word))
    })
    .toSorted((a, b) => rank(a) - rank(b))
}

/** Finds the item on sale with exactly this code; undefined when there is none. */
export function itemOfCode(items: readonly Item[], code: string): Item | undefined {
  return items.find((item) => item.active && item.code === code.trim())
}

/** Upper or lower case and accents make no difference. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .trim()
}

/** Says whether an item on sale has a code of as many digits as this text, which is digits alone. */
export function hasCodesLike(items: readonly Item[], text: string): boolean {
  const isLike = ({ active, code }: Item) => active && code?.length === text.length && /^[0-9]+$/.test(code)
  return /^[0-9]+$/.test(text) && items.some(isLike)
}
