import { describe, expect, it } from 'vitest'
import { accountOf } from '../../support/shop/before.ts'
import { SALE_START, type SaleRoom, saleRoomForEach } from '../../support/shop/sale-room.ts'

const open = saleRoomForEach()

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** An exchange takes this long. */
const EXCHANGE = 150

type Searched = 'daisy' | 'oxapay'
const searched = ['daisy', 'oxapay'] as const

/** A sale whose request was cut before the provider did anything. */
async function neverMade(room: SaleRoom, provider: Searched = 'oxapay'): Promise<string> {
  room.fault({ provider, operation: 'create', kind: 'connection_reset', times: 1 })
  return room.sell(provider)
}

/** A sale whose link was made, and whose answer was cut. */
async function answerLost(room: SaleRoom, provider: Searched = 'oxapay'): Promise<string> {
  room.fault({ provider, operation: 'create', kind: 'connection_reset_after', times: 1 })
  return room.sell(provider)
}

/** When the lists were asked for, ms after the first request of the room had ended. */
const lookedAt = (room: SaleRoom) =>
  room.asked.filter((one) => one.kind === 'list').map((one) => one.at - SALE_START - EXCHANGE)

const failureOf = (room: SaleRoom, sale: string) => room.detail(sale).invoice.failure?.code ?? null

describe('a lost link that was made', () => {
  it.each(searched)(
    'is found in the list of %s two seconds later, and taken as its own',
    async (provider) => {
      const room = await open()
      const sale = await answerLost(room, provider)
      expect(room.link(sale)).toMatchObject({ stage: 'lost', url: null })
      await room.pass(1_900)
      expect(room.count('list')).toBe(0)
      room.health.length = 0
      room.told.length = 0
      await room.pass(SECOND)
      const link = room.link(sale)
      expect(link).toMatchObject({ stage: 'live', reading: 'open', lastError: null })
      expect(link.providerRef).toBeTruthy()
      // OxaPay's list tells no address (oxapay §2.5).
      expect(link.url === null).toBe(provider === 'oxapay')
      expect(room.kinds(sale).filter((kind) => kind.startsWith('link_'))).toEqual([
        'link_requested',
        'link_lost',
        'link_recovered',
      ])
      expect(room.told).toMatchObject([{ invoiceId: sale, before: 'unknown', after: 'open', changed: true }])
      expect(room.health).toEqual([accountOf(provider)])
      expect(room.cooldowns.trouble(accountOf(provider))).toBeNull()
      await room.pass(DAY)
      expect(await room.run(room.invoicing.recovery.lookNow(sale))).toEqual({ ok: true, value: null })
      expect([room.count('create'), room.count('list')]).toEqual([1, 1])
    },
  )

  it('is asked about soon after it was found', async () => {
    const room = await open()
    const sale = await answerLost(room)
    await room.pass(3 * SECOND)
    const [scheduled] = room.ledger.scheduledLinksOf([sale])
    const foundAt = room.link(sale).checkedAt ?? 0
    expect(foundAt).toBeGreaterThan(SALE_START)
    expect((scheduled?.nextCheckAt ?? 0) - foundAt).toBe(2 * SECOND)
  })

  it('is found though the provider tells its making by a clock that is a day, or thirty, behind', async () => {
    for (const behind of [DAY, 30 * DAY]) {
      const room = await open()
      room.providersAhead(-behind)
      const sale = await answerLost(room)
      await room.pass(3 * SECOND)
      expect(room.link(sale).stage, `${behind / DAY} days`).toBe('live')
    }
    const room = await open()
    room.providersAhead(-31.5 * DAY)
    const sale = await answerLost(room)
    await room.pass(3 * SECOND)
    expect(room.link(sale).stage, 'no list is read farther back than a month').toBe('lost')
  })

  it('and that asks for another amount is kept, and never shown', async () => {
    const room = await open()
    const sale = await answerLost(room)
    room.rewrite((text) => text.replaceAll('"amount":"12"', '"amount":"21"'))
    await room.pass(3 * SECOND)
    expect(room.link(sale)).toMatchObject({ stage: 'live' })
    expect(room.kinds(sale)).toContain('amount_mismatch')
    expect(room.detail(sale).invoice.shareLinkId).toBeNull()
  })

  it('is found by a later look when the first ones could not be finished', async () => {
    const room = await open()
    const sale = await answerLost(room)
    room.fault({ provider: 'oxapay', operation: 'list', kind: 'http_status', status: 503, times: 2 })
    await room.pass(35 * SECOND)
    expect(room.link(sale).stage).toBe('lost')
    expect(room.cooldowns.trouble(accountOf('oxapay'))).toBe('UNAVAILABLE')
    await room.pass(60 * SECOND)
    expect(room.link(sale).stage).toBe('live')
    expect(room.cooldowns.trouble(accountOf('oxapay'))).toBeNull()
  })
})

