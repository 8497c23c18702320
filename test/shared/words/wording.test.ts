import { describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../../../src/shared/contract/plain/error-codes.ts'
import { LANGUAGE_IDS, type LanguageId } from '../../../src/shared/words/languages.ts'
import { messagesOf } from './messages.ts'

/** What is not said, and what is said instead (docs/TRANSLATING.md). */
const BANNED: Readonly<Record<LanguageId, readonly (readonly [RegExp, string])[]>> = {
  en: [
    [/\bask(?:s|ed)? for\b/i, 'request'],
    [/\bquestions?\b/i, 'check'],
    [/\b(?:rests|resting)\b/i, 'paused'],
    [/\bwatched\b/i, 'checked'],
    [/\bfor enough\b/i, 'accepted as paid'],
    [/\bstands?\b/i, 'appears, is'],
    [/\banew\b/i, 'again'],
    [/\bby (?:itself|themselves)\b/i, 'automatically'],
    [/\blook(?:s|ed|ing)? (?:at|whether)\b/i, 'check'],
    [/\b(?:please|successfully)\b|!/i, 'nothing'],
    [/[’‘]/, "'"],
  ],
  fr: [
    [/veuillez|s'il vous pla[iî]t|avec succès|!/i, 'rien'],
    [/cliquez/i, 'choisissez, appuyez'],
    [/(?<!\p{L})(?:tu|ton|tes)(?!\p{L})/iu, 'vous'],
    [/[’‘]/, "'"],
    [/\S [:;?»](?:\s|$)|«(?!\u00a0)/, 'une espace insécable'],
    [/\.{3}/, '…'],
  ],
  ar: [
    [/يرجى|الرجاء|رجاءً|بنجاح|!/, 'لا شيء'],
    [/[\u0621-\u064a](?:[,;?])/, '، ؛ ؟'],
    [/\.{3}/, '…'],
  ],
}

/** Texts of a place, and the most characters that it has room for. */
const ROOM: readonly (readonly [place: string, keys: RegExp, most: number])[] = [
  ['the rail', /^places\./, 14],
  ['a badge', /^status\./, 22],
  ['a short badge', /^statusBrief\./, 12],
  ['a chip', /^attention\.chip\./, 20],
  ["a list's head", /^list\.columns\./, 18],
  ["a filter's name", /^list\.parts\./, 20],
  ['a span', /^list\.spans\./, 16],
  ["a table's head", /^(?:attention|trail|imports|backups)\.columns\.|^imports\.rowColumns\./, 18],
  ['a view of the invoices', /^attention\.view\./, 16],
  ['a section of the settings', /^settings\.sections\./, 24],
  ['a part of the books', /^books\.part\./, 16],
  ['a figure of the month', /^month\.(?:figure|span|view)\./, 16],
  ['a reason', /^sale\.reasons\./, 18],
  ['a kind of file', /^exporting\.formats\.\w+\.(?:name|short)$|^exporting\.programs\./, 34],
  ['a group of the palette', /^palette\.groups\./, 10],
  ['a key', /^keyMap\.names\./, 10],
  ["a terminal's head", /^cli\.columns\./, 20],
  ["a file's head", /^exportColumns\./, 42],
  ['the foot of the rail', /^vault\.short\./, 26],
]

describe.each(LANGUAGE_IDS)('the words of %s', (language) => {
  const messages = [...messagesOf(language)]

  it('are none of those that the app does not use', () => {
    const found = messages.flatMap(([key, message]) =>
      key.startsWith('cli.help')
        ? []
        : BANNED[language]
            .filter(([banned]) => banned.test(message.replaceAll(/\{\{[^}]*\}\}/g, '…')))
            .map(([, instead]) => `${key}: ${message} (${instead})`),
    )
    expect(found).toEqual([])
  })

  it('are no longer than their places have room', () => {
    const long = ROOM.flatMap(([place, keys, most]) => {
      const own = messages.filter(([key]) => keys.test(key))
      expect(own.length, place).toBeGreaterThan(1)
      return own
        .filter(([, message]) => [...message].length > most)
        .map(([key, message]) => `${key}: “${message}” is longer than ${place} has room (${most})`)
    })
    expect(long).toEqual([])
  })

  it('say of every error what happened, what is safe and what to do next, in sentences', () => {
    const words = new Map(messages)
    const wrong = ERROR_CODES.flatMap((code) =>
      (['what', 'safe', 'next'] as const)
        .map((part) => `errors.${code}.${part}`)
        .filter((key) => !/[.…؟?]$/u.test(words.get(key)?.trim() ?? '')),
    )
    expect(wrong).toEqual([])
  })
})
