import type { InvoiceChange } from '../ledger/port/changes.ts'
import type { LiveLink } from '../ledger/port/links.ts'
import type { LinkState, PageQuery, Provider, ProviderClient, ProviderError } from '../providers/provider.ts'
import { type AccountTurns, type AccountTurnsPorts, createAccountTurns } from './account-turns.ts'
import { type Asked, createAnswerOrder } from './answer-order.ts'
import { type ChoiceFacts, PAGE_SIZE, type Question } from './choose-question.ts'
import {
  type AnswerPorts,
  commitFailure,
  commitStates,
  digestOf,
  isAccountTrouble,
  lacksReceipts,
  NOTHING_ANSWERED,
  type PollResult,
} from './commit-answers.ts'
import { createFeed, type Feed } from './payment-feed.ts'
import { createHistoryKnown } from './provider-history.ts'
import { dueAt, type Round } from './round.ts'
import type { TrackedLink, TrackedLinks } from './tracked-links.ts'

/** Asks one account's provider, and keeps what was learnt of its history. */
export interface AccountPoller {
  readonly feed: Feed['state']
  readonly turns: Pick<AccountTurns, 'fed' | 'round' | 'feedWait' | 'viewedWait' | 'othersWait'>
  /** What decides the next question, besides time and screen. */
  facts(): Omit<ChoiceFacts, 'now' | 'isViewed'>
  ask(question: Question, client: ProviderClient): Promise<PollResult>
  /** Asks about each of these by itself, at once. */
  askEach(links: readonly LiveLink[], client: ProviderClient): Promise<PollResult>
}

export interface AccountPollerPorts extends AnswerPorts {
  readonly accountId: string
  readonly history: Provider['history']
  readonly tracked: TrackedLinks
  readonly limiter: AccountTurnsPorts['limiter']
  readonly onScreen: AccountTurnsPorts['onScreen']
  /** Called with what was committed before the next question is chosen. */
  committed(changes: readonly InvoiceChange[], links: readonly Pick<LiveLink, 'invoiceId'>[]): Promise<void>
}

/** Rows of the feed's page: a moment brings few payments, and a short page is a light question. */
const FEED_SIZE = 20
/** Pages of a feed that are read in one go when a long pause has filled them. */
const FEED_PAGES = 10
/** One question in so many goes to the link that has been overdue longest. */
const SWEEP_EVERY = 8
/** Of so many questions the first go where news is likeliest, the others to the link that has gone longest of what it may. */
const TURNS = 8
const TURNS_BY_ODDS = { wide: 4, narrow: 2 }

const WHOLE: PageQuery = { by: 'created', since: null, until: null, page: 1, size: PAGE_SIZE }

