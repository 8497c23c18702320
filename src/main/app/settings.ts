import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import {
  type BookNews,
  bookNews,
  type KeptAskedBack,
  keptAskedBack,
} from '../../shared/contract/shapes/books/book-news.ts'
import {
  type ExportSchedule,
  exportSchedule,
  MOST_SCHEDULES,
} from '../../shared/contract/shapes/books/export-schedule.ts'
import type { ListColumns } from '../../shared/contract/shapes/lists/columns.ts'
import { wrongPassphrases } from '../../shared/contract/shapes/people.ts'
import { type Settings, settings as settingsShape } from '../../shared/contract/shapes/settings.ts'
import type { SecondFolder } from '../backup/second-folder.ts'
import type { JsonStore } from '../json-store.ts'
import type { MarkStore } from '../people/keeper.ts'
import { peopleMark, readMark } from '../people/mark.ts'
import { writeFailure } from '../vault/write-failure.ts'
import { type PendingFact, usableFacts } from './facts/till-facts.ts'
import { createHeldWrites } from './files/held-writes.ts'
import type { Content, Verdict } from './files/read-content.ts'
import { usableColumns } from './files/usable-columns.ts'

const INITIAL: Settings = {
  theme: 'system',
  language: 'system',
  digits: null,
  sound: true,
  volume: 0.6,
  setupDone: false,
  cashier: '',
  lastAccountId: null,
  quickAmounts: {},
  scanner: null,
  shopName: '',
  customerDisplay: 'off',
  customerLanguage: 'same',
}

/** The settings as they lie in the file, where the cashier is called `person` since the first version. */
const { cashier, ...others } = settingsShape.shape
const STORED = { ...others, person: cashier }

/** What the app remembers of its books between runs, so that a missing file is noticed. */
const knownBook = z.object({ id: z.string() })
/** The folder of the owner's choice that backups are copied to as well. */
const secondFolder = z.object({
  path: z.string().min(1).max(4000),
  lastAt: z.number().nullable(),
  awaySince: z.number().nullable(),
  told: z.boolean(),
})
/** The book of that id has moved to another computer in this file, and is not sold into here. */
const movedBook = z.object({ bookId: z.string(), at: z.number().int(), file: z.string().max(300) })
export type MovedBook = z.infer<typeof movedBook>
/** The codes that were reserved here for other tills: a book that was put back, or begun anew, knows nothing of them. */
const tillCodes = z.array(z.string().max(8))
/** The files of the live book that are made by themselves. */
const exportSchedules = z.array(exportSchedule).max(MOST_SCHEDULES)
const bookKind = z.enum(['live', 'practice'])

/** The other values of the settings file. */
const BESIDE: Readonly<Record<string, z.ZodType>> = {
  bookKind,
  'book-live': knownBook,
  'book-practice': knownBook,
  secondFolder: secondFolder.nullable(),
  'moved-live': movedBook.nullable(),
  'moved-practice': movedBook.nullable(),
  'reservedTills-live': tillCodes,
  'reservedTills-practice': tillCodes,
  'news-live': bookNews.nullable(),
  'news-practice': bookNews.nullable(),
  'askedBack-live': keptAskedBack.nullable(),
  'askedBack-practice': keptAskedBack.nullable(),
  exportSchedules,
  people: peopleMark,
  wrongPassphrases: wrongPassphrases.nullable(),
}

/** Of these a part is used where not all of it can be. */
const IN_PARTS: Readonly<Record<string, (stored: unknown) => unknown>> = {
  'listColumns-live': usableColumns,
  'listColumns-practice': usableColumns,
  tillFacts: usableFacts,
}

