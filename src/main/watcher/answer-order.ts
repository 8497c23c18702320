import type { Clock } from '../../shared/time/clock.ts'
import type { LiveLink } from '../ledger/port/links.ts'
import type { TrackedLinks } from './tracked-links.ts'

/** A question that was asked. */
export interface Asked {
  readonly question: number
  /** Whether the machine has slept since: the answer then tells how things stood before. */
  isFromBefore(): boolean
}

type OfLink = Pick<LiveLink, 'accountId' | 'linkId'>

/** Tells an answer that comes late from those that were asked for after it. */
export interface AnswerOrder {
  /** Numbers a question that is asked now. */
  ask(): Asked
  /** The number of the last question about a link whose answer was taken; 0 where none is known of. */
  last(link: OfLink): number
  /** Notes that a question's answer about a link is taken. */
  note(link: OfLink, question: number): void
  /** Asks about one link by itself. One that is done is not tracked, and may be asked about twice at once all the same. */
  during<T>(linkId: string, question: () => Promise<T>): Promise<T>
}

/** Numbers the questions of all accounts. */
let questions = 0

/** A wall clock that gained so much on the monotonic one was set, or the machine slept, ms. */
const SLEPT_MS = 60_000

/** Begins to keep the order of one account's answers. */
export function createAnswerOrder(tracked: Pick<TrackedLinks, 'get'>, clock: Clock): AnswerOrder {
  /** The links that are asked about by themselves just now. */
  const underWay = new Map<string, { questions: number; answered: number }>()
  return {
    ask() {
      questions += 1
      const [wall, counted] = [clock.now(), clock.monotonic()]
      return {
        question: questions,
        isFromBefore: () => clock.now() - wall - (clock.monotonic() - counted) > SLEPT_MS,
      }
    },
    last: (link) => Math.max(tracked.get(link)?.answered ?? 0, underWay.get(link.linkId)?.answered ?? 0),
    note(link, question) {
      for (const one of [tracked.get(link), underWay.get(link.linkId)]) if (one) one.answered = question
    },
    async during(linkId, question) {
      const one = underWay.get(linkId) ?? { questions: 0, answered: 0 }
      underWay.set(linkId, one)
      one.questions += 1
      try {
        return await question()
      } finally {
        one.questions -= 1
        if (one.questions === 0) underWay.delete(linkId)
      }
    },
  }
}
