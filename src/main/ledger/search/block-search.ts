import type { GramFile } from './gram-file.ts'
import { BLOCK, eachPlace, GRAM, gramsOf, keepPlaces } from './grams.ts'

/** So few sales are looked at themselves rather than in further lists of grams. */
const FEW = 8

/** Calls with the place of each sale of a block that has all grams of a text of one character or more: those that hold it are among them. */
export function holdingInBlock(
  file: Pick<GramFile, 'places' | 'placesFrom'>,
  block: number,
  needle: string,
  call: (place: number) => void,
): void {
  if (needle.length < GRAM) {
    const marked = new Uint8Array(BLOCK)
    for (const list of file.placesFrom(block, needle)) {
      eachPlace(list, (place) => {
        marked[place] = 1
      })
    }
    for (let place = 0; place < BLOCK; place += 1) if (marked[place] === 1) call(place)
    return
  }
  const lists: Uint8Array[] = []
  for (const gram of gramsOf(needle)) {
    const list = file.places(block, gram)
    if (!list) return
    lists.push(list)
  }
  for (const place of common(lists)) call(place)
}

/** The places that are in all lists, the shortest of which goes first; more of them where few are left before the last one. */
function common(lists: Uint8Array[]): readonly number[] {
  const [shortest, ...others] = lists.sort((a, b) => a.length - b.length)
  let left: number[] = []
  if (shortest) eachPlace(shortest, (place) => void left.push(place))
  for (const list of others) {
    if (left.length <= FEW) break
    left = keepPlaces(left, list)
  }
  return left
}
