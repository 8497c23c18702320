import type { Clock } from '../../shared/time/clock.ts'
import type { LinkPage, LinkState, PageQuery, Provider } from '../providers/provider.ts'
import { type ChoiceFacts, PAGE_SIZE } from './choose-question.ts'
import type { TrackedLink, TrackedLinks } from './tracked-links.ts'

/** What has been learnt of a provider's history by reading it. */
export interface HistoryKnown {
  /** How far the provider's clock is ahead of ours, ms; null until an answer told. */
  readonly skew: number | null
  facts(): Pick<ChoiceFacts, 'history' | 'spansKnown' | 'density' | 'wholeCost'>
  /** How many links one question may answer. */
  perQuestion(): number
  /** False while a history that could not be read is left alone. */
  readable(): boolean
  unreadable(): void
  /** Notes when the provider says that a link was made. */
  noteAge(link: { readonly createdAt: number }, state: LinkState): void
  /** Notes what a page showed of the links it was asked for. */
  notePage(links: readonly TrackedLink[], page: LinkPage): void
  /** The span in which these links were made, in the provider's own time. */
  spanOf(links: readonly TrackedLink[]): PageQuery
}

/** How far a page begins before the oldest and ends after the newest link, ms: two clocks never agree. */
const MARGIN_MS = 5_000
/** What one question is worth in characters of a whole, unpaged history. */
const WHOLE_PER_QUESTION = 1_000_000
/** How long a history that could not be read is left alone, ms: a short while the first time, for a line that dropped may be all. */
const UNREAD_FIRST_MS = 15_000
/** No history is left alone for longer, however often it could not be read, ms. */
const UNREAD_MOST_MS = 300_000

/** Begins to learn about one account's history. */
export function createHistoryKnown(ports: {
  readonly accountId: string
  readonly history: Provider['history']
  readonly tracked: TrackedLinks
  readonly clock: Clock
}): HistoryKnown {
  const { accountId, tracked, clock } = ports
  let skew: number | null = null
  let density = 1
  let weight = 0
  let unreadUntil = Number.NEGATIVE_INFINITY
  let unreadMs = UNREAD_FIRST_MS
  const readable = () => clock.monotonic() >= unreadUntil

  return {
    get skew() {
      return skew
    },
    readable,
    facts: () => ({
      history: readable() ? ports.history : 'none',
      spansKnown: skew !== null,
      density,
      wholeCost: Math.max(1, weight / WHOLE_PER_QUESTION),
    }),
    perQuestion() {
      if (!readable() || ports.history === 'none') return 1
      if (ports.history === 'pages') return Math.max(1, PAGE_SIZE * density)
      return Math.max(
        1,
        (tracked.size(accountId) * WHOLE_PER_QUESTION) / Math.max(weight, WHOLE_PER_QUESTION),
      )
    },
    unreadable() {
      unreadUntil = clock.monotonic() + unreadMs
      unreadMs = Math.min(unreadMs * 2, UNREAD_MOST_MS)
    },
    noteAge(link, state) {
      if (state.createdAt !== null) skew = state.createdAt - link.createdAt
    },
    notePage(links, page) {
      unreadMs = UNREAD_FIRST_MS
      weight = page.weight
      const states = page.links
      const refs = new Set(states.map((state) => state.ref))
      const ours = states.filter((state) => tracked.byRef(accountId, state.ref)).length
      if (states.length > 0) density = (density + Math.max(ours / states.length, 1 / PAGE_SIZE)) / 2
      const oldest = Math.min(...states.map((state) => state.createdAt ?? Number.POSITIVE_INFINITY))
      // A link that was made in the time the page covers, and is not on the page, is asked about by itself from now on.
      for (const link of links) {
        const covered = page.last || link.createdAt + (skew ?? 0) > oldest + MARGIN_MS
        if (covered && !refs.has(link.ref)) link.unlisted = true
      }
    },
    spanOf(links) {
      const made = links.map((link) => link.createdAt + (skew ?? 0))
      const span = { since: Math.min(...made) - MARGIN_MS, until: Math.max(...made) + MARGIN_MS }
      return { by: 'created', page: 1, size: PAGE_SIZE, ...span }
    },
  }
}
