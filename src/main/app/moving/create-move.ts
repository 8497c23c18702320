import type { Result } from '../../../shared/contract/plain/envelope.ts'
import type { Book } from '../../../shared/contract/shapes/book.ts'
import type { BookTrouble } from '../../ipc/handlers/book-problem.ts'
import { startCopy } from '../../ledger/thread/copies-client.ts'
import type { Selling } from '../../session/selling.ts'
import type { Session } from '../../session/session.ts'
import type { BookBackups } from '../book-backups.ts'
import type { OpenBooksPorts } from '../open-books-port.ts'
import type { ReadyToPlace } from '../restore.ts'
import { createMoving } from './moving.ts'
import { createOpenFile } from './open-file.ts'

export interface MovePorts {
  readonly ports: OpenBooksPorts
  readonly selling: Selling
  readonly backups: BookBackups
  current(): Session | BookTrouble
  inTurn<T>(change: () => Promise<T>): Promise<T>
  put(prepared: Result<ReadyToPlace>): Promise<Result<Book>>
}

/** Joins both ends of a move to the open book: the file that is made of it, and the one that is opened in its place. */
export function createMove({ ports, selling, backups, current, inTurn, put }: MovePorts) {
  const { host, settings, lists, keys, emit } = ports
  const thread = { workerUrl: host.workers.copies, patience: host.patience }
  const moving = createMoving({
    ...{ host, settings, keys, selling, current, facts: ports.facts, words: ports.fileWords },
    views: lists.views,
    backUp: backups.makeNow,
    opened: backups.opened,
    bundle: (order, onProgress) => startCopy({ ...thread, job: 'bundle', order, onProgress }),
    changed: () => emit('backups.changed', []),
    decided: () => emit('settings.changed', []),
  })
  const { openFile, open: openFound } = createOpenFile({
    ...{ host, backups, keys, inTurn, put },
    kind: settings.bookKind,
    reservedTills: settings.reservedTills,
    unbundle: (order) => startCopy({ ...thread, job: 'unbundle', order, onProgress: () => undefined }),
    takeSettings: ports.takeSettings,
    takeViews(views) {
      const bookId = settings.knownBookId(settings.bookKind())
      if (bookId !== null) lists.saveViews(bookId, views)
    },
    sellHere: () => void moving.port.sellAgain(),
    wake: ports.keysCame,
    opened: backups.noteOpened,
  })
  return { moving: moving.port, openFile, openFound }
}
