import type { BlockContent } from './gram-file.ts'
import { BLOCK, gramsOf } from './grams.ts'
import { TEXTS_END } from './written.ts'

/** Gathers what is written of the sales of one block. */
export interface BlockBuilder {
  /** Takes the searched text of the sale at a place, which is greater than the one before. */
  add(place: number, text: string): void
  content(): BlockContent
}

interface List {
  places: Uint16Array
  length: number
}

const FIRST_ROOM = 4

/** Makes what gathers a block. */
export function createBlockBuilder(): BlockBuilder {
  const lists = new Map<number, List>()
  const texts: string[] = Array.from({ length: BLOCK }, () => '')
  return {
    add(place, text) {
      texts[place] = text.slice(0, -TEXTS_END.length)
      for (const gram of gramsOf(text)) {
        let list = lists.get(gram)
        if (!list) {
          list = { places: new Uint16Array(FIRST_ROOM), length: 0 }
          lists.set(gram, list)
        }
        if (list.length === list.places.length) {
          const longer = new Uint16Array(list.places.length * 2)
          longer.set(list.places)
          list.places = longer
        }
        list.places[list.length] = place
        list.length += 1
      }
    },
    content: () => ({
      grams: new Map([...lists].map(([gram, { places, length }]) => [gram, places.subarray(0, length)])),
      texts,
    }),
  }
}
