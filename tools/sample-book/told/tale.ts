import { type ExceptionKind, type InvoiceStatus, type LinkReading, type Money, nextWait } from '../app.ts'
import type { Chance } from '../chance.ts'
import type { Step } from './history.ts'
import {
  type Look,
  type MadeAnswer,
  type SeenAnswer,
  type Transfer,
  unitsOf,
  type Wire,
} from './wires/wire.ts'

const SECOND = 1_000
const DAY = 86_400_000
/** How soon a fresh link is asked about for the first time, ms. */
const FIRST_CHECK_MS = 2_000

type Print = Pick<SeenAnswer, 'reading' | 'rawStatus' | 'rawAnswer'>
const NO_PRINT: Print = { reading: 'unheard', rawStatus: '', rawAnswer: '' }

interface TaleLink {
  wire: Wire
  readonly requestedAt: number
  live: boolean
  reading: LinkReading
  look: Look
  /** The last answer; another one of the same text brings nothing new. */
  last: Print
  /** What the last answer answered; null where that was the link's making. */
  answered: Look | null
  received: bigint
  receiptCount: number
  hashMissing: boolean
  /** What it asks for where that is not what it was asked to. */
  mismatch: Money | null
}

export interface TaleOptions {
  readonly asked: Money
  readonly tolerance: bigint
  readonly at: number
  /** When the account's provider last answered. */
  readonly answersUntil: number
  /** Why it was not answered any more; null where the book just ends. */
  readonly silence: string | null
  /** Whether the provider ever tells a hash. */
  readonly tellsHashes: boolean
  /** Makes the wire of one more link that asks for `asked`. */
  newWire(asked: Money, at: number): Wire
  readonly chance: Chance
}

/** Tells what happens to one sale, step by step, and when its links are asked about. */
export interface Tale {
  readonly asked: Money
  readonly chance: Chance
  /** The steps so far, in the order of their time. */
  steps(): readonly Step[]
  /** Lets seconds pass, as many as chance says. */
  wait(least: number, most: number): void
  /** Waits until the current link's end and a little longer; a link without an end waits a day. */
  waitForEnd(): void
  /** The transfers of the current link add up to this, smallest units. */
  transfer(units: bigint): Transfer
  made(): void
  /** The link is made, but asks for another amount than it was asked to. */
  madeFor(other: Money): void
  /** A lost link was found again in the provider's list. */
  found(url: boolean): void
  notMade(stage: 'refused' | 'lost', code: string, words?: string | null): void
  /** The provider is asked about the link; the last one where none is named. */
  look(look: Look, link?: number): void
  addLink(): void
  addRest(asked: Money, unseenIsPayable: boolean): void
  abandon(reason: string): void
  accept(received: Money, reason: string, person: string): void
  settle(exception: ExceptionKind, note: string, person: string): void
  note(text: string): void
  /** Asks about what lives until nothing is to be expected any more, or until the book ends. */
  finish(): void
}

