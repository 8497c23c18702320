import type { EventName } from '../../shared/contract/plain/app-events.ts'
import type { Book } from '../../shared/contract/shapes/book.ts'
import type { Clock } from '../../shared/time/clock.ts'
import { type BookTrouble, isOpen } from '../ipc/handlers/book-problem.ts'
import type { Session } from '../session/session.ts'

/** A second loss of the book's thread within this time waits for a person, ms. */
const LOST_AGAIN_MS = 60_000

/** What is done about a book whose thread was lost. */
export interface LostBook {
  /** Opens the open book anew; a second loss within a minute waits for a person. */
  lost(kind: Book['kind']): Promise<void>
  /** Opens the book at `path` anew, which could not be opened as long as its lost thread was there. */
  freed(path: string): Promise<void>
}

export interface LostBookPorts {
  readonly clock: Clock
  current(): Session | BookTrouble
  /** Puts BOOK_STOPPED in the place of the open book. */
  stop(kind: Book['kind']): void
  open(kind: Book['kind']): Promise<void>
  emit(name: EventName, ids: readonly string[]): void
  failed(error: unknown): void
}

/** Makes what opens a lost book anew; it is called in turn with all else that changes the open book. */
export function createLostBook({ clock, current, stop, open, emit, failed }: LostBookPorts): LostBook {
  let lastAt: number | null = null
  /** Which book is to be opened by itself once it can be. */
  let due: Book['kind'] | null = null

  async function openAnew(kind: Book['kind']): Promise<void> {
    await open(kind)
    emit('book.changed', [])
    if (!isOpen(current())) return
    due = null
    emit('book.reopened', [])
  }

  return {
    async lost(kind) {
      const leaving = current()
      if (!isOpen(leaving) || leaving.kind !== kind) return
      stop(kind)
      emit('book.changed', [])
      await leaving.close().catch(failed)
      const again = lastAt !== null && clock.monotonic() - lastAt < LOST_AGAIN_MS
      lastAt = clock.monotonic()
      due = again ? null : kind
      if (!again) await openAnew(kind)
    },
    async freed(path) {
      const now = current()
      if (due === null || isOpen(now) || now.code !== 'BOOK_STOPPED' || now.path !== path) return
      await openAnew(due)
    },
  }
}
