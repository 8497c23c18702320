import { expect, it } from 'vitest'
import { createLanguageNow } from '../../../src/main/app/language/language-now.ts'
import type { LogFields } from '../../../src/main/log/log.ts'
import type { LanguageChoice } from '../../../src/shared/words/locale.ts'

/** The language of an app whose choices are changed as it runs. */
function speaking() {
  const now: { choice: LanguageChoice; person: LanguageChoice['language'] | null; system: string[] } = {
    ...{ choice: { language: 'system', digits: null }, person: null, system: ['fr-DZ'] },
  }
  const logged: (LogFields | undefined)[] = []
  const language = createLanguageNow({
    choice: () => now.choice,
    person: () => now.person,
    systemLanguages: () => now.system,
    log: { warn: (_event, fields) => void logged.push(fields) },
  })
  return { now, language, logged }
}

it("is a person's, else the app's, else the computer's, at each moment", () => {
  const { now, language } = speaking()
  expect(language.locale()).toBe('fr-DZ')
  now.choice = { language: 'en', digits: null }
  expect(language.locale()).toBe('en-GB')
  now.person = 'ar'
  expect(language.locale()).toBe('ar-DZ')
  expect(language.ownLocale()).toBe('en-GB')
  now.choice = { language: 'en', digits: 'arab' }
  expect(language.locale()).toBe('ar-DZ-u-nu-arab')
  now.person = 'system'
  expect(language.locale()).toBe('fr-DZ')
  now.system = ['th-TH']
  expect(language.locale()).toBe('en-GB')
})

it('says English until a catalogue is read, and then that language at once, on the desktop and in names of files', async () => {
  const { now, language, logged } = speaking()
  now.choice = { language: 'ar', digits: 'arab' }
  await language.ready()
  const { t } = language.words()
  expect(t('rail.attention', { count: 15 })).toMatch(/\u2068١٥\u2069/)
  expect(language.words()).toBe(language.words())
  const files = language.fileWords()
  expect([files.locale, files.t('rail.attention', { count: 15 })]).toEqual([
    'ar-DZ-u-nu-latn',
    expect.stringMatching(/^15 /),
  ])
  now.choice = { language: 'fr', digits: null }
  await language.ready()
  expect(language.words().t('app.tryAgain')).toBe('Réessayer')
  expect(logged).toEqual([])
})
