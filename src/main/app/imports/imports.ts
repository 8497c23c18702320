import { basename } from 'node:path'
import { ok, type Result, refuse } from '../../../shared/contract/plain/envelope.ts'
import { bookCodeOf, type ErrorCode } from '../../../shared/contract/plain/error-codes.ts'
import type { DecidedImport, ImportsView } from '../../../shared/contract/shapes/books/imports.ts'
import { findTarget } from '../../export/target/target.ts'
import type { AppImports } from '../../ipc/handlers/months/imports-port.ts'
import type { Session } from '../../session/session.ts'
import type { ChunkedSale } from '../../statements/imports/port.ts'
import { isTaken } from '../../statements/imports/write-others.ts'
import type { Statements } from '../../statements/statements.ts'
import { createPreviews, previewOf, type ReadPreview } from './previews.ts'

type Ended = NonNullable<ImportsView['ended']>

/** The imports of this run of the app. */
export interface Imports extends AppImports {
  /** Ends what runs before the book is left, and forgets what was shown; what was taken by half is undone when the book is opened again. */
  end(): Promise<void>
}

export interface ImportsPorts {
  readonly statements: Statements
  readonly platform: NodeJS.Platform
  /** The app's folders, in which nothing for others is written. */
  readonly ownFolders: readonly string[]
  saveDialog(suggestedName: string): Promise<string | null>
  /** The name that a file of what was not taken is offered under. */
  othersName(fileName: string): string
  now(): number
  newId(): string
  changed(): void
  failed(error: unknown): void
}

interface Running {
  readonly act: 'take' | 'undo'
  readonly fileName: string
  done: number
  total: number
  isCancelled: boolean
  /** The book is being left. */
  isLeft: boolean
  ended: Promise<void>
}

