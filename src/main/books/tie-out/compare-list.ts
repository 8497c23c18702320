import { ok, type Result, refuse } from '../../../shared/contract/plain/envelope.ts'
import type { Comparison, Orphan } from '../../../shared/contract/shapes/comparison.ts'
import { toDecimal } from '../../../shared/money/money.ts'
import type { Clock } from '../../../shared/time/clock.ts'
import type { StoredAccount } from '../../ledger/port/accounts.ts'
import type { Compared } from '../../ledger/port/exceptions.ts'
import type { LedgerClient } from '../../ledger/port/ledger.ts'
import type { LiveLink } from '../../ledger/port/links.ts'
import type { LinkState, ProviderClient, ProviderError } from '../../providers/provider.ts'

export interface ComparePorts {
  readonly ledger: LedgerClient
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Told when links were set to be asked about at once. */
  due(invoiceIds: readonly string[]): void
  /** Told of what only one side has, before the comparison answers; absent where nobody keeps it. */
  differs?(found: Compared): Promise<void>
  /** Told of each question that failed, and why; absent where nobody asks. */
  unanswered?(error: ProviderError): void
}

const DAY_MS = 86_400_000
/** Rows shown of each kind; the count tells the rest. */
const MOST_ROWS = 200
/** A link made this recently may not be in the provider's list yet, ms. */
const SETTLING_MS = 60_000
/** Rows of the list that name no sale of ours are asked about one by one, at most so many. */
const MOST_SINGLE = 50
/** The readings under which money has come. */
const WITH_MONEY: ReadonlySet<LinkState['reading']> = new Set(['underpaid', 'paid', 'overpaid'])
/** The mark that each of our links bears at its provider: the number of its sale as a till writes it, and eight random digits. */
const MARKER = /^([A-Z0-9]{1,8}-(?!0{6})(?:\d{6}|[1-9]\d{6,14}))-[0-9A-HJKMNP-TV-Z]{8}$/

/** Of so many links that both have, the times at both sides tell how far the clock here was ahead: the last ones up to that instant, */
const MOST_TIMED = 21
/** or so long after what is named as it: whoever asks begins a little earlier, ms. */
const NOTED_WITHIN_MS = 600_000

/**
 * Compares an account's links made since an instant (epoch ms) with the provider's own list, and has what is newer there asked about.
 *
 * Orphans are theirs and not in the book; ghosts are the book's and unknown to the provider, each asked for by itself
 * before it is called one, because a list may be cut short (daisy §3.2). LIST_NOT_OFFERED where there is no list.
 *
 * @param mostAhead how far the clock here may have been ahead of the provider's when that instant was noted, ms; 0 where it is the one of now
 */
export async function compareWithProvider(
  account: StoredAccount,
  client: ProviderClient,
  since: number,
  ports: ComparePorts,
  mostAhead = 0,
): Promise<Result<Comparison>> {
  if (!client.listLinks) return refuse('LIST_NOT_OFFERED')
  const at = ports.clock.now()
  const listed = await client.listLinks({ since: since - mostAhead, refs: [] }, ports.signal)
  if (!listed.ok) return failed(listed.error, ports)
  // Read before the links themselves: what gets its answer in between is among those.
  const awaited = await awaitedMarkers(ports)
  // A link made just before the first moment may be dated after it by the provider's clock.
  const ours = await ports.ledger.liveLinksSince(account.id, since - DAY_MS)
  const byRef = new Map(ours.map((link) => [link.ref, link]))
  const from = since - Math.min(mostAhead, aheadOf(listed.value, byRef, since + NOTED_WITHIN_MS))
  const theirs = listed.value.filter((state) => state.createdAt === null || state.createdAt >= from)
  const others = theirs.filter((state) => !byRef.has(state.ref) && !awaited.has(state.marker))
  // A list that is read in pages may show a link twice.
  const onlyTheirs = new Map(others.map((state) => [state.ref, state]))
  for (const ref of await ports.ledger.knownRefs(account.provider, [...onlyTheirs.keys()]))
    onlyTheirs.delete(ref)
  const orphans = [...onlyTheirs.values()]
  const ghosts = await ghostsAmong(missingFrom(listed.value, ours, since, at), client, ports)
  if (!ghosts.ok) return ghosts
  await ports.differs?.({
    accountId: account.id,
    // A link that was never paid is no matter of money.
    orphans: orphans.filter(({ reading }) => WITH_MONEY.has(reading)).map(asFound),
    ghostLinkIds: ghosts.value.map(({ linkId }) => linkId),
  })
  const caughtUp = await catchUp(theirs, byRef, at, ports)
  return ok({
    at,
    compared: theirs.length,
    orphans: orphans.slice(0, MOST_ROWS).map(asOrphan),
    orphanCount: orphans.length,
    ghosts: ghosts.value.map(({ linkId: _, ...ghost }) => ghost),
    caughtUp,
  })
}

