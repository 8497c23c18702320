import { ok, type Result, refuse } from '../../../shared/contract/plain/envelope.ts'
import type { Moved, MovingFile, MovingView } from '../../../shared/contract/shapes/books/moving.ts'
import { type BookTrouble, isOpen } from '../../ipc/handlers/book-problem.ts'
import type { BundleOrder, RunningCopy } from '../../ledger/port/copies/backups.ts'
import type { Selling } from '../../session/selling.ts'
import type { Session } from '../../session/session.ts'
import type { TillFacts } from '../facts/till-facts.ts'
import type { HostPorts } from '../host-ports.ts'
import type { AppSettings } from '../settings.ts'
import { type MadeFile, type MakeFilePorts, makeFile } from './make-file.ts'

export interface MovingPorts extends Omit<MakeFilePorts, 'bundle' | 'host' | 'settings'> {
  readonly host: MakeFilePorts['host'] & Pick<HostPorts, 'showInFolder'>
  readonly settings: AppSettings
  readonly facts: Pick<TillFacts, 'during' | 'whileDoing'>
  readonly selling: Selling
  /** The open book, or why there is none. */
  current(): Session | BookTrouble
  /** The file that was opened here last; null where none was, or where another start has read of it. */
  opened(): MovingView['opened']
  bundle(order: BundleOrder, onProgress: (done: number) => void): RunningCopy<number>
  /** Told when the view has changed, and when it was decided whether this till sells. */
  changed(): void
  decided(): void
}

/** The move of the open book to another computer. */
export type Moving = ReturnType<typeof createMoving>

/** Makes it: the file, and whether this till sells on once that is made. */
export function createMoving(ports: MovingPorts) {
  const { host, settings, facts } = ports
  let making: number | null = null
  let made: MadeFile | null = null

  async function make(passphrase: string | null): Promise<Result<MovingFile | null>> {
    const session = ports.current()
    if (!isOpen(session)) return refuse(session.code)
    if (making !== null) return refuse('BUSY_MAINTENANCE')
    making = 0
    try {
      const done = await makeFile(session, passphrase, {
        ...ports,
        bundle: (order) => ports.bundle(order, progress),
      })
      if (!done.ok) return done
      made = done.value ?? made
      return ok(done.value?.file ?? null)
    } finally {
      making = null
      ports.changed()
    }
  }

  function progress(done: number): void {
    const isFurther = Math.floor(done * 100) !== Math.floor((making ?? 0) * 100)
    making = done
    if (isFurther) ports.changed()
  }

  async function stopSelling({ kind, ledger }: Session, { witness, file }: MadeFile): Promise<Result<null>> {
    const before = settings.moved(kind)
    const kept = settings.setMoved(kind, { bookId: witness.bookId, at: host.clock.now(), file: file.name })
    await ports.selling.whenIdle()
    const newer = await ledger.newerThan(witness).catch(() => null)
    const count =
      newer && newer.sales + newer.refunds + newer.notes + newer.marks + newer.periods + newer.acts
    // Where nothing was sold already, a second word begins nothing: both computers would sell.
    if (count !== 0) settings.setMoved(kind, before)
    ports.decided()
    return count === 0 ? kept : refuse('FILE_BEHIND', { count: count ?? 0 })
  }

  /** The file that was made of the open book; null where none was. */
  function madeHere(): MadeFile | null {
    return made?.witness.bookId === settings.knownBookId(settings.bookKind()) ? made : null
  }

  return {
    port: {
      view: (): MovingView => ({ making, made: madeHere()?.file ?? null, opened: ports.opened() }),
      make,
      reveal(): Result<null> {
        const here = madeHere()
        if (!here) return refuse('NOT_FOUND')
        host.showInFolder(here.path)
        return ok(null)
      },
      /** Nothing may be sold between the look at what the file lacks and the end of selling: it ends first, and begins again. */
      async stop(): Promise<Result<null>> {
        const session = ports.current()
        const here = madeHere()
        if (!isOpen(session)) return refuse(session.code)
        if (!here) return refuse('CONFLICT')
        const told = { book: session.kind, what: 'selling_stopped', more: { text: here.file.name } }
        return facts.whileDoing([told], () => stopSelling(session, here))
      },
      sellAgain(): Result<null> {
        const book = settings.bookKind()
        const before = settings.moved(book)
        const told = before === null ? [] : [{ book, what: 'sells_again', more: { text: before.file } }]
        const kept = facts.during(told, () => settings.setMoved(book, null))
        ports.decided()
        return kept
      },
      /** Since when and in which file the open book has moved; null where it has not. */
      moved(): Moved | null {
        const found = settings.moved(settings.bookKind())
        return found && { at: found.at, file: found.file }
      },
    },
  }
}
