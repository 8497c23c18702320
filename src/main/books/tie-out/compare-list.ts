import { ok, type Result, refuse } from '../../../shared/contract/plain/envelope.ts'
import type { Comparison } from '../../../shared/contract/shapes/comparison.ts'
import { toDecimal } from '../../../shared/money/money.ts'
import type { Clock } from '../../../shared/time/clock.ts'
import type { StoredAccount } from '../../ledger/port/accounts.ts'
import type { LedgerClient } from '../../ledger/port/ledger.ts'
import type { LiveLink } from '../../ledger/port/links.ts'
import type { LinkState, ProviderClient } from '../../providers/provider.ts'

export interface ComparePorts {
  readonly ledger: LedgerClient
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Told when links were set to be asked about at once. */
  due(invoiceIds: readonly string[]): void
}

const DAY_MS = 86_400_000
/** Rows shown of each kind; the count tells the rest. */
const MOST_ROWS = 200
/** A link made this recently may not be in the provider's list yet, ms. */
const SETTLING_MS = 60_000

/**
 * Compares an account's links of the last days with the provider's own list, and has what is newer there asked about.
 *
 * Orphans are theirs and not in the book; ghosts are the book's and unknown to the provider, each asked for by itself
 * before it is called one, because a list may be cut short (daisy §3.2). LIST_NOT_OFFERED where there is no list.
 */
export async function compareWithProvider(
  account: StoredAccount,
  client: ProviderClient,
  days: number,
  ports: ComparePorts,
): Promise<Result<Comparison>> {
  if (!client.listLinks) return refuse('LIST_NOT_OFFERED')
  const at = ports.clock.now()
  const since = at - days * DAY_MS
  const listed = await client.listLinks({ since, refs: [] }, ports.signal)
  if (!listed.ok) return refuse(listed.error.code)
  // A link made just before the first day may be dated in it by the provider's clock.
  const ours = await ports.ledger.liveLinksSince(account.id, since - DAY_MS)
  const byRef = new Map(ours.map((link) => [link.ref, link]))
  const theirs = listed.value.filter((state) => state.createdAt === null || state.createdAt >= since)
  const orphans = theirs.filter((state) => !byRef.has(state.ref))
  const ghosts = await ghostsAmong(missingFrom(listed.value, ours, since, at), client, ports)
  if (!ghosts.ok) return ghosts
  const caughtUp = await catchUp(theirs, byRef, at, ports)
  return ok({
    at,
    compared: theirs.length,
    orphans: orphans.slice(0, MOST_ROWS).map(asOrphan),
    orphanCount: orphans.length,
    ghosts: ghosts.value,
    caughtUp,
  })
}

function missingFrom(
  listed: readonly LinkState[],
  ours: readonly LiveLink[],
  since: number,
  at: number,
): LiveLink[] {
  const refs = new Set(listed.map((state) => state.ref))
  return ours
    .filter((link) => link.createdAt >= since && link.createdAt < at - SETTLING_MS && !refs.has(link.ref))
    .slice(0, MOST_ROWS)
}

async function ghostsAmong(
  missing: readonly LiveLink[],
  client: ProviderClient,
  ports: ComparePorts,
): Promise<Result<Comparison['ghosts']>> {
  const ghosts: Comparison['ghosts'] = []
  for (const link of missing) {
    const state = await client.readLink(link.ref, ports.signal, link)
    if (state.ok) continue
    if (state.error.code !== 'LINK_NOT_FOUND') return refuse(state.error.code)
    ghosts.push({ invoiceId: link.invoiceId, number: link.invoiceNumber, ref: link.ref })
  }
  return ok(ghosts)
}

/** A state the book has not heard of yet is asked about at once, so that it is committed the one usual way. */
async function catchUp(
  theirs: readonly LinkState[],
  byRef: ReadonlyMap<string, LiveLink>,
  at: number,
  ports: ComparePorts,
): Promise<number> {
  const newer = theirs.flatMap((state) => {
    const link = byRef.get(state.ref)
    return link && link.reading !== state.reading ? [link] : []
  })
  if (newer.length === 0) return 0
  await ports.ledger.setNextChecks(newer.map(({ linkId }) => ({ linkId, nextCheckAt: at })))
  ports.due(newer.map((link) => link.invoiceId))
  return newer.length
}

function asOrphan(state: LinkState): Comparison['orphans'][number] {
  const { ref, rawStatus, asked, createdAt } = state
  return {
    ref,
    rawStatus,
    asked: asked && { currency: asked.currency, amount: toDecimal(asked) },
    createdAt,
  }
}
