import { z } from 'zod'
import { type Settings, settings as settingsShape } from '../../shared/contract/shapes/settings.ts'
import type { JsonStore } from '../json-store.ts'

const INITIAL: Settings = {
  theme: 'system',
  language: 'en',
  sound: true,
  volume: 0.6,
  setupDone: false,
  cashier: '',
  lastAccountId: null,
  quickAmounts: {},
}

/** The settings as they lie in the file, where the cashier is called `person` since the first version. */
const storedSettings = settingsShape
  .omit({ cashier: true })
  .extend({ person: settingsShape.shape.cashier })
  .partial()

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
    const whole = storedSettings.safeParse(store.get('settings'))
    if (!whole.success) return INITIAL
    const { person, ...rest } = whole.data
    return { ...INITIAL, ...rest, ...(person !== undefined && { cashier: person }) } as Settings
  }
  return {
    get,
    set(change) {
      const next = { ...get(), ...change }
      const { cashier, ...rest } = next
      store.set('settings', { ...rest, person: cashier })
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
