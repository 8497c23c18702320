import type { Clock } from '../../shared/time/clock.ts'
import { bookProblemOf } from '../ipc/handlers/book-problem.ts'
import type { ChangedOutside } from '../ledger/port/standing.ts'
import type { Session } from '../session/session.ts'
import { keptPath, putJournalAside } from './book-files.ts'

/** How an open book is left. */
export interface LeaveBook {
  /**
   * Keeps all that the book holds as it is open, where its file was changed from outside; does nothing otherwise. Gives false where
   * the disk has no room for it.
   */
  keep(leaving: Session): Promise<boolean>
  /** Closes the book, and keeps first what is to be kept; the journal of a file that is no more there is moved away. Never rejects. */
  leave(leaving: Session): Promise<void>
  /** Moves the journal away of a book that was left, where all of it was kept. Rejects with what the disk throws. */
  dropJournal(left: Session): Promise<void>
}

export interface LeaveBookPorts {
  readonly clock: Clock
  failed(error: unknown): void
}

/** Makes the way out of an open book. */
export function createLeaveBook({ clock, failed }: LeaveBookPorts): LeaveBook {
  /** What was done to the file of each book of which a copy was kept. */
  const kept = new WeakMap<Session, ChangedOutside>()

  async function keep(leaving: Session): Promise<boolean> {
    if (kept.has(leaving)) return true
    try {
      const changed = await leaving.ledger.changedOutside()
      if (changed === 'no') return true
      await leaving.ledger.keepCopy(keptPath(leaving.path, clock.now()))
      kept.set(leaving, changed)
      return true
    } catch (error) {
      failed(error)
      return bookProblemOf(error) !== 'DISK_FULL'
    }
  }

  async function dropJournal(left: Session): Promise<void> {
    if (kept.has(left)) await putJournalAside(left.path, clock.now())
  }

  return {
    keep,
    dropJournal,
    async leave(leaving) {
      await leaving.endWork().catch(failed)
      await keep(leaving)
      await leaving.close().catch(failed)
      // Without its journal a file lacks what was written last: of one that was only touched, it stays where it is.
      if (kept.get(leaving) !== 'exchanged') return
      await dropJournal(leaving).catch(failed)
    },
  }
}
