import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE, roomForEach, SECOND } from '../../support/shop/watcher-room.ts'

const open = roomForEach()

const overdue = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    age: HOUR + n * SECOND,
    dueIn: -MINUTE,
    checkedAgo: 10 * MINUTE,
  }))

describe('"check now"', () => {
  it.each(['daisy', 'oneshotpay', 'ocpay', 'oxapay'] as const)(
    'goes before five hundred that are due at %s, within the budget, and its raw answer is in the book',
    async (provider) => {
      const room = await open({ providers: [provider] })
      await room.stock(provider, overdue(500))
      const [sale] = await room.stock(provider, [{ age: 9 * DAY, dueIn: 2 * HOUR, checkedAgo: HOUR }])
      if (!sale) throw new Error('no sale')
      room.start()
      await room.pass(MINUTE)
      expect(room.askedAbout(sale)).toHaveLength(0)
      const pressed = room.now()
      const answer = await room.run(room.session.watcher.checkNow(sale.invoiceId))
      expect(answer).toEqual({ ok: true, value: null })
      expect(room.now() - pressed).toBeLessThan(2.5 * SECOND)
      expect(room.askedAbout(sale).filter((one) => one.kind === 'read')).toHaveLength(1)
      const [link] = (await room.detail(sale)).links
      expect(link?.rawAnswer?.length).toBeGreaterThan(20)
      expect(link?.checkedAt).toBeGreaterThanOrEqual(pressed)
      expect(room.busiest(provider, MINUTE)).toBeLessThanOrEqual(60)
    },
  )

  it.each(['daisy', 'oneshotpay', 'ocpay', 'oxapay'] as const)(
    'does not wait for a question about another sale that hangs at %s',
    async (provider) => {
      const room = await open({ providers: [provider] })
      const [other] = await room.stock(provider, [
        { age: 5 * MINUTE, dueIn: 10 * SECOND, checkedAgo: SECOND },
      ])
      const [sale] = await room.stock(provider, [{ age: 9 * DAY, dueIn: 2 * HOUR, checkedAgo: HOUR }])
      if (!other || !sale) throw new Error('no sale')
      room.start()
      // The key is known to be good, and then the other sale is asked about.
      await room.run(room.session.watcher.checkNow(sale.invoiceId))
      room.fault({ provider, operation: 'read', kind: 'timeout_before', times: 1 })
      for (let n = 0; n < 600 && room.askedAbout(other).length === 0; n += 1) await room.pass(SECOND / 10)
      await room.pass(SECOND)
      expect(room.checksOf(other).last).toBeLessThan(room.now() - SECOND)
      const pressed = room.now()
      expect(await room.run(room.session.watcher.checkNow(sale.invoiceId))).toEqual({ ok: true, value: null })
      expect(room.now() - pressed).toBeLessThan(2 * SECOND)
      expect((await room.detail(other)).links[0]?.lastError).toBeNull()
      await room.pass(20 * SECOND)
      expect((await room.detail(other)).links[0]?.lastError).toBe('UNREACHABLE')
    },
  )

  it('of the very sale whose question hangs is answered, and the late failure does not undo that', async () => {
    const room = await open({ providers: ['ocpay'] })
    const [sale] = await room.stock('ocpay', [{ age: 5 * MINUTE, dueIn: 10 * SECOND, checkedAgo: SECOND }])
    if (!sale) throw new Error('no sale')
    room.start()
    await room.run(room.session.watcher.checkNow(sale.invoiceId))
    room.fault({ provider: 'ocpay', operation: 'read', kind: 'timeout_before', times: 1 })
    for (let n = 0; n < 600 && room.askedAbout(sale).length === 1; n += 1) await room.pass(SECOND / 10)
    await room.pass(SECOND)
    const checked = await room.run(room.session.watcher.checkNow(sale.invoiceId))
    expect(checked).toEqual({ ok: true, value: null })
    await room.pass(19 * SECOND)
    expect((await room.detail(sale)).links[0]?.lastError).toBeNull()
  })

  it('says why there is no answer, and the status stays', async () => {
    const room = await open({ providers: ['ocpay'] })
    const [sale] = await room.stock('ocpay', [{ age: 5 * MINUTE, dueIn: HOUR, checkedAgo: MINUTE }])
    if (!sale) throw new Error('no sale')
    room.start()
    await room.pass(SECOND)
    room.fault({ provider: 'ocpay', operation: 'read', kind: 'http_status', status: 503, times: 1 })
    const answer = await room.run(room.session.watcher.checkNow(sale.invoiceId))
    expect(answer).toMatchObject({ ok: false, error: { code: 'UNAVAILABLE' } })
    const detail = await room.detail(sale)
    expect([detail.invoice.status, detail.links[0]?.lastError]).toEqual(['open', 'UNAVAILABLE'])
  })

  it('of a sale that has no link has nothing to ask', async () => {
    const room = await open({ providers: ['ocpay'] })
    room.start()
    const answer = await room.run(room.session.watcher.checkNow('nobody-knows-it'))
    expect(answer).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_CHECK' } })
    expect(room.asked).toEqual([])
  })

  it('finds money that came short, and the exception reaches the session once', async () => {
    const room = await open({ providers: ['daisy'] })
    const [sale] = await room.stock('daisy', [{ age: 5 * HOUR, dueIn: 4 * HOUR, checkedAgo: HOUR }])
    if (!sale) throw new Error('no sale')
    room.start()
    room.pay(sale, '7')
    await room.run(room.session.watcher.checkNow(sale.invoiceId))
    await room.run(room.session.watcher.checkNow(sale.invoiceId))
    expect(await room.statusOf(sale)).toBe('underpaid')
    expect(room.raised.map(({ kind, invoiceId }) => [kind, invoiceId])).toEqual([['short', sale.invoiceId]])
    expect(room.changed).toContain(sale.invoiceId)
  })
})

