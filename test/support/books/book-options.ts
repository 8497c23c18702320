import type { LedgerOptions } from '../../../src/main/ledger/thread/open-ledger.ts'

/** What the books of the tests are opened with. */
export function bookOptions(path: string, change: Partial<LedgerOptions> = {}): LedgerOptions {
  return {
    path,
    kind: 'live',
    tillCode: 'CF',
    zone: 'Africa/Algiers',
    expectedBookId: null,
    ...change,
  }
}
