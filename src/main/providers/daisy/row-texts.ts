import { endOfString } from '../http/shallow-json.ts'

const OPENING = /^[ \t\r\n]*\{[ \t\r\n]*"data"[ \t\r\n]*:[ \t\r\n]*\[/
const CLOSING = /^\][ \t\r\n]*\}[ \t\r\n]*$/
const BLANK = /^[ \t\r\n]*$/

/**
 * Cuts the text of `{"data": […]}` into the texts of its rows, so that rows seen before need no parsing.
 *
 * Null for any other shape. Each row is still to be parsed: the whole is JSON exactly when every row is.
 */
export function rowTexts(text: string): readonly string[] | null {
  const opening = OPENING.exec(text)
  if (!opening) return null
  const rows: string[] = []
  let start = opening[0].length
  let depth = 0
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at]
    if (letter === '"') {
      at = endOfString(text, at)
    } else if (letter === '{' || letter === '[') {
      depth += 1
    } else if (depth > 0) {
      if (letter === '}' || letter === ']') depth -= 1
    } else if (letter === ',') {
      rows.push(text.slice(start, at))
      start = at + 1
    } else if (letter === ']') {
      const row = text.slice(start, at)
      if (rows.length > 0 || !BLANK.test(row)) rows.push(row)
      return CLOSING.test(text.slice(at)) ? rows : null
    }
  }
  return null
}
