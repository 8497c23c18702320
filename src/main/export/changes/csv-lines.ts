/** Splits a CSV that this app wrote as the machine's into its lines, each without its end; quotes keep ends of lines together. */
export function* linesIn(text: string): Generator<string> {
  let from = 0
  let isQuoted = false
  for (let at = 0; at < text.length; at += 1) {
    const one = text[at]
    if (one === '"') isQuoted = !isQuoted
    else if (one === '\r' && !isQuoted && text[at + 1] === '\n') {
      yield text.slice(from, at)
      at += 1
      from = at + 1
    }
  }
}

const CELL = {
  ',': /(?:"((?:[^"]|"")*)"|([^,]*))(,|$)/gy,
  ';': /(?:"((?:[^"]|"")*)"|([^;]*))(;|$)/gy,
} as const

/** Gives the cells of a line. Throws where it is not as this app writes it. */
export function cellsIn(line: string, separator: keyof typeof CELL = ','): readonly string[] {
  const cells: string[] = []
  const cell = new RegExp(CELL[separator])
  for (;;) {
    const found = cell.exec(line)
    if (found === null) throw new Error('a line of the earlier file is not as this app writes it')
    cells.push(found[1] === undefined ? (found[2] ?? '') : found[1].replaceAll('""', '"'))
    if (found[3] === '') return cells
  }
}
