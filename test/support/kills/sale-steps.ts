import { expect } from 'vitest'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import { until } from '../shop/matrix-room.ts'
import {
  createsOf,
  inspectBook,
  newToken,
  openShop,
  refAtProvider,
  reopen,
  type Shop,
  sellUntilDead,
} from './killing.ts'

/** A point of a sale at which its till dies, and what must be there afterwards. */
export interface Step {
  readonly title: string
  /** The point at which the till kills itself; null when it is killed from outside while its answer is awaited. */
  readonly killAt: string | null
  /** False where nobody can have been told of the sale yet. */
  readonly promised: boolean
  readonly committed: boolean
  /** Whether the provider made a link. */
  readonly made: boolean
  /** Whether the book knows the link before anybody looks for it. */
  readonly linked: boolean
  readonly only?: ProviderId
}

const STEPS: readonly Step[] = [
  {
    title: 'before the sale is committed',
    killAt: 'createInvoice:before',
    ...{ promised: false, committed: false, made: false, linked: false },
  },
  {
    title: 'after the commit, before anybody knows of it',
    killAt: 'createInvoice:after',
    ...{ promised: false, committed: true, made: false, linked: false },
  },
  {
    title: 'before its token is asked for',
    killAt: 'fetch:token:before',
    ...{ promised: true, committed: true, made: false, linked: false, only: 'oneshotpay' },
  },
  {
    title: 'after its token has come',
    killAt: 'fetch:token:after',
    ...{ promised: true, committed: true, made: false, linked: false, only: 'oneshotpay' },
  },
  {
    title: 'after the commit, before the request is sent',
    killAt: 'fetch:create:before',
    ...{ promised: true, committed: true, made: false, linked: false },
  },
  {
    title: 'after the request is sent, before its answer',
    killAt: null,
    ...{ promised: true, committed: true, made: true, linked: false },
  },
  {
    title: 'after the answer',
    killAt: 'fetch:create:after',
    ...{ promised: true, committed: true, made: true, linked: false },
  },
  {
    title: 'before the link is committed',
    killAt: 'recordLinkMade:before',
    ...{ promised: true, committed: true, made: true, linked: false },
  },
  {
    title: 'after the link is committed',
    killAt: 'recordLinkMade:after',
    ...{ promised: true, committed: true, made: true, linked: true },
  },
  {
    title: 'before the money is asked about',
    killAt: 'fetch:read:before',
    ...{ promised: true, committed: true, made: true, linked: true },
  },
  {
    title: 'before the money is committed',
    killAt: 'recordAnswers:before',
    ...{ promised: true, committed: true, made: true, linked: true },
  },
  {
    title: 'after the money is committed',
    killAt: 'recordAnswers:after',
    ...{ promised: true, committed: true, made: true, linked: true },
  },
]

/** The steps a sale through this provider has. */
export function stepsOf(provider: ProviderId): readonly Step[] {
  return STEPS.filter((step) => step.only === undefined || step.only === provider)
}

/**
 * Kills a till at one step of a sale, opens it again, and holds what is there against what must be: one invoice, no second
 * request, no reference lost. Gives how many sales it had promised; throws what does not fit.
 */
export async function dieAndComeBack(provider: ProviderId, step: Step): Promise<number> {
  const shop = await openShop(provider)
  const token = newToken()
  const promised = await killAtStep(shop, token, step)
  if (!step.promised) expect(promised.size).toBe(0)
  expect(refAtProvider(shop, token) !== null).toBe(step.made)
  const sent = createsOf(shop, token)
  expect(sent).toBe(step.made ? 1 : 0)

  const again = await reopen(shop)
  const page = { search: '', status: [], provider: [], cursor: null, limit: 50 }
  const before = await again.app.call('invoices.list', page)
  expect(before.rows).toHaveLength(step.committed ? 1 : 0)
  const pressed = await again.press(token)
  if (promised.has(token)) expect(pressed.invoice.id).toBe(promised.get(token))
  const settled = await again.settle(pressed.invoice.id)
  expect(createsOf(shop, token)).toBe(step.committed ? sent : 1)

  const ref = refAtProvider(shop, token)
  if (!step.committed || step.linked || (step.made && settled.invoice.recovery !== 'none')) {
    expect(settled.links.map((link) => link.providerRef)).toEqual([ref])
    await seePaid(shop, again, pressed.invoice.id, ref ?? '')
  } else if (settled.invoice.recovery === 'none') {
    expect([settled.invoice.status, settled.invoice.failure?.code]).toEqual(['unknown', 'OUTCOME_UNKNOWN'])
  } else {
    expect([settled.invoice.status, settled.invoice.failure?.code]).toEqual(['failed', 'LINK_NOT_FOUND'])
  }
  await again.app.app.close()
  expect(inspectBook(shop).invoices).toBe(1)
  await shop.close()
  return promised.size
}

/** Lets a till make one sale and die at the step. */
async function killAtStep(shop: Shop, token: string, step: Step) {
  const { provider, server } = shop
  if (step.killAt !== null) return sellUntilDead(shop, [token], step.killAt)
  server.practice.fault({ provider, operation: 'create', kind: 'timeout_after', times: 1 })
  return sellUntilDead(shop, [token], '', (till) => {
    until(
      async () => refAtProvider(shop, token),
      (ref) => ref !== null,
    ).finally(() => till.kill('SIGKILL'))
  })
}

async function seePaid(shop: Shop, again: Awaited<ReturnType<typeof reopen>>, id: string, ref: string) {
  // It may have been paid before the till died.
  shop.server.practice.pay({ provider: shop.provider, ref })
  const paid = await until(
    () => again.app.call('invoices.get', { id }),
    (detail) => detail.receipts.length > 0 && detail.invoice.status.startsWith('paid'),
    () => again.time.pass(1_000),
  )
  expect(paid.receipts).toHaveLength(1)
}
