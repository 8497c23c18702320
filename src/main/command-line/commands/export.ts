import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import {
  EXPORT_COLUMNS,
  EXPORT_KINDS,
  type ExportKind,
} from '../../../shared/contract/plain/export-columns.ts'
import { EXPORT_PRESETS, SPREADSHEET_LANGUAGES } from '../../../shared/contract/plain/export-formats.ts'
import { type ExportRequest, exportRequest } from '../../../shared/contract/shapes/export.ts'
import { type AskedFile, requestOf, suggestName } from '../../export/asked-file.ts'
import { readTold } from '../../export/changes/told-file.ts'
import { isAskedAlike } from '../../export/manifest.ts'
import type { ExportFailure } from '../../export/port.ts'
import { runExport } from '../../export/run-export.ts'
import { placeFor } from '../../export/target/free-name.ts'
import { fileColumns } from '../../export/write-export.ts'
import { askedFile } from '../../ipc/asked/asked-export.ts'
import type { BookReader } from '../../ledger/asked/reader.ts'
import { chosen, FILTER, type Line, MisuseError, refuseUnheeded, severalOf, WRITTEN } from '../arguments.ts'
import { askedInvoices, askedReceipts, daysOfLine, INVOICE_BASES, RECEIPT_BASES } from '../filter.ts'
import { isFolder } from './folder.ts'
import type { CommandPorts, Outcome } from './ports.ts'

/** Says how far it is after so many rows. */
const STEP = 100_000

/** Writes rows of the book into a file with its manifest beside it: both whole, or neither. */
export async function exportFile(book: BookReader, ports: CommandPorts): Promise<Outcome> {
  const { line, words, bookPath, dataDir, version, say } = ports
  const asked = await askedOf(line, book)
  if (typeof asked === 'string') return failed(words, asked)
  const { query } = asked
  const request = await requestOf(asked, book.kind, words)
  const name = suggestName(words, book.origin, ports.now, asked)
  const targetPath = await targetOf(line, name, (manifest) =>
    isAskedAlike(manifest, book.state.id, request, fileColumns(request), asked.filter, asked.earlier ?? null),
  )
  let told = 0
  const ran = runExport(
    {
      ...{ bookPath, targetPath, known: book.state, ownFolders: [dataDir] },
      request,
      manifest: { appVersion: version, filter: asked.filter },
    },
    {
      cancelled: () => false,
      begins: () => undefined,
      progress({ rowsWritten, rowsTotal }) {
        if (line.isJson || rowsWritten - told < STEP) return
        told = rowsWritten
        say(words.t('cli.exporting', { rows: rowsWritten, count: rowsTotal }))
      },
    },
  )
  if (ran.state === 'done') {
    const { path, manifest, written } = ran
    const { rows, differences, bytes, sha256 } = written
    const file = { file: path, manifest, kind: query.kind, rows: differences ?? rows }
    if (differences === null)
      return {
        ...{ value: { ...file, bytes, sha256 }, text: words.t('cli.exported', { path, count: rows }) },
        isGood: true,
      }
    const value = { ...file, compared: rows, bytes, sha256 }
    return { value, text: words.t('cli.exportedChanges', { path, count: differences, rows }), isGood: true }
  }
  return failed(words, ran.state === 'failed' ? ran.code : 'CANCELLED')
}

type Refusal = ExportFailure | 'CANCELLED' | 'EARLIER_UNKNOWN'

function failed({ t }: CommandPorts['words'], code: Refusal): Outcome {
  const text = (['what', 'safe', 'next'] as const).map((part) => t(`errors.${code}.${part}`)).join(' ')
  return { value: { file: null, error: code }, text, isGood: false }
}

