import { describe, expect, it } from 'vitest'
import { saleView } from '../../src/renderer/screens/counter/sale-view.ts'
import type { InvoiceDetail } from '../../src/shared/contract/models.ts'
import type { ProviderId } from '../../src/shared/contract/providers.ts'
import type { InvoiceStatus } from '../../src/shared/status/status.ts'
import { invoiceOf } from './harness/fixtures.ts'

const sale = (status: InvoiceStatus, provider: ProviderId = 'ocpay'): InvoiceDetail =>
  invoiceOf({ n: 1, provider, status, asked: '1250', createdAt: 1_790_000_000_000 })

describe('a sale on the screen', () => {
  it('shows the code while it can be paid, and offers no second link beside it', () => {
    const view = saleView(sale('open'))
    expect(view.share?.url).toMatch(/^https:/)
    expect([view.canRelink, view.canAbandon, view.done]).toEqual([false, true, false])
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

  it('offers no new link where money has already come', () => {
    expect(saleView(sale('underpaid', 'oxapay')).canRelink).toBe(false)
  })

  it('keeps the code of a sale that is paid too little until it is asked for, and shows a link for the rest at once', () => {
    const detail = sale('underpaid', 'oxapay')
    expect(saleView(detail)).toMatchObject({ short: true, codeOnRequest: true })
    const links = detail.links.map((link) => ({ ...link, asked: { ...link.asked, amount: '3.00' } }))
    expect(saleView({ ...detail, links }).codeOnRequest).toBe(false)
  })
})
