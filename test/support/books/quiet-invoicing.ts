import { createCooldowns } from '../../../src/main/accounts/cooldowns.ts'
import {
  createInvoicing,
  type Invoicing,
  type InvoicingPorts,
} from '../../../src/main/invoicing/invoicing.ts'
import type { LedgerClient } from '../../../src/main/ledger/port/ledger.ts'
import { systemClock, systemTimers } from '../../../src/shared/time/clock.ts'

type Ports = Pick<InvoicingPorts, 'provider'> & Partial<InvoicingPorts>

/** The use cases of a sale over a book, with nobody to send to: every request is lost before it leaves. */
export function quietInvoicing(ledger: LedgerClient, ports: Ports): Invoicing {
  const nowhere = (): never => {
    throw new Error('nothing is to be sent')
  }
  return createInvoicing({
    ledger,
    connections: {
      of: nowhere,
      limiter: nowhere,
      drop: () => undefined,
      renew: () => undefined,
      dropAll: () => undefined,
    },
    clock: systemClock,
    cooldowns: createCooldowns(systemClock),
    timers: systemTimers,
    changed: () => undefined,
    asked: () => undefined,
    keyRefused: async () => undefined,
    signal: new AbortController().signal,
    failed: () => undefined,
    keys: { has: () => true } as never,
    ...ports,
  })
}
