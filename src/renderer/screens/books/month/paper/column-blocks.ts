/** How wide a page of A4 is between its margins, CSS px, and what its days and a letter take of it. */
const [PAGE, DAYS, LETTER, GAP] = [680, 96, 6, 16] as const

/** Puts columns side by side as many as a page has room for, by the longest text of each; a column alone may be wider than the page. */
export function columnBlocks(longest: readonly number[]): readonly (readonly number[])[] {
  const blocks: number[][] = []
  let room = 0
  for (const [place, letters] of longest.entries()) {
    const width = letters * LETTER + GAP
    if (width > room || blocks.length === 0) {
      blocks.push([])
      room = PAGE - DAYS
    }
    blocks.at(-1)?.push(place)
    room -= width
  }
  return blocks
}
