import { hash } from 'node:crypto'
import { bookCodeOf, KEYLESS_CODES } from '../../shared/contract/plain/error-codes.ts'
import { sameMoney } from '../../shared/money/money.ts'
import type { Clock } from '../../shared/time/clock.ts'
import type { InvoiceChange } from '../ledger/port/changes.ts'
import type { LedgerClient } from '../ledger/port/ledger.ts'
import type { LinkSeen, LiveLink, ScheduledLink, SeenReceipt } from '../ledger/port/links.ts'
import { ownError } from '../providers/own-error.ts'
import type {
  LinkState,
  ProviderClient,
  ProviderError,
  ProviderResult,
  ReceiptState,
} from '../providers/provider.ts'

export interface AnswerPorts {
  readonly ledger: LedgerClient
  readonly clock: Clock
  readonly signal: AbortSignal
  /** When a link is to be asked about again after its answer, epoch ms; null for never. */
  afterAnswer(link: ScheduledLink, state: LinkState): number | null
  /** The same after a question that failed; `own` when the failure is the link's and not its account's. */
  afterFailure(link: ScheduledLink, own: boolean): number | null
  /** Says whether a later question about a link has been answered meanwhile. Absent where nobody else asks. */
  isOutdated?(link: Pick<LiveLink, 'accountId' | 'linkId'>): boolean
  /** Told of an answer that the book could not take. */
  failed(error: unknown): void
}

/** What a question brought. */
export interface PollResult {
  readonly changes: readonly InvoiceChange[]
  /** The links that an answer was committed for. */
  readonly links: readonly LiveLink[]
  /** The links whose answer the book could not take. */
  readonly untaken?: readonly LiveLink[]
  /** The last question that failed, whether it is the account's trouble or the link's own. */
  readonly failure: ProviderError | null
}

export const NOTHING_ANSWERED: PollResult = { changes: [], links: [], failure: null }

const digests = new WeakMap<LinkState, string>()

/** Tells one whole answer about a link from another; a state that a client hands out again is read once only. */
export function digestOf(state: LinkState): string {
  const known = digests.get(state)
  if (known !== undefined) return known
  const digest = hash('sha1', `${state.reading}\n${state.rawStatus}\n${state.rawAnswer}`)
  digests.set(state, digest)
  return digest
}

/**
 * Commits what a provider said of links: one transaction for all whose answer is whole, and one for each whose receipts had
 * to be asked for. Trouble of the account ends the asking for receipts, not the commit: that money came is known by then, and
 * its receipts stay due. What a later question has answered meanwhile is left as that one found it.
 */
export async function commitStates(
  asked: readonly { readonly link: LiveLink; readonly state: LinkState }[],
  client: ProviderClient,
  ports: AnswerPorts,
): Promise<PollResult> {
  const isOutdated = (link: LiveLink) => ports.isOutdated?.(link) === true
  const answers = asked.filter(({ link }) => !isOutdated(link))
  const whole = answers.filter((one) => !needsReceipts(one))
  const seen = whole.map(({ link, state }) =>
    seenOf(link, state, state.receipts?.map((one) => seenReceipt(one, ports)) ?? null, ports),
  )
  const changes: InvoiceChange[] = []
  const links: LiveLink[] = []
  const untaken: LiveLink[] = []
  let failure: ProviderError | null = null
  let trouble: ProviderResult<readonly ReceiptState[]> | null = null
  const take = async (about: readonly LiveLink[], answers: readonly LinkSeen[]): Promise<void> => {
    const taken = await record(answers, ports)
    changes.push(...taken.changes)
    for (const link of about) (taken.refused.has(link.linkId) ? untaken : links).push(link)
  }
  await take(
    whole.map(({ link }) => link),
    seen,
  )
  for (const { link, state } of answers.filter(needsReceipts)) {
    if (ports.signal.aborted) break
    const found: ProviderResult<readonly ReceiptState[]> =
      trouble ?? (await client.readReceipts(link.ref, ports.signal, link))
    if (isOutdated(link)) continue
    const receipts = found.ok ? found.value.map((one) => seenReceipt(one, ports)) : null
    await take([link], [seenOf(link, state, receipts, ports)])
    if (found.ok) continue
    failure = found.error
    if (isAccountTrouble(found.error)) trouble = found
    // Money whose receipts did not come is asked about again as soon as one whose hash is still to come.
    await commitFailure([{ ...link, hashMissing: true }], found.error, ports)
  }
  if (untaken.length > 0) await commitFailure(untaken, UNTAKEN, ports)
  return { changes, links, untaken, failure: untaken.length > 0 ? (failure ?? UNTAKEN) : failure }
}