describe('a lost link that the list does not show', () => {
  it.each(searched)('is proved unmade at %s by two complete looks half a minute apart', async (provider) => {
    const room = await open()
    const sale = await neverMade(room, provider)
    await room.pass(30 * SECOND)
    expect([room.link(sale).stage, room.count('list')]).toEqual(['lost', 1])
    room.told.length = 0
    await room.pass(5 * SECOND)
    expect([room.link(sale).stage, room.count('list')]).toEqual(['refused', 2])
    expect(failureOf(room, sale)).toBe('LINK_NOT_FOUND')
    expect(room.told).toMatchObject([{ invoiceId: sale, after: 'failed', changed: true }])
    await room.pass(DAY)
    expect(room.count('list')).toBe(2)
  })

  it.each([
    { apart: 29 * SECOND, stage: 'lost' },
    { apart: 30 * SECOND - 1, stage: 'lost' },
    { apart: 30 * SECOND, stage: 'refused' },
  ])('is $stage after a second look $apart ms after the first', async ({ apart, stage }) => {
    const room = await open()
    const sale = await neverMade(room)
    await room.run(room.invoicing.recovery.lookNow(sale))
    await room.pass(apart - EXCHANGE)
    await room.run(room.invoicing.recovery.lookNow(sale))
    expect(room.count('list')).toBe(2)
    expect(room.link(sale).stage).toBe(stage)
  })

  it('is not proved unmade by many looks within half a minute, nor by a wall clock that was set', async () => {
    const room = await open()
    const sale = await neverMade(room)
    for (let n = 0; n < 4; n += 1) {
      await room.run(room.invoicing.recovery.lookNow(sale))
      room.jumpWall(HOUR)
      await room.pass(SECOND)
    }
    expect([room.link(sale).stage, room.count('list')]).toEqual(['lost', 4])
    // Set back again, it does not hold the proof up either.
    room.jumpWall(-4 * HOUR)
    await room.pass(31 * MINUTE)
    expect(room.link(sale).stage).toBe('refused')
  })

  it('is not proved unmade by looks that could not be finished', async () => {
    const room = await open()
    const sale = await neverMade(room)
    room.fault({ provider: 'oxapay', operation: 'list', kind: 'malformed', times: 3 })
    await room.pass(3 * MINUTE)
    expect([room.link(sale).stage, room.count('list')]).toEqual(['lost', 3])
    await room.pass(6 * MINUTE)
    expect([room.link(sale).stage, room.count('list')]).toEqual(['lost', 4])
    await room.pass(31 * MINUTE)
    expect([room.link(sale).stage, room.count('list')]).toEqual(['refused', 5])
  })

  it('stays lost for ever when the key was replaced after it was asked for: the list may be another merchant’s', async () => {
    const room = await open()
    const sale = await neverMade(room)
    await room.pass(SECOND)
    room.ledger.recordNewKey(accountOf('oxapay'), 'another', room.now())
    await room.pass(2 * DAY)
    expect(room.link(sale).stage).toBe('lost')
    expect(room.count('list')).toBeGreaterThan(50)
  })

  it('is found all the same under a new key that shows it', async () => {
    const room = await open()
    const sale = await answerLost(room)
    await room.pass(SECOND)
    room.ledger.recordNewKey(accountOf('oxapay'), 'another', room.now())
    await room.pass(3 * SECOND)
    expect(room.link(sale).stage).toBe('live')
  })

  it('is proved unmade when the key was replaced before it was asked for', async () => {
    const room = await open()
    room.ledger.recordNewKey(accountOf('oxapay'), 'another', room.now())
    await room.pass(SECOND)
    const sale = await neverMade(room)
    await room.pass(MINUTE)
    expect(room.link(sale).stage).toBe('refused')
  })
})