/** What is asked for: rows of a kind, or what has changed since a file of before, which was asked for as its manifest says. */
async function askedOf(
  line: Line,
  book: BookReader,
): Promise<(AskedFile & { readonly earlier?: string }) | Refusal> {
  const since = line.option('since')
  if (since === null) {
    const request = asExport(line, book)
    return askedFile(request, request.zone ?? book.zone)
  }
  refuseUnheeded(line, [...WRITTEN, ...FILTER], 'export --since')
  const told = await readTold(resolve(since))
  if (told === null) return 'EARLIER_UNKNOWN'
  if (told.bookId !== book.state.id || told.request === null) return 'EARLIER_UNFIT'
  const asked = askedFile(told.request, told.request.zone ?? book.zone)
  return { ...asked, preset: 'changes', since: resolve(since), earlier: told.sha256 }
}

/** A folder takes the name that the app would offer, which replaces no file of another request; anything else is the file itself, whose folder is there. */
async function targetOf(line: Line, name: string, isAlike: Parameters<typeof placeFor>[2]): Promise<string> {
  const out = line.option('out')
  if (out === null) throw new MisuseError({ why: 'missing', option: '--out' })
  const path = resolve(out)
  if (isFolder(path)) return placeFor(path, name, isAlike)
  if (out.endsWith('/') || !existsSync(dirname(path)))
    throw new MisuseError({ why: 'badValue', option: '--out', text: out, allowed: 'DIR' })
  return path
}

function asExport(line: Line, book: BookReader): ExportRequest {
  const kind = chosen(line, 'kind', EXPORT_KINDS)
  if (kind === null) throw new MisuseError({ why: 'missing', option: '--kind' })
  const isHeeded = (option: string) => HEEDED[kind].some((one) => one === option)
  refuseUnheeded(
    line,
    FILTER.filter((option) => !isHeeded(option)),
    `export --kind ${kind}`,
  )
  const preset = chosen(line, 'preset', EXPORT_PRESETS) ?? 'machine'
  const names = EXPORT_COLUMNS[kind].columns.map(([name]) => name)
  const columns = severalOf(line, 'columns', names)
  const asked = {
    ...{ kind, zone: line.option('zone') },
    ...{ columns: columns.length === 0 ? null : columns, preset },
    // Only a spreadsheet writes numbers as a language does; its columns are called in it as well.
    language: preset === 'spreadsheet' ? (chosen(line, 'language', SPREADSHEET_LANGUAGES) ?? 'en') : 'en',
    ...rowsOf(kind, line, book),
  }
  const read = exportRequest.safeParse(asked)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const option = `--${String(issue?.path[0] ?? 'out')}`
  throw new MisuseError({
    why: 'badValue',
    option,
    text: line.option(option.slice(2)) ?? '',
    allowed: issue?.message ?? '',
  })
}

const OF_RECEIPTS = FILTER.filter((option) => option !== 'status' && option !== 'tag')
/** What of the filter leaves rows of a kind out; the rest of it is refused there. */
const HEEDED: Readonly<Record<ExportKind, readonly (typeof FILTER)[number][]>> = {
  ...{ receipts: OF_RECEIPTS, movements: OF_RECEIPTS, invoices: FILTER, lines: FILTER },
  days: ['from', 'to', 'provider', 'account', 'currency'],
  ...{ exceptions: ['from', 'to'], events: ['from', 'to'] },
}

function rowsOf(kind: ExportKind, line: Line, book: BookReader) {
  switch (kind) {
    case 'receipts':
    case 'movements':
      return { filter: askedReceipts(line, book), basis: chosen(line, 'basis', RECEIPT_BASES) ?? 'paid' }
    case 'invoices':
    case 'lines':
      return { filter: askedInvoices(line, book), basis: chosen(line, 'basis', INVOICE_BASES) ?? 'created' }
    case 'days': {
      const { provider, accountId, currency } = askedReceipts(line, book)
      const days = daysOfLine(line)
      if (days?.from == null) throw new MisuseError({ why: 'missing', option: '--from' })
      if (days.to === null) throw new MisuseError({ why: 'missing', option: '--to' })
      return { filter: { from: days.from, to: days.to, provider, accountId, currency } }
    }
    case 'exceptions':
      return { filter: { resolved: null, exception: null, period: daysOfLine(line) } }
    case 'events':
      return { filter: { period: daysOfLine(line) } }
  }
}
