import type { Amount } from '../../shared/contract/shapes/atoms.ts'

/** A table as it is written on a terminal: columns of equal width, figures at their right. */
export function tableText(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const texts = [head, ...rows.map((row) => row.map((cell) => plainText(String(cell))))]
  const widths = head.map((_, column) => Math.max(...texts.map((row) => widthOf(row[column] ?? ''))))
  const isFigure = head.map((_, column) =>
    rows.every((row) => /^[-+]?[\d,]+(\.\d+)?$/.test(String(row[column] ?? ''))),
  )
  return texts
    .map((row) =>
      row
        .map((cell, column) => {
          const blank = ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell)))
          return isFigure[column] ? blank + cell : cell + blank
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Takes out of a text what would move a terminal's cursor, change its colours or turn its lines: a customer may be named anything. */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
}

function widthOf(text: string): number {
  return [...text].length
}

/** An amount as a program reads it: exact, with a dot. */
export function exact({ amount }: Amount): string {
  return amount
}