describe('a search', () => {
  it('looks after two seconds, then ever more seldom, and once in half an hour at last', async () => {
    const room = await open()
    await neverMade(room)
    room.fault({ provider: 'oxapay', operation: 'list', kind: 'malformed', times: 100 })
    await room.pass(2 * HOUR)
    const looks = lookedAt(room)
    const waits = looks.map((at, n) => at - (n === 0 ? 0 : (looks[n - 1] ?? 0) + EXCHANGE))
    const [first, second, third, fourth, ...others] = waits.map((ms) => Math.round(ms))
    // The request that was cut took its way there only.
    expect(first).toBeGreaterThanOrEqual(2 * SECOND - EXCHANGE)
    expect(first).toBeLessThanOrEqual(2 * SECOND)
    expect([second, third, fourth]).toEqual([31 * SECOND, MINUTE, 5 * MINUTE])
    expect(others).toEqual([30 * MINUTE, 30 * MINUTE, 30 * MINUTE])
  })

  it('asks nothing while the time stands that the provider named, and soon after', async () => {
    const room = await open()
    const sale = await answerLost(room)
    const refused = { kind: 'http_status', status: 429, retryAfter: 120, times: 1 } as const
    room.fault({ provider: 'oxapay', operation: 'list', ...refused })
    await room.pass(3 * SECOND)
    expect(room.count('list')).toBe(1)
    const pressed = await room.run(room.invoicing.recovery.lookNow(sale))
    expect(pressed).toEqual({ ok: false, error: { code: 'RATE_LIMITED', params: { seconds: 120 } } })
    room.invoicing.recovery.wake()
    await room.pass(118 * SECOND)
    expect(room.count('list')).toBe(1)
    await room.pass(4 * SECOND)
    expect(room.count('list')).toBe(2)
    expect(room.link(sale).stage).toBe('live')
  })

  it('lets an account cool down that is asked too often, and one that names a time, and no other', async () => {
    const room = await open()
    const sale = await neverMade(room)
    const list = { provider: 'oxapay', operation: 'list', kind: 'http_status', times: 1 } as const
    const look = () => room.run(room.invoicing.recovery.lookNow(sale))
    room.fault({ ...list, status: 503 })
    expect(await look()).toMatchObject({ ok: false, error: { code: 'UNAVAILABLE' } })
    expect(room.cooldowns.of(accountOf('oxapay'))).toBeNull()
    room.fault({ ...list, status: 429 })
    expect(await look()).toMatchObject({ ok: false, error: { code: 'RATE_LIMITED' } })
    expect(room.cooldowns.of(accountOf('oxapay'))).toMatchObject({ code: 'RATE_LIMITED', leftMs: 15_000 })
    await room.pass(16 * SECOND)
    room.fault({ ...list, status: 503, retryAfter: 60 })
    await look()
    expect(room.cooldowns.named(accountOf('oxapay'))).toMatchObject({ code: 'UNAVAILABLE', leftMs: 60_000 })
  })

  it('sends nothing for a paused account, says so, and goes on when it is no longer paused', async () => {
    const room = await open()
    const sale = await answerLost(room)
    room.ledger.pauseAccount(accountOf('oxapay'), 'AUTH_REJECTED', room.now())
    const pressed = await room.run(room.invoicing.recovery.lookNow(sale))
    expect(pressed).toEqual({
      ok: false,
      error: { code: 'ACCOUNT_PAUSED', params: { account: 'Our oxapay' } },
    })
    await room.pass(MINUTE)
    expect(room.count('list')).toBe(0)
    room.ledger.resumeAccount(accountOf('oxapay'), room.now())
    room.invoicing.recovery.wake()
    await room.pass(3 * SECOND)
    expect(room.link(sale).stage).toBe('live')
    expect(await room.run(room.invoicing.recovery.lookNow(sale))).toEqual({ ok: true, value: null })
  })

  it('tells a refused key once, and sends nothing more with it', async () => {
    const room = await open()
    const sale = await answerLost(room)
    room.fault({ provider: 'oxapay', operation: 'list', kind: 'http_status', status: 401, times: 1 })
    await room.pass(HOUR)
    expect(room.refusedKeys.map(([id, error]) => [id, error.code])).toEqual([
      [accountOf('oxapay'), 'AUTH_REJECTED'],
    ])
    expect([room.count('list'), room.link(sale).stage]).toEqual([1, 'lost'])
  })

  it('ends for an account that is forgotten', async () => {
    const room = await open()
    const sale = await answerLost(room)
    room.ledger.forgetAccount(accountOf('oxapay'), room.now())
    let reads = 0
    room.before('account', () => {
      reads += 1
    })
    expect(await room.run(room.invoicing.recovery.lookNow(sale))).toEqual({ ok: true, value: null })
    await room.pass(DAY)
    expect([room.count('list'), reads]).toEqual([0, 1])
    expect(room.failures).toEqual([])
  })

  it.each(['ocpay', 'oneshotpay'] as const)('asks nothing of %s, which has no means', async (provider) => {
    const room = await open()
    room.fault({ provider, operation: 'create', kind: 'connection_reset_after', times: 1 })
    const sale = await room.sell(provider)
    const before = room.asked.length
    await room.pass(HOUR)
    expect(await room.run(room.invoicing.recovery.lookNow(sale))).toEqual({ ok: true, value: null })
    expect([room.asked.length - before, room.link(sale).stage]).toEqual([0, 'lost'])
    expect(room.failures).toEqual([])
  })

  it('survives a book that cannot be read for a moment, tells of it, and looks again', async () => {
    const room = await open()
    const sale = await answerLost(room)
    room.before('account', () => {
      room.before('account', null)
      throw new Error('the disk is busy')
    })
    await room.pass(3 * SECOND)
    expect(room.failures.map(String)).toEqual(['Error: the disk is busy'])
    expect([room.link(sale).stage, room.count('list')]).toEqual(['lost', 0])
    await room.pass(31 * SECOND)
    expect(room.link(sale).stage).toBe('live')
  })
})

