import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { ok, type Result, refuse } from '../../../shared/contract/plain/envelope.ts'
import type { Book } from '../../../shared/contract/shapes/book.ts'
import type { ChosenFile, KeysTaken, MovingView } from '../../../shared/contract/shapes/books/moving.ts'
import type { SavedViews } from '../../../shared/contract/shapes/lists/kept.ts'
import type { Backup } from '../../backup/folder.ts'
import type { BundleContent, RunningCopy } from '../../ledger/port/copies/backups.ts'
import { type CarriedKeys, openCarried, readCarried } from '../../vault/carried-keys.ts'
import type { Vault } from '../../vault/vault.ts'
import type { BookBackups } from '../book-backups.ts'
import type { HostPorts } from '../host-ports.ts'
import type { ReadyToPlace } from '../restore.ts'
import { type PlainPart, type Portable, readPlain } from './portable.ts'

/** What of the vault takes keys that come from another computer. */
export type KeysHere = Pick<Vault, 'status' | 'whyNot' | 'has' | 'put' | 'createPassphrase'>

export interface OpenFilePorts {
  readonly host: Pick<HostPorts, 'clock' | 'fileDialog'>
  readonly backups: Pick<BookBackups, 'prepareFile' | 'prepareBackup'>
  readonly keys: KeysHere
  kind(): Book['kind']
  /** The codes that were reserved on this computer for others. */
  reservedTills(kind: Book['kind']): readonly string[]
  unbundle(path: string): RunningCopy<BundleContent | null>
  /** One change of the open book after the other. */
  inTurn<T>(change: () => Promise<T>): Promise<T>
  /** Puts what was laid out beside the book in its place, and opens it. */
  put(prepared: Result<ReadyToPlace>): Promise<Result<Book>>
  takeSettings(settings: Portable): void
  /** Keeps the views that came for the lists of the book that is open now. */
  takeViews(views: SavedViews): void
  /** A person has opened a book here, wherever the one that lay here has moved to. */
  sellHere(): void
  /** Keys have come: what waited for them is asked. */
  wake(): void
  opened(file: NonNullable<MovingView['opened']>): void
}

interface Found {
  readonly backup: Backup
  readonly plain: PlainPart
  readonly carried: Parameters<typeof openCarried>[0] | null
}

/** Makes the way to an existing book: a backup, a plain book, or a file from another computer. */
export function createOpenFile(ports: OpenFilePorts) {
  let waiting: Found | null = null

  async function openPlain(path: string): Promise<Result<ChosenFile>> {
    const book = await ports.inTurn(async () =>
      ports.put(await ports.backups.prepareFile(ports.kind(), path)),
    )
    if (!book.ok) return book
    ports.sellHere()
    return ok({ kind: 'opened', book: book.value })
  }

  /** Looks into a file from another computer; nothing is changed by that. */
  function look(path: string, { book, witness, settings, keys }: BundleContent): Result<ChosenFile> {
    const plain = readPlain(settings)
    if (!plain.ok) return plain
    const carried = keys === null ? null : readCarried(keys)
    if (carried && !carried.ok) return carried
    if (witness.kind !== ports.kind()) return refuse('OTHER_BOOK')
    const { madeAt, invoices: sales, lastSale, fileBytes: bytes } = witness
    const name = basename(path).slice(-LONGEST_NAME)
    waiting = {
      backup: {
        ...{ name, path, madeAt, reason: 'hand', witness, bytes, damaged: false },
        within: book,
        // What was reserved here for another computer is never this one's own: its file may be open there by now.
        meantTill: ports.reservedTills(ports.kind()).includes(plain.value.till) ? null : plain.value.till,
      },
      plain: plain.value,
      carried: carried?.value ?? null,
    }
    const count = Object.keys(carried?.value.records ?? {}).length
    return ok({ kind: 'found', name, madeAt, sales, lastSale, bytes, keys: count })
  }

  /** Puts the book in its place, and then takes what goes with it. */
  async function take(
    { backup, plain }: Found,
    opened: CarriedKeys | null,
    begin: string | null,
  ): Promise<Result<Book>> {
    const placed = await ports.put(await ports.backups.prepareBackup(ports.kind(), backup))
    if (!placed.ok) return placed
    waiting = null
    ports.sellHere()
    ports.takeSettings(plain.settings)
    if (plain.views) ports.takeViews(plain.views)
    const keys = opened && (await keep(opened, begin))
    ports.opened({
      ...{ name: backup.name, at: ports.host.clock.now(), keys },
      ...{ sales: backup.witness?.invoices ?? 0, tillCode: placed.value.tillCode },
    })
    if (keys) ports.wake()
    return placed
  }

  /** A computer that keeps no key by itself begins a vault under the same passphrase. */
  async function keep(opened: CarriedKeys, begin: string | null): Promise<KeysTaken> {
    if (begin !== null) {
      const begun = await ports.keys.createPassphrase(begin)
      if (!begun.ok) return { added: 0, had: 0, failed: begun.error.code }
    }
    return opened.keep(ports.keys)
  }

  return {
    async openFile(): Promise<Result<ChosenFile | null>> {
      // Whoever looks for a file takes his time: the book goes on meanwhile.
      const path = await ports.host.fileDialog()
      if (path === null) return ok(null)
      waiting = null
      if (!existsSync(path)) return refuse('FOLDER_GONE')
      const read = await ports.unbundle(path).finished
      if (!read.ok) return refuse(read.code)
      return read.value === null ? openPlain(path) : look(path, read.value)
    },
    async open(passphrase: string | null): Promise<Result<Book>> {
      const found = waiting
      if (!found) return refuse('CONFLICT')
      if (passphrase === null || found.carried === null) return ports.inTurn(() => take(found, null, null))
      const status = ports.keys.status()
      const begins = status.kind === 'memoryOnly' && status.reason !== 'blocked'
      const why = begins ? null : ports.keys.whyNot('daisy', {})
      if (why) return refuse(why)
      const opened = await openCarried(found.carried, passphrase)
      if (!opened.ok) return opened
      const keys = opened.value
      return ports.inTurn(() => take(found, keys, begins ? passphrase : null)).finally(keys.drop)
    },
  }
}

/** What is remembered of a file's name, in UTF-16 units. */
const LONGEST_NAME = 200
