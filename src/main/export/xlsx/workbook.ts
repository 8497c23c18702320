import type { Write } from '../whole-file.ts'
import { columnName, textCell } from './cells.ts'
import { STYLE, stylesXml } from './styles.ts'
import { createZip } from './zip.ts'

/** How a sheet looks before its rows are known. */
export interface SheetPlan {
  /** The second sheet of the same name gets a number after it. */
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly width: number }[]
}

/** A workbook as it is written, row by row. How many sheets there are need not be known before: what names them stands at its end. */
export interface Workbook {
  /** Begins the next sheet, with its header. */
  sheet(plan: SheetPlan): void
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

/** A sheet that was written, and the cells that its filters are over ("A1:Z100"). */
interface Written {
  readonly name: string
  readonly columns: number
  rows: number
}

/** Makes a writer of workbooks (ECMA-376) over a place that takes bytes; none of it is ever in memory. */
export function createWorkbook(write: Write, isRightToLeft = false): Workbook {
  const zip = createZip(write)
  const sheets: Written[] = []
  const shownNames: string[] = []

  function part(name: string, xml: string): void {
    zip.entry(name)
    zip.text(DECLARATION + xml)
  }

  function endSheet(): void {
    const sheet = sheets.at(-1)
    if (sheet) zip.text(`</sheetData><autoFilter ref="${placesOf(sheet)}"/></worksheet>`)
  }

  part('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]))
  part('xl/styles.xml', stylesXml())

  return {
    sheet({ name, columns }) {
      endSheet()
      const before = sheets.filter((one) => plainName(one.name) === plainName(name)).length
      sheets.push({ name, columns: columns.length, rows: 1 })
      part(`xl/worksheets/sheet${sheets.length}.xml`, sheetHead(columns, sheets.length === 1, isRightToLeft))
      shownNames.push(sheetName(name, before + 1))
    },
    row(number, cells) {
      const sheet = sheets.at(-1)
      if (sheet) sheet.rows = number
      zip.text(`<row r="${number}">${cells}</row>`)
    },
    end() {
      endSheet()
      part('xl/workbook.xml', workbookXml(sheets, shownNames))
      part(
        'xl/_rels/workbook.xml.rels',
        relations([
          ...sheets.map((_, n) => ['worksheet', `worksheets/sheet${n + 1}.xml`] as const),
          ['styles', 'styles.xml'],
        ]),
      )
      part('[Content_Types].xml', contentTypes(sheets.length))
      zip.end()
    },
  }
}

function placesOf({ columns, rows }: Written): string {
  return `A1:${columnName(columns - 1)}${rows}`
}

function contentTypes(sheets: number): string {
  const type = (name: string, kind: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${SPREADSHEET}.${kind}+xml"/>`
  return [
    `<Types xmlns="${CONTENT_TYPES}">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    type('workbook', 'sheet.main'),
    ...Array.from({ length: sheets }, (_, n) => type(`worksheets/sheet${n + 1}`, 'worksheet')),
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

/** The filters of each sheet are named, too: Excel makes the name itself, and misses it where it is not there. */
function workbookXml(sheets: readonly Written[], names: readonly string[]): string {
  const each = names.map((name, n) => `<sheet name="${name}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`)
  const filters = sheets.map((sheet, n) => {
    const places = placesOf(sheet).replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')
    return `<definedName name="_xlnm._FilterDatabase" localSheetId="${n}" hidden="1">'${names[n]}'!${places}</definedName>`
  })
  return [
    `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${each.join('')}</sheets>`,
    `<definedNames>${filters.join('')}</definedNames></workbook>`,
  ].join('')
}

/** Keeps a sheet's name to what Excel takes: 31 characters, none of \ / ? * : [ ], no apostrophe. */
function sheetName(name: string, number: number): string {
  const after = number === 1 ? '' : ` ${number}`
  return (
    plainName(name)
      .slice(0, LONGEST_NAME - after.length)
      .toWellFormed() + after
  )
}

function plainName(name: string): string {
  return name.replace(/[\\/?*:[\]'"&<>\p{C}\s]+/gu, ' ').trim()
}

function sheetHead(columns: SheetPlan['columns'], isFirst: boolean, isRightToLeft: boolean): string {
  const widths = columns.map(
    ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  )
  const names = columns.map(({ name }, index) => textCell(`${columnName(index)}1`, name, STYLE.header))
  return [
    `<worksheet xmlns="${MAIN}"><sheetViews><sheetView ${isRightToLeft ? 'rightToLeft="1" ' : ''}${isFirst ? 'tabSelected="1" ' : ''}workbookViewId="0">`,
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    `</sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${names.join('')}</row>`,
  ].join('')
}
