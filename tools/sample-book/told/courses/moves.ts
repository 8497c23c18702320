import { type ExceptionKind, type Money, money } from '../../app.ts'
import type { Tale } from '../tale.ts'
import type { Transfer } from '../wires/wire.ts'
import type { Words } from '../words.ts'
import type { Move } from './course.ts'

/** Whose links end by themselves. */
export const WITH_END = ['ocpay', 'oneshotpay', 'oxapay'] as const
/** Whose links take several transfers and count them. */
export const COUNTED = ['daisy', 'oxapay v1'] as const

/** The link is made and asked about for the first time. */
export function begin(tale: Tale): void {
  tale.wait(0, 2)
  tale.made()
  tale.wait(2, 9)
  tale.look({ is: 'open' })
}

/** The provider tells of these transfers. */
export function pay(tale: Tale, transfers: readonly Transfer[]): void {
  tale.look({ is: 'money', transfers })
}

/** The payer pays this much, and the provider tells of it. */
export function payOnly(tale: Tale, { units }: Money): Transfer {
  tale.wait(10, 330)
  const transfer = tale.transfer(units)
  tale.wait(1, 8)
  pay(tale, [transfer])
  return transfer
}

/** The payer pays what is asked for, and the provider tells of it. */
export function payAll(tale: Tale): Transfer {
  return payOnly(tale, tale.asked)
}

/** Some time passes, seconds. */
export function waits(least: number, most: number): Move {
  return (tale) => tale.wait(least, most)
}

/** The provider tells how the link stands. */
export function looks(is: 'declined' | 'cancelled' | 'failed'): Move {
  return (tale) => tale.look({ is })
}

/** The lost link is found in the provider's list, with or without its address. */
export function finds(url: boolean): Move {
  return (tale) => tale.found(url)
}

/** A part of what is asked for, in hundredths. */
export function part(tale: Tale, hundredths: number): Money {
  return money(tale.asked.currency, (tale.asked.units * BigInt(hundredths)) / 100n)
}

/** The payer pays too little. */
export function payPart(tale: Tale): Transfer {
  return payOnly(tale, part(tale, tale.chance.int(60, 98)))
}

/** What is missing after a transfer. */
export function rest(tale: Tale, transfer: Transfer): Money {
  return money(tale.asked.currency, tale.asked.units - transfer.units)
}

/** The link is made and ends unpaid. */
export function expire(tale: Tale): void {
  begin(tale)
  tale.waitForEnd()
  tale.look({ is: 'expired' })
}

/** A further link is asked for and paid. */
export function payAgain(tale: Tale): void {
  tale.wait(5, 200)
  tale.addLink()
  begin(tale)
  payAll(tale)
}

/** A person settles an exception within a day or so. */
export function settle(kind: ExceptionKind): Move {
  return (tale, words) => {
    tale.wait(600, 90_000)
    tale.settle(kind, words.settlingNote(), words.person())
  }
}

/** The answer to the create never comes. */
export function lose(tale: Tale): void {
  tale.wait(15, 30)
  tale.notMade('lost', tale.chance.pick(['TIMED_OUT', 'BAD_RESPONSE', 'UNREACHABLE']))
}

/** The provider refuses the create. */
export function refuse(tale: Tale): void {
  tale.wait(1, 2)
  tale.notMade(
    'refused',
    'REQUEST_REFUSED',
    tale.chance.pick(['Not now', 'Service temporarily closed', null]),
  )
}

/** The merchant gives the sale up. */
export function abandon(tale: Tale, words: Words): void {
  tale.wait(30, 700)
  tale.abandon(words.abandoningReason())
}

/** The money comes after the end of the link. */
export function expireLate(tale: Tale): void {
  expire(tale)
  tale.wait(60, 2_400)
  payAll(tale)
}

/** The money comes after the sale was given up. */
export function abandonLate(tale: Tale, words: Words): void {
  begin(tale)
  abandon(tale, words)
  tale.look({ is: 'open' })
  payAll(tale)
}

/** The payer pays the whole of it twice through one link. */
export function twiceOnOne(tale: Tale): void {
  begin(tale)
  const first = payAll(tale)
  tale.wait(20, 900)
  pay(tale, [first, tale.transfer(tale.asked.units)])
}

/** The payer pays too much. */
export function over(tale: Tale): void {
  begin(tale)
  payOnly(tale, part(tale, tale.chance.int(101, 130)))
}

/** The provider counts the money and shows no receipt of it. */
export function unshown(tale: Tale): void {
  begin(tale)
  tale.wait(10, 330)
  tale.look({ is: 'money', transfers: [tale.transfer(tale.asked.units)], unshown: true })
}
