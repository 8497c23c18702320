import type { Clock } from '../../shared/time/clock.ts'
import type { ScheduledLink } from '../ledger/port/links.ts'

/** A link that is asked about, with what only this run of the app knows of it. */
export interface TrackedLink extends ScheduledLink {
  /** When this run met it, on the monotonic clock, and how old it was then by the wall clock, ms. */
  readonly metAt: number
  readonly metAge: number

  checkedAt: number | null
  nextCheckAt: number
  /** When an open link's state was last seen to move, because its payer opened it or chose a coin; null when never. */
  movedAt: number | null
  /** Questions that failed in a row. */
  failures: number
  /** True after a question of its own failed, until one is answered. */
  isFailing: boolean
  /** True while a question about it is under way. */
  asking: boolean
  /** The number of the last question whose answer was taken; an older answer that comes later is dropped. */
  answered: number
  /** Tells one whole answer from another; null before the first. */
  digest: string | null
  /** The digest of an answer that the book could not take; null when there is none. */
  untaken: string | null
  /** True once the provider's list has left it out although its time was covered. */
  unlisted: boolean
  /** Its index among the account's links, the newest first, when they were last put in order. */
  index: number
}

/**
 * The links that are still asked about, by account: the book's own, held so that the likeliest is found without reading them all.
 *
 * The book stays the truth: these are read from it at the start, after every change and every ten minutes.
 */
export interface TrackedLinks {
  accounts(): IterableIterator<string>
  links(accountId: string): IterableIterator<TrackedLink>
  size(accountId: string): number
  /** An account's links, the newest first. */
  newestFirst(accountId: string): readonly TrackedLink[]
  get(link: Pick<ScheduledLink, 'accountId' | 'linkId'>): TrackedLink | null
  byRef(accountId: string, ref: string): TrackedLink | null
  ofInvoice(invoiceId: string): readonly TrackedLink[]
  /** Takes the links of these invoices as the book has them now. */
  refresh(invoiceIds: readonly string[], links: readonly ScheduledLink[]): void
  /** Takes all links as the book has them now. */
  replace(links: readonly ScheduledLink[]): void
}

/** Begins to track the links of a book; none yet. */
export function createTrackedLinks(clock: Clock): TrackedLinks {
  const accounts = new Map<string, Map<string, TrackedLink>>()
  const byInvoice = new Map<string, readonly TrackedLink[]>()
  const sorted = new Map<string, readonly TrackedLink[]>()
  const refs = new Map<string, Map<string, TrackedLink>>()
  const words = new Map<string, string>()

  /** One text for a word that thousands of links say: each answer of the book's thread brings texts of its own. */
  function shared<T extends string>(word: T): T {
    const held = words.get(word)
    if (held === undefined) words.set(word, word)
    return (held ?? word) as T
  }

  function known(link: Pick<ScheduledLink, 'accountId' | 'linkId'>): TrackedLink | undefined {
    return accounts.get(link.accountId)?.get(link.linkId)
  }

  function refsOf(accountId: string): Map<string, TrackedLink> {
    const known = refs.get(accountId)
    if (known) return known
    const made = new Map<string, TrackedLink>()
    refs.set(accountId, made)
    return made
  }

  function put(found: ScheduledLink): TrackedLink {
    const link = {
      ...found,
      accountId: shared(found.accountId),
      provider: shared(found.provider),
      reading: shared(found.reading),
      status: shared(found.status),
    }
    let links = accounts.get(link.accountId)
    if (!links) {
      links = new Map()
      accounts.set(link.accountId, links)
    }
    const before = links.get(link.linkId)
    // The texts by which it is found are held already.
    if (before) return Object.assign(before, link, { linkId: before.linkId, ref: held(before.ref, link.ref) })
    const met = { metAt: clock.monotonic(), metAge: Math.max(0, clock.now() - link.createdAt) }
    const trackedLink = {
      ...link,
      ...met,
      movedAt: null,
      failures: 0,
      isFailing: false,
      asking: false,
      answered: 0,
      digest: null,
      untaken: null,
      unlisted: false,
      index: 0,
    }
    links.set(link.linkId, trackedLink)
    refsOf(link.accountId).set(link.ref, trackedLink)
    sorted.delete(link.accountId)
    return trackedLink
  }

  function remove(link: TrackedLink): void {
    if (!accounts.get(link.accountId)?.delete(link.linkId)) return
    refsOf(link.accountId).delete(link.ref)
    sorted.delete(link.accountId)
  }

  return {
    accounts: () => accounts.keys(),
    links: (accountId) => (accounts.get(accountId) ?? new Map<string, TrackedLink>()).values(),
    size: (accountId) => accounts.get(accountId)?.size ?? 0,
    get: (link) => known(link) ?? null,
    byRef: (accountId, ref) => refs.get(accountId)?.get(ref) ?? null,
    ofInvoice: (invoiceId) => byInvoice.get(invoiceId) ?? [],
    newestFirst(accountId) {
      const ready = sorted.get(accountId)
      if (ready) return ready
      const links = [...(accounts.get(accountId)?.values() ?? [])]
      const newest = links.sort((a, b) => b.createdAt - a.createdAt)
      for (const [index, link] of newest.entries()) link.index = index
      sorted.set(accountId, newest)
      return newest
    },
    refresh(invoiceIds, links) {
      const asked = links.filter(isAsked)
      const kept = new Set(asked.map((link) => link.linkId))
      for (const invoiceId of invoiceIds) {
        for (const link of byInvoice.get(invoiceId) ?? []) if (!kept.has(link.linkId)) remove(link)
        byInvoice.delete(invoiceId)
      }
      for (const link of asked) {
        const own = byInvoice.get(link.invoiceId)
        const trackedLink = put(link)
        // A sale has one link nearly always, and a list of one takes no room for more.
        byInvoice.set(link.invoiceId, own ? [...own, trackedLink] : [trackedLink])
      }
    },
    replace(links) {
      const asked = links.filter(isAsked)
      const kept = new Set(asked.map((link) => link.linkId))
      for (const account of accounts.values()) {
        for (const link of [...account.values()]) if (!kept.has(link.linkId)) remove(link)
      }
      byInvoice.clear()
      for (const [invoiceId, own] of Map.groupBy(asked, (link) => link.invoiceId)) {
        byInvoice.set(invoiceId, own.map(put))
      }
    },
  }
}

/** The text that is held where the other says the same. */
function held(before: string, now: string): string {
  return before === now ? before : now
}

function isAsked(link: ScheduledLink): boolean {
  return link.nextCheckAt < Number.MAX_SAFE_INTEGER
}
