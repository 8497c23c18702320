import { describe, expect, it } from 'vitest'
import { PROVIDER_IDS, type ProviderId } from '../../src/shared/contract/plain/provider-ids.ts'
import {
  createsOf,
  inspectBook,
  newToken,
  openShop,
  refAtProvider,
  reopen,
  type Shop,
  sellUntilDead,
} from '../support/kills/killing.ts'
import { until } from '../support/shop/matrix-room.ts'

interface Step {
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

describe.concurrent.each(PROVIDER_IDS)('a till of %s killed', (provider) => {
  const steps = STEPS.filter((step) => step.only === undefined || step.only === provider)
  it.each(steps)(
    '$title keeps one invoice, sends no second request and loses no reference',
    async (step) => {
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
        expect([settled.invoice.status, settled.invoice.failure?.code]).toEqual([
          'unknown',
          'OUTCOME_UNKNOWN',
        ])
      } else {
        expect([settled.invoice.status, settled.invoice.failure?.code]).toEqual(['failed', 'LINK_NOT_FOUND'])
      }
      await again.app.app.close()
      expect(inspectBook(shop).invoices).toBe(1)
      await shop.close()
    },
    60_000,
  )
})

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
