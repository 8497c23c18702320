import { describe, expect, it } from 'vitest'
import { LANGUAGE_IDS, type LanguageId } from '../../../src/shared/words/languages.ts'
import { messagesOf, stemOf } from './messages.ts'

/** What is called by one name everywhere: where English has the word, each language has its own one for it (docs/TRANSLATING.md). */
const NAMES: readonly Readonly<Record<LanguageId, RegExp>>[] = [
  { en: /\breview/i, fr: /contrôl/i, ar: /راجع|روجع/ },
]

const withoutVowels = (text: string) => text.replaceAll(/[\u064b-\u0652]/g, '')

describe('a thing that has one name', () => {
  it.each(LANGUAGE_IDS)('has it wherever it is told of in %s, on the screen and in files', (language) => {
    const words = new Map([...messagesOf(language)].map(([key, message]) => [key, withoutVowels(message)]))
    const byStem = new Map([...words].map(([key, message]) => [stemOf(key), message]))
    const other = NAMES.flatMap((name) =>
      [...messagesOf('en')]
        .filter(([, message]) => name.en.test(message.replaceAll(/\{\{[^}]*\}\}/g, '')))
        .map(([key]) => [key, words.get(key) ?? byStem.get(stemOf(key)) ?? ''] as const)
        .filter(([, message]) => !name[language].test(message)),
    )
    expect(other).toEqual([])
  })

  it('is what the lock waits for: keys, touches and the mouse, all three of them', () => {
    const help = LANGUAGE_IDS.map((language) => messagesOf(language).get('people.autoLock.help'))
    expect(help).toEqual([
      expect.stringMatching(/key.*touch.*mouse/),
      expect.stringMatching(/frappe.*appui.*souris/),
      expect.stringMatching(/مفتاح.*لمسة.*فأرة/),
    ])
  })
})
