import { describe, expect, it } from 'vitest'
import { saleView } from '../../../src/renderer/sale/sale-view.ts'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import type { InvoiceDetail } from '../../../src/shared/contract/shapes/invoice.ts'
import type { InvoiceStatus } from '../../../src/shared/status/status.ts'
import { invoiceOf } from '../../support/window/fixtures.ts'

const sale = (status: InvoiceStatus, provider: ProviderId = 'ocpay'): InvoiceDetail =>
  invoiceOf({ n: 1, provider, status, asked: '1250', createdAt: 1_790_000_000_000 })

describe('a sale on the screen', () => {
  it('shows the code while it can be paid, and offers no second link beside it', () => {
    const view = saleView(sale('open'))
    expect(view.share?.url).toMatch(/^https:/)
    expect([view.canRelink, view.canAbandon, view.done]).toEqual([false, true, false])
  })

  it('offers no second link while one is being made, also of a sale that was given up', () => {
    for (const status of ['abandoned', 'expired', 'unknown'] as const) {
      const detail = sale(status)
      const links = (change: Partial<InvoiceDetail['links'][number]>) =>
        detail.links.map((link) => ({ ...link, reading: 'unheard' as const, url: null, ...change }))
      const canRelink = (change: Partial<InvoiceDetail['links'][number]>) =>
        saleView({ ...detail, links: links(change) }).canRelink
      expect(canRelink({ stage: 'creating' }), status).toBe(false)
      expect(canRelink({ stage: 'refused' }), status).toBe(true)
      expect(canRelink({ stage: 'live', url: 'https://pay.example/1', reading: 'open' }), status).toBe(false)
      expect(canRelink({ stage: 'live', url: 'https://pay.example/1', reading: 'expired' }), status).toBe(
        true,
      )
    }
  })

  it('shows no code once it is paid, waits for the next sale, and can still be asked about', () => {
    const view = saleView(sale('paid'))
    expect([view.share, view.done, view.canCheck, view.canAbandon]).toEqual([null, true, true, false])
  })

  it('shows no code of a link that asks for another amount', () => {
    const detail = sale('open')
    const links = detail.links.map((link) => ({ ...link, lastError: 'AMOUNT_MISMATCH' }))
    expect(saleView({ ...detail, links })).toMatchObject({ share: null, mismatch: true })
    expect(saleView({ ...detail, links }).canRelink).toBe(true)
    expect(saleView({ ...sale('paid'), links }).canRelink).toBe(false)
  })

  it('says of a lost answer what the provider makes possible', () => {
    expect(saleView(sale('unknown', 'ocpay')).oldLink).toBe('sale.recovery.none')
    expect(saleView(sale('unknown', 'daisy')).oldLink).toBe('sale.recovery.list_marker')
    expect(saleView(sale('unknown', 'oxapay')).oldLink).toBe('sale.recovery.list_order_id')
  })

  it('says that an expired link may still be paid, and a refused one never was made', () => {
    expect(saleView(sale('expired')).oldLink).toBe('sale.oldLink.expired')
    expect(saleView(sale('failed')).oldLink).toBe('sale.oldLink.refused')
  })

  it('asks nobody about a sale that came out of a file, and offers it no link of today', () => {
    for (const status of ['expired', 'underpaid', 'paid'] as const) {
      const { invoice, ...detail } = sale(status)
      const view = saleView({ ...detail, invoice: { ...invoice, imported: true } })
      expect([view.canCheck, view.canAbandon, view.canRelink], status).toEqual([false, false, false])
    }
  })

  it('offers no new link where money has already come', () => {
    expect(saleView(sale('underpaid', 'oxapay')).canRelink).toBe(false)
  })

  it('keeps the code of a sale that is paid too little until it is asked for, and shows a link for the rest at once', () => {
    const detail = sale('underpaid', 'oxapay')
    expect(saleView(detail)).toMatchObject({ isUnderpaid: true, codeFirst: false, codeCanHide: true })
    const links = detail.links.map((link) => ({ ...link, asked: { ...link.asked, amount: '3.00' } }))
    expect(saleView({ ...detail, links })).toMatchObject({ codeFirst: true, codeCanHide: true })
    expect(saleView(sale('open', 'oxapay'))).toMatchObject({ codeFirst: true, codeCanHide: false })
  })

  it('asks for no second rest while the answer to one is lost', () => {
    const detail = sale('underpaid', 'daisy')
    const [first] = detail.links
    if (!first) throw new Error('a sale without a link')
    const rest = {
      ...first,
      id: 'rest',
      asked: { ...first.asked, amount: '3.00' },
      createdAt: first.createdAt + 1,
    }
    const withRemainder = (stage: 'lost' | 'refused') => ({ ...detail, links: [first, { ...rest, stage }] })
    expect(saleView(detail).remainderLost).toBe(false)
    expect(saleView(withRemainder('lost')).remainderLost).toBe(true)
    expect(saleView(withRemainder('refused')).remainderLost).toBe(false)
    const unseen = { ...withRemainder('lost'), invoice: sale('underpaid', 'ocpay').invoice }
    expect(saleView(unseen).remainderLost).toBe(false)
  })

  it('can be asked about while a link lives, or a lost one may stand in a list; else there is nobody to ask', () => {
    const can = (status: InvoiceStatus, provider: ProviderId) => saleView(sale(status, provider)).canCheck
    expect([can('unknown', 'daisy'), can('unknown', 'oxapay')]).toEqual([true, true])
    expect([can('unknown', 'ocpay'), can('failed', 'ocpay')]).toEqual([false, false])
  })

  it('names the older link that could not be asked about while the newest could', () => {
    const detail = sale('open')
    const [first] = detail.links
    if (!first) throw new Error('a sale without a link')
    const older = { ...first, id: 'older', lastError: 'UNREACHABLE', createdAt: first.createdAt - 1 }
    expect(saleView({ ...detail, links: [older, first] }).oldUnasked?.id).toBe('older')
    expect(
      saleView({ ...detail, links: [older, { ...first, lastError: 'TIMED_OUT' }] }).oldUnasked,
    ).toBeNull()
  })

  it('says of a refused new link that an earlier one may still be paid', () => {
    const detail = sale('failed')
    const [refused] = detail.links
    if (!refused) throw new Error('a sale without a link')
    const earlier = {
      ...refused,
      stage: 'live',
      reading: 'expired',
      createdAt: refused.createdAt - 1,
    } as const
    expect(saleView({ ...detail, links: [earlier, refused] })).toMatchObject({
      oldLink: 'sale.oldLink.refusedAgain',
      earlier: true,
    })
    const over = { ...earlier, reading: 'failed' } as const
    expect(saleView({ ...detail, links: [over, refused] }).oldLink).toBe('sale.oldLink.refused')
  })
})
