import { createHash, randomUUID } from 'node:crypto'
import type { ImportedReceipt, ImportedSale, UndonePiece } from '../../../src/main/ledger/port/imports.ts'
import type { Ledger } from '../../../src/main/ledger/port/ledger.ts'
import { ACCOUNT, START } from './facts.ts'

const DAY = 86_400_000
/** When files are taken: long after what they tell. */
export const TAKEN_AT = START + 100 * DAY

/** A receipt of a file, by a name of its own. */
export function pastReceipt(name: string, change: Partial<ImportedReceipt> = {}): ImportedReceipt {
  return {
    ...{ receiptId: name, txHash: `0x${name}`, payer: null, amount: '49.90', came: null },
    raw: `receipt,${name}`,
    ...{ paidAt: START - 29 * DAY, ...change },
  }
}

/** A sale of a file that was paid, by a name of its own. */
export function pastSale(name: string, change: Partial<ImportedSale> = {}): ImportedSale {
  return {
    ...{ reference: `past-${name}`, createdAt: START - 30 * DAY, currency: 'EUR', asked: '49.90' },
    ...{ description: 'A lamp of before', customerName: 'Amina', customerEmail: null, raw: `sale,${name}` },
    receipts: [pastReceipt(name)],
    ...change,
  }
}

/** So many sales that were paid. */
export function pastSales(many: number, prefix = 'n'): readonly ImportedSale[] {
  return Array.from({ length: many }, (_, n) => pastSale(`${prefix}${n}`))
}

/** Begins an import; throws where it is refused. */
export function begin(ledger: Ledger, change: { readonly token?: string; readonly accountId?: string } = {}) {
  const begun = ledger.beginImport({
    ...{ token: randomUUID(), accountId: ACCOUNT, fileName: 'daisy.csv', person: 'Nadia', at: TAKEN_AT },
    ...{ sha256: createHash('sha256').update('daisy').digest('hex'), ...change },
  })
  if (!begun.ok) throw new Error(begun.reason)
  return begun.importId
}

/** Takes sales out of a file from its beginning to its end, as the app does; gives the import's id. */
export function takePast(ledger: Ledger, sales: readonly ImportedSale[], change = {}): string {
  const importId = begin(ledger, change)
  for (let from = 0; from < sales.length; from += 250) {
    const piece = ledger.importSales(importId, sales.slice(from, from + 250), TAKEN_AT)
    if (!piece.ok) throw new Error(piece.reason)
  }
  ledger.finishImport(importId, TAKEN_AT)
  return importId
}

/** Undoes an import, piece by piece; gives what the last one answered. */
export function undoPast(ledger: Ledger, importId: string, at = TAKEN_AT + 1_000): UndonePiece {
  const piece = () => ledger.undoImport(importId, { person: 'Nadia', reason: 'person', at })
  let done = piece()
  while (done.ok && done.left > 0) done = piece()
  return done
}
