import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tempFolder } from './open-book.ts'

/** Why LibreOffice cannot be asked here; null when it can. */
export const noLibreOffice: string | null =
  spawnSync('soffice', ['--version'], { encoding: 'utf8', timeout: 20_000 }).status === 0
    ? null
    : 'soffice is not installed here'

/** A cell as LibreOffice took it. */
export interface OfficeCell {
  readonly formula: boolean
  /** LibreOffice's own word: string, float, date; empty for a cell with nothing in it. */
  readonly type: string
  /** What is shown. */
  readonly shown: string
  /** The number or the date behind it; empty for a text. */
  readonly value: string
}

/**
 * Opens files in LibreOffice and gives the cells of each first sheet, row by row, by the files' names without their extension.
 *
 * `filter` is how a CSV is split ("44,34,76": comma, double quote, UTF-8), then from which line, and the language (1036 French).
 */
export function openInLibreOffice(
  paths: readonly string[],
  filter?: string,
): ReadonlyMap<string, OfficeCell[][]> {
  const folder = tempFolder()
  const ran = spawnSync(
    'soffice',
    [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      ...(filter ? [`--infilter=CSV:${filter}`] : []),
      '--convert-to',
      'fods',
      '--outdir',
      join(folder, 'out'),
      ...paths,
    ],
    { encoding: 'utf8', timeout: 60_000 },
  )
  if (ran.status !== 0) throw new Error(`soffice: ${ran.stderr}`)
  return new Map(
    readdirSync(join(folder, 'out')).map((name) => [
      name.replace(/\.fods$/, ''),
      rowsIn(readFileSync(join(folder, 'out', name), 'utf8')),
    ]),
  )
}

function rowsIn(document: string): OfficeCell[][] {
  const [, table = ''] = /<table:table [^>]*>(.*?)<\/table:table>/s.exec(document) ?? []
  const rows = [...table.matchAll(/<table:table-row([^>]*)>(.*?)<\/table:table-row>/gs)]
  return rows
    .filter(([, attributes = '']) => !attributes.includes('number-rows-repeated'))
    .map(([, , row = '']) =>
      [...row.matchAll(/<table:table-cell([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs)].flatMap(cellsIn),
    )
}

function cellsIn([, attributes = '', inner = '']: RegExpMatchArray): OfficeCell[] {
  const told = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
  const cell = {
    formula: attributes.includes('table:formula='),
    type: told('office:value-type'),
    shown: [...inner.matchAll(/<text:p[^>]*?(?:\/>|>(.*?)<\/text:p>)/gs)]
      .map(([, text = '']) => plain(text))
      .join('\n'),
    value: told('office:value') || told('office:date-value'),
  }
  const times = Number(told('table:number-columns-repeated') || 1)
  return times > 1_000 ? [] : Array.from({ length: times }, () => cell)
}

function plain(text: string): string {
  return text
    .replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count) => ' '.repeat(Number(count ?? 1)))
    .replace(/<text:tab\/>/g, '\t')
    .replace(/<text:line-break\/>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&amp;/g, '&')
}