/** Begins the tale of one sale whose first link has just been requested. */
export function createTale(options: TaleOptions): Tale {
  const { asked, chance, answersUntil } = options
  const steps: Step[] = []
  const links: TaleLink[] = []
  let now = options.at
  let abandoned = false

  const begin = (amount: Money): void => {
    links.push({
      wire: options.newWire(amount, now),
      requestedAt: now,
      live: false,
      reading: 'unheard',
      look: { is: 'open' },
      last: NO_PRINT,
      answered: null,
      received: 0n,
      receiptCount: 0,
      hashMissing: false,
      mismatch: null,
    })
  }
  begin(asked)

  function linkAt(place: number): TaleLink {
    const link = links[place]
    if (!link) throw new Error('a tale has no such link')
    return link
  }
  const lastLink = (): TaleLink => linkAt(links.length - 1)

  /** Near enough to what the book derives for how soon a link is asked about again. */
  function status(): InvoiceStatus {
    const received = links.reduce((sum, link) => sum + link.received, 0n)
    if (received >= asked.units - options.tolerance) return received > asked.units ? 'overpaid' : 'paid'
    if (received > 0n) return 'underpaid'
    if (links.some(({ reading }) => reading === 'refunded')) return 'refunded'
    if (abandoned) return 'abandoned'
    const { reading } = lastLink()
    return reading === 'expired' || reading === 'failed' ? reading : 'open'
  }

  function nextCheck(link: TaleLink, reading: LinkReading, at: number): number | null {
    const wait = nextWait({
      link: {
        createdAt: link.requestedAt,
        expiresAt: link.wire.expiresAt,
        reading,
        status: status(),
        hashMissing: link.hashMissing && options.tellsHashes,
        receiptCount: link.receiptCount,
      },
      now: at,
      viewed: false,
      fed: false,
      failures: 0,
    })
    return wait === null ? null : at + wait
  }

  function live(link: TaleLink, answer: MadeAnswer): void {
    link.live = true
    link.reading = 'open'
    link.last = { reading: 'open', rawStatus: answer.rawStatus, rawAnswer: answer.rawAnswer }
    link.answered = null
    const place = links.indexOf(link)
    steps.push({
      kind: 'made',
      link: place,
      at: now,
      answer: { ...answer, nextCheckAt: now + FIRST_CHECK_MS },
    })
  }

  function ask(place: number, look: Look): void {
    const link = linkAt(place)
    const repeats = look === link.answered && link.wire.steady
    const answer = repeats ? null : link.wire.look(look, now)
    const nextCheckAt = nextCheck(link, answer?.reading ?? link.reading, now)
    if (answer === null || isSame(answer, link.last)) {
      steps.push({ kind: 'unchanged', link: place, at: now, nextCheckAt })
      return
    }
    const { mismatch } = link
    steps.push({ kind: 'seen', link: place, at: now, answer: { ...answer, mismatch, nextCheckAt } })
    link.last = answer
    link.answered = look
    link.look = look
    link.reading = answer.reading
    link.received = look.is === 'money' ? unitsOf(look.transfers) : 0n
    link.receiptCount = answer.receipts?.length ?? link.receiptCount
    link.hashMissing = answer.receipts?.some(({ txHash }) => txHash === null) ?? link.hashMissing
  }

  /** The last time a link is asked about. */
  function askOnceMore(place: number): void {
    const link = linkAt(place)
    const paid = ['paid', 'overpaid', 'refunded'].includes(status())
    const lasting = link.hashMissing && options.tellsHashes ? 30 : 7
    const over = link.requestedAt + lasting * DAY + chance.int(0, DAY)
    const wait = nextCheck(link, link.reading, answersUntil) ?? answersUntil
    const spread = Math.max(wait - answersUntil, 1)
    const at = paid && over < answersUntil ? over : answersUntil - chance.int(0, spread)
    if (at > now) {
      now = at
      ask(place, link.look)
    }
  }

  return {
    asked,
    chance,
    // A stable order: what was told first of one instant stays first.
    steps: () => steps.sort((a, b) => a.at - b.at),
    wait(least, most) {
      now += chance.int(least * SECOND, most * SECOND)
    },
    waitForEnd() {
      const { expiresAt } = lastLink().wire
      now = Math.max(now, expiresAt ?? now + DAY) + chance.int(SECOND, 45 * SECOND)
    },
    transfer: (units) => lastLink().wire.transfer(units, now),
    made() {
      live(lastLink(), lastLink().wire.made())
    },
    madeFor(other) {
      const link = lastLink()
      link.wire = options.newWire(other, link.requestedAt)
      link.mismatch = other
      live(link, { ...link.wire.made(), mismatch: other })
    },
    found(url) {
      const link = lastLink()
      const { rawStatus, rawAnswer } = link.wire.look({ is: 'open' }, now)
      const made = link.wire.made()
      live(link, { ...made, url: url ? made.url : null, rawStatus, rawAnswer, recovered: true })
    },
    notMade(stage, code, words = null) {
      const answer = { stage, code, providerWords: words }
      steps.push({ kind: 'not_made', link: links.length - 1, at: now, answer })
    },
    look: (look, link = links.length - 1) => ask(link, look),
    addLink() {
      abandoned = false
      steps.push({ kind: 'link_added', at: now })
      begin(asked)
    },
    addRest(rest, unseenIsPayable) {
      abandoned = false
      steps.push({ kind: 'rest_added', at: now, asked: rest, unseenIsPayable })
      begin(rest)
    },
    abandon(reason) {
      abandoned = true
      steps.push({ kind: 'abandoned', at: now, reason })
    },
    accept: (received, reason, person) =>
      void steps.push({ kind: 'short_accepted', at: now, received, reason, person }),
    settle: (exception, note, person) =>
      void steps.push({ kind: 'exception_settled', at: now, exception, note, person }),
    note: (text) => void steps.push({ kind: 'noted', at: now, text }),
    finish() {
      const came = now
      for (const [place, link] of links.entries()) {
        if (!link.live) continue
        now = came
        askOnceMore(place)
        if (options.silence === null || link.received > 0n || now > answersUntil || now === came) continue
        const answer = { code: options.silence, nextCheckAt: answersUntil }
        steps.push({ kind: 'unanswered', link: place, at: answersUntil, answer })
      }
    },
  }
}

function isSame(one: Print, other: Print): boolean {
  return (
    one.reading === other.reading && one.rawStatus === other.rawStatus && one.rawAnswer === other.rawAnswer
  )
}
