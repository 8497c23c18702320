import type { Clock } from '../../shared/time/clock.ts'
import type { Changed, DueLink, LedgerClient, LinkSeen, SeenReceipt } from '../ledger/ledger.ts'
import type { LinkState, ProviderClient, ProviderError, ReceiptState } from '../providers/provider.ts'

/** Links asked about singly before the account is looked at afresh, so that a new sale need not wait for old ones. */
export const SINGLE_BATCH = 10

export interface AskPorts {
  readonly ledger: LedgerClient
  readonly clock: Clock
  readonly signal: AbortSignal
  /** When a link is to be asked about again after its answer, epoch ms; null for never. */
  afterAnswer(link: DueLink, state: LinkState): number | null
  /** The same after a question that failed; `own` when the failure is the link's and not its account's. */
  afterFailure(link: DueLink, own: boolean): number | null
}

export interface Answered {
  readonly changes: readonly Changed[]
  /** Set when the whole account must wait: a refused key, a limit, a provider that is down. */
  readonly trouble: ProviderError | null
  /** The last question that failed, whether it is the account's trouble or the link's own. */
  readonly failure: ProviderError | null
}

/** Asks about each link by itself, one after the other, and commits every answer; stops at trouble of the account. */
export async function askSingly(
  links: readonly DueLink[],
  client: ProviderClient,
  ports: AskPorts,
): Promise<Answered> {
  const changes: Changed[] = []
  let failure: ProviderError | null = null
  for (const link of links) {
    if (ports.signal.aborted) break
    const state = await client.readLink(link.ref, ports.signal, link)
    if (!state.ok) {
      await unanswered([link], state.error, ports)
      failure = state.error
      if (isAccountTrouble(failure)) return { changes, trouble: failure, failure }
      continue
    }
    const answered = await commitState(link, state.value, client, ports)
    changes.push(...answered.changes)
    failure = answered.failure ?? failure
    if (answered.trouble) return { changes, trouble: answered.trouble, failure }
  }
  return { changes, trouble: null, failure }
}

/** Asks the provider's list once for all the links; the ones it does not show are asked about singly. */
export async function askByList(
  links: readonly DueLink[],
  client: ProviderClient,
  ports: AskPorts,
): Promise<Answered> {
  if (!client.listLinks || links.length < 2) return askSingly(links, client, ports)
  const since = Math.min(...links.map((link) => link.createdAt)) - 3_600_000
  const listed = await client.listLinks({ since, refs: links.map((link) => link.ref) }, ports.signal)
  if (!listed.ok) {
    const trouble = troubleIn(listed.error)
    // A list that cannot be read must not silence links that can: they are asked about singly, by portions.
    if (!trouble) return askSingly(links.slice(0, SINGLE_BATCH), client, ports)
    await unanswered(links, listed.error, ports)
    return { changes: [], trouble, failure: listed.error }
  }
  const byRef = new Map(listed.value.map((state) => [state.ref, state]))
  const changes: Changed[] = []
  for (const link of links) {
    const state = byRef.get(link.ref)
    if (!state) continue
    const answered = await commitState(link, state, client, ports)
    changes.push(...answered.changes)
    if (answered.trouble) return { ...answered, changes }
  }
  const missing = links.filter((link) => !byRef.has(link.ref))
  // The others stay due: a sale at the counter need not wait for every one that the list leaves out.
  const rest = await askSingly(missing.slice(0, SINGLE_BATCH), client, ports)
  return { ...rest, changes: [...changes, ...rest.changes] }
}

