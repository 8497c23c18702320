import { loadCatalogue } from '../../../shared/words/catalogues.ts'
import { type LanguageChoice, localeOf } from '../../../shared/words/locale.ts'
import { createWords, type Words } from '../../../shared/words/words.ts'
import type { Log } from '../../log/log.ts'

/** The language that the app speaks at this moment: the window's, the desktop's, that of names of files. */
export interface LanguageNow {
  /** What words, numbers and dates are chosen by: "en-GB", "ar-DZ-u-nu-arab". */
  locale(): string
  /** The same of the app, whoever is signed in: for what has to stay where it is as people come and go. */
  ownLocale(): string
  /** The same for whom another language was chosen: a customer. */
  localeIn(language: LanguageChoice['language']): string
  /** Words that people read on the desktop. */
  words(): Words
  /** Words for names of files, and for what is written into them. */
  fileWords(): Words
  /** The same in the language of the app, whoever is signed in: for what is made by itself. */
  ownFileWords(): Words
  /** Reads the catalogue of the language that is chosen now; until then it says English. Never rejects. */
  ready(): Promise<void>
}

export interface LanguagePorts {
  /** What the app is set to. */
  choice(): LanguageChoice
  /** The language of who is at the till; null where nobody chose one of their own. */
  person(): LanguageChoice['language'] | null
  /** The computer's own languages, the best first. */
  systemLanguages(): readonly string[]
  readonly log: Pick<Log, 'warn'>
}

/** The one place that decides which language is spoken: a person's, else the app's, else the computer's. */
export function createLanguageNow(ports: LanguagePorts): LanguageNow {
  const made = new Map<string, Words>()

  function locale(person = ports.person()): string {
    const { language, digits } = ports.choice()
    return localeOf({ language: person ?? language, digits }, ports.systemLanguages())
  }

  function wordsFor(reader: 'person' | 'file', now = locale()): Words {
    const name = `${now} ${reader}`
    const words = made.get(name) ?? createWords(now, reader)
    made.set(name, words)
    return words
  }

  return {
    locale: () => locale(),
    ownLocale: () => locale(null),
    localeIn: (language) => locale(language),
    words: () => wordsFor('person'),
    fileWords: () => wordsFor('file'),
    ownFileWords: () => wordsFor('file', locale(null)),
    async ready() {
      const spoken = new Set([locale(), locale(null)])
      const faults = await Promise.all([...spoken].map((one) => loadCatalogue(one)))
      made.clear()
      for (const fault of faults) {
        if (!fault) continue
        const { language, missing } = fault
        const reason = missing === null ? 'unreadable' : 'incomplete'
        ports.log.warn('catalogue', { kind: language, reason, ...(missing && { count: missing.length }) })
      }
    },
  }
}