/** The app's own settings, kept in the settings file; a damaged value falls back to its initial one. */
export interface AppSettings {
  get(): Settings
  /** Changes settings. Where they cannot be written they hold until the app closes: NOT_KEPT, with the disk's reason. */
  set(change: Partial<Settings>): Result<Settings>
  bookKind(): 'live' | 'practice'
  setBookKind(kind: 'live' | 'practice'): void
  /** The id of the book last opened of this kind; null when there never was one. */
  knownBookId(kind: 'live' | 'practice'): string | null
  setKnownBookId(kind: 'live' | 'practice', id: string): void
  /** Says whether the book of this id is the one last opened of its kind. */
  knowsBook(id: string): boolean
  /** Null where the owner has chosen none. */
  secondFolder(): SecondFolder | null
  setSecondFolder(folder: SecondFolder | null): void
  /** The move of the book that lies here to another computer; null where it has not moved. */
  moved(kind: 'live' | 'practice'): MovedBook | null
  /** Notes it, or that it is over. Where that cannot be written it holds until the app closes: NOT_KEPT. */
  setMoved(kind: 'live' | 'practice', moved: MovedBook | null): Result<null>
  /** Every code that was reserved on this computer for the till of another, in whatever book. */
  reservedTills(kind: 'live' | 'practice'): readonly string[]
  noteReserved(kind: 'live' | 'practice', code: string): void
  /** What was put in the book's place and nobody has read of; null where there is nothing. */
  news(kind: 'live' | 'practice'): BookNews | null
  /** Notes it, or that it was read. Where that cannot be written it holds until the app closes: NOT_KEPT. */
  setNews(kind: 'live' | 'practice', news: BookNews | null): Result<null>
  /** What is asked back from the providers for the book that lies there; null where nothing is. */
  askedBack(kind: 'live' | 'practice'): KeptAskedBack | null
  /** Notes it. Where that cannot be written it holds until the app closes: NOT_KEPT. */
  setAskedBack(kind: 'live' | 'practice', asked: KeptAskedBack | null): Result<null>
  /** The files of the live book that are made by themselves. */
  exportSchedules(): readonly ExportSchedule[]
  /** Notes them. Where that cannot be written they hold until the app closes: NOT_KEPT. */
  setExportSchedules(schedules: readonly ExportSchedule[]): Result<null>
  /** How a person arranged the columns of a book's lists. */
  listColumns(kind: 'live' | 'practice'): ListColumns
  /** Notes it. Where that cannot be written it holds until the app closes: NOT_KEPT. */
  setListColumns(kind: 'live' | 'practice', columns: ListColumns): Result<null>
  /** What was done to the till, and its book was not told yet, in its order. */
  tillFacts(): readonly PendingFact[]
  /** Notes it. What cannot be written holds until the app closes. */
  setTillFacts(pending: readonly PendingFact[]): void
  /** What is remembered of the people's file, and of wrong PINs and passphrases. */
  readonly people: MarkStore
  /** The till was set up, as its book shows. */
  setSetupDone(): void
}