describe('a look that a person asks for', () => {
  it('finds the link at once, and a second one joins it', async () => {
    const room = await open()
    const sale = await answerLost(room)
    const { lookNow } = room.invoicing.recovery
    const answers = await room.run(Promise.all([lookNow(sale), lookNow(sale)]))
    expect(answers).toEqual([
      { ok: true, value: null },
      { ok: true, value: null },
    ])
    expect([room.count('list'), room.link(sale).stage]).toEqual([1, 'live'])
    await room.pass(HOUR)
    expect(room.count('list')).toBe(1)
  })

  it('asks for no other sale’s link, whose search goes its own way', async () => {
    const room = await open()
    const first = await answerLost(room)
    const other = await answerLost(room)
    await room.run(room.invoicing.recovery.lookNow(first))
    expect([room.link(first).stage, room.link(other).stage, room.count('list')]).toEqual(['live', 'lost', 1])
    await room.pass(3 * SECOND)
    expect([room.link(other).stage, room.count('list')]).toEqual(['live', 2])
  })

  it('is the next look of the search: it begins the wait for the one after', async () => {
    const room = await open()
    const sale = await neverMade(room)
    await room.pass(SECOND)
    await room.run(room.invoicing.recovery.lookNow(sale))
    await room.pass(30 * SECOND)
    expect(room.count('list')).toBe(1)
    await room.pass(2 * SECOND)
    expect(room.count('list')).toBe(2)
  })

  it('looks for the links of that sale alone, also where no search has begun, and not for one still being made', async () => {
    const room = await open()
    const first = await answerLost(room)
    const other = await answerLost(room)
    await room.invoicing.recovery.stop()
    room.restart()
    room.fault({ provider: 'daisy', operation: 'create', kind: 'timeout_after', times: 1 })
    const making = await room.run(room.invoicing.create(room.order('daisy')))
    const makingId = making.ok ? making.value.invoice.id : ''
    await room.run(room.invoicing.recovery.lookNow(makingId))
    expect([room.count('list'), room.link(makingId).stage]).toEqual([0, 'creating'])
    await room.run(room.invoicing.recovery.lookNow(first))
    expect([room.link(first).stage, room.link(other).stage]).toEqual(['live', 'lost'])
    expect(room.count('list')).toBe(1)
  })

  it('gives the reason where the list cannot be read, and none once it could', async () => {
    const room = await open()
    const sale = await neverMade(room)
    room.fault({ provider: 'oxapay', operation: 'list', kind: 'http_status', status: 503, times: 1 })
    expect(await room.run(room.invoicing.recovery.lookNow(sale))).toEqual({
      ok: false,
      error: { code: 'UNAVAILABLE' },
    })
    expect(await room.run(room.invoicing.recovery.lookNow(sale))).toEqual({ ok: true, value: null })
    expect(room.link(sale).stage).toBe('lost')
  })
})

