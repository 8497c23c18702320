import type { FaultKind } from '../../../../src/main/practice/requests/faults.ts'
import { PROVIDERS } from '../../../../src/main/practice/world/state.ts'
import { count, type DayRoom, MINUTE_MS } from './room.ts'

/** What a provider does wrong on a bad day, and how it is told to. */
const TROUBLES: readonly {
  readonly kind: FaultKind
  readonly status?: number
  readonly retryAfter?: number
}[] = [
  { kind: 'timeout_before' },
  { kind: 'timeout_after' },
  { kind: 'connection_reset' },
  { kind: 'connection_reset_after' },
  { kind: 'http_status', status: 500 },
  { kind: 'http_status', status: 503, retryAfter: 20 },
  { kind: 'http_status', status: 429, retryAfter: 10 },
  { kind: 'html_body' },
  { kind: 'malformed' },
  { kind: 'redirect' },
  { kind: 'huge_body' },
  { kind: 'truncated_json' },
  { kind: 'wrong_types' },
  { kind: 'missing_fields' },
  { kind: 'slow_drip' },
]

const BETWEEN_MS = 2 * MINUTE_MS
const OPERATIONS = ['create', '*', '*'] as const

/** Lets one provider after the other do wrong, until the day is over. */
export async function makeTrouble({ server, time, chance, ledger, isOver }: DayRoom): Promise<void> {
  const pick = <T>(of: readonly T[]) => of[Math.floor(chance.unit() * of.length)] as T
  while (!isOver()) {
    await time.wait(BETWEEN_MS * 2 * chance.unit())
    const operation = pick(OPERATIONS)
    const times = operation === 'create' ? 1 : 1 + Math.floor(chance.unit() * 3)
    server.practice.fault({ provider: pick(PROVIDERS), operation, times, ...pick(TROUBLES) })
    count(ledger, 'faults')
  }
  for (const provider of PROVIDERS)
    server.practice.fault({ provider, operation: '*', times: 0, kind: 'html_body' })
}
