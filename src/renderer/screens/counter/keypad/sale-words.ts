import { bare } from '../../../../shared/words/isolate.ts'
import type { TapeLine } from '../../../sale-entry/tape.ts'

/**
 * Writes the items of a sale as its description: "2 x Coffee, Bread". At most `room` characters; items that do not fit
 * are counted by `more` ("and 3 more"). Empty where there is no item, or no room.
 */
export function itemWords(lines: readonly TapeLine[], room: number, more: (count: number) => string): string {
  const words = lines
    .filter((line) => line.kind === 'item')
    .map(({ name, quantity }) => (quantity === 1 ? name : `${quantity} x ${name}`))
  for (let taken = words.length; taken > 0; taken -= 1) {
    const left = words.length - taken
    const text = [...words.slice(0, taken), ...(left > 0 ? [bare(more(left))] : [])].join(', ')
    if (charactersIn(text) <= room) return text
  }
  return ''
}

/** Joins what the cashier typed with the items. */
export function joinWords(typed: string, items: string): string {
  const own = typed.trim()
  if (items === '') return typed
  return own === '' ? items : `${own}: ${items}`
}

/** Counts characters as the providers' limits do: an emoji is one. */
export function charactersIn(text: string): number {
  return [...text].length
}
