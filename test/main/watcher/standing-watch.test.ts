import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { StandingLink } from '../../../src/main/ledger/port/standing-links.ts'
import { accountOf } from '../../support/shop/before.ts'
import { HOUR, MINUTE, type Room, roomForEach, SECOND } from '../../support/shop/watcher-room.ts'

const open = roomForEach()
const LIMITS = { perMinute: 6, perSecond: 1, gapMs: 1_000, concurrency: 1 }

async function started(options = {}): Promise<Room> {
  const room = await open({ providers: ['oneshotpay'], ...options })
  room.start()
  await room.pass(SECOND)
  return room
}

async function make(room: Room, name = 'Donation box', amount = '5.00'): Promise<StandingLink> {
  const made = await room.run(
    room.session.standingLinks.make({
      token: randomUUID(),
      accountId: accountOf('oneshotpay'),
      itemId: null,
      name,
      currency: 'USD',
      amount,
    }),
  )
  if (!made.ok || made.value.stage !== 'live') throw new Error('no standing link')
  return made.value
}

const at = ({ ref }: StandingLink) => ({ provider: 'oneshotpay', ref: ref ?? '' }) as const
const now = async (room: Room, { id }: StandingLink) => room.session.ledger.standingLink(id)
const questions = (room: Room) => room.askedOf('oneshotpay').filter(({ kind }) => kind !== 'create').length

it('asks about each at a slow pace for as long as it stays, and finds what came', async () => {
  const room = await started()
  const link = await make(room)
  room.pay(at(link))
  await room.pass(2 * MINUTE)
  expect(await now(room, link)).toMatchObject({ payments: 1, unseen: 0, lastError: null })
  expect(room.changed.length).toBeGreaterThan(0)
  const before = questions(room)
  await room.pass(60 * MINUTE)
  const asked = questions(room) - before
  expect([asked >= 40, asked <= 70]).toEqual([true, true])
})

it('keeps to what its account may be asked, however many there are', async () => {
  const room = await started({ limits: LIMITS })
  for (let n = 0; n < 12; n += 1) {
    await make(room, `Box ${n}`)
    await room.pass(MINUTE)
  }
  await room.pass(30 * MINUTE)
  expect(room.busiest('oneshotpay', MINUTE)).toBeLessThanOrEqual(LIMITS.perMinute)
})

it('asks no more about one that was put away, and again once it is taken back', async () => {
  const room = await started()
  const link = await make(room)
  await room.run(room.session.standingLinks.putAway(link.id, true))
  await room.pass(SECOND)
  const before = questions(room)
  await room.pass(60 * MINUTE)
  expect(questions(room) - before).toBe(0)
  room.pay(at(link))
  await room.run(room.session.standingLinks.putAway(link.id, false))
  await room.pass(2 * MINUTE)
  expect(await now(room, link)).toMatchObject({ payments: 1, unseen: 0 })
})

it('leaves a provider in trouble alone, and goes on when it is back', async () => {
  const room = await started()
  const link = await make(room)
  room.online(false)
  await room.pass(5 * MINUTE)
  expect(await now(room, link)).toMatchObject({ lastError: 'UNREACHABLE', payments: 0 })
  room.pay(at(link))
  room.online(true)
  await room.pass(15 * MINUTE)
  expect(await now(room, link)).toMatchObject({ lastError: null, payments: 1, unseen: 0 })
})

it('takes answers in the order of their questions: one that comes late makes no payment twice', async () => {
  const room = await started()
  const link = await make(room)
  room.pay(at(link))
  await room.pass(10 * SECOND)
  room.slowBack('oneshotpay', 8 * SECOND)
  const slow = room.session.checkStanding(link.id)
  await room.pass(SECOND)
  room.slowBack('oneshotpay', null)
  room.pay(at(link))
  const quick = room.session.checkStanding(link.id)
  await room.run(Promise.all([slow, quick]))
  await room.pass(2 * MINUTE)
  expect(await now(room, link)).toMatchObject({ payments: 2, unseen: 0 })
})

it('goes on after a restart where it stood', async () => {
  const room = await started()
  const link = await make(room)
  room.pay(at(link))
  await room.pass(2 * MINUTE)
  await room.close()
  room.pay(at(link))
  await room.pass(MINUTE)
  room.start()
  await room.pass(3 * MINUTE)
  expect(await now(room, link)).toMatchObject({ payments: 2, unseen: 0 })
})

it('is silenced by no wall clock that was set, ahead or back', async () => {
  const room = await started()
  const link = await make(room)
  await room.pass(2 * MINUTE)
  for (const [nth, jump] of [10 * 24 * HOUR, -20 * 24 * HOUR].entries()) {
    room.jumpWall(jump)
    room.pay(at(link))
    await room.pass(3 * MINUTE)
    expect(await now(room, link)).toMatchObject({ payments: nth + 1, unseen: 0 })
  }
})

it('holds up no other where the book cannot take what is told of one, and says so on that one', async () => {
  const room = await started()
  const huge = await make(room, 'Moon', '9000000000000000000.00')
  const link = await make(room)
  for (let n = 0; n < 3; n += 1) room.pay(at(huge))
  room.pay(at(link))
  await room.pass(3 * MINUTE)
  expect(await now(room, huge)).toMatchObject({ lastError: 'BAD_RESPONSE', payments: 0 })
  expect(await now(room, link)).toMatchObject({ lastError: null, payments: 1, unseen: 0 })
  expect(room.takeDefects().length).toBeGreaterThan(0)
})

it('is kept where the book was in trouble when its answer came', async () => {
  const room = await started()
  const { ledger } = room.session
  const record = ledger.recordStandingMade
  const busy = new Error('the disk is busy')
  Object.assign(ledger, {
    async recordStandingMade() {
      Object.assign(ledger, { recordStandingMade: record })
      throw busy
    },
  })
  const link = await make(room)
  expect([link.stage, link.url !== null]).toEqual(['live', true])
  expect(room.takeDefects()).toEqual([busy])
})