/** Makes the imports of this run of the app. */
export function createImports(ports: ImportsPorts): Imports {
  const previews = createPreviews(ports.statements, ports.now)
  let shown: ReadPreview | null = null
  let running: Running | null = null
  let ended: Ended | null = null
  let isBeginning = false

  function begin(
    act: Running['act'],
    fileName: string,
    total: number,
    work: (own: Running) => Promise<Told>,
  ) {
    const own: Running = {
      ...{ act, fileName, total, done: 0, isCancelled: false, isLeft: false, ended: Promise.resolve() },
    }
    running = own
    ports.changed()
    own.ended = work(own)
      .catch((error): Told => {
        ports.failed(error)
        return { state: 'failed', importId: null, sales: 0, code: bookCodeOf(error) ?? 'INTERNAL' }
      })
      .then((told) => {
        running = null
        const { params = {}, code = null, ...rest } = told
        ended = { nth: (ended?.nth ?? 0) + 1, act, fileName, code, params: { ...params }, ...rest }
        ports.changed()
      })
  }

  async function take(
    own: Running,
    session: Session,
    { outcome, sales, asked }: ReadPreview,
    { decided, person }: { readonly decided: DecidedImport; readonly person: string },
  ): Promise<Told> {
    const begun = await session.imports.begin({
      ...{ token: ports.newId(), accountId: asked.accountId, fileName: own.fileName },
      ...{ sha256: outcome.sha256, person },
    })
    if (!begun.ok) return { state: 'failed', importId: null, sales: 0, ...begun.error }
    const importId = begun.value
    const isDecided = isTaken(decided)
    let taken = 0
    let refused: {
      readonly code: ErrorCode
      readonly params?: Readonly<Record<string, string | number>>
    } | null = null
    try {
      for (const wanted of pieces(sales, isDecided)) {
        if (own.isCancelled || own.isLeft) break
        const came = await session.imports.take(
          importId,
          wanted.map(({ sale }) => sale),
        )
        if (!came.ok) {
          refused = came.error
          break
        }
        taken += came.value
        own.done += wanted.length
        ports.changed()
      }
      if (refused === null && !own.isCancelled && !own.isLeft) {
        await session.imports.finish(importId)
        session.imports.changed()
        return { state: 'done', importId, sales: taken }
      }
    } catch (error) {
      ports.failed(error)
      refused = { code: bookCodeOf(error) ?? 'INTERNAL' }
    }
    // Who leaves the book does not wait: what is begun and unfinished is undone as it is opened again.
    if (!own.isLeft) await withdraw(session, importId)
    return refused === null
      ? { state: 'cancelled', importId, sales: 0 }
      : { state: 'failed', importId, sales: 0, ...refused }
  }

  /** Where even that fails, the next opening of the book does it. */
  async function withdraw(session: Session, importId: string): Promise<void> {
    try {
      const asked = { person: '', reason: 'unfinished' } as const
      for (let left = 1; left > 0; ) {
        const piece = await session.imports.undo(importId, asked)
        left = piece.ok ? piece.value : 0
      }
    } catch (error) {
      ports.failed(error)
    }
    session.imports.changed()
  }

  async function undo(own: Running, session: Session, importId: string, person: string): Promise<Told> {
    for (let isFirst = true; ; isFirst = false) {
      const piece = await session.imports.undo(importId, { person, reason: 'person' })
      if (!piece.ok) return { state: 'failed', importId, sales: own.done, ...piece.error }
      own.done = Math.max(0, own.total - piece.value)
      if (piece.value === 0) break
      if (own.isLeft) break
      if (isFirst) session.imports.changed()
      else ports.changed()
    }
    session.imports.changed()
    return { state: 'done', importId, sales: own.total }
  }

  return {
    async preview(session, asked) {
      shown = null
      const found = await previews.find(session, asked)
      if (!found.ok) return found
      if (found.value.kind === 'read') shown = found.value.preview
      return ok(previewOf(found.value))
    },
    rows(previewId, from, limit) {
      if (shown?.id !== previewId) return refuse('NOT_FOUND')
      return ok({ count: shown.outcome.rows, rows: shown.rows(from, limit) })
    },
    async take(session, { previewId, mark, decided, person }) {
      if (running || isBeginning) return refuse('IMPORT_RUNNING')
      if (shown?.id !== previewId || shown.outcome.mark !== mark) return refuse('IMPORT_CHANGED')
      const { asked } = shown
      isBeginning = true
      try {
        const again = await previews.find(session, asked)
        if (!again.ok) return again
        if (again.value.kind !== 'read' || again.value.preview.outcome.mark !== mark)
          return refuse('IMPORT_CHANGED')
        const { preview } = again.value
        const many = preview.outcome.sales
        const but = decided.but.length
        const total = many.new + (decided.all ? many.duplicate - but : but)
        const fileName = ports.statements.nameOf(asked.fileId) ?? ''
        begin('take', fileName, total, (own) => take(own, session, preview, { decided, person }))
        return ok(null)
      } finally {
        isBeginning = false
      }
    },
    cancel() {
      if (running?.act === 'take') running.isCancelled = true
    },
    async undo(session, importId, person) {
      if (running || isBeginning) return refuse('IMPORT_RUNNING')
      isBeginning = true
      try {
        const own = (await session.imports.all()).find(({ id }) => id === importId)
        if (!own) return refuse('NOT_FOUND')
        if (own.undone !== null) return refuse('ALREADY_DONE')
        begin('undo', own.fileName, own.sales, (at) => undo(at, session, importId, person))
        return ok(null)
      } finally {
        isBeginning = false
      }
    },
    async saveOthers(session, { previewId, decided, locale }) {
      if (shown?.id !== previewId) return refuse('NOT_FOUND')
      const { asked, order, known } = shown
      const chosen = await ports.saveDialog(ports.othersName(ports.statements.nameOf(asked.fileId) ?? ''))
      if (chosen === null) return ok(null)
      const path = targetOf(chosen, session)
      if (!path.ok) return path
      const others = { path: path.value, decided, locale }
      const written = await ports.statements.importing(
        asked.fileId,
        { order, known, others },
        () => undefined,
      ).finished
      if (!written.ok) return written
      const { value } = written
      if (value.kind !== 'others') return refuse('IMPORT_CHANGED')
      return value.rows === null
        ? refuse(UNWRITTEN[value.failed ?? ''] ?? 'DISK_IO')
        : ok({ fileName: basename(path.value).slice(0, 300), rows: value.rows })
    },
    running: () =>
      running && { act: running.act, fileName: running.fileName, done: running.done, total: running.total },
    ended: () => ended,
    async end() {
      previews.cancel()
      shown = null
      if (running) running.isLeft = true
      await running?.ended
      ended = null
    },
  }

  function targetOf(chosen: string, session: Session): Result<string> {
    try {
      const own = { bookPath: session.path, ownFolders: ports.ownFolders }
      const target = findTarget(chosen, own, ports.platform)
      return target.ok ? ok(target.path) : refuse(target.code)
    } catch {
      return refuse('FOLDER_GONE')
    }
  }
}

/** So many sales are taken at once: one at the counter in between waits for some hundredths of a second at most. */
const PIECE = 50

/** The sales that are taken, in their order, read a chunk at a time. */
function* pieces(
  chunks: ReadPreview['sales'],
  isDecided: (place: number) => boolean,
): Generator<readonly ChunkedSale[]> {
  for (const chunk of chunks) {
    const wanted = chunk().filter(({ isNew, place }) => isNew || isDecided(place))
    for (let from = 0; from < wanted.length; from += PIECE) yield wanted.slice(from, from + PIECE)
  }
}

/** Why the file of what was left could not be written. */
const UNWRITTEN: Readonly<Record<string, ErrorCode>> = {
  ...{
    ENOSPC: 'DISK_FULL',
    EDQUOT: 'DISK_FULL',
    EROFS: 'READ_ONLY',
    EACCES: 'READ_ONLY',
    EPERM: 'READ_ONLY',
  },
  ENOENT: 'FOLDER_GONE',
}

interface Told {
  readonly state: Ended['state']
  readonly importId: string | null
  readonly sales: number
  readonly code?: ErrorCode
  readonly params?: Readonly<Record<string, string | number>>
}
