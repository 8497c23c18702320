import type { Chance } from '../../chance.ts'
import type { Course, Move } from './course.ts'
import { begin, lose, payAll, payPart, refuse } from './moves.ts'
import { WITH_MONEY } from './with-money.ts'
import { WITHOUT_MONEY } from './without-money.ts'

const CARDS = [...WITH_MONEY, ...WITHOUT_MONEY].flatMap((course) => Array<Course>(course.cards).fill(course))

/** The usual way, which every account can go. */
export const USUAL: Course = { name: 'paid', cards: 1, tell: [begin, payAll] }

/** Deals a way for each sale: of four hundred in a row, the rarest comes up once. */
export function createDeck(chance: Chance): () => Course {
  let left: Course[] = []
  return () => {
    if (left.length === 0) left = chance.shuffle([...CARDS])
    return left.pop() ?? USUAL
  }
}

const comes: Move = (tale) => {
  begin(tale)
  tale.wait(8, 40)
  tale.look({ is: 'money', transfers: [], coming: tale.transfer(tale.asked.units) })
}

/** The last sales, in their order: what is under way at the moment at which the book ends. */
export const LAST_COURSES: readonly Course[] = [
  USUAL,
  { name: 'short', cards: 1, at: ['daisy'], tell: [begin, payPart] },
  { name: 'waits', cards: 1, at: ['daisy'], tell: [begin] },
  { name: 'waits', cards: 1, at: ['oxapay'], tell: [begin] },
  { name: 'lost', cards: 1, at: ['ocpay'], tell: [lose] },
  { name: 'waits', cards: 1, at: ['oneshotpay'], tell: [begin] },
  { name: 'confirming', cards: 1, at: ['oxapay v1'], tell: [comes] },
  { name: 'waits', cards: 1, at: ['ocpay'], tell: [begin] },
  { name: 'confirming', cards: 1, at: ['oneshotpay'], tell: [comes] },
  { name: 'refused', cards: 1, at: ['ocpay'], tell: [refuse] },
  { name: 'waits', cards: 1, at: ['ocpay'], tell: [begin] },
  { name: 'creating', cards: 1, at: ['ocpay'], tell: [] },
]
