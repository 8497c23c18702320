import { columnsOf, EXPORT_COLUMNS, type ExportKind } from '../../shared/contract/plain/export-columns.ts'
import type {
  AccountingPreset,
  ExportPreset,
  SpreadsheetLanguage,
} from '../../shared/contract/plain/export-formats.ts'
import type { PaymentException } from '../../shared/contract/shapes/exception.ts'
import type { ExportRequest } from '../../shared/contract/shapes/export.ts'
import type { ListFilter } from '../../shared/contract/shapes/lists/list.ts'
import type { ReceiptListFilter } from '../../shared/contract/shapes/lists/receipts.ts'
import type { Days } from '../../shared/time/days.ts'

/** What is on the screen that a file is asked for from: a list with its filter, or days of the books. */
export type ExportFrom =
  | { readonly list: 'receipts'; readonly filter: ReceiptListFilter; readonly shown: readonly string[] }
  | { readonly list: 'invoices'; readonly filter: ListFilter; readonly shown: readonly string[] }
  | {
      readonly list: 'exceptions'
      readonly resolved: boolean
      readonly exception: PaymentException['kind'] | null
    }
  | { readonly list: 'books'; readonly days: { readonly from: string; readonly to: string } }

/** What each place offers as rows, the usual first. */
export const KINDS_FROM = {
  receipts: ['receipts', 'movements'],
  invoices: ['invoices', 'lines'],
  exceptions: ['exceptions'],
  books: ['movements', 'days', 'receipts', 'invoices', 'lines', 'exceptions', 'events'],
} as const satisfies Readonly<Record<ExportFrom['list'], readonly ExportKind[]>>

/** How a file is written, as the dialog offers it. */
export const FORMATS = ['xlsx', 'spreadsheet', 'machine', 'accounting'] as const
export type Format = (typeof FORMATS)[number]

/** By what the days of a file are counted. */
export type Basis = NonNullable<ListFilter['period']>['by']

const DATED_BY = ['created', 'paid', 'recorded', 'refunded'] as const satisfies readonly Basis[]

/** What a person chooses in the dialog. */
export interface Choices {
  readonly kind: ExportKind
  readonly basis: Basis
  /** Null for that of the book. */
  readonly zone: string | null
  readonly format: Format
  readonly language: SpreadsheetLanguage
  readonly program: AccountingPreset
  /** Null for all of the kind. */
  readonly columns: readonly string[] | null
}

/** The ways to count the days of a kind; none where it has one way alone. */
export function basesOf(kind: ExportKind): readonly Basis[] {
  if (kind === 'receipts' || kind === 'movements') return ['paid', 'recorded']
  return kind === 'invoices' || kind === 'lines' ? DATED_BY : []
}

/** Says whether an accounting program reads rows of a kind. */
export function isOfMoney(kind: ExportKind): boolean {
  return kind === 'receipts' || kind === 'movements'
}

/** The days of what is on the screen; null for all. */
export function daysFrom(from: ExportFrom): Days | null {
  if (from.list === 'exceptions') return null
  return from.list === 'books' ? from.days : from.filter.period
}

/** The columns of a kind that tell what stands on the screen, in the kind's own order; none where its rows are others than those. */
export function shownFrom(from: ExportFrom, kind: ExportKind): readonly string[] {
  const isOfList =
    from.list === 'receipts' ? isOfMoney(kind) : from.list === 'invoices' && kind === 'invoices'
  if (!isOfList || !('shown' in from)) return []
  return columnsOf(kind, from.shown).map(([name]) => name)
}

/** The way to count days that the screen has itself, where the kind has it; the kind's usual one otherwise. */
export function usualBasis(from: ExportFrom, kind: ExportKind): Basis {
  const own = from.list === 'receipts' || from.list === 'invoices' ? from.filter.period?.by : undefined
  const bases = basesOf(kind)
  return bases.find((one) => one === own) ?? bases[0] ?? 'created'
}

/** Gives what of the choices holds for a kind: another one has other columns, and its own ways to count days. */
export function fitted(choices: Choices, from: ExportFrom): Choices {
  const { kind, basis, columns, format } = choices
  const all: readonly (readonly [string, ...unknown[]])[] = EXPORT_COLUMNS[kind].columns
  const left = columns?.filter((name) => all.some(([one]) => one === name)) ?? []
  const isWhole = columns === null || left.length === 0 || left.length === all.length
  return {
    ...choices,
    basis: basesOf(kind).includes(basis) ? basis : usualBasis(from, kind),
    columns: isWhole ? null : left,
    format: format === 'accounting' && !isOfMoney(kind) ? 'xlsx' : format,
  }
}

const NO_SETS = { search: '', provider: [], accountId: [], currency: [], item: [], till: [] }
const NO_REST = { status: [], amount: null, attention: false, review: null, tag: [] }

/** Gives what the main process is asked for. */
export function requestOf(from: ExportFrom, choices: Choices): ExportRequest {
  const { kind, basis, zone, language } = choices
  const columns = choices.format === 'accounting' || choices.columns === null ? null : [...choices.columns]
  const written = { zone, columns, preset: presetOf(choices), language }
  const days = daysFrom(from)
  switch (kind) {
    case 'receipts':
    case 'movements': {
      const by = basis === 'recorded' ? 'recorded' : 'paid'
      const filter: ReceiptListFilter =
        from.list === 'receipts' ? from.filter : { ...NO_SETS, period: days && { by, ...days }, amount: null }
      return { kind, filter, basis: by, ...written }
    }
    case 'invoices':
    case 'lines': {
      const filter: ListFilter =
        from.list === 'invoices'
          ? from.filter
          : { ...NO_SETS, ...NO_REST, period: days && { by: basis, ...days } }
      return { kind, filter, basis, ...written }
    }
    case 'days':
      return { kind, filter: { ...bothEnds(days), provider: [], accountId: [], currency: [] }, ...written }
    case 'exceptions': {
      const [resolved, exception] =
        from.list === 'exceptions' ? [from.resolved, from.exception] : [null, null]
      return { kind, filter: { resolved, exception, period: days && bothOf(days) }, ...written }
    }
    case 'events':
      return { kind, filter: { period: days && bothOf(days) }, ...written }
  }
}

function presetOf({ format, program }: Choices): ExportPreset {
  return format === 'accounting' ? program : format
}

function bothOf({ from, to }: Days) {
  return { from, to }
}

/** The books alone offer the days, and have both ends. */
function bothEnds(days: Days | null) {
  return { from: days?.from ?? '2000-01-01', to: days?.to ?? '2000-01-01' }
}
