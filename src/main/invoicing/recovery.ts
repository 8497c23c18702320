import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import type { UnansweredLink } from '../ledger/port/links.ts'
import { commitMade, coolDownIfAsked, fromFound, type SendPorts } from './send.ts'

/** Looks for the links of lost creates with the means each provider has. */
export interface Recovery {
  /** Marks what a crash left behind as lost, and begins to look. */
  start(): Promise<void>
  /** Takes up a link that nobody waits for any more though it has no answer on record: it counts as lost. */
  adopt(link: UnansweredLink): Promise<void>
  /** Looks for one lost link soon. */
  watch(link: UnansweredLink): void
  /** Looks now for every lost link of an invoice; fails with the reason when the provider's list could not be read. */
  lookNow(invoiceId: string): Promise<Result<null>>
  /** Looks again soon for every lost link: a key is new, the machine woke up, the network returned. */
  wake(): void
  /** Stops looking; resolves when the look under way has ended. */
  stop(): Promise<void>
}

export interface RecoveryPorts extends SendPorts {
  /** True while this process is still waiting for the answer of a link's request. */
  inFlight(linkId: string): boolean
}

/** Waits between looks, ms; the last one repeats. A provider may need a moment to list what it made. */
const WAITS_MS = [2_000, 31_000, 60_000, 300_000, 1_800_000]
/** Two complete looks this far apart that find nothing prove that nothing was made (oxapay §3.4). */
const PROOF_MS = 30_000
/** How far the provider's clock may be behind ours when its list is searched: a shop's clock may be days ahead. */
const CLOCK_SLACK_MS = 31 * 24 * 3_600_000

type Refused = ReturnType<typeof refuse>

interface Search {
  readonly link: UnansweredLink
  looks: number
  /** On the monotonic clock: a wall clock that is set meanwhile proves nothing. */
  firstMissAt: number | null
  /** Why the last look could not be finished; null when it was. */
  trouble: Refused | null
  /** The look under way; a second one joins it. */
  looking: Promise<void> | null
  cancel: () => void
}

export function createRecovery(ports: RecoveryPorts): Recovery {
  const searches = new Map<string, Search>()
  let stopped = false

  function watch(link: UnansweredLink): void {
    if (stopped || searches.has(link.linkId)) return
    const search: Search = {
      link,
      looks: 0,
      firstMissAt: null,
      trouble: null,
      looking: null,
      cancel: () => undefined,
    }
    searches.set(link.linkId, search)
    schedule(search)
  }

  async function adopt(link: UnansweredLink): Promise<void> {
    if (link.stage === 'creating') await markLost(link, ports)
    watch(link)
  }

  function schedule(search: Search): void {
    const usual = WAITS_MS[Math.min(search.looks, WAITS_MS.length - 1)] ?? 0
    const wait = Math.max(usual, ports.cooldowns.named(search.link.accountId)?.leftMs ?? 0)
    search.cancel()
    search.cancel = ports.timers.after(wait, () => void look(search))
  }

  function look(search: Search): Promise<void> {
    search.cancel()
    search.looking ??= lookOnce(search).finally(() => {
      search.looking = null
    })
    return search.looking
  }

  async function lookOnce(search: Search): Promise<void> {
    const resolved = stopped || (await resolve(search).catch(notResolved))
    search.looks += 1
    if (resolved) searches.delete(search.link.linkId)
    else if (!stopped) schedule(search)
  }

  function notResolved(error: unknown): boolean {
    ports.failed(error)
    return false
  }

  async function resolve(search: Search): Promise<boolean> {
    const { link } = search
    search.trouble = null
    const account = await ports.ledger.account(link.accountId)
    if (!account) return true
    const { findByMarker } = ports.connections.of(account)
    if (!findByMarker) return true
    if (account.paused) {
      search.trouble = refuse('ACCOUNT_PAUSED', { account: account.label })
      return false
    }
    const cooldown = ports.cooldowns.named(link.accountId)
    if (cooldown) search.trouble = refuse(cooldown.code, { seconds: Math.ceil(cooldown.leftMs / 1000) })
    if (cooldown) return false
    const found = await findByMarker(link.marker, link.createdAt - CLOCK_SLACK_MS, ports.signal)
    if (found.ok) ports.cooldowns.answered(link.accountId)
    else ports.cooldowns.failed(link.accountId, found.error.code)
    ports.asked(link.accountId)
    if (!found.ok) {
      search.trouble = refuse(found.error.code)
      coolDownIfAsked(link.accountId, found.error, ports)
      if (found.error.keyRefused) await ports.keyRefused(link.accountId, found.error)
      return false
    }
    if (found.value) {
      await commitMade(link, fromFound(found.value), true, ports)
      return true
    }
    // Another key may look into another merchant's list, which proves nothing.
    if (account.keyChangedAt !== null && account.keyChangedAt > link.createdAt) return false
    return missed(search)
  }

  async function missed(search: Search): Promise<boolean> {
    const now = ports.clock.monotonic()
    search.firstMissAt ??= now
    if (now - search.firstMissAt < PROOF_MS) return false
    const change = await ports.ledger.recordLinkNotMade({
      linkId: search.link.linkId,
      stage: 'refused',
      code: 'LINK_NOT_FOUND',
      providerWords: null,
      at: ports.clock.now(),
    })
    if (change) ports.changed([change])
    return true
  }

  return {
    async start() {
      for (const link of await ports.ledger.unansweredLinks()) {
        if (!ports.inFlight(link.linkId)) await adopt(link)
      }
    },
    adopt,
    watch,
    async lookNow(invoiceId) {
      // An answer that was lost this very moment is on the screen before its search has begun.
      for (const link of await ports.ledger.unansweredLinks()) {
        if (link.invoiceId === invoiceId && link.stage === 'lost') watch(link)
      }
      const wanted = [...searches.values()].filter((search) => search.link.invoiceId === invoiceId)
      await Promise.all(wanted.map((search) => look(search)))
      const trouble = wanted.find((search) => search.trouble !== null)?.trouble
      return trouble ?? ok(null)
    },
    wake() {
      for (const search of searches.values()) {
        search.looks = 0
        if (!search.looking) schedule(search)
      }
    },
    async stop() {
      stopped = true
      for (const search of searches.values()) search.cancel()
      await Promise.all([...searches.values()].map((search) => search.looking))
    },
  }
}

/** A link still `creating` when nobody waits for its answer: the app ended in between, so the outcome is unknown. */
async function markLost(link: UnansweredLink, ports: SendPorts): Promise<void> {
  const change = await ports.ledger.recordLinkNotMade({
    linkId: link.linkId,
    stage: 'lost',
    code: 'OUTCOME_UNKNOWN',
    providerWords: null,
    at: ports.clock.now(),
  })
  if (change) ports.changed([change])
}
