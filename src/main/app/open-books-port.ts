import type { EventName } from '../../shared/contract/plain/app-events.ts'
import type { Result } from '../../shared/contract/plain/envelope.ts'
import type { Book } from '../../shared/contract/shapes/book.ts'
import type { ChosenFile } from '../../shared/contract/shapes/books/moving.ts'
import type { SalvageReport } from '../../shared/contract/shapes/books/salvage.ts'
import type { Words } from '../../shared/words/words.ts'
import type { BookTrouble } from '../ipc/handlers/book-problem.ts'
import type { Gate } from '../ipc/router/gate.ts'
import type { TillPeople } from '../people/people-port.ts'
import type { Practice } from '../practice/world/practice-port.ts'
import type { Session } from '../session/session.ts'
import type { SecretKeeper } from '../vault/secret-keeper.ts'
import type { AskBack } from './ask-back.ts'
import type { BookBackups } from './book-backups.ts'
import type { TillFacts } from './facts/till-facts.ts'
import type { HostPorts } from './host-ports.ts'
import type { KeptLists } from './lists/kept-lists.ts'
import type { Moving } from './moving/moving.ts'
import type { KeysHere } from './moving/open-file.ts'
import type { Portable } from './moving/portable.ts'
import type { AppSettings } from './settings.ts'

/** Which book is open, the way from one to the other, and the ways on where one may not be written. */
export interface OpenBooks {
  /** The open book, or why there is none. */
  current(): Session | BookTrouble
  /** How much of a whole check is done, from 0 to 1; null when none runs. */
  checkProgress(): number | null
  /** Opens that book; where it is open but may not be written, looks at its file again. */
  switchTo(kind: Book['kind']): Promise<Result<Book>>
  /** Goes on with the book as it is, whatever of it is missing; its next number lies above every one that was given. */
  goOn(): Promise<Result<Book>>
  /** Puts the copy that lacks nothing in the book's place; the file that lay there is put aside. */
  useKept(): Promise<Result<Book>>
  /** Puts what lies in the book's place aside, and begins a new book. */
  beginNew(): Promise<Result<Book>>
  /** Puts a backup in the book's place; what lies there is backed up first, and put aside. */
  restore(name: string): Promise<Result<Book>>
  /** Puts what can be read of a damaged book in its place; the damaged file is put aside. */
  salvage(): Promise<Result<SalvageReport>>
  /** Asks for a file, and puts a book or a backup in the book's place, or looks into one from another computer; null where the person closed the dialog. */
  openFile(): Promise<Result<ChosenFile | null>>
  /** Opens the file from another computer that was chosen last, with its keys or without them; CONFLICT where none was. */
  openFound(passphrase: string | null): Promise<Result<Book>>
  readonly moving: Moving['port']
  readonly backups: BookBackups['port']
  readonly askedBack: AskBack['port']
  /** Asks what waited for a key, or for the network. */
  wake(): void
  /** Rejects where all is closed and a lost thread is still there: the process must then be ended from outside. */
  close(): Promise<void>
}

export interface OpenBooksPorts {
  readonly host: HostPorts
  readonly settings: AppSettings
  readonly lists: KeptLists
  readonly gate: Gate
  readonly practice: Practice
  /** The keys of the live book. */
  readonly keys: SecretKeeper & KeysHere
  /** Tells books what was done to the till. */
  readonly facts: TillFacts
  readonly people: Pick<TillPeople, 'bookOpened' | 'bookWillBePut' | 'person'>
  /** Takes settings that came from another computer. */
  takeSettings(settings: Portable): void
  /** Keys have come: what waited for them is asked. */
  keysCame(): void
  words(): Words
  /** Whether the window hides its amounts just now. */
  areAmountsHidden(): boolean
  /** The same for names of files and what is written into them. */
  fileWords(): Words
  emit(name: EventName, ids: readonly string[], commit?: number | null): void
  /** Lets what still reads the book finish before it is closed. */
  beforeLeaving(): Promise<void>
  failed(error: unknown): void
}
