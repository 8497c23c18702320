import type { Course } from './course.ts'
import {
  abandon,
  abandonLate,
  begin,
  expire,
  expireLate,
  finds,
  looks,
  lose,
  part,
  payAgain,
  payAll,
  refuse,
  settle,
  WITH_END,
  waits,
} from './moves.ts'

/** The ways in which a link is not made, ends, or is given up, and what may come of it later. */
export const WITHOUT_MONEY: readonly Course[] = [
  { name: 'expired', cards: 24, at: WITH_END, tell: [expire] },
  { name: 'expired, new link', cards: 8, at: WITH_END, tell: [expire, payAgain] },
  { name: 'expired, paid late', cards: 2, at: WITH_END, tell: [expireLate] },
  {
    name: 'expired, paid late, settled',
    cards: 2,
    at: WITH_END,
    tell: [expireLate, settle('late')],
  },
  {
    name: 'declined',
    cards: 6,
    at: ['ocpay'],
    tell: [begin, waits(20, 200), looks('declined')],
  },
  {
    name: 'declined, new link',
    cards: 4,
    at: ['ocpay'],
    tell: [begin, waits(20, 200), looks('declined'), payAgain],
  },
  {
    name: 'cancelled',
    cards: 3,
    at: ['ocpay'],
    tell: [begin, waits(20, 200), looks('cancelled')],
  },
  {
    name: 'failed',
    cards: 2,
    at: ['oxapay'],
    tell: [begin, waits(60, 900), looks('failed')],
  },
  { name: 'refused', cards: 3, tell: [refuse] },
  { name: 'refused, new link', cards: 2, tell: [refuse, payAgain] },
  { name: 'lost', cards: 1, at: ['ocpay', 'oneshotpay'], tell: [lose] },
  {
    name: 'lost, given up',
    cards: 1,
    at: ['ocpay', 'oneshotpay'],
    tell: [lose, abandon],
  },
  {
    name: 'lost, new link',
    cards: 1,
    at: ['ocpay', 'oneshotpay'],
    tell: [lose, payAgain],
  },
  {
    name: 'lost and found again',
    cards: 2,
    at: ['daisy'],
    tell: [lose, waits(2, 35), finds(true), payAll],
  },
  {
    name: 'lost and found again without an address',
    cards: 1,
    at: ['oxapay v1'],
    tell: [lose, waits(2, 35), finds(false), payAgain],
  },
  {
    name: 'lost and proved unmade',
    cards: 2,
    at: ['daisy', 'oxapay'],
    tell: [
      (tale) => {
        lose(tale)
        tale.wait(33, 60)
        tale.notMade('refused', 'LINK_NOT_FOUND')
        payAgain(tale)
      },
    ],
  },
  { name: 'waits', cards: 7, at: ['daisy'], tell: [begin] },
  { name: 'given up', cards: 14, tell: [begin, abandon] },
  { name: 'given up, paid late', cards: 1, tell: [abandonLate] },
  {
    name: 'given up, paid late, settled',
    cards: 1,
    tell: [abandonLate, settle('late')],
  },
  {
    name: 'given up and taken up again',
    cards: 2,
    at: WITH_END,
    tell: [expire, abandon, payAgain],
  },
  {
    name: 'asks for another amount',
    cards: 1,
    at: ['daisy'],
    tell: [
      (tale) => {
        tale.wait(0, 2)
        tale.madeFor(part(tale, 110))
        payAgain(tale)
      },
    ],
  },
]
