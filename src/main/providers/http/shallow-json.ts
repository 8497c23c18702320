/** How deep an answer's values may lie in each other. The deepest that any provider documents is five. */
export const MOST_DEPTH = 64
/** What stands in the place of a value that lies deeper: no amount, no name, no list. */
const CUT = '"…"'

const QUOTE = 34
const OPENS: ReadonlySet<number> = new Set([91, 123])
const CLOSES: ReadonlySet<number> = new Set([93, 125])

/**
 * Cuts what is nested deeper than {@link MOST_DEPTH} out of a JSON text, so that nobody who walks its values runs out of stack.
 *
 * The text itself where nothing is that deep. A text that is no JSON stays none.
 */
export function shallowJson(text: string): string {
  const parts: string[] = []
  let depth = 0
  let begun = 0
  let kept = 0
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at)
    if (letter === QUOTE) {
      at = endOfString(text, at)
    } else if (OPENS.has(letter)) {
      depth += 1
      if (depth === MOST_DEPTH + 1) begun = at
    } else if (CLOSES.has(letter)) {
      if (depth === MOST_DEPTH + 1) {
        parts.push(text.slice(kept, begun), CUT)
        kept = at + 1
      }
      depth -= 1
    }
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(kept)
}

/** Finds the quote that ends the string begun at `start`; the text's length when there is none. */
export function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0
    while (text[end - 1 - slashes] === '\\') slashes += 1
    if (slashes % 2 === 0) return end
  }
  return text.length
}
