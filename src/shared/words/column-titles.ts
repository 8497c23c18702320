import { fold } from '../text/fold.ts'
import { loadCatalogue } from './catalogues.ts'
import { isLanguage, LANGUAGE_IDS } from './languages.ts'
import { createWords, type Words } from './words.ts'

/** What the columns of files for people are called, by the names that programs know them by. */
export type ColumnTitles = Readonly<Record<string, string>>

/** Gives the titles in the language of some words. */
export function columnTitles({ t }: Pick<Words, 't'>): ColumnTitles {
  return t('exportColumns', { returnObjects: true })
}

/** Gives the titles in a language; null where it has no catalogue, so that its columns keep their names. */
export async function titlesIn(language: string): Promise<ColumnTitles | null> {
  if (!isLanguage(language)) return null
  await loadCatalogue(language)
  return columnTitles(createWords(language, 'file'))
}

/**
 * Gives the names of the columns of a file that the app wrote for people, in whatever language; those of any other file stay as they are. Half
 * of them at least are titles of one language: a person may have added a column.
 */
export async function namesOfTitles(columns: readonly string[]): Promise<readonly string[]> {
  const named = await Promise.all(
    LANGUAGE_IDS.map(async (language) => namesIn(columns, await titlesIn(language))),
  )
  const known = named.map((names) => names.filter((name) => name !== null).length)
  const most = Math.max(...known)
  if (most * 2 < columns.length) return columns
  const names = named[known.indexOf(most)] ?? []
  return columns.map((column, n) => names[n] ?? column)
}

function namesIn(columns: readonly string[], titles: ColumnTitles | null): readonly (string | null)[] {
  const names = new Map(Object.entries(titles ?? {}).map(([name, title]) => [fold(title), name]))
  return columns.map((column) => names.get(fold(column.trim())) ?? null)
}
