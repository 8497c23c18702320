/** The looks a cell can have, by their place in the style sheet. */
export const STYLE = { plain: 0, header: 1, text: 2, instant: 3, amountText: 4, day: 5, count: 6 } as const

/** A double shows no more decimal digits than these exactly, and Excel shows no more at all. */
export const EXACT_DIGITS = 15
const FIRST_AMOUNT = 7
const FIRST_FORMAT = 165
/** Excel's own format of a whole number. */
const WHOLE_FORMAT = 1
const DAY_FORMAT = FIRST_FORMAT + EXACT_DIGITS + 1

/** Gives the look of a number with so many decimals, from 0 to `EXACT_DIGITS`. */
export function amountStyle(decimals: number): number {
  return FIRST_AMOUNT + decimals
}

const DECIMALS = Array.from({ length: EXACT_DIGITS + 1 }, (_, decimals) => decimals)

/** Writes the style sheet (ECMA-376, part 1, 18.8): number formats first, then the looks that name them. */
export function stylesXml(): string {
  const formats = [
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/>',
    `<numFmt numFmtId="${DAY_FORMAT}" formatCode="yyyy\\-mm\\-dd"/>`,
    ...DECIMALS.map((decimals) => {
      const code = decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`
      return `<numFmt numFmtId="${FIRST_FORMAT + decimals}" formatCode="${code}"/>`
    }),
  ]
  const looks = [
    look(0),
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
    look(49),
    look(164),
    '<xf numFmtId="49" fontId="0" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1" applyAlignment="1"><alignment horizontal="right"/></xf>',
    look(DAY_FORMAT),
    look(WHOLE_FORMAT),
    ...DECIMALS.map((decimals) => look(FIRST_FORMAT + decimals)),
  ]
  return [
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    list('numFmts', formats),
    list('fonts', [
      '<font><sz val="11"/><name val="Calibri"/></font>',
      '<font><b/><sz val="11"/><name val="Calibri"/></font>',
    ]),
    list('fills', [
      '<fill><patternFill patternType="none"/></fill>',
      '<fill><patternFill patternType="gray125"/></fill>',
      '<fill><patternFill patternType="solid"><fgColor rgb="FFFFF2CC"/></patternFill></fill>',
    ]),
    list('borders', ['<border><left/><right/><top/><bottom/><diagonal/></border>']),
    list('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']),
    list('cellXfs', looks),
    list('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']),
    '</styleSheet>',
  ].join('')
}

function look(format: number): string {
  return `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`
}

function list(name: string, parts: readonly string[]): string {
  return `<${name} count="${parts.length}">${parts.join('')}</${name}>`
}
