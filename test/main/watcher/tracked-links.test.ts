import { describe, expect, it } from 'vitest'
import type { ScheduledLink } from '../../../src/main/ledger/port/links.ts'
import { createTrackedLinks } from '../../../src/main/watcher/tracked-links.ts'

const NOW = Date.UTC(2026, 5, 1, 9)

const linkOf = (name: string, change: Partial<ScheduledLink> = {}): ScheduledLink => ({
  linkId: `link-${name}`,
  invoiceId: `invoice-${name}`,
  accountId: 'account-1',
  provider: 'oxapay',
  ref: `ref-${name}`,
  reading: 'open',
  status: 'open',
  createdAt: NOW,
  expiresAt: null,
  checkedAt: null,
  nextCheckAt: NOW + 1,
  receiptCount: 0,
  hashMissing: false,
  ...change,
})
const never = { nextCheckAt: Number.MAX_SAFE_INTEGER }

function tracked() {
  let steady = 500
  const links = createTrackedLinks({ now: () => NOW + steady, monotonic: () => steady })
  const names = (accountId = 'account-1') => [...links.links(accountId)].map((link) => link.ref).toSorted()
  return {
    links,
    names,
    pass(ms: number) {
      steady += ms
    },
  }
}

describe('the links that are tracked', () => {
  it('are those of the book that are asked about again, by account', () => {
    const { links, names } = tracked()
    links.replace([linkOf('a'), linkOf('b', { accountId: 'account-2' }), linkOf('c', never)])
    expect([...links.accounts()].toSorted()).toEqual(['account-1', 'account-2'])
    expect([names(), names('account-2'), names('nobody')]).toEqual([['ref-a'], ['ref-b'], []])
    expect([links.size('account-1'), links.size('account-2'), links.size('nobody')]).toEqual([1, 1, 0])
    expect(links.byRef('account-1', 'ref-a')?.linkId).toBe('link-a')
    expect([
      links.byRef('account-2', 'ref-a'),
      links.byRef('nobody', 'ref-a'),
      links.byRef('account-1', 'ref-c'),
    ]).toEqual([null, null, null])
    expect(links.get({ accountId: 'account-1', linkId: 'link-a' })?.ref).toBe('ref-a')
    expect(links.get({ accountId: 'account-1', linkId: 'link-b' })).toBeNull()
  })

  it('that the book has no more are tracked no more, under any name', () => {
    const { links, names } = tracked()
    links.replace([linkOf('a'), linkOf('b')])
    expect(links.newestFirst('account-1')).toHaveLength(2)
    links.replace([linkOf('b')])
    expect(names()).toEqual(['ref-b'])
    expect(links.newestFirst('account-1').map((link) => link.ref)).toEqual(['ref-b'])
    expect(links.byRef('account-1', 'ref-a')).toBeNull()
    expect(links.get({ accountId: 'account-1', linkId: 'link-a' })).toBeNull()
  })

  it('of an invoice are taken anew by themselves: what has ended goes, what is new comes, the others stay', () => {
    const { links, names } = tracked()
    const second = (change: object = {}) => linkOf('a2', { invoiceId: 'invoice-a', ...change })
    links.replace([linkOf('a'), linkOf('b')])
    links.refresh(['invoice-a'], [linkOf('a', never), second()])
    expect(names()).toEqual(['ref-a2', 'ref-b'])
    links.refresh(['invoice-a'], [second(never)])
    expect(names()).toEqual(['ref-b'])
    links.refresh(['invoice-b', 'invoice-new'], [linkOf('b'), linkOf('new')])
    expect(names()).toEqual(['ref-b', 'ref-new'])
    links.refresh(['invoice-new'], [])
    expect(names()).toEqual(['ref-b'])
  })

  it('after the whole book was read are still known by their invoice', () => {
    const { links, names } = tracked()
    links.replace([linkOf('a'), linkOf('a2', { invoiceId: 'invoice-a' })])
    links.refresh(['invoice-a'], [linkOf('a')])
    expect(names()).toEqual(['ref-a'])
  })

  it('keep what only this run knows of them, and take what the book says', () => {
    const { links, pass } = tracked()
    links.replace([linkOf('a')])
    const before = links.byRef('account-1', 'ref-a')
    expect(before).toMatchObject({
      metAt: 500,
      metAge: 500,
      movedAt: null,
      failures: 0,
      asking: false,
      answered: 0,
    })
    expect(before).toMatchObject({ digest: null, unlisted: false })
    Object.assign(before ?? {}, { failures: 3, answered: 7, digest: 'x', unlisted: true })
    pass(1_000)
    links.refresh(['invoice-a'], [linkOf('a', { reading: 'paid', nextCheckAt: NOW + 9 })])
    const after = links.byRef('account-1', 'ref-a')
    expect(after).toBe(before)
    expect(after).toMatchObject({
      reading: 'paid',
      nextCheckAt: NOW + 9,
      failures: 3,
      answered: 7,
      digest: 'x',
    })
    expect(after).toMatchObject({ metAt: 500, metAge: 500, unlisted: true })
  })

  it('met before their making, by a clock that was set back, have no age', () => {
    const { links } = tracked()
    links.replace([linkOf('a', { createdAt: NOW + 3_600_000 })])
    expect(links.byRef('account-1', 'ref-a')?.metAge).toBe(0)
  })

  it('come the newest first, each with its place, whenever there are others', () => {
    const { links } = tracked()
    const order = () => links.newestFirst('account-1').map((link) => `${link.index} ${link.ref}`)
    links.replace([
      linkOf('old', { createdAt: NOW - 9 }),
      linkOf('new'),
      linkOf('mid', { createdAt: NOW - 5 }),
    ])
    expect(order()).toEqual(['0 ref-new', '1 ref-mid', '2 ref-old'])
    expect(links.newestFirst('account-1')).toBe(links.newestFirst('account-1'))
    links.refresh(['invoice-newest'], [linkOf('newest', { createdAt: NOW + 5 })])
    expect(order()).toEqual(['0 ref-newest', '1 ref-new', '2 ref-mid', '3 ref-old'])
    links.refresh(['invoice-mid'], [])
    expect(order()).toEqual(['0 ref-newest', '1 ref-new', '2 ref-old'])
    expect(links.newestFirst('nobody')).toEqual([])
  })
})
