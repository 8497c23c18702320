import { ok, type Result, refuse } from '../../../shared/contract/plain/envelope.ts'
import type { StoredAccount } from '../../ledger/port/accounts.ts'
import type { TakenIn } from '../../ledger/port/copies/restored.ts'
import type { ProviderClient } from '../../providers/provider.ts'
import { type ComparePorts, numberIn } from './compare-list.ts'

/**
 * Asks a provider about one of its links, and takes it into the book as it is told now.
 *
 * CONFLICT where the link does not say what it asks for, or asks for nothing, and where the book knows it as something else.
 */
export async function takeInLink(
  { id: accountId, provider }: StoredAccount,
  client: ProviderClient,
  { ref, restoredAt }: { readonly ref: string; readonly restoredAt: number },
  ports: Pick<ComparePorts, 'ledger' | 'clock' | 'signal'>,
): Promise<Result<Extract<TakenIn, { ok: true }>>> {
  const state = await client.readLink(ref, ports.signal)
  if (!state.ok) return refuse(state.error.code)
  const { marker, asked, url, expiresAt, createdAt } = state.value
  if (!asked || asked.units === 0n || state.value.ref !== ref) return refuse('CONFLICT')
  const at = ports.clock.now()
  const taken = await ports.ledger.takeIn({
    ...{ accountId, provider, ref, marker, number: numberIn(marker), asked, url, expiresAt, restoredAt, at },
    createdAt: Math.min(createdAt ?? at, at),
  })
  return taken.ok ? ok(taken) : refuse(taken.reason)
}
