import { readFileSync } from 'node:fs'
import { crc32, inflateRawSync } from 'node:zlib'

/** A cell as a spreadsheet would take it. */
export interface ReadCell {
  readonly kind: 'text' | 'number' | 'formula'
  readonly value: string
  /** The place of its look in the style sheet. */
  readonly style: number
}

/** The parts of a workbook by their names, each checked against its checksum. */
export function partsOf(path: string): ReadonlyMap<string, string> {
  const file = readFileSync(path)
  const end = file.length - 22
  if (file.readUInt32LE(end) !== 0x0605_4b50) throw new Error('no end of a ZIP')
  const parts = new Map<string, string>()
  let at = file.readUInt32LE(end + 16)
  for (let n = 0; n < file.readUInt16LE(end + 10); n += 1) {
    if (file.readUInt32LE(at) !== 0x0201_4b50) throw new Error('no entry in the directory')
    const nameLength = file.readUInt16LE(at + 28)
    const name = file.toString('utf8', at + 46, at + 46 + nameLength)
    const local = file.readUInt32LE(at + 42)
    const begin = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
    const packed = file.subarray(begin, begin + file.readUInt32LE(at + 20))
    // Readers that go through the file from its beginning find the sizes behind the data (APPNOTE 4.3.9).
    const behind = begin + packed.length
    if (file.readUInt32LE(behind) !== 0x0807_4b50) throw new Error(`${name} has no sizes behind it`)
    for (const [from, to] of [
      [4, 16],
      [8, 20],
      [12, 24],
    ] as const)
      if (file.readUInt32LE(behind + from) !== file.readUInt32LE(at + to))
        throw new Error(`${name} has other sizes behind it`)
    const bytes = inflateRawSync(packed)
    if (bytes.length !== file.readUInt32LE(at + 24)) throw new Error(`${name} has another size`)
    if (crc32(bytes) !== file.readUInt32LE(at + 16)) throw new Error(`${name} has another checksum`)
    parts.set(name, bytes.toString('utf8'))
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return parts
}

/** The rows of a sheet, each cell by the letters of its column; the first row is the header. */
export function rowsOf(sheet: string): ReadonlyMap<string, ReadCell>[] {
  return [...sheet.matchAll(/<row[^>]*>(.*?)<\/row>/gs)].map(
    ([, row = '']) =>
      new Map(
        [...row.matchAll(/<c r="([A-Z]+)\d+" s="(\d+)"([^>]*)>(.*?)<\/c>/gs)].map(
          ([, column = '', style = '', attributes = '', inner = '']) => [
            column,
            { kind: kindOf(attributes, inner), value: textOf(inner), style: Number(style) },
          ],
        ),
      ),
  )
}

function kindOf(attributes: string, inner: string): ReadCell['kind'] {
  if (/<f[ >]/.test(inner)) return 'formula'
  return attributes.includes('t="inlineStr"') ? 'text' : 'number'
}

const PLAIN: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

function textOf(inner: string): string {
  const [, value = ''] = /<(?:t|v)[^>]*>(.*?)<\/(?:t|v)>/s.exec(inner) ?? []
  return value
    .replace(/&(?:amp|lt|gt);/g, (one) => PLAIN[one] ?? one)
    .replace(/_x([0-9A-F]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
}
