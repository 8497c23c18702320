import { KEYLESS_CODES } from '../../shared/contract/plain/error-codes.ts'
import { sameMoney } from '../../shared/money/money.ts'
import type { Clock, Timers } from '../../shared/time/clock.ts'
import type { Connections } from '../accounts/connections.ts'
import type { Cooldowns } from '../accounts/cooldowns.ts'
import type { InvoiceChange } from '../ledger/port/changes.ts'
import type { LedgerClient } from '../ledger/port/ledger.ts'
import type { UnansweredLink } from '../ledger/port/links.ts'
import { ownError } from '../providers/own-error.ts'
import type { CreatedLink, LinkState, ProviderError, ProviderResult } from '../providers/provider.ts'

export interface SendPorts {
  readonly ledger: LedgerClient
  readonly connections: Connections
  readonly clock: Clock
  readonly cooldowns: Cooldowns
  readonly timers: Timers
  /** Told of everything a write changed. */
  changed(changes: readonly InvoiceChange[]): void
  /** Told after a create was answered or failed, so that the account's health stays true. */
  asked(accountId: string): void
  /** Told when a provider refused an account's key. */
  keyRefused(accountId: string, error: ProviderError): Promise<void>
  readonly signal: AbortSignal
  /** A defect outside any call: logged, never swallowed. */
  failed(error: unknown): void
}

/** How soon a fresh link is asked about for the first time, ms. */
const FIRST_CHECK_MS = 2_000

/**
 * Sends the one request that makes a committed link, and commits what came of it.
 *
 * Called once per link and never repeated: an answer that was lost leaves the link `lost`, for recovery to resolve.
 */
export async function sendCreate(pending: UnansweredLink, ports: SendPorts): Promise<void> {
  const account = await ports.ledger.account(pending.accountId)
  if (!account) return commitNotMade(pending, ownError('NO_KEY'), ports)
  // Another request may have learnt since that the key is refused: then this one is not sent at all.
  if (account.paused) return commitNotMade(pending, ownError(account.paused.reason), ports)
  const answer = await ports.connections.of(account).createLink(
    {
      asked: pending.asked,
      description: pending.description,
      invoiceNumber: pending.invoiceNumber,
      marker: pending.marker,
      customerName: pending.customerName,
      customerEmail: pending.customerEmail,
      linkOptions: pending.linkOptions,
    },
    ports.signal,
  )
  noteHealth(account.id, answer, ports)
  // The answer is in hand and cannot be asked for again: a book that cannot be written just now is tried again.
  await persistently(
    () =>
      answer.ok
        ? commitMade(pending, fromCreated(answer.value), false, ports)
        : commitNotMade(pending, answer.error, ports),
    ports,
  )
  ports.asked(account.id)
}

/** A refusal is an answer as well; one that was lost is none, and a request that was never sent says nothing. */
function noteHealth(accountId: string, answer: ProviderResult<CreatedLink>, ports: SendPorts): void {
  if (!answer.ok && (KEYLESS_CODES.has(answer.error.code) || answer.error.code === 'CANCELLED')) return
  const silent = !answer.ok && (answer.error.effect === 'possible' || answer.error.code === 'UNREACHABLE')
  if (silent) ports.cooldowns.failed(accountId, answer.error.code)
  else ports.cooldowns.answered(accountId)
}

/** Waits between the tries to commit an answer, ms. */
const COMMIT_WAITS_MS = [500, 2_000, 8_000]

/** Commits what a provider answered, and tries again where the book was in trouble: the answer comes only once. */
export async function persistently<T>(
  commit: () => Promise<T>,
  ports: Pick<SendPorts, 'signal' | 'failed' | 'timers'>,
): Promise<T> {
  for (const wait of COMMIT_WAITS_MS) {
    try {
      return await commit()
    } catch (error) {
      if (ports.signal.aborted) throw error
      ports.failed(error)
      await new Promise<void>((done) => {
        ports.timers.after(wait, done)
      })
    }
  }
  return commit()
}

interface MadeFacts {
  readonly ref: string
  readonly url: string | null
  readonly expiresAt: number | null
  readonly rawStatus: string
  readonly rawAnswer: string
  readonly echoed: UnansweredLink['asked'] | null
}

function fromCreated(link: CreatedLink): MadeFacts {
  return link
}

/** What an adopted link, found again by its marker, tells of its making. */
export function fromFound(link: LinkState): MadeFacts {
  return { ...link, echoed: link.asked }
}

/** Commits a link as made (or found again); an echoed amount that differs is recorded beside it, never taken silently. */
export async function commitMade(
  pending: UnansweredLink,
  made: MadeFacts,
  recovered: boolean,
  ports: SendPorts,
): Promise<void> {
  const at = ports.clock.now()
  const { echoed } = made
  const differs = echoed !== null && !sameMoney(echoed, pending.asked)
  const change = await ports.ledger.recordLinkMade({
    linkId: pending.linkId,
    ref: made.ref,
    url: made.url,
    expiresAt: made.expiresAt,
    rawStatus: made.rawStatus,
    rawAnswer: made.rawAnswer,
    nextCheckAt: at + FIRST_CHECK_MS,
    at,
    recovered,
    mismatch: differs ? echoed : null,
  })
  if (change) ports.changed([change])
}

async function commitNotMade(pending: UnansweredLink, error: ProviderError, ports: SendPorts): Promise<void> {
  const lost = error.effect === 'possible'
  const change = await ports.ledger.recordLinkNotMade({
    linkId: pending.linkId,
    stage: lost ? 'lost' : 'refused',
    code: error.code,
    providerWords: error.providerWords,
    at: ports.clock.now(),
  })
  if (change) ports.changed([change])
  coolDownIfAsked(pending.accountId, error, ports)
  if (error.keyRefused) await ports.keyRefused(pending.accountId, error)
}

/** Lets an account rest whose provider says that it is asked too often, or names a time. */
export function coolDownIfAsked(
  accountId: string,
  error: ProviderError,
  ports: Pick<SendPorts, 'cooldowns'>,
): void {
  if (error.code === 'RATE_LIMITED' || error.retryAfterMs !== null) ports.cooldowns.begin(accountId, error)
}
