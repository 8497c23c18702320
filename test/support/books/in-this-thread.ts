import type { Ledger, LedgerClient } from '../../../src/main/ledger/port/ledger.ts'
import { LEDGER_METHODS } from '../../../src/main/ledger/thread/protocol.ts'

/** The ledger as its client offers it, without a thread of its own: what it does takes no virtual time. */
export function inThisThread(ledger: Ledger): LedgerClient {
  const call = (method: keyof Ledger) => {
    const run = ledger[method] as (...args: unknown[]) => unknown
    return async (...args: unknown[]) => run(...args)
  }
  const methods = Object.fromEntries(LEDGER_METHODS.map((method) => [method, call(method)]))
  return { ...methods, close: async () => undefined } as unknown as LedgerClient
}