/** What is told of a link whose answer the book could not take. */
export const UNTAKEN: ProviderError = ownError('BAD_RESPONSE')

/**
 * Writes answers in one transaction, and where that fails each in its own, so that one sale never holds up another.
 *
 * Rejects when it is the book that is in trouble, and not one of the answers.
 */
async function record(
  seen: readonly LinkSeen[],
  ports: AnswerPorts,
): Promise<{ readonly changes: readonly InvoiceChange[]; readonly refused: ReadonlySet<string> }> {
  const refused = new Set<string>()
  if (seen.length === 0) return { changes: [], refused }
  try {
    return { changes: await ports.ledger.recordAnswers(seen), refused }
  } catch (error) {
    if (bookCodeOf(error) !== null) throw error
    const changes: InvoiceChange[] = []
    for (const one of seen) {
      try {
        changes.push(...(await ports.ledger.recordAnswers([one])))
      } catch (own) {
        if (bookCodeOf(own) !== null) throw own
        refused.add(one.linkId)
        ports.failed(own)
      }
    }
    return { changes, refused }
  }
}

/**
 * Notes why links could not be asked about, and when they are next; nothing else of them changes, and nothing of one that was answered
 * since. Gives the sales that call for a person by it.
 */
export async function commitFailure(
  links: readonly LiveLink[],
  error: ProviderError,
  ports: AnswerPorts,
): Promise<readonly InvoiceChange[]> {
  if (ports.signal.aborted) return []
  const at = ports.clock.now()
  const silent = links.filter((link) => ports.isOutdated?.(link) !== true)
  if (silent.length === 0) return []
  return ports.ledger.recordUnanswered(
    silent.map((link) => ({
      linkId: link.linkId,
      code: error.code,
      nextCheckAt: ports.afterFailure(link, !isAccountTrouble(error)),
      at,
    })),
  )
}

/** Says whether money came, of which this state does not tell the receipts. */
function tellsOfMoney(state: LinkState): boolean {
  if (state.receipts !== null) return false
  const money = state.received !== null && state.received.units > 0n
  return money || ['paid', 'overpaid', 'underpaid', 'confirming'].includes(state.reading)
}

type OnRecord = Pick<ScheduledLink, 'receiptCount' | 'hashMissing'>

/** Says whether receipts of an answer that is no news are still to be asked for: the first asking may have failed. */
export function lacksReceipts(link: OnRecord, state: LinkState): boolean {
  return tellsOfMoney(state) && !isOnRecord(link)
}

function isOnRecord(link: OnRecord): boolean {
  return link.receiptCount > 0 && !link.hashMissing
}

function needsReceipts({ link, state }: { readonly link: LiveLink; readonly state: LinkState }): boolean {
  // What was paid in full and is on record has no more to tell.
  if (isOnRecord(link) && link.reading === 'paid' && state.reading === 'paid') return false
  return tellsOfMoney(state)
}

function seenOf(
  link: LiveLink,
  state: LinkState,
  receipts: readonly SeenReceipt[] | null,
  ports: AnswerPorts,
): LinkSeen {
  return {
    linkId: link.linkId,
    reading: state.reading,
    rawStatus: state.rawStatus,
    rawAnswer: state.rawAnswer,
    received: state.received,
    endReason: state.reason ?? null,
    expiresAt: state.expiresAt,
    receipts,
    begunAt: state.begunAt ?? null,
    tolerance: state.tolerance ?? null,
    nextCheckAt: ports.afterAnswer(link, state),
    at: ports.clock.now(),
    mismatch: differsFrom(link, state) ? state.asked : null,
    ...(state.byHand && { byHand: true }),
  }
}

/** What a provider shows must be what was asked; one that does not show it says nothing against it. */
function differsFrom(link: LiveLink, { asked }: LinkState): boolean {
  return asked !== null && !sameMoney(asked, link.asked)
}

/** Writes a receipt as the ledger takes it; where its provider gives no time, it is the moment it was seen. */
export function seenReceipt(receipt: ReceiptState, ports: Pick<AnswerPorts, 'clock'>): SeenReceipt {
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

const ACCOUNT_TROUBLE: ReadonlySet<string> = new Set([
  'RATE_LIMITED',
  'UNREACHABLE',
  'TIMED_OUT',
  'UNAVAILABLE',
  ...KEYLESS_CODES,
])

/** Trouble that the next link of the account would meet as well; a link of its own is not the account's trouble. */
export function isAccountTrouble(error: ProviderError): boolean {
  return error.keyRefused || ACCOUNT_TROUBLE.has(error.code)
}
