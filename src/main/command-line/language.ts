import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { loadCatalogue } from '../../shared/words/catalogues.ts'
import { isLanguage, LANGUAGE_IDS } from '../../shared/words/languages.ts'
import { localeOf } from '../../shared/words/locale.ts'
import { createWords, type Words } from '../../shared/words/words.ts'

/** What of the settings file is read: the language that the window speaks. */
const settingsFile = z.object({ settings: z.object({ language: z.enum(LANGUAGE_IDS) }) })
const MOST_BYTES = 1_000_000

/**
 * Gives the words in which a line is answered: in the language that `--language` names, else in that of the settings in the data folder, else
 * in the first of `systemLanguages` that has a catalogue. In Latin digits, without marks of direction. Never rejects.
 */
export async function commandLineWords(
  args: readonly string[],
  usualData: string | null,
  systemLanguages: readonly string[],
): Promise<Words> {
  const named = optionIn(args, 'language')
  const data = optionIn(args, 'data') ?? usualData
  const language =
    named !== null && isLanguage(named)
      ? named
      : ((data === null ? null : settingsLanguage(data)) ?? 'system')
  const locale = localeOf({ language, digits: 'latn' }, systemLanguages)
  await loadCatalogue(locale)
  return createWords(locale, 'file')
}

/** The languages that the environment of a terminal names, the best first: LANGUAGE has several, the others one. */
export function environmentLanguages(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const one = env.LC_ALL || env.LC_MESSAGES || env.LANG
  return [...(env.LANGUAGE?.split(':') ?? []), ...(one ? [one] : [])].filter((name) => name !== '')
}

/** What an option says, before the line is understood: what is wrong with a line is told in words too. */
function optionIn(args: readonly string[], name: string): string | null {
  const at = args.findIndex((one) => one === `--${name}` || one.startsWith(`--${name}=`))
  const [, own] = args[at]?.split(/=(.*)/s) ?? []
  return own ?? (at < 0 ? null : (args[at + 1] ?? null))
}

/** Null where the settings name none, or cannot be read. */
function settingsLanguage(data: string): (typeof LANGUAGE_IDS)[number] | null {
  const path = join(data, 'settings.json')
  try {
    if (statSync(path).size > MOST_BYTES) return null
    return settingsFile.parse(JSON.parse(readFileSync(path, 'utf8'))).settings.language
  } catch {
    return null
  }
}