async function commitState(
  link: DueLink,
  state: LinkState,
  client: ProviderClient,
  ports: AskPorts,
): Promise<Answered> {
  const receipts = await receiptsOf(link, state, client, ports)
  const seen: LinkSeen = {
    linkId: link.linkId,
    reading: state.reading,
    rawStatus: state.rawStatus,
    rawAnswer: state.rawAnswer,
    received: state.received,
    endReason: state.reason ?? null,
    expiresAt: endOf(link, state, ports.clock.now()),
    receipts: receipts.receipts,
    nextCheckAt: ports.afterAnswer(link, state),
    at: ports.clock.now(),
    mismatch: differsFrom(link, state) ? state.asked : null,
  }
  const changes = await ports.ledger.linkSeen([seen])
  if (receipts.failure) await withoutReceipts(link, receipts.failure, ports)
  return { changes, trouble: receipts.failure && troubleIn(receipts.failure), failure: receipts.failure }
}

/** Money whose receipts did not come is asked about again as soon as one whose hash is still to come. */
async function withoutReceipts(link: DueLink, error: ProviderError, ports: AskPorts): Promise<void> {
  await unanswered([{ ...link, hashMissing: true }], error, ports)
}

/** What a provider shows must be what was asked; one that does not show it says nothing against it. */
function differsFrom(link: DueLink, { asked }: LinkState): boolean {
  return asked !== null && (asked.currency !== link.asked.currency || asked.units !== link.asked.units)
}

/** When the link stops asking: a provider that says "expired" before the promised time has moved it to now. */
function endOf(link: DueLink, state: LinkState, now: number): number | null {
  const known = state.expiresAt ?? link.expiresAt
  if (state.reading !== 'expired') return known
  // What was found expired once keeps that moment; a clock behind the provider's would move it at every look.
  if (link.reading === 'expired') return link.expiresAt ?? known
  return known === null ? now : Math.min(known, now)
}

interface ReceiptsFound {
  readonly receipts: readonly SeenReceipt[] | null
  readonly failure: ProviderError | null
}

async function receiptsOf(
  link: DueLink,
  state: LinkState,
  client: ProviderClient,
  ports: AskPorts,
): Promise<ReceiptsFound> {
  if (state.receipts) return { receipts: state.receipts.map((one) => seenReceipt(one, ports)), failure: null }
  const money = state.received !== null && state.received.units > 0n
  if (!money && !['paid', 'overpaid', 'underpaid', 'confirming'].includes(state.reading)) {
    return { receipts: null, failure: null }
  }
  const found = await client.readReceipts(link.ref, ports.signal, link)
  if (found.ok) return { receipts: found.value.map((one) => seenReceipt(one, ports)), failure: null }
  return { receipts: null, failure: found.error }
}

function seenReceipt(receipt: ReceiptState, ports: AskPorts): SeenReceipt {
  return {
    receiptId: receipt.receiptId,
    txHash: receipt.txHash,
    payer: receipt.payer,
    amount: receipt.amount,
    credited: receipt.credited,
    paidAt: receipt.paidAt ?? ports.clock.now(),
    timeObserved: receipt.paidAt === null,
    raw: receipt.raw,
  }
}

async function unanswered(links: readonly DueLink[], error: ProviderError, ports: AskPorts): Promise<void> {
  if (ports.signal.aborted) return
  const at = ports.clock.now()
  await ports.ledger.linkUnanswered(
    links.map((link) => ({
      linkId: link.linkId,
      code: error.code,
      nextCheckAt: ports.afterFailure(link, !isAccountTrouble(error)),
      at,
    })),
  )
}

function troubleIn(error: ProviderError): ProviderError | null {
  return isAccountTrouble(error) ? error : null
}

/** Trouble that the next link of the account would meet as well; a link of its own is not the account's trouble. */
export function isAccountTrouble(error: ProviderError): boolean {
  if (error.keyRefused) return true
  return [
    'RATE_LIMITED',
    'UNREACHABLE',
    'TIMED_OUT',
    'UNAVAILABLE',
    'NO_KEY',
    'VAULT_LOCKED',
    'VAULT_UNAVAILABLE',
    'VAULT_CHANGED',
    'VAULT_TEMPORARY',
    'DECRYPT_FAILED',
  ].includes(error.code)
}
