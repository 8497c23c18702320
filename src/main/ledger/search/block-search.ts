import type { GramFile } from './gram-file.ts'
import { BLOCK, eachPlace, GRAM, gramsOf, keepPlaces } from './grams.ts'

/** So few sales are looked at themselves rather than in further lists of grams. */
const FEW = 4

/** Gives, in their order, the places of the sales of a block that have all grams of a text of one character or more: those that hold it are among them. */
export function holdingInBlock(
  file: Pick<GramFile, 'places' | 'placesFrom'>,
  block: number,
  needle: string,
): number[] {
  if (needle.length < GRAM) return anyOf(file.placesFrom(block, needle))
  const lists: Uint8Array[] = []
  for (const gram of gramsOf(needle)) {
    const list = file.places(block, gram)
    if (!list) return []
    lists.push(list)
  }
  return common(lists)
}

function anyOf(lists: readonly Uint8Array[]): number[] {
  const [only] = lists
  const places: number[] = []
  if (only && lists.length === 1) {
    eachPlace(only, (place) => void places.push(place))
    return places
  }
  const marked = new Uint8Array(BLOCK)
  for (const list of lists) {
    eachPlace(list, (place) => {
      marked[place] = 1
    })
  }
  for (let place = marked.indexOf(1); place >= 0; place = marked.indexOf(1, place + 1)) places.push(place)
  return places
}

/** The places that are in all lists, the shortest of which goes first; more of them where few are left before the last one. */
function common(lists: Uint8Array[]): number[] {
  const [shortest, ...others] = lists.sort((a, b) => a.length - b.length)
  let left: number[] = []
  if (shortest) eachPlace(shortest, (place) => void left.push(place))
  for (const list of others) {
    if (left.length <= FEW) break
    left = keepPlaces(left, list)
  }
  return left
}