describe('what an account is doing', () => {
  it('is told: its state, calls in the last minute, what is open by age, and what is overdue', async () => {
    const room = await open({ providers: ['oneshotpay'] })
    const ages = [5 * MINUTE, 8 * MINUTE, 30 * MINUTE, 3 * HOUR, 5 * HOUR, 23 * HOUR, 50 * HOUR]
    await room.stock(
      'oneshotpay',
      ages.map((age) => ({ age, dueIn: 2 * HOUR, checkedAgo: SECOND })),
    )
    await room.stock(
      'oneshotpay',
      overdue(90).map((one) => ({ ...one, age: one.age + HOUR })),
    )
    room.start()
    await room.pass(30 * SECOND)
    const early = await room.state('oneshotpay')
    expect(early).toMatchObject({
      label: 'oneshotpay',
      state: 'running',
      reason: null,
      until: null,
      // The one of two days ago has ended: it waits for money no more, though it is still asked about.
      open: { young: 2, hour: 1, day: 93, older: 0 },
      limitPerMinute: 60,
    })
    expect(early.due).toBeGreaterThan(40)
    expect(early.callsLastMinute).toBe(room.busiest('oneshotpay', MINUTE) + 1)
    await room.pass(3 * MINUTE)
    const later = await room.state('oneshotpay')
    expect(later.due).toBe(0)
    expect(later.lastAnswerAt).toBeGreaterThan(room.now() - 3 * MINUTE)
    await room.pass(2 * MINUTE)
    expect((await room.state('oneshotpay')).callsLastMinute).toBeLessThan(60)
  })

  it('is told also of an account that has nothing to do', async () => {
    const room = await open({ providers: ['ocpay'] })
    room.start()
    await room.pass(SECOND)
    expect(await room.state('ocpay')).toMatchObject({
      state: 'running',
      callsLastMinute: 0,
      due: 0,
      open: { young: 0, hour: 0, day: 0, older: 0 },
    })
  })
})
