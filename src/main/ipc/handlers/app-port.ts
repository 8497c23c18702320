import type { Result } from '../../../shared/contract/plain/envelope.ts'
import type { Book } from '../../../shared/contract/shapes/book.ts'
import type { BackupsView, RestorePreview } from '../../../shared/contract/shapes/books/backup.ts'
import type { AskedBack, UnreadNews } from '../../../shared/contract/shapes/books/book-news.ts'
import type { AskedSchedule, ExportSchedule } from '../../../shared/contract/shapes/books/export-schedule.ts'
import type { RememberedImport } from '../../../shared/contract/shapes/books/imports.ts'
import type {
  ChosenFile,
  Moved,
  MovingFile,
  MovingView,
} from '../../../shared/contract/shapes/books/moving.ts'
import type { SalvageReport } from '../../../shared/contract/shapes/books/salvage.ts'
import type { TrailOutcome, TrailProgress } from '../../../shared/contract/shapes/books/trail.ts'
import type { FileNotice } from '../../../shared/contract/shapes/file-notice.ts'
import type { ColumnList, KeptColumns, ListColumns } from '../../../shared/contract/shapes/lists/columns.ts'
import type { LeftLists, SavedViews } from '../../../shared/contract/shapes/lists/kept.ts'
import type { StatementReading } from '../../../shared/contract/shapes/periods/statement.ts'
import type { ProviderInfo } from '../../../shared/contract/shapes/provider.ts'
import type { Settings } from '../../../shared/contract/shapes/settings.ts'
import type { VaultStatus } from '../../../shared/contract/shapes/vault.ts'
import type { CustomerScreen } from '../../customer/customer-display.ts'
import type { ExportJobs } from '../../export/jobs.ts'
import type { People } from '../../people/people-port.ts'
import type { Practice } from '../../practice/world/practice-port.ts'
import type { Session } from '../../session/session.ts'
import type { Statements } from '../../statements/statements.ts'
import type { BookTrouble } from './book-problem.ts'
import type { AppImports } from './months/imports-port.ts'

/** What the handlers need of the app; `compose` builds it. */
export interface AppPort {
  readonly version: string
  readonly platform: string
  readonly zone: string
  readonly providers: readonly ProviderInfo[]
  /** The open book, or why there is none. */
  session(): Session | BookTrouble
  /** Waits while one book is left for another; some seconds at most. */
  settled(): Promise<void>
  bookKind(): Book['kind']
  readonly books: {
    checkProgress(): number | null
    switchTo(kind: Book['kind']): Promise<Result<Book>>
    goOn(): Promise<Result<Book>>
    useKept(): Promise<Result<Book>>
    beginNew(): Promise<Result<Book>>
    restore(name: string): Promise<Result<Book>>
    salvage(): Promise<Result<SalvageReport>>
    openFile(): Promise<Result<ChosenFile | null>>
    openFound(passphrase: string | null): Promise<Result<Book>>
    readonly moving: {
      view(): MovingView
      make(passphrase: string | null): Promise<Result<MovingFile | null>>
      reveal(): Result<null>
      stop(): Promise<Result<null>>
      sellAgain(): Result<null>
      moved(): Moved | null
    }
    readonly backups: {
      view(): Promise<BackupsView>
      preview(name: string): Promise<Result<RestorePreview>>
      make(): Promise<Result<null>>
      chooseFolder(): Promise<Result<null>>
      leaveFolder(): Promise<Result<null>>
      showFolder(): void
      /** What was put in the book's place and nobody has read of; null where there is nothing. */
      unread(): UnreadNews | null
      read(): Result<null>
    }
    readonly askedBack: {
      /** What is asked back from the providers for the open book; null where nothing is. */
      view(): AskedBack | null
      at(): number | null
      taken(accountId: string, ref: string): void
      putAway(): Result<null>
    }
  }
  settings(): Settings
  /** By which the windows choose words, numbers and dates. */
  locale(): string
  /** NOT_KEPT where the change holds only until the app closes. */
  setSettings(change: Partial<Settings>): Promise<Result<Settings>>
  readonly listColumns: {
    /** How a person arranged the columns of the open book's lists. */
    kept(): ListColumns
    /** NOT_KEPT where it holds only until the app closes. */
    keep(kind: Book['kind'], list: ColumnList, columns: KeptColumns | null): Result<null>
  }
  readonly lists: {
    /** This book has been open on this computer. */
    knows(bookId: string): boolean
    left(bookId: string, of: string | null): LeftLists | null
    keep(bookId: string, of: string | null, left: LeftLists): void
    views(bookId: string): SavedViews
    reading(columns: readonly string[]): StatementReading | null
    keepReading(columns: readonly string[], reading: StatementReading): void
    importReading(columns: readonly string[]): RememberedImport | null
    keepImportReading(columns: readonly string[], reading: RememberedImport): void
    /** NOT_KEPT where they hold only until the app closes. */
    saveViews(bookId: string, views: SavedViews): Result<SavedViews>
  }
  readonly statements: Statements
  readonly imports: AppImports
  readonly files: { notices(): readonly FileNotice[]; dismiss(): void }
  readonly vault: {
    status(): VaultStatus
    createPassphrase(passphrase: string): Promise<Result<VaultStatus>>
    changePassphrase(current: string, passphrase: string): Promise<Result<VaultStatus>>
    erase(): Promise<Result<VaultStatus>>
    unlock(passphrase: string): Promise<Result<VaultStatus>>
    lock(): Promise<VaultStatus>
  }
  readonly people: People
  readonly customer: CustomerScreen
  readonly exports: ExportJobs
  readonly schedules: {
    all(): readonly ExportSchedule[]
    add(session: Session, asked: AskedSchedule): Promise<Result<readonly ExportSchedule[] | null>>
    remove(id: string): Result<readonly ExportSchedule[]>
  }
  readonly trail: {
    /** A walk along the trail under way; null where none runs. */
    running(): TrailProgress | null
    /** What the last one found since the book was opened; null where there was none. */
    last(): TrailOutcome | null
    verify(): void
    stop(): void
  }
  readonly practice: Practice
  copyText(text: string): void
  /** Opens an https address on one of the hosts; false when it may not be opened. */
  openPayLink(url: string, allowedHosts: readonly string[]): boolean
  showInFolder(path: string): void
  keepDisplayAwake(on: boolean): void
  /** The window hides its amounts, or shows them again; so does the desktop. */
  hideAmounts(on: boolean): void
}