export function createAccountPoller(ports: AccountPollerPorts): AccountPoller {
  const { accountId, tracked, clock, ledger } = ports
  const feed = createFeed(ports.history === 'pages')
  const history = createHistoryKnown(ports)
  /** Questions asked so far. */
  let asked = 0
  const turns = createAccountTurns({ ...ports, feed, history })
  const order = createAnswerOrder(tracked, clock)

  /** What an answer from before a sleep tells is taken, and its links are asked about again at once. */
  function answerPorts({ question, isFromBefore }: Asked): AnswerPorts {
    const isOutdated: AnswerPorts['isOutdated'] = (link) => order.last(link) > question
    return { ...ports, isOutdated, ...(isFromBefore() && { afterAnswer: () => clock.now() }) }
  }

  /** Takes the answers that are newer than what is known, writes the changed ones whole and the others as a look. */
  async function take(
    asked: Asked,
    states: readonly LinkState[],
    client: ProviderClient,
    byFeed: boolean,
  ): Promise<PollResult & { readonly fresh: number }> {
    const { question } = asked
    const told = answerPorts(asked)
    const found = states.flatMap((state) => {
      const link = tracked.byRef(accountId, state.ref)
      if (!link || order.last(link) > question) return []
      const digest = digestOf(state)
      // What the book could not take is not taken again before the link's own turn, on which it is asked about by itself.
      if (link.untaken === digest) return []
      order.note(link, question)
      link.unlisted = false
      link.isFailing = false
      history.noteAge(link, state)
      return [{ link, state, digest }]
    })
    const [known, news] = parted(found, ({ link, digest }) => link.digest === digest)
    // The feed repeats what it showed, and a list shows many whose turn is far: neither is worth a write.
    const due = byFeed ? [] : known.filter(({ link }) => isNearlyDue(link, turns.round(), clock.now()))
    const [lacking, same] = parted(due, ({ link, state }) => lacksReceipts(link, state))
    if (same.length > 0) await noteSame(same, told)
    const fresh = [...news, ...lacking]
    if (fresh.length === 0) return { ...NOTHING_ANSWERED, fresh: 0 }
    const live = await ledger.liveLinks(fresh.map(({ link }) => link.linkId))
    const byId = new Map(live.map((link) => [link.linkId, link]))
    const answers = fresh.flatMap(({ link, state }) => {
      const found = byId.get(link.linkId)
      return found ? [{ link: found, state }] : []
    })
    const answered = await commitStates(answers, client, told)
    const done = new Set(answered.links.map((link) => link.linkId))
    const written = fresh.filter(({ link }) => done.has(link.linkId))
    const untaken = new Set(answered.untaken?.map((link) => link.linkId))
    for (const { link, digest } of fresh) {
      if (untaken.has(link.linkId)) Object.assign(link, { untaken: digest, unlisted: true })
    }
    for (const { link, state } of written) judgeFeed(link, state, byFeed)
    await ports.committed(
      answered.changes,
      fresh.map(({ link }) => link),
    )
    for (const { link, digest } of written) link.digest = digest
    return { ...answered, fresh: fresh.length }
  }

  async function failed(asked: Asked, links: readonly TrackedLink[], error: ProviderError) {
    const live = await ledger.liveLinks(links.map((link) => link.linkId))
    await commitFailure(live, error, answerPorts(asked))
    await ports.committed([], links)
    return { ...NOTHING_ANSWERED, failure: error }
  }

  function judgeFeed(before: TrackedLink, state: LinkState, byFeed: boolean): void {
    if (['paid', 'overpaid'].includes(before.reading)) return
    if (!byFeed) feed.foundWithout(state, history.skew ?? 0)
    else if (['paid', 'overpaid'].includes(state.reading)) feed.toldFirst()
  }

  async function noteSame(
    same: readonly { readonly link: TrackedLink; readonly state: LinkState }[],
    { afterAnswer }: AnswerPorts,
  ) {
    const at = clock.now()
    const seen = same.map(({ link, state }) => {
      const next = afterAnswer(link, state)
      link.checkedAt = at
      link.nextCheckAt = next ?? at
      link.failures = 0
      return { linkId: link.linkId, nextCheckAt: next }
    })
    await ledger.recordUnchanged(seen, at)
  }

  /** A list that cannot be read must not silence links that can: for a while they are asked about one by one. */
  function unread(failure: ProviderError | null): PollResult {
    history.unreadable()
    return { ...NOTHING_ANSWERED, failure }
  }

  async function askPage(query: PageQuery, links: readonly TrackedLink[], client: ProviderClient) {
    const { readPage } = client
    if (!readPage) return unread(null)
    const asked = order.ask()
    const read = await readPage.call(client, query, ports.signal)
    if (!read.ok) return isAccountTrouble(read.error) ? failed(asked, links, read.error) : unread(read.error)
    const answered = await take(asked, read.value.links, client, false)
    history.notePage(links, read.value)
    return answered
  }

  async function askFeed(client: ProviderClient): Promise<PollResult> {
    const { readPage } = client
    if (!readPage) return unread(null)
    const changes: InvoiceChange[] = []
    const links: LiveLink[] = []
    let failure: ProviderError | null = null
    for (let page = 1; page <= FEED_PAGES; page += 1) {
      const asked = order.ask()
      const at = clock.now()
      const query: PageQuery = { by: 'paid', since: null, until: null, page, size: FEED_SIZE }
      const read = await readPage.call(client, query, ports.signal)
      if (!read.ok) {
        if (!isAccountTrouble(read.error)) unread(read.error)
        return { changes, links, failure: read.error }
      }
      const answered = await take(asked, read.value.links, client, true)
      changes.push(...answered.changes)
      links.push(...answered.links)
      failure = answered.failure ?? failure
      if (page === 1) feed.shown(at, read.value.links)
      // The rows come newest first: a page of which all are new may be followed by more that are.
      if (read.value.last || answered.fresh < read.value.links.length || failure) break
    }
    return { changes, links, failure }
  }

  async function askEach(links: readonly LiveLink[], client: ProviderClient): Promise<PollResult> {
    let all = NOTHING_ANSWERED
    for (const link of links) {
      if (ports.signal.aborted) break
      const asked = order.ask()
      const one = await order.during(link.linkId, async () => {
        const state = await client.readLink(link.ref, ports.signal, link)
        return state.ok
          ? takeOne(asked, link, state.value, client)
          : failedOne(asked.question, link, state.error)
      })
      all = {
        changes: [...all.changes, ...one.changes],
        links: [...all.links, ...one.links],
        failure: one.failure ?? all.failure,
      }
      if (one.failure && isAccountTrouble(one.failure)) break
    }
    return all
  }

  /** A link asked about by itself is written whole, so that its last raw answer is the one a person can read out. */
  async function takeOne(asked: Asked, link: LiveLink, state: LinkState, client: ProviderClient) {
    const { question } = asked
    const told = answerPorts(asked)
    const trackedLink = tracked.get({ accountId, linkId: link.linkId })
    if (order.last(link) > question) return NOTHING_ANSWERED
    if (trackedLink) trackedLink.isFailing = false
    order.note(link, question)
    history.noteAge(link, state)
    const answered = await commitStates([{ link, state }], client, told)
    const isLast = () => order.last(link) <= question
    if (trackedLink && isLast()) judgeFeed(trackedLink, state, false)
    await ports.committed(answered.changes, [link])
    if (trackedLink && isLast()) trackedLink.digest = digestOf(state)
    return answered
  }

  async function failedOne(question: number, link: LiveLink, error: ProviderError): Promise<PollResult> {
    // A later question was answered while this one hung.
    if (order.last(link) > question) return { ...NOTHING_ANSWERED, failure: error }
    const changes = await commitFailure([link], error, ports)
    await ports.committed(changes, [link])
    return { changes, links: [], failure: error }
  }

  return {
    get feed() {
      return feed.state
    },
    turns,
    facts: () => ({
      ...history.facts(),
      newestFirst: tracked.newestFirst(accountId),
      feedDue: turns.feedWait() === 0,
      fed: turns.fed(),
      viewedWait: turns.viewedWait(),
      othersWait: turns.othersWait(),
      sweepDue: asked % SWEEP_EVERY === 0,
      round: turns.round(),
      roundDue: asked % TURNS >= TURNS_BY_ODDS[turns.round()?.isWide ? 'wide' : 'narrow'],
    }),
    askEach,
    async ask(question, client) {
      asked += 1
      turns.asked(question)
      if (question.kind === 'feed') return askFeed(client)
      for (const link of question.links) link.asking = true
      try {
        if (question.kind === 'page')
          return await askPage(history.spanOf(question.links), question.links, client)
        if (question.kind === 'whole') return await askPage(WHOLE, question.links, client)
        const [link] = question.links
        const live = await ledger.liveLinks([link.linkId])
        if (live.length === 0) await ports.committed([], [link])
        return await askEach(live, client)
      } finally {
        for (const link of question.links) link.asking = false
      }
    },
  }
}

/** Says whether half of a link's wait is over, so that an answer that came by itself may stand for its own question. */
function isNearlyDue(link: TrackedLink, round: Round | null, now: number): boolean {
  return now - (link.checkedAt ?? 0) >= dueAt(link, round, now) - now
}

function parted<T>(all: readonly T[], first: (one: T) => boolean): [T[], T[]] {
  return [all.filter(first), all.filter((one) => !first(one))]
}
