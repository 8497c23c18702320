import type { LinkMade, LinkSeen, Money, SeenReceipt } from '../../app.ts'
import type { Chance } from '../../chance.ts'
import type { Told } from '../history.ts'

/** What a provider answers to a create, and what it tells of a link; when it is asked next is not its affair. */
export type MadeAnswer = Omit<Told<LinkMade>, 'nextCheckAt'>
export type SeenAnswer = Omit<Told<LinkSeen>, 'nextCheckAt'>

/** What a request for a link carried. */
export interface LinkRequested {
  readonly asked: Money
  readonly number: string
  readonly marker: string
  readonly description: string
  readonly customerName: string | null
  readonly customerEmail: string | null
  readonly settings: Readonly<Record<string, unknown>>
  /** Rises with every link of the book. */
  readonly count: number
  /** Epoch ms. */
  readonly at: number
}

/** One transfer of a payer. */
export interface Transfer {
  readonly id: string
  /** Null while the provider does not tell it. */
  readonly hash: string | null
  readonly payer: string
  /** What it counts toward the link, in the smallest units of what was asked. */
  readonly units: bigint
  /** Epoch ms. */
  readonly at: number
}

/** How a link stands when its provider is asked. */
export type Look =
  | {
      readonly is:
        | 'open'
        /** The payer has begun, nothing has come. */
        | 'begun'
        | 'expired'
        | 'declined'
        | 'cancelled'
        | 'failed'
    }
  /** These `transfers` came; where `coming` is not null, one more is on its way. */
  | {
      readonly is: 'money'
      readonly transfers: readonly Transfer[]
      readonly coming?: Transfer | null
      /** True where the provider counts the money and shows no receipt of it. */
      readonly unshown?: boolean
    }
  | { readonly is: 'refunded'; readonly transfers: readonly Transfer[] }

/** One payment link at its provider. */
export interface Wire {
  /** When the link stops asking for money, epoch ms; null when it never does. */
  readonly expiresAt: number | null
  /** Whether it answers the same to the same look; otherwise every answer has something of its own. */
  readonly steady: boolean
  made(): MadeAnswer
  /** How the link answers at `at`, epoch ms. */
  look(look: Look, at: number): SeenAnswer
  /** A transfer toward it. */
  transfer(units: bigint, at: number): Transfer
}

/** Builds the link that a request made, in the way of one provider. */
export type WireMaker = (requested: LinkRequested, chance: Chance) => Wire

/** Sums what transfers count toward a link, smallest units. */
export function unitsOf(transfers: readonly Transfer[]): bigint {
  return transfers.reduce((total, { units }) => total + units, 0n)
}

/** An instant as whole UNIX seconds. */
export function seconds(at: number): number {
  return Math.floor(at / 1000)
}

const DAY = 86_400_000
let day = Number.NaN
let date = ''
const TWO = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))
/** Every minute of a day: "16:20:". */
const MINUTES = Array.from({ length: 1_440 }, (_, n) => `${TWO[Math.floor(n / 60)]}:${TWO[n % 60]}:`)

/** An instant as ISO 8601 in UTC, to the second and without its zone: "2026-06-30T16:20:00". Neighbours share their day. */
export function isoSeconds(at: number): string {
  const number = Math.floor(at / DAY)
  if (number !== day) {
    day = number
    date = new Date(number * DAY).toISOString().slice(0, 11)
  }
  const past = Math.floor((at - number * DAY) / 1000)
  return `${date}${MINUTES[Math.floor(past / 60)]}${TWO[past % 60]}`
}

/** The parts of an answer about a link that tells of no money. */
export function nothingCame(received: Money): Pick<SeenAnswer, 'received' | 'receipts' | 'mismatch'> {
  return { received, receipts: NO_RECEIPTS, mismatch: null }
}

const NO_RECEIPTS: readonly SeenReceipt[] = []
