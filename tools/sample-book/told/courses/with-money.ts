import { money } from '../../app.ts'
import type { Transfer } from '../wires/wire.ts'
import type { Course } from './course.ts'
import {
  begin,
  COUNTED,
  expire,
  over,
  pay,
  payAgain,
  payAll,
  payOnly,
  payPart,
  rest,
  settle,
  twiceOnOne,
  unshown,
  WITH_END,
} from './moves.ts'

/** The ways in which money comes, or comes otherwise than asked for. */
export const WITH_MONEY: readonly Course[] = [
  { name: 'paid', cards: 220, tell: [begin, payAll] },
  {
    name: 'paid after the payer was seen',
    cards: 40,
    at: WITH_END,
    tell: [
      (tale) => {
        begin(tale)
        tale.wait(15, 200)
        const coming = tale.transfer(tale.asked.units)
        tale.look(coming.hash === null ? { is: 'begun' } : { is: 'money', transfers: [], coming })
        tale.wait(10, 90)
        pay(tale, [coming])
      },
    ],
  },
  {
    name: 'the hash comes later',
    cards: 12,
    at: ['daisy', 'oneshotpay'],
    tell: [
      (tale) => {
        begin(tale)
        tale.wait(10, 300)
        const transfer = tale.transfer(tale.asked.units)
        pay(tale, [{ ...transfer, hash: null }])
        tale.wait(10, 400)
        pay(tale, [transfer])
      },
    ],
  },
  {
    name: 'the hash never comes',
    cards: 3,
    at: ['daisy', 'oneshotpay'],
    tell: [
      (tale) => {
        begin(tale)
        tale.wait(10, 300)
        pay(tale, [{ ...tale.transfer(tale.asked.units), hash: null }])
      },
    ],
  },
  {
    name: 'several parts',
    cards: 6,
    at: COUNTED,
    inCoins: true,
    tell: [
      (tale) => {
        begin(tale)
        const came: Transfer[] = []
        let left = tale.asked.units
        const parts = tale.chance.int(2, 4)
        for (let n = 1; n <= parts; n += 1) {
          tale.wait(60, 4_000)
          const units = n === parts ? left : left / 3n
          left -= units
          came.push(tale.transfer(units))
          pay(tale, [...came])
        }
      },
    ],
  },
  {
    name: 'a little less, within the cover',
    cards: 2,
    at: ['oxapay v1'],
    inCoins: true,
    tell: [
      (tale) => {
        begin(tale)
        payOnly(tale, money(tale.asked.currency, tale.asked.units - tale.asked.units / 250n))
      },
    ],
  },
  {
    name: 'short',
    cards: 2,
    at: COUNTED,
    inCoins: true,
    tell: [begin, payPart],
  },
  {
    name: 'short, nobody knows by how much',
    cards: 1,
    at: ['oxapay v1'],
    tell: [begin, payPart],
  },
  {
    name: 'short, settled',
    cards: 2,
    at: COUNTED,
    inCoins: true,
    tell: [begin, payPart, settle('short')],
  },
  {
    name: 'short, accepted',
    cards: 3,
    at: COUNTED,
    inCoins: true,
    tell: [
      (tale, words) => {
        begin(tale)
        const { units } = payPart(tale)
        tale.wait(60, 5_000)
        tale.accept(money(tale.asked.currency, units), words.acceptingReason(), words.person())
      },
    ],
  },
  {
    name: 'short, completed on the same link',
    cards: 3,
    at: COUNTED,
    inCoins: true,
    tell: [
      (tale) => {
        begin(tale)
        const first = payPart(tale)
        tale.wait(100, 30_000)
        pay(tale, [first, tale.transfer(tale.asked.units - first.units)])
      },
    ],
  },
  {
    name: 'short, the rest on a link of its own',
    cards: 4,
    at: COUNTED,
    inCoins: true,
    tell: [
      (tale) => {
        begin(tale)
        const missing = rest(tale, payPart(tale))
        tale.wait(20, 600)
        tale.addRest(missing, true)
        begin(tale)
        payOnly(tale, missing)
      },
    ],
  },
  {
    name: 'short, the first link for the rest expires',
    cards: 1,
    at: ['oxapay v1'],
    inCoins: true,
    tell: [
      (tale) => {
        begin(tale)
        const missing = rest(tale, payPart(tale))
        tale.wait(20, 600)
        tale.addRest(missing, true)
        expire(tale)
        tale.wait(20, 600)
        tale.addRest(missing, true)
        begin(tale)
        payOnly(tale, missing)
      },
    ],
  },
  { name: 'over', cards: 2, at: ['daisy', 'oxapay'], inCoins: true, tell: [over] },
  {
    name: 'over, settled',
    cards: 2,
    at: ['daisy', 'oxapay'],
    inCoins: true,
    tell: [over, settle('over')],
  },
  { name: 'twice on one link', cards: 1, at: ['daisy'], tell: [twiceOnOne] },
  {
    name: 'twice on one link, settled',
    cards: 1,
    at: ['daisy'],
    tell: [twiceOnOne, settle('twice')],
  },
  {
    name: 'twice on two links',
    cards: 1,
    at: ['ocpay'],
    tell: [
      (tale) => {
        begin(tale)
        tale.wait(20, 200)
        tale.look({ is: 'declined' })
        const first = tale.transfer(tale.asked.units)
        payAgain(tale)
        tale.wait(20, 200)
        tale.look({ is: 'money', transfers: [first] }, 0)
      },
    ],
  },
  { name: 'no receipt is shown', cards: 1, at: ['daisy'], tell: [unshown] },
  { name: 'no receipt is shown, settled', cards: 1, at: ['daisy'], tell: [unshown, settle('differs')] },
  {
    name: 'refunded',
    cards: 4,
    at: ['oxapay v1'],
    tell: [
      (tale) => {
        begin(tale)
        const transfers = [payAll(tale)]
        tale.wait(4_000, 300_000)
        tale.look({ is: 'refunded', transfers })
      },
    ],
  },
]
