import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvCell, guardFormula } from '../../../src/main/export/csv/cells.ts'
import { createCsvFile } from '../../../src/main/export/csv/csv-file.ts'
import { type CsvStyle, MACHINE, spreadsheetStyle } from '../../../src/main/export/csv/styles.ts'
import { FORMULA_SIGNS, PASSED_OVER } from '../../support/books/formulas.ts'

/** Writes texts as one column of a file, from the bytes that the ledger would give. */
function lines(texts: readonly string[], style: CsvStyle): string {
  const file = createCsvFile([['description', 'text']], style, 'UTC')
  const bytes = Buffer.concat(texts.flatMap((text) => [Buffer.from(text), Buffer.from([0xff])]))
  let written = ''
  file.room(bytes.length, texts.length)
  let at = 0
  for (const _ of texts) at = file.row(bytes, at)
  file.flush((chunk) => {
    written = chunk.toString()
  })
  expect(at).toBe(bytes.length)
  return written
}

const STYLES = {
  machine: MACHINE,
  'for a French spreadsheet': { ...spreadsheetStyle('fr'), keepsTexts: false },
} as const

/** What the guard itself makes of each, which looks at characters and not at bytes. */
function guarded(texts: readonly string[], { separator }: CsvStyle): string {
  return texts.map((text) => `${csvCell(guardFormula(text), separator)}\r\n`).join('')
}

test.each(Object.entries(STYLES))(
  '%s: of every character, first, second or last in a text, the bytes say what the guard says',
  (_name, style) => {
    const signs = [
      ...FORMULA_SIGNS,
      ...PASSED_OVER,
      '"',
      ',',
      ';',
      '\r',
      '\n',
      '\t',
      '\v',
      '\f',
      '\0',
      '\u0085',
      '\u2028',
      '\u2029',
      "'",
    ]
    const others = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code)).filter((one) =>
      one.isWellFormed(),
    )
    const texts = [...signs, ...others].flatMap((one) => [
      one,
      `${one}=1`,
      `a${one}=1`,
      `a${one}`,
      `ق${one}+1`,
      `a;${one}-1`,
    ])
    expect(lines(texts, style)).toBe(guarded(texts, style))
  },
)

test.each(Object.entries(STYLES))('%s: and of any text', (_name, style) => {
  const pieces = fc.constantFrom(...FORMULA_SIGNS, ...PASSED_OVER, ...'";,\t\r\n\0 a1ق☕')
  const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: pieces }))
  fc.assert(
    fc.property(fc.array(text, { minLength: 1 }), (texts) => {
      const plain = texts.map((one) => one.toWellFormed())
      expect(lines(plain, style)).toBe(guarded(plain, style))
    }),
    { numRuns: 500 },
  )
})
