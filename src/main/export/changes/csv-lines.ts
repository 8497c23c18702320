const [QUOTE, RETURN, LINE_FEED] = [0x22, 0x0d, 0x0a]

/**
 * Splits a CSV that this app wrote, which comes in pieces of any length, into its lines, each without its end; quotes keep ends of lines together. A piece
 * may be written over once the next one is asked for. No more than a line is ever held: one string of a whole file ends at 536 million characters.
 */
export function* linesIn(pieces: Iterable<Uint8Array>): Generator<string> {
  let begun: Uint8Array[] = []
  let isQuoted = false
  let before = 0
  for (const piece of pieces) {
    let from = 0
    for (let at = 0; at < piece.length; at += 1) {
      const byte = piece[at] as number
      if (byte === QUOTE) isQuoted = !isQuoted
      else if (byte === LINE_FEED && before === RETURN && !isQuoted) {
        const line = Buffer.concat([...begun, piece.subarray(from, at + 1)])
        yield line.toString('utf8', 0, line.length - 2)
        begun = []
        from = at + 1
      }
      before = byte
    }
    // Copied, as a Buffer's own slice would not.
    if (from < piece.length) begun.push(Uint8Array.from(piece.subarray(from)))
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
