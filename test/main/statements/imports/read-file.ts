import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ImportedSale } from '../../../../src/main/ledger/port/imports.ts'
import { proposeFields, proposeZone } from '../../../../src/main/statements/imports/fields.ts'
import type {
  ChunkedSale,
  ImportReading,
  KnownOfFile,
  Outcome,
  OutcomeRow,
  Surveyed,
} from '../../../../src/main/statements/imports/port.ts'
import { runImport } from '../../../../src/main/statements/imports/run-import.ts'
import { lookAtFile } from '../../../../src/main/statements/read-file.ts'
import { namesOfTitles } from '../../../../src/shared/words/column-titles.ts'
import { tempFolder } from '../../../support/books/open-book.ts'

export const ZONE = 'Africa/Algiers'
export const NOW = Date.UTC(2026, 10, 30)

/** A file of a folder of its own. */
export function fileOf(content: string | Uint8Array, name = 'sales.csv'): string {
  const path = join(tempFolder(), name)
  writeFileSync(path, content)
  return path
}

export interface Answered {
  readonly survey: Surveyed | null
  readonly outcome: Outcome | null
  readonly rows: readonly OutcomeRow[]
  readonly sales: readonly ChunkedSale[]
}

interface Change extends Partial<ImportReading> {
  readonly known?: KnownOfFile | null
  readonly closed?: readonly { firstDay: string; from: number; until: number }[]
}

export const NONE_KNOWN: KnownOfFile = {
  sales: [],
  numbers: [],
  transactions: [],
  payments: [],
  imported: null,
}

/** Reads a file as it proposes itself, but for what is changed; with what the book has of it. */
export async function readImport(path: string, { known = NONE_KNOWN, closed = [], ...change }: Change = {}) {
  const look = lookAtFile(path, change.encoding ?? null, change.delimiter ?? null)
  const fields = proposeFields(await namesOfTitles(look.columns), look.sample)
  const reading: ImportReading = {
    ...{ encoding: look.encoding, delimiter: look.delimiter ?? ',', headerRow: look.headerRow },
    fields,
    ...{ currency: null, dates: null, mark: null, zone: proposeZone(look.columns, fields) },
    ...change,
  }
  const chunks: { of: 'rows' | 'sales'; items: unknown[] }[] = []
  let [survey, outcome]: [Surveyed | null, Outcome | null] = [null, null]
  await runImport(
    { kind: 'import', order: { path, reading, bookZone: ZONE, now: NOW, closed }, known, others: null },
    (answer) => {
      if (answer.kind === 'chunk')
        chunks.push({ of: answer.of, items: JSON.parse(new TextDecoder().decode(answer.bytes)) })
      if (answer.kind === 'survey') survey = answer.survey
      if (answer.kind === 'outcome') outcome = answer.outcome
    },
    () => false,
  )
  const of = (what: 'rows' | 'sales') => chunks.flatMap((chunk) => (chunk.of === what ? chunk.items : []))
  return {
    survey,
    outcome,
    rows: of('rows') as OutcomeRow[],
    sales: of('sales') as ChunkedSale[],
  } as Answered
}

/** What a book has once it has taken these sales. */
export function knownAfter(sales: readonly ImportedSale[]): KnownOfFile {
  const number = (nth: number) => `IMP-${String(nth + 1).padStart(6, '0')}`
  return {
    sales: sales.map(({ reference, asked, currency, receipts }, nth) => {
      const units = receipts.reduce((sum, { amount }) => sum + Number(amount) * 1e6, 0)
      return { reference, number: number(nth), asked, received: String(units / 1e6), currency }
    }),
    numbers: [],
    transactions: sales.flatMap(({ receipts }, nth) =>
      receipts.flatMap(({ txHash }) => (txHash === null ? [] : [{ txHash, number: number(nth) }])),
    ),
    payments: sales.flatMap(({ customerName: customer, customerEmail: email, currency, receipts }, nth) =>
      receipts.map(({ amount, paidAt }) => ({
        ...{ number: number(nth), amount: `${currency} ${amount}`, customer, email, paidAt },
        isSameAccount: true,
      })),
    ),
    imported: null,
  }
}
