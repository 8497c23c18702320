import { z } from 'zod'
import { type Settings, settings as settingsShape } from '../../shared/contract/shapes/settings.ts'
import type { JsonStore } from '../json-store.ts'

const INITIAL: Settings = {
  theme: 'system',
  language: 'en',
  sound: true,
  volume: 0.6,
  setupDone: false,
  person: '',
  lastAccountId: null,
  quickAmounts: {},
}

/** What the app remembers of its books between runs, so that a missing file is noticed. */
const knownBook = z.object({ id: z.string() }).nullable().catch(null)

/** The app's own settings, kept in the settings file; a damaged value falls back to its initial one. */
export interface AppSettings {
  get(): Settings
  set(change: Partial<Settings>): Settings
  bookKind(): 'live' | 'practice'
  setBookKind(kind: 'live' | 'practice'): void
  /** The id of the book last opened of this kind; null when there never was one. */
  knownBookId(kind: 'live' | 'practice'): string | null
  setKnownBookId(kind: 'live' | 'practice', id: string): void
  practiceSeeded(): boolean
  setPracticeSeeded(): void
}

/** Reads and writes the settings over a JSON store. */
export function createAppSettings(store: JsonStore): AppSettings {
  const get = (): Settings => {
    const stored: unknown = store.get('settings')
    const whole = settingsShape.partial().safeParse(stored)
    if (whole.success) return { ...INITIAL, ...whole.data } as Settings
    return INITIAL
  }
  return {
    get,
    set(change) {
      const next = { ...get(), ...change }
      store.set('settings', next)
      return next
    },
    bookKind: () => (store.get('bookKind') === 'practice' ? 'practice' : 'live'),
    setBookKind: (kind) => store.set('bookKind', kind),
    knownBookId: (kind) => knownBook.parse(store.get(`book-${kind}`) ?? null)?.id ?? null,
    setKnownBookId: (kind, id) => store.set(`book-${kind}`, { id }),
    practiceSeeded: () => store.get('practiceSeeded') === true,
    setPracticeSeeded: () => store.set('practiceSeeded', true),
  }
}