/** Reads and writes the settings over a JSON store; `failed` is told what could not be written. */
export function createAppSettings(store: JsonStore, failed: (error: unknown) => void): AppSettings {
  const { read, write } = createHeldWrites(store, failed)
  const stored = () => usableOf(STORED, read('settings'))

  const get = (): Settings => {
    const { person, ...rest } = stored()
    const found = { ...INITIAL, ...rest, ...(person !== undefined && { cashier: person }) }
    return settingsShape.strip().parse(found)
  }

  function set(change: Partial<Settings>): Result<Settings> {
    const { cashier, ...rest } = { ...get(), ...change }
    // What this version does not know stays where it is: a later one may have written it.
    const error = write('settings', { ...objectOf(read('settings')), ...rest, person: cashier })
    return error === null ? ok(get()) : refuse('NOT_KEPT', { reason: writeFailure(error) })
  }

  function note(name: string, value: unknown): Result<null> {
    const error = write(name, value)
    return error === null ? ok(null) : refuse('NOT_KEPT', { reason: writeFailure(error) })
  }

  function knownBookId(kind: 'live' | 'practice'): string | null {
    const found = knownBook
      .nullable()
      .catch(null)
      .parse(read(`book-${kind}`) ?? null)
    return found?.id ?? null
  }

  function reservedTills(kind: 'live' | 'practice'): readonly string[] {
    return tillCodes.catch([]).parse(read(`reservedTills-${kind}`) ?? [])
  }

  return {
    get,
    set,
    bookKind: () => (read('bookKind') === 'practice' ? 'practice' : 'live'),
    setBookKind: (kind) => void write('bookKind', kind),
    knownBookId,
    knowsBook: (id) => knownBookId('live') === id || knownBookId('practice') === id,
    setKnownBookId: (kind, id) => void write(`book-${kind}`, { id }),
    secondFolder: () =>
      secondFolder
        .nullable()
        .catch(null)
        .parse(read('secondFolder') ?? null),
    setSecondFolder: (folder) => void write('secondFolder', folder),
    moved(kind) {
      const found = movedBook
        .nullable()
        .catch(null)
        .parse(read(`moved-${kind}`) ?? null)
      return found?.bookId === knownBookId(kind) ? found : null
    },
    reservedTills,
    noteReserved: (kind, code) => void write(`reservedTills-${kind}`, [...reservedTills(kind), code]),
    setMoved: (kind, moved) => note(`moved-${kind}`, moved),
    news: (kind) =>
      bookNews
        .nullable()
        .catch(null)
        .parse(read(`news-${kind}`) ?? null),
    setNews: (kind, news) => note(`news-${kind}`, news),
    askedBack(kind) {
      const found = keptAskedBack
        .nullable()
        .catch(null)
        .parse(read(`askedBack-${kind}`) ?? null)
      return found?.bookId === knownBookId(kind) ? found : null
    },
    setAskedBack: (kind, asked) => note(`askedBack-${kind}`, asked),
    exportSchedules: () => exportSchedules.catch([]).parse(read('exportSchedules') ?? []),
    setExportSchedules: (schedules) => note('exportSchedules', schedules),
    tillFacts: () => usableFacts(read('tillFacts')),
    setTillFacts: (pending) => void write('tillFacts', pending),
    listColumns: (kind) => usableColumns(read(`listColumns-${kind}`)),
    setListColumns: (kind, columns) => note(`listColumns-${kind}`, columns),
    people: {
      read: () => readMark(read('people')),
      write(mark) {
        const error = write('people', mark)
        return error === null ? null : writeFailure(error)
      },
      readTries: () => read('wrongPins'),
      writeTries: (counts) => void write('wrongPins', counts),
      readWrongPassphrases: () =>
        wrongPassphrases
          .nullable()
          .catch(null)
          .parse(read('wrongPassphrases') ?? null),
      writeWrongPassphrases: (wrong) => void write('wrongPassphrases', wrong),
    },
    setSetupDone() {
      if (!get().setupDone) set({ setupDone: true })
    },
  }
}

/** Says whether what the settings file holds can be used, and gives what can where a part cannot. */
export function judgeSettings(content: Content): Verdict {
  const kept = { ...content }
  for (const [name, shape] of Object.entries(BESIDE)) {
    if (name in kept && !shape.safeParse(kept[name]).success) delete kept[name]
  }
  for (const [name, usable] of Object.entries(IN_PARTS)) if (name in kept) kept[name] = usable(kept[name])
  if (kept.settings !== undefined) {
    if (!isObject(kept.settings)) delete kept.settings
    else kept.settings = usableOf(STORED, kept.settings)
  }
  return isDeepStrictEqual(kept, { ...content }) ? { kind: 'sound' } : { kind: 'mended', content: kept }
}

/** The values that fit their shapes, and those that have none here. */
function usableOf(shapes: Readonly<Record<string, z.ZodType>>, value: unknown): Content {
  return Object.fromEntries(
    Object.entries(objectOf(value)).filter(
      ([name, one]) => !Object.hasOwn(shapes, name) || shapes[name]?.safeParse(one).success,
    ),
  )
}

function objectOf(value: unknown): Content {
  return isObject(value) ? value : {}
}

function isObject(value: unknown): value is Content {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
