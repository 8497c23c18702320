import type { Write } from '../whole-file.ts'
import { columnName, textCell } from './cells.ts'
import { STYLE, stylesXml } from './styles.ts'
import { createZip } from './zip.ts'

/** How a workbook looks before its rows are known. */
export interface WorkbookPlan {
  /** The name of its sheet; more sheets get a number after it. */
  readonly sheetName: string
  readonly sheets: number
  readonly columns: readonly { readonly name: string; readonly width: number }[]
}

/** A workbook as it is written, row by row. */
export interface Workbook {
  /** Begins the next sheet, with its header. */
  sheet(): void
  /** Writes a row of the sheet that was begun last, from row 2 on; the cells have their places in it. */
  row(number: number, cells: string): void
  end(): void
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE_RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const CONTENT_TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types'
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const LONGEST_NAME = 31

/** Writes an Excel workbook (ECMA-376) over a place that takes bytes; no more than a chunk of it is ever in memory. */
export function createWorkbook(plan: WorkbookPlan, write: Write): Workbook {
  const zip = createZip(write)
  const numbers = Array.from({ length: plan.sheets }, (_, index) => index + 1)
  let begun = 0

  function part(name: string, xml: string): void {
    zip.entry(name)
    zip.text(DECLARATION + xml)
  }

  function endSheet(): void {
    if (begun > 0) zip.text('</sheetData></worksheet>')
  }

  part('[Content_Types].xml', contentTypes(numbers))
  part('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]))
  part('xl/workbook.xml', workbookXml(plan.sheetName, numbers))
  part(
    'xl/_rels/workbook.xml.rels',
    relations([
      ...numbers.map((n) => ['worksheet', `worksheets/sheet${n}.xml`] as const),
      ['styles', 'styles.xml'],
    ]),
  )
  part('xl/styles.xml', stylesXml())

  return {
    sheet() {
      endSheet()
      begun += 1
      part(`xl/worksheets/sheet${begun}.xml`, sheetHead(plan.columns))
    },
    row: (number, cells) => zip.text(`<row r="${number}">${cells}</row>`),
    end() {
      endSheet()
      zip.end()
    },
  }
}

function contentTypes(sheets: readonly number[]): string {
  const type = (name: string, kind: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${SPREADSHEET}.${kind}+xml"/>`
  return [
    `<Types xmlns="${CONTENT_TYPES}">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    type('workbook', 'sheet.main'),
    ...sheets.map((n) => type(`worksheets/sheet${n}`, 'worksheet')),
    type('styles', 'styles'),
    '</Types>',
  ].join('')
}

function relations(targets: readonly (readonly [kind: string, target: string])[]): string {
  const each = targets.map(
    ([kind, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${kind}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="${PACKAGE_RELATIONS}">${each.join('')}</Relationships>`
}

function workbookXml(name: string, sheets: readonly number[]): string {
  const each = sheets.map((n) => `<sheet name="${sheetName(name, n)}" sheetId="${n}" r:id="rId${n}"/>`)
  return `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${each.join('')}</sheets></workbook>`
}

/** Keeps a sheet's name to what Excel takes: 31 characters, none of \ / ? * : [ ], no apostrophe. */
function sheetName(name: string, number: number): string {
  const after = number === 1 ? '' : ` ${number}`
  const plain = name.replace(/[\\/?*:[\]'"&<>\p{C}\s]+/gu, ' ').trim()
  return plain.slice(0, LONGEST_NAME - after.length).toWellFormed() + after
}

function sheetHead(columns: WorkbookPlan['columns']): string {
  const widths = columns.map(
    ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  )
  const names = columns.map(({ name }, index) => textCell(`${columnName(index)}1`, name, STYLE.header))
  return [
    `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">`,
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    `</sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${names.join('')}</row>`,
  ].join('')
}
