import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { ok, type Result, refuse } from '../../../shared/contract/plain/envelope.ts'
import type { Book } from '../../../shared/contract/shapes/book.ts'
import type { MovingFile } from '../../../shared/contract/shapes/books/moving.ts'
import type { SavedViews } from '../../../shared/contract/shapes/lists/kept.ts'
import { businessDay } from '../../../shared/time/zone.ts'
import type { Words } from '../../../shared/words/words.ts'
import { partIn, sweepParts } from '../../export/target/part.ts'
import { findTarget } from '../../export/target/target.ts'
import type {
  BackupMade,
  BackupWitness,
  BundleOrder,
  CopyOutcome,
  RunningCopy,
} from '../../ledger/port/copies/backups.ts'
import type { Session } from '../../session/session.ts'
import { packKeys } from '../../vault/carried-keys.ts'
import type { SecretKeeper } from '../../vault/secret-keeper.ts'
import { writeFailure } from '../../vault/write-failure.ts'
import type { HostPorts } from '../host-ports.ts'
import type { AppSettings } from '../settings.ts'
import { writePlain } from './portable.ts'

/** A file that was made, with what it holds of which book. */
export interface MadeFile {
  readonly path: string
  readonly file: MovingFile
  readonly witness: BackupWitness
}

export interface MakeFilePorts {
  readonly host: Pick<HostPorts, 'clock' | 'saveDialog' | 'platform' | 'appDir' | 'dataDir' | 'exportParts'>
  readonly settings: Pick<AppSettings, 'get' | 'reservedTills' | 'noteReserved'>
  readonly keys: Pick<SecretKeeper, 'use'>
  /** The views that were saved for the lists of the book of this id. */
  views(bookId: string): SavedViews
  words(): Words
  /** Makes a backup of the open book by hand. */
  backUp(session: Session): Promise<CopyOutcome<BackupMade>>
  bundle(order: BundleOrder): RunningCopy<number>
}

/** Asks where to save, and makes a file of the open book for another computer; null where the person closed the dialog. */
export async function makeFile(
  session: Session,
  passphrase: string | null,
  ports: MakeFilePorts,
): Promise<Result<MadeFile | null>> {
  const { host } = ports
  const closed = session.closed()
  if (closed) return refuse(closed.code)
  const keys = await sealed(session, passphrase, ports)
  if (!keys.ok) return keys
  const book = await session.ledger.book()
  const words = ports.words()
  const chosen = await host.saveDialog(suggestName(words, book, host.clock.now()))
  if (chosen === null) return ok(null)
  const target = targetOf(chosen, session.path, host)
  if (!target.ok) return target
  // Whatever comes of the file: a code that was reserved is never given to another.
  const till = await session.ledger.reserveTill(host.clock.now(), ports.settings.reservedTills(session.kind))
  ports.settings.noteReserved(session.kind, till)
  const backup = await ports.backUp(session)
  if (!backup.ok) return refuse(backup.code, needs(backup.needed))
  if (!backup.value) return refuse('INTERNAL')
  const { path, witness } = backup.value
  const part = partIn(dirname(target.value.path))
  sweepParts(dirname(part), host.clock.now())
  host.exportParts.begin(part)
  let isSilent = false
  try {
    const made = await ports.bundle({
      ...{ backup: path, witness, target: target.value.path, part, mode: target.value.mode },
      settings: writePlain(ports.settings.get(), ports.views(witness.bookId), till),
      keys: keys.value?.text ?? null,
      readme: `${(['what', 'open', 'byHand'] as const).map((line) => words.t(`moving.readme.${line}`)).join('\n')}\n`,
      madeAt: witness.madeAt,
    }).finished
    isSilent = !made.ok && made.code === 'NO_ANSWER'
    if (!made.ok) return refuse(made.code, needs(made.needed))
    const file = {
      name: basename(target.value.path).slice(-LONGEST_NAME),
      at: witness.madeAt,
      bytes: made.value,
      sales: witness.invoices,
      keys: keys.value?.count ?? 0,
    }
    return ok({ path: target.value.path, file, witness })
  } finally {
    // Nobody may look at a disk that does not answer: the next start does.
    if (!isSilent) host.exportParts.end(part)
  }
}

/** What is remembered of a file's name, in UTF-16 units; one that is longer no file system takes. */
const LONGEST_NAME = 300

async function sealed(session: Session, passphrase: string | null, { host, keys }: MakeFilePorts) {
  // The practice book has no keys that anybody needs.
  if (passphrase === null || session.kind === 'practice') return ok(null)
  const owners = (await session.ledger.accounts()).map(({ id, provider }) => ({ id, provider }))
  return packKeys(keys, owners, passphrase, host.clock.now())
}

function targetOf(
  chosen: string,
  bookPath: string,
  { appDir, dataDir, platform }: MakeFilePorts['host'],
): Result<{ readonly path: string; readonly mode: number | null }> {
  if (!existsSync(dirname(chosen))) return refuse('FOLDER_GONE')
  try {
    const found = findTarget(chosen, { bookPath, ownFolders: [appDir, dataDir] }, platform)
    return found.ok ? ok({ path: found.path, mode: found.mode }) : refuse(found.code)
  } catch (error) {
    return refuse(writeFailure(error))
  }
}

/** The name it is offered under; PRACTICE comes first where the money is play money. */
function suggestName({ t }: Words, book: Book, at: number): string {
  const day = businessDay(at, book.zone)
  return t(book.kind === 'practice' ? 'moving.practiceFileName' : 'moving.fileName', { day })
}

function needs(needed: number | null): Record<string, number> {
  return needed === null ? {} : { needed }
}
