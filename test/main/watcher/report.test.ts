import { describe, expect, it } from 'vitest'
import type { Cooldown } from '../../../src/main/accounts/cooldowns.ts'
import { createRateLimiter } from '../../../src/main/accounts/rate-limiter.ts'
import type { StoredAccount } from '../../../src/main/ledger/port/accounts.ts'
import { accountWatch } from '../../../src/main/watcher/report.ts'
import { createTrackedLinks } from '../../../src/main/watcher/tracked-links.ts'
import type { ErrorCode } from '../../../src/shared/contract/plain/error-codes.ts'
import type { InvoiceStatus } from '../../../src/shared/status/status.ts'
import { virtualTime } from '../../support/app/virtual-time.ts'

const MINUTE = 60_000
const NOW = Date.UTC(2026, 5, 1, 9)

const shop: StoredAccount = {
  id: 'account-1',
  provider: 'ocpay',
  label: 'Till',
  settings: {},
  createdAt: 0,
  paused: null,
  lastAnswerAt: NOW - 5,
  keyChangedAt: null,
}

interface Given {
  readonly paused?: StoredAccount['paused']
  readonly cooldown?: Cooldown
  readonly slowed?: true
  readonly key?: ErrorCode
  readonly links?: readonly {
    readonly age?: number
    readonly overdue?: number
    readonly status?: InvoiceStatus
    readonly sale?: number
  }[]
}

function reported({ paused = null, cooldown, slowed, key, links = [] }: Given = {}) {
  const { clock, timers } = virtualTime(NOW)
  const limiter = createRateLimiter({ perMinute: 30, perSecond: 2, gapMs: 0, concurrency: 1 }, clock, timers)
  if (slowed) limiter.slow()
  const tracked = createTrackedLinks(clock)
  tracked.replace(
    links.map(({ age = 0, overdue = 0, status = 'open', sale }, n) => ({
      linkId: `link-${n}`,
      invoiceId: `invoice-${sale ?? n}`,
      accountId: 'account-1',
      provider: 'ocpay',
      ref: `ref-${n}`,
      reading: 'open',
      status,
      createdAt: NOW - age,
      expiresAt: null,
      checkedAt: null,
      nextCheckAt: NOW - overdue,
      receiptCount: 0,
      hashMissing: false,
    })),
  )
  return accountWatch(
    { ...shop, paused },
    {
      now: NOW,
      cooldown: cooldown ?? null,
      key: key ?? null,
      limiter,
      links: tracked.links('account-1'),
      feed: 'none',
    },
  )
}

describe('what an account is said to do', () => {
  it('is running where nothing holds it', () => {
    expect(reported()).toEqual({
      accountId: 'account-1',
      label: 'Till',
      provider: 'ocpay',
      state: 'running',
      reason: null,
      until: null,
      lastAnswerAt: NOW - 5,
      callsLastMinute: 0,
      limitPerMinute: 30,
      open: { young: 0, hour: 0, day: 0, older: 0 },
      due: 0,
      feed: 'none',
    })
  })

  it('is paused before all else, then locked or resting, then slowed', () => {
    const paused = { reason: 'FORBIDDEN', at: NOW } as const
    const resting = { code: 'UNAVAILABLE', leftMs: 9_000 } as const
    expect(reported({ paused, cooldown: resting, slowed: true })).toMatchObject({
      state: 'paused',
      reason: 'FORBIDDEN',
      until: null,
    })
    expect(reported({ cooldown: resting, slowed: true })).toMatchObject({
      state: 'resting',
      reason: 'UNAVAILABLE',
      until: NOW + 9_000,
    })
    expect(reported({ slowed: true })).toMatchObject({
      state: 'slowed',
      reason: 'RATE_LIMITED',
      until: NOW + 5 * MINUTE,
    })
  })

  it.each([
    'NO_KEY',
    'VAULT_LOCKED',
    'VAULT_UNAVAILABLE',
    'VAULT_CHANGED',
    'VAULT_TEMPORARY',
    'DECRYPT_FAILED',
  ] as const)('is locked by %s, nobody knows until when', (code) => {
    expect(reported({ cooldown: { code, leftMs: 9_000 } })).toMatchObject({
      state: 'locked',
      reason: code,
      until: null,
    })
  })
})

it('is locked where its key cannot be had, though no question has failed for it yet', () => {
  expect(reported({ key: 'VAULT_LOCKED' })).toMatchObject({
    state: 'locked',
    reason: 'VAULT_LOCKED',
    until: null,
  })
  const cooldown = { code: 'UNAVAILABLE', leftMs: 9_000 } as const
  expect(reported({ key: 'DECRYPT_FAILED', cooldown })).toMatchObject({
    state: 'locked',
    reason: 'DECRYPT_FAILED',
  })
  const paused = { reason: 'FORBIDDEN', at: NOW } as const
  expect(reported({ key: 'VAULT_LOCKED', paused })).toMatchObject({ state: 'paused' })
})

describe('the sales of an account', () => {
  it('are counted once each, and only while they wait for money', () => {
    const two = [{ sale: 1 }, { sale: 1, age: 60 * MINUTE }, { sale: 2, status: 'underpaid' as const }]
    expect(reported({ links: two }).open).toEqual({ young: 2, hour: 0, day: 0, older: 0 })
    const over = (['expired', 'abandoned', 'failed'] as const).map((status) => ({ status }))
    expect(reported({ links: over }).open).toEqual({ young: 0, hour: 0, day: 0, older: 0 })
  })

  it('that are open are counted by their age, and those that are done are not', () => {
    const ages = [
      0,
      10 * MINUTE - 1,
      10 * MINUTE,
      60 * MINUTE - 1,
      60 * MINUTE,
      1_440 * MINUTE - 1,
      1_440 * MINUTE,
    ]
    const links = ages.map((age) => ({ age }))
    expect(reported({ links }).open).toEqual({ young: 2, hour: 2, day: 2, older: 1 })
    const done = (['paid', 'overpaid', 'paid_late', 'refunded'] as const).map((status) => ({ status }))
    expect(reported({ links: [...links, ...done] }).open).toEqual({ young: 2, hour: 2, day: 2, older: 1 })
  })

  it('are late only after their question could have been asked and answered', () => {
    const links = [
      { overdue: 0 },
      { overdue: 10_000 },
      { overdue: 10_001 },
      { overdue: 10_001, status: 'paid' as const },
    ]
    expect(reported({ links }).due).toBe(2)
  })
})
