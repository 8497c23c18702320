import { randomUUID } from 'node:crypto'
import { basename, dirname } from 'node:path'
import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import type { StatementDelimiter, StatementEncoding } from '../../shared/contract/plain/statements.ts'
import { runJob } from '../ledger/thread/run-job.ts'
import type { Patience } from '../ledger/thread/watch-job.ts'
import type { ImportAnswer, ImportChunk, ImportJob, ImportOrder } from './imports/port.ts'
import type {
  Explained,
  ExplainOrder,
  FileLook,
  FileRead,
  ReadOrder,
  StatementAnswer,
  StatementJob,
} from './port.ts'

/** A statement that a person has chosen. */
export interface ChosenStatement {
  /** Stands for its path, which no window is told. */
  readonly fileId: string
  readonly name: string
  readonly look: FileLook
}

/** Reads statements and explains differences, each in a thread of its own. */
export interface Statements {
  /** Asks for a file and looks at how it begins; null where the person closed the dialog. */
  choose(): Promise<Result<ChosenStatement | null>>
  /** Looks at it again, read in another way; NOT_FOUND for a file that was not chosen in this run. */
  look(
    fileId: string,
    encoding: StatementEncoding,
    delimiter: StatementDelimiter,
  ): Promise<Result<ChosenStatement>>
  /** Reads it whole; NO_ANSWER where its disk does not answer. */
  read(fileId: string, order: Omit<ReadOrder, 'path'>): Promise<Result<FileRead>>
  explain(order: ExplainOrder): Promise<Result<Explained>>
  /** Reads a chosen file as one of past sales; NOT_FOUND for a file that was not chosen in this run, NO_ANSWER where its disk does not answer. Its rows and sales come before its answer, in chunks. */
  importing(
    fileId: string,
    job: Omit<ImportJob, 'kind' | 'order'> & { readonly order: Omit<ImportOrder, 'path'> },
    took: (chunk: ImportChunk) => void,
  ): ReadingImport
  /** The name of a chosen file; null for one that was not chosen in this run. */
  nameOf(fileId: string): string | null
}

/** A file of past sales that is being read. */
export interface ReadingImport {
  readonly finished: Promise<Result<Exclude<ImportAnswer, ImportChunk>>>
  /** Gives it up. */
  cancel(): void
}

export interface StatementsPorts {
  readonly workerUrl: URL | string
  readonly patience?: Patience | undefined
  /** Asks for a file that is there; null where the person closed the dialog. */
  fileDialog(): Promise<string | null>
}

/** So many chosen files are remembered, the last ones. */
const MOST_CHOSEN = 20

/** Makes the reading of statements for this run of the app. */
export function createStatements({ workerUrl, patience, fileDialog }: StatementsPorts): Statements {
  const chosen = new Map<string, string>()

  function start(job: StatementJob, disks: readonly string[], took?: (chunk: ImportChunk) => void) {
    return runJob<StatementAnswer, StatementAnswer | null>({
      ...{ workerUrl, name: 'statement', order: job, disks, patience },
      took(answer) {
        if (answer.kind !== 'chunk') return answer
        took?.(answer)
        return null
      },
      ended: () => null,
    })
  }

  function run(job: StatementJob, disks: readonly string[]): Promise<StatementAnswer | null> {
    return start(job, disks).finished
  }

  async function importAnswer(finished: Promise<StatementAnswer | null>) {
    const answer = await finished
    const isIts = answer?.kind === 'survey' || answer?.kind === 'outcome' || answer?.kind === 'others'
    return isIts ? ok(answer) : refuse('NO_ANSWER')
  }

  const nameOfPath = (path: string) => basename(path).slice(0, 300)

  async function lookAt(
    path: string,
    fileId: string,
    encoding: StatementEncoding | null,
    delimiter: StatementDelimiter | null,
  ): Promise<Result<ChosenStatement>> {
    const answer = await run({ kind: 'look', path, encoding, delimiter }, [path])
    if (answer?.kind === 'look') return ok({ fileId, name: nameOfPath(path), look: answer.look })
    return refuse(answer === null ? 'NO_ANSWER' : 'NOT_A_FILE')
  }

  return {
    async choose() {
      const path = await fileDialog()
      if (path === null) return ok(null)
      const fileId = randomUUID()
      chosen.set(fileId, path)
      for (const old of [...chosen.keys()].slice(0, -MOST_CHOSEN)) chosen.delete(old)
      return lookAt(path, fileId, null, null)
    },
    async look(fileId, encoding, delimiter) {
      const path = chosen.get(fileId)
      return path === undefined ? refuse('NOT_FOUND') : lookAt(path, fileId, encoding, delimiter)
    },
    async read(fileId, order) {
      const path = chosen.get(fileId)
      if (path === undefined) return refuse('NOT_FOUND')
      const answer = await run({ kind: 'read', order: { ...order, path } }, [path])
      return answer?.kind === 'read' ? ok(answer.read) : refuse('NO_ANSWER')
    },
    async explain(order) {
      const answer = await run({ kind: 'explain', order }, [])
      return answer?.kind === 'explain' ? ok(answer.explained) : refuse('NO_ANSWER')
    },
    importing(fileId, { order, known, others }, took) {
      const path = chosen.get(fileId)
      if (path === undefined)
        return { finished: Promise.resolve(refuse('NOT_FOUND')), cancel: () => undefined }
      const disks = others === null ? [path] : [path, dirname(others.path)]
      const job = { kind: 'import', order: { ...order, path }, known, others } as const
      const { finished, cancel } = start(job, disks, took)
      return { finished: importAnswer(finished), cancel }
    },
    nameOf(fileId) {
      const path = chosen.get(fileId)
      return path === undefined ? null : nameOfPath(path)
    },
  }
}
