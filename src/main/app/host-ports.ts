import type { AppEvent } from '../../shared/contract/plain/app-events.ts'
import type { ProviderId } from '../../shared/contract/plain/provider-ids.ts'
import type { WindowRole } from '../../shared/contract/plain/rights.ts'
import type { Clock, Timers } from '../../shared/time/clock.ts'
import type { Words } from '../../shared/words/words.ts'
import type { CustomerWindow } from '../customer/customer-display.ts'
import type { JsonStore } from '../json-store.ts'
import type { Patience } from '../ledger/thread/watch-job.ts'
import type { Log } from '../log/log.ts'
import type { Notification } from '../notices/exception-notices.ts'
import type { PeopleStore } from '../people/keeper.ts'
import type { RateLimits } from '../providers/provider.ts'
import type { Keychain } from '../vault/keychain.ts'
import type { AppFiles } from './files/app-files.ts'
import type { ExportParts } from './files/export-parts.ts'

/** Everything the app takes from its host; Electron, the tests and the tour each bring their own. */
export interface HostPorts {
  readonly version: string
  readonly platform: NodeJS.Platform
  /** The folder of all that the app keeps: books, settings, keys, logs. */
  readonly appDir: string
  /** The folder of the books, private to the person. */
  readonly dataDir: string
  /** The folder of what was acknowledged of each book; not within the folder of the books. */
  readonly witnessDir: string
  /** The IANA zone a new book takes. */
  readonly zone: string
  /** The computer's own languages, the best first, in any spelling. */
  readonly systemLanguages: () => readonly string[]
  readonly clock: Clock
  readonly timers: Timers
  /** The app's small files; that of the window is its host's own. */
  readonly files: Pick<AppFiles, 'notices' | 'dismiss' | 'whyNotInMemory'> & {
    readonly stores: Readonly<Record<'settings' | 'vault' | 'practice' | 'lists', JsonStore>> & {
      readonly people: PeopleStore
    }
  }
  /** Where exports under way are noted. */
  readonly exportParts: Pick<ExportParts, 'begin' | 'end'>
  readonly keychain: Keychain
  readonly fetch: (request: Request) => Promise<Response>
  /** Where the built (or, in tests, the source) worker files lie. */
  readonly workers: Readonly<
    Record<'ledger' | 'lists' | 'export' | 'check' | 'copies' | 'salvage' | 'trail' | 'statements', URL>
  >
  /** How long a thread that opens a book, or does one job, may stand still; absent for what is usual. */
  readonly patience?: Patience
  /** Makes a backup at the end of the app; tests that end it thousands of times do without. */
  readonly backUpAtClose: boolean
  /** Other base URLs for the live providers, in development only. */
  readonly providerOrigins: Partial<Record<ProviderId, string>>
  /** The time limit of every exchange with a provider, ms; absent for each provider's own. */
  readonly providerTimeLimitMs?: number
  /** What every provider bears, in development and tests only; absent for each provider's own declaration. */
  readonly providerLimits?: RateLimits
  readonly allowedOrigins: readonly string[]
  /** What each window open now is for, by its id. */
  readonly windows: () => ReadonlyMap<number, WindowRole>
  readonly log: Log
  /** Tells every open window of this kind. */
  publish(event: AppEvent, role: WindowRole): void
  readonly customerWindow: CustomerWindow
  saveDialog(suggestedName: string): Promise<string | null>
  /** Asks for a folder; null when the person closed the dialog. */
  folderDialog(): Promise<string | null>
  /** Asks for a file that is there; null when the person closed the dialog. */
  fileDialog(): Promise<string | null>
  copyText(text: string): void
  openPayLink(url: string, allowedHosts: readonly string[]): boolean
  showInFolder(path: string): void
  /** Keeps the display from going dark, or lets it again. */
  keepDisplayAwake(on: boolean): void
  /** Makes the window's frame and its colour scheme follow the setting. */
  setTheme(theme: 'system' | 'light' | 'dark'): void
  /** Sets the menu of the window in the language of these words: at the start, and whenever another one may be spoken. */
  setMenu(words: Words): void
  /** Shows a desktop notification; `pressed` is called when the person presses it, after the window is in front. */
  notify(notification: Notification, pressed: () => void): void
}