/**
 * What a provider has and the book does not of all that was made since an instant (epoch ms), the newest first, and how many there are.
 *
 * A list may leave out whose a link is: such rows are asked about one by one, as long as the provider answers.
 */
export async function orphansSince(
  account: StoredAccount,
  client: ProviderClient,
  since: number,
  ports: ComparePorts,
): Promise<Result<{ readonly orphans: readonly Orphan[]; readonly count: number }>> {
  const compared = await compareWithProvider(account, client, since, ports, DAY_MS)
  if (!compared.ok) return compared
  const { orphans, orphanCount } = compared.value
  const awaited = await awaitedMarkers(ports)
  const told: Orphan[] = []
  let ours = 0
  let left = MOST_SINGLE
  for (const row of orphans) {
    const single = row.number === null && left > 0 ? await client.readLink(row.ref, ports.signal) : null
    if (single) left = single.ok || single.error.code === 'LINK_NOT_FOUND' ? left - 1 : 0
    if (single && !single.ok) ports.unanswered?.(single.error)
    if (single?.ok && awaited.has(single.value.marker)) ours += 1
    else told.push(single?.ok ? completed(row, single.value) : row)
  }
  return ok({
    orphans: told.toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0)),
    count: orphanCount - ours,
  })
}

/** The marks of the links whose answer is not here yet: they will be found by them. */
async function awaitedMarkers({ ledger }: ComparePorts): Promise<ReadonlySet<string | null>> {
  return new Set((await ledger.unansweredLinks()).map(({ marker }) => marker))
}

function failed(error: ProviderError, ports: ComparePorts) {
  ports.unanswered?.(error)
  return refuse(error.code)
}

/** A single answer says what the list's row leaves out, and nothing less. */
function completed(row: Orphan, state: LinkState): Orphan {
  const single = asOrphan(state)
  return { ...single, asked: single.asked ?? row.asked, createdAt: single.createdAt ?? row.createdAt }
}

/** How far the clock here was ahead when the last links that both have were made until an instant, ms; 0 where there are none, and where it was not. */
function aheadOf(listed: readonly LinkState[], byRef: ReadonlyMap<string, LiveLink>, until: number): number {
  const timed = listed.flatMap(({ ref, createdAt }) => {
    const link = byRef.get(ref)
    return link && link.createdAt <= until && createdAt !== null
      ? [{ at: link.createdAt, by: link.createdAt - createdAt }]
      : []
  })
  const newest = timed.toSorted((a, b) => b.at - a.at).slice(0, MOST_TIMED)
  const inOrder = newest.map(({ by }) => by).toSorted((a, b) => a - b)
  return Math.max(0, inOrder[Math.floor(inOrder.length / 2)] ?? 0)
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

type Ghost = Comparison['ghosts'][number] & { readonly linkId: string }

async function ghostsAmong(
  missing: readonly LiveLink[],
  client: ProviderClient,
  ports: ComparePorts,
): Promise<Result<readonly Ghost[]>> {
  const ghosts: Ghost[] = []
  for (const link of missing) {
    const state = await client.readLink(link.ref, ports.signal, link)
    if (state.ok) continue
    if (state.error.code !== 'LINK_NOT_FOUND') return failed(state.error, ports)
    ghosts.push({ linkId: link.linkId, invoiceId: link.invoiceId, number: link.invoiceNumber, ref: link.ref })
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

/** The number of the sale that a mark of ours bears; null for any other text. */
export function numberIn(marker: string | null): string | null {
  return marker?.match(MARKER)?.[1] ?? null
}

/** What came of it, and where that is not told what it asks for. */
function asFound({ ref, marker, received, asked }: LinkState): Compared['orphans'][number] {
  const amount = received && received.units > 0n ? received : asked
  return { ref, number: numberIn(marker), amount }
}

function asOrphan(state: LinkState): Orphan {
  const { ref, reading, rawStatus, asked, createdAt } = state
  return {
    number: numberIn(state.marker),
    ref,
    reading,
    rawStatus,
    asked: asked && { currency: asked.currency, amount: toDecimal(asked) },
    createdAt,
  }
}