describe('after a crash', () => {
  /** A sale whose link was committed, and whose process ended before any answer was. */
  async function cut(room: SaleRoom): Promise<string> {
    room.before('recordLinkMade', () => {
      throw new Error('the process ended')
    })
    const made = await room.run(room.invoicing.create(room.order('oxapay')))
    await room.pass(SECOND)
    room.abort()
    await room.run(room.invoicing.whenIdle())
    room.before('recordLinkMade', null)
    room.restart()
    return made.ok ? made.value.invoice.id : ''
  }

  it('a link still being made counts as lost, is told as such, and is looked for', async () => {
    const room = await open()
    const sale = await cut(room)
    expect(room.link(sale).stage).toBe('creating')
    room.told.length = 0
    await room.run(room.invoicing.recovery.start())
    expect(room.link(sale).stage).toBe('lost')
    expect(failureOf(room, sale)).toBe('OUTCOME_UNKNOWN')
    expect(room.told).toMatchObject([{ invoiceId: sale, before: 'creating', after: 'unknown' }])
    await room.pass(3 * SECOND)
    expect(room.link(sale).stage).toBe('live')
    expect(room.count('create')).toBe(1)
  })

  it('a book that cannot be written fails the start, and leaves the link as it was', async () => {
    const room = await open()
    const sale = await cut(room)
    room.before('recordLinkNotMade', () => {
      throw new Error('the disk is full')
    })
    const started = room.invoicing.recovery.start().then(
      () => 'started',
      (error) => String(error),
    )
    expect(await room.run(started)).toBe('Error: the disk is full')
    expect(room.link(sale).stage).toBe('creating')
  })

  it('a link that was lost before is looked for, and written no second time as lost', async () => {
    const room = await open()
    const sale = await answerLost(room)
    await room.invoicing.recovery.stop()
    room.restart()
    room.told.length = 0
    await room.run(room.invoicing.recovery.start())
    expect(room.told).toEqual([])
    expect(failureOf(room, sale)).toBe('UNREACHABLE')
    await room.pass(3 * SECOND)
    expect(room.link(sale).stage).toBe('live')
  })

  it('a link whose answer is awaited by this very process is left alone', async () => {
    const room = await open()
    const made = await room.invoicing.create(room.order('oxapay'))
    const id = made.ok ? made.value.invoice.id : ''
    await room.invoicing.recovery.start()
    expect(room.link(id).stage).toBe('creating')
    await room.run(room.invoicing.whenIdle())
    expect(room.kinds(id)).not.toContain('link_lost')
    await room.pass(MINUTE)
    expect([room.count('list'), room.link(id).stage]).toEqual([0, 'live'])
  })
})

describe('woken up', () => {
  it('every search looks again in two seconds', async () => {
    const room = await open()
    const sale = await neverMade(room)
    room.fault({ provider: 'oxapay', operation: 'list', kind: 'malformed', times: 5 })
    await room.pass(20 * MINUTE)
    expect(room.count('list')).toBe(4)
    room.invoicing.recovery.wake()
    await room.pass(1_900)
    expect(room.count('list')).toBe(4)
    await room.pass(200)
    expect(room.count('list')).toBe(5)
    await room.pass(32 * SECOND)
    expect(room.count('list')).toBe(6)
    await room.pass(61 * SECOND)
    expect(room.link(sale).stage).toBe('refused')
  })

  it('again and again, they look once and not for each time', async () => {
    const room = await open()
    await neverMade(room)
    for (let n = 0; n < 4; n += 1) {
      await room.pass(SECOND)
      room.invoicing.recovery.wake()
    }
    expect(room.count('list')).toBe(0)
    await room.pass(4 * SECOND)
    expect(room.count('list')).toBe(1)
  })

  it('a look under way is not doubled', async () => {
    const room = await open()
    await neverMade(room)
    room.fault({ provider: 'oxapay', operation: 'list', kind: 'timeout_before', times: 1 })
    await room.pass(3 * SECOND)
    room.invoicing.recovery.wake()
    await room.pass(15 * SECOND)
    expect(room.count('list')).toBe(1)
  })
})

describe('stopped', () => {
  it('nothing more is looked for, also of what is lost afterwards', async () => {
    const room = await open()
    const sale = await answerLost(room)
    await room.run(room.invoicing.recovery.stop())
    await answerLost(room)
    room.invoicing.recovery.wake()
    expect(await room.run(room.invoicing.recovery.lookNow(sale))).toEqual({ ok: true, value: null })
    await room.pass(DAY)
    expect([room.count('list'), room.link(sale).stage]).toEqual([0, 'lost'])
  })

  it('it waits until the look under way has been committed, and begins no other', async () => {
    const room = await open()
    const sale = await answerLost(room)
    const other = await neverMade(room)
    await room.pass(SECOND)
    const looking = room.invoicing.recovery.lookNow(sale)
    const lost = room.invoicing.recovery.lookNow(other)
    await room.pass(50)
    expect(room.link(sale).stage).toBe('lost')
    await room.run(room.invoicing.recovery.stop())
    expect(room.link(sale).stage).toBe('live')
    await room.run(Promise.all([looking, lost]))
    const before = room.count('list')
    await room.pass(DAY)
    expect(room.count('list')).toBe(before)
  })
})
