import type { ImportField } from '../../../../shared/contract/plain/imports.ts'
import type { RouteInput } from '../../../../shared/contract/routes/index.ts'
import type { ChosenImport, ImportReading } from '../../../../shared/contract/shapes/books/imports.ts'

/** A file that is open, and how it is to be read. */
export interface OpenedFile {
  readonly file: ChosenImport
  readonly fields: readonly ImportField[]
  /** Null until it is chosen. */
  readonly accountId: string | null
  readonly currency: string | null
  readonly dates: ImportReading['dates']
  readonly mark: ImportReading['mark']
  readonly zone: ImportReading['zone']
}

/** Opens a file as it was read last, or as its columns propose it; an account is chosen by itself where there is but one. */
export function openedFile(file: ChosenImport, accounts: readonly { readonly id: string }[]): OpenedFile {
  const { remembered } = file
  const [only, ...others] = accounts
  const known = accounts.find(({ id }) => id === remembered?.accountId) ?? (others.length === 0 ? only : null)
  const own = { file, accountId: known?.id ?? null }
  if (remembered) {
    const { fields, currency, dates, mark, zone } = remembered.reading
    return { ...own, fields, currency, dates, mark, zone }
  }
  return { ...own, fields: file.fields, currency: null, dates: null, mark: null, zone: file.zone }
}

/** Gives what a column becomes to it, and takes it from the one that had it. */
export function withField(fields: readonly ImportField[], place: number, field: ImportField): ImportField[] {
  return fields.map((one, at) => (at === place ? field : one === field ? 'out' : one))
}

/** What a person has to say before the file can be read. */
export type Missing = 'delimiter' | 'account' | 'date' | 'amount' | 'came' | 'currency'

/** Names what is missing, in the order in which it is asked for. */
export function missingIn({ file, fields, accountId, currency }: OpenedFile): readonly Missing[] {
  const has = (...wanted: readonly ImportField[]) => wanted.some((field) => fields.includes(field))
  const checks: readonly (readonly [Missing, boolean])[] = [
    ['delimiter', file.delimiter !== null],
    ['account', accountId !== null],
    ['date', has('created', 'paid')],
    ['amount', has('asked', 'received')],
    ['came', has('received', 'paid', 'status', 'transaction')],
    ['currency', has('currency') || currency !== null],
  ]
  return checks.flatMap(([name, isThere]) => (isThere ? [] : [name]))
}

/** Writes how the file is to be read; null while something is missing. */
export function askedOf(opened: OpenedFile): RouteInput<'imports.preview'> | null {
  const { file, fields, accountId, dates, mark, zone } = opened
  const { fileId, encoding, delimiter, headerRow, columns } = file
  if (missingIn(opened).length > 0 || delimiter === null || accountId === null) return null
  const currency = fields.includes('currency') ? null : opened.currency
  const reading = { encoding, delimiter, headerRow, fields: [...fields], currency, dates, mark, zone }
  return { fileId, accountId, reading, columns }
}

/** Which of the sales that may be duplicates are taken: all but these, or these. */
export interface Decided {
  readonly all: boolean
  readonly but: ReadonlySet<number>
}

export const NONE_TAKEN: Decided = { all: false, but: new Set() }

/** Says whether a sale that may be a duplicate is taken. */
export function isTaken({ all, but }: Decided, sale: number): boolean {
  return but.has(sale) !== all
}

/** Takes one that was left, or leaves one that was taken. */
export function toggled({ all, but }: Decided, sale: number): Decided {
  return { all, but: but.has(sale) ? but.difference(new Set([sale])) : but.union(new Set([sale])) }
}

/** How many sales of those that may be duplicates are taken. */
export function takenCount({ all, but }: Decided, duplicates: number): number {
  return all ? duplicates - but.size : but.size
}
