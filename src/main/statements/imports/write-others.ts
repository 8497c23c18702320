import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, renameSync, rmSync } from 'node:fs'
import { loadCatalogue } from '../../../shared/words/catalogues.ts'
import { whyWords } from '../../../shared/words/import-why.ts'
import { createWords } from '../../../shared/words/words.ts'
import type { Decided, OthersFile, OutcomeRow } from './port.ts'
import type { FileInside } from './read-import.ts'

/** Says whether a sale that may be a duplicate is taken. */
export function isTaken({ all, but }: Decided): (place: number) => boolean {
  const named = new Set(but)
  return (place) => named.has(place) !== all
}

/**
 * Writes the rows that are not taken as they came, with their lines and why, as CSV in UTF-8: what can be mended is mended there and imported
 * again. The file is there whole or not at all. Gives how many rows it has; rejects where it cannot be written.
 */
export async function writeOthers(
  { path, decided, locale }: OthersFile,
  { columns, fields }: FileInside,
  rows: readonly OutcomeRow[],
  stepped: () => boolean,
): Promise<number> {
  await loadCatalogue(locale)
  const words = createWords(locale, 'file')
  const taken = isTaken(decided)
  const part = `${path}.${randomUUID().slice(0, 8)}.part`
  const file = createWriteStream(part, { flags: 'wx' })
  let written = 0
  try {
    await once(file, 'open')
    const width = fields.reduce((most, row) => Math.max(most, row.length), columns.length)
    const names = Array.from({ length: width }, (_, at) => columns[at] ?? '')
    file.write(`\ufeff${lineOf([...names, words.t('imports.file.line'), words.t('imports.file.why')])}`)
    for (const [place, row] of rows.entries()) {
      if (row.kind === 'new' || (row.kind === 'duplicate' && row.sale !== null && taken(row.sale))) continue
      const own = Array.from({ length: width }, (_, at) => fields[place]?.[at] ?? '')
      const more = file.write(lineOf([...own, String(row.line), row.why ? whyWords(words, row.why) : '']))
      written += 1
      if (!more) await once(file, 'drain')
      if (written % 1_000 === 0 && stepped()) throw new Error('given up')
    }
    file.end()
    await once(file, 'close')
    renameSync(part, path)
  } catch (error) {
    file.destroy()
    rmSync(part, { force: true })
    throw error
  }
  return written
}

function lineOf(fields: readonly string[]): string {
  return `${fields.map((field) => (/[",;\t\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')}\r\n`
}
