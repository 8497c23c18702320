import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Money, money } from '../../src/shared/money/money.ts'
import {
  deriveStatus,
  type InvoiceFacts,
  isPaid,
  isWaiting,
  LINK_READINGS,
  LINK_STAGES,
  type LinkFacts,
  type ReceiptFacts,
  STATUSES,
} from '../../src/shared/status/status.ts'

const eur = (units: number): Money => money('EUR', BigInt(units))
const link = (change: Partial<LinkFacts> = {}): LinkFacts => ({
  stage: 'live',
  reading: 'open',
  expiresAt: null,
  received: null,
  receipts: [],
  ...change,
})
const came = (units: number | null, change: Partial<ReceiptFacts> = {}): ReceiptFacts => ({
  credited: units === null ? null : eur(units),
  at: 100,
  ...change,
})
const facts = (change: Partial<InvoiceFacts> = {}): InvoiceFacts => ({
  asked: eur(1000),
  links: [link()],
  abandonedAt: null,
  tolerance: null,
  ...change,
})

test.each<[string, Partial<InvoiceFacts>, string]>([
  ['nothing was requested', { links: [] }, 'draft'],
  ['a request is under way', { links: [link({ stage: 'creating', reading: 'unheard' })] }, 'creating'],
  ['the answer was lost', { links: [link({ stage: 'lost', reading: 'unheard' })] }, 'unknown'],
  ['the request was refused', { links: [link({ stage: 'refused', reading: 'unheard' })] }, 'failed'],
  ['a link waits', {}, 'open'],
  ['a link says a word nobody knows', { links: [link({ reading: 'unheard' })] }, 'open'],
  ['the link expired', { links: [link({ reading: 'expired' })] }, 'expired'],
  ['the link failed', { links: [link({ reading: 'failed' })] }, 'failed'],
  ['one link expired, the next waits', { links: [link({ reading: 'expired' }), link()] }, 'open'],
  [
    'one link expired, the next is being made',
    { links: [link({ reading: 'expired' }), link({ stage: 'creating' })] },
    'creating',
  ],
  ['one was lost, the next waits', { links: [link({ stage: 'lost', reading: 'unheard' }), link()] }, 'open'],
  [
    'one was lost, the next expired',
    { links: [link({ stage: 'lost', reading: 'unheard' }), link({ reading: 'expired' })] },
    'unknown',
  ],
  ['money is on its way', { links: [link({ reading: 'confirming' })] }, 'confirming'],
  ['the provider says too little came', { links: [link({ reading: 'underpaid' })] }, 'underpaid'],
  ['a part came', { links: [link({ receipts: [came(400)] })] }, 'underpaid'],
  [
    'a part came after the link expired',
    { links: [link({ reading: 'expired', receipts: [came(1)] })] },
    'underpaid',
  ],
  ['all came', { links: [link({ receipts: [came(1000)] })] }, 'paid'],
  ['all came in two parts', { links: [link({ receipts: [came(400), came(600)] })] }, 'paid'],
  ['too much came', { links: [link({ receipts: [came(1001)] })] }, 'overpaid'],
  [
    'little is missing, within the tolerance',
    { links: [link({ receipts: [came(995)] })], tolerance: eur(5) },
    'paid',
  ],
  ['little more is missing', { links: [link({ receipts: [came(994)] })], tolerance: eur(5) }, 'underpaid'],
  ['a tolerance as large as the price takes nothing for paid', { tolerance: eur(1000) }, 'open'],
  ['all came after expiry', { links: [link({ expiresAt: 99, receipts: [came(1000)] })] }, 'paid_late'],
  ['all came at the last moment', { links: [link({ expiresAt: 100, receipts: [came(1000)] })] }, 'paid'],
  [
    'the first part came in time, the last too late',
    { links: [link({ expiresAt: 99, receipts: [came(900, { at: 50 }), came(100)] })] },
    'paid_late',
  ],
  [
    'all came after the sale was given up',
    { abandonedAt: 99, links: [link({ receipts: [came(1000)] })] },
    'paid_late',
  ],
  [
    'all came, then the sale was given up',
    { abandonedAt: 101, links: [link({ receipts: [came(1000)] })] },
    'paid',
  ],
  ['the sale was given up', { abandonedAt: 5 }, 'abandoned'],
  ['a part came of a sale given up', { abandonedAt: 5, links: [link({ receipts: [came(1)] })] }, 'underpaid'],
  ['the provider says paid and shows no transfer', { links: [link({ reading: 'paid' })] }, 'paid'],
  [
    'the provider says paid, the transfer is in another currency',
    { links: [link({ reading: 'paid', receipts: [came(null)] })] },
    'paid',
  ],
  ['a transfer in another currency alone', { links: [link({ receipts: [came(null)] })] }, 'open'],
  [
    'the provider says paid, but the transfers are comparable and too little',
    { links: [link({ reading: 'paid', receipts: [came(400)] })] },
    'underpaid',
  ],
  ['the money went back', { links: [link({ reading: 'refunded', receipts: [came(1000)] })] }, 'refunded'],
  [
    'the money of one link went back, another was paid',
    {
      links: [
        link({ reading: 'refunded', receipts: [came(1000)] }),
        link({ reading: 'paid', receipts: [came(1000)] }),
      ],
    },
    'paid',
  ],
  [
    'two links are paid in another currency',
    {
      links: [
        link({ reading: 'paid', receipts: [came(null)] }),
        link({ reading: 'paid', receipts: [came(null)] }),
      ],
    },
    'overpaid',
  ],
  [
    'the provider counts more than its transfers show yet',
    { links: [link({ reading: 'paid', received: eur(1000), receipts: [came(400)] })] },
    'paid',
  ],
  [
    'the provider counts less than its transfers show',
    { links: [link({ received: eur(400), receipts: [came(1000)] })] },
    'paid',
  ],
  [
    'a link for the rest is said to be paid and shows no transfer',
    { links: [link({ receipts: [came(600)] }), link({ asked: eur(400), reading: 'paid' })] },
    'paid',
  ],
  [
    'a link for too small a rest is said to be paid',
    { links: [link({ receipts: [came(600)] }), link({ asked: eur(300), reading: 'paid' })] },
    'underpaid',
  ],
  [
    'the rest comes through both links',
    {
      links: [
        link({ reading: 'paid', receipts: [came(600), came(400)] }),
        link({ asked: eur(400), reading: 'paid' }),
      ],
    },
    'overpaid',
  ],
  [
    'the provider counts a part and shows no transfer',
    { links: [link({ received: eur(400) })] },
    'underpaid',
  ],
  [
    'money is on its way to a sale that was given up',
    { abandonedAt: 5, links: [link({ reading: 'confirming' })] },
    'confirming',
  ],
  [
    'the provider says too little came to a sale that was given up',
    { abandonedAt: 5, links: [link({ reading: 'underpaid' })] },
    'underpaid',
  ],
  [
    'late money went back, and the sale was paid in time',
    {
      links: [
        link({ reading: 'refunded', expiresAt: 150, receipts: [came(1000, { at: 200 })] }),
        link({ reading: 'paid', expiresAt: 150, receipts: [came(1000)] }),
      ],
    },
    'paid',
  ],
  [
    'the money went back of a sale that was given up, and nothing else came',
    { abandonedAt: 5, links: [link({ reading: 'refunded' }), link()] },
    'refunded',
  ],
  [
    'the last transfer came to a link without an end',
    {
      links: [
        link({ expiresAt: 99, receipts: [came(500, { at: 50 })] }),
        link({ receipts: [came(500, { at: 200 })] }),
      ],
    },
    'paid',
  ],
  [
    'the last transfer came to a link that had ended, an earlier one to another link in time',
    {
      links: [
        link({ receipts: [came(500, { at: 50 })] }),
        link({ expiresAt: 150, receipts: [came(500, { at: 200 })] }),
      ],
    },
    'paid_late',
  ],
  [
    'all came at the moment the sale was given up',
    { abandonedAt: 100, links: [link({ receipts: [came(1000)] })] },
    'paid',
  ],
  [
    'the provider counts in another currency',
    { links: [link({ received: money('USD', 1000n), receipts: [came(400)] })] },
    'underpaid',
  ],
  ['the provider says overpaid and shows no transfer', { links: [link({ reading: 'overpaid' })] }, 'paid'],
  [
    'the provider says paid, of two transfers only one is comparable',
    { links: [link({ reading: 'paid', receipts: [came(400), came(null)] })] },
    'paid',
  ],
  [
    'the provider says paid, and what it counts is more than was asked',
    { links: [link({ reading: 'paid', received: eur(1200) })] },
    'overpaid',
  ],
  [
    'the provider says nothing of payment, and a transfer is not comparable',
    { links: [link({ receipts: [came(400), came(null)] })] },
    'underpaid',
  ],
  ['the price is nothing and nothing came', { asked: eur(0) }, 'open'],
  [
    'one link failed, the other was lost',
    { links: [link({ reading: 'failed' }), link({ stage: 'lost', reading: 'unheard' })] },
    'unknown',
  ],
  [
    'one link failed, the other expired',
    { links: [link({ reading: 'failed' }), link({ reading: 'expired' })] },
    'expired',
  ],
  [
    'a request was refused while another link says nothing known',
    { links: [link({ stage: 'refused', reading: 'unheard' }), link({ reading: 'failed' })] },
    'failed',
  ],
])('given %s', (_case, change, expected) => {
  expect(deriveStatus(facts(change)).status).toBe(expected)
})

test('what has come is told in the currency of the invoice, and what is due is the rest of it', () => {
  const part = deriveStatus(facts({ links: [link({ receipts: [came(400)] })] }))
  expect(part).toEqual({ status: 'underpaid', received: eur(400), due: eur(600) })
  const over = deriveStatus(facts({ links: [link({ receipts: [came(1200)] })] }))
  expect(over).toEqual({ status: 'overpaid', received: eur(1200), due: money('EUR', -200n) })
  const back = deriveStatus(facts({ links: [link({ reading: 'refunded', receipts: [came(1000)] })] }))
  expect(back).toEqual({ status: 'refunded', received: eur(0), due: eur(1000) })
})

const anyReceipt: fc.Arbitrary<ReceiptFacts> = fc.record({
  credited: fc.option(fc.integer({ min: 1, max: 1500 }).map(eur)),
  at: fc.integer({ min: 0, max: 200 }),
})
const anyLink: fc.Arbitrary<LinkFacts> = fc.record({
  asked: fc.option(fc.integer({ min: 1, max: 1000 }).map(eur), { nil: null }),
  stage: fc.constantFrom(...LINK_STAGES),
  reading: fc.constantFrom(...LINK_READINGS),
  expiresAt: fc.option(fc.integer({ min: 0, max: 200 })),
  received: fc.option(fc.integer({ min: 0, max: 1500 }).map(eur)),
  receipts: fc.array(anyReceipt, { maxLength: 4 }),
})
const anyFacts: fc.Arbitrary<InvoiceFacts> = fc.record({
  asked: fc.constant(eur(1000)),
  links: fc.array(anyLink, { maxLength: 4 }),
  abandonedAt: fc.option(fc.integer({ min: 0, max: 200 })),
  tolerance: fc.option(fc.integer({ min: 0, max: 100 }).map(eur)),
})

test('received and due always add up to what was asked, and the same facts give the same status', () => {
  fc.assert(
    fc.property(anyFacts, (some) => {
      const derived = deriveStatus(some)
      expect(derived.received.units + derived.due.units).toBe(some.asked.units)
      expect(derived.received.units >= 0n).toBe(true)
      expect(STATUSES).toContain(derived.status)
      expect(deriveStatus(some)).toEqual(derived)
    }),
  )
})

const receiptsOf = (some: InvoiceFacts) => some.links.flatMap((one) => one.receipts)

test('money that came is never hidden: no status without money stands beside a counted receipt', () => {
  const withMoney = ['underpaid', 'paid', 'overpaid', 'paid_late', 'refunded']
  fc.assert(
    fc.property(anyFacts, (some) => {
      fc.pre(receiptsOf(some).some((receipt) => receipt.credited !== null))
      expect(withMoney).toContain(deriveStatus(some).status)
    }),
  )
})

test('the order in which links are listed decides nothing', () => {
  fc.assert(
    fc.property(anyFacts, (some) => {
      const turned = { ...some, links: some.links.toReversed() }
      expect(deriveStatus(turned)).toEqual(deriveStatus(some))
    }),
  )
})

test('more money never makes an invoice less settled', () => {
  fc.assert(
    fc.property(anyFacts, fc.integer({ min: 1, max: 2000 }), (some, units) => {
      fc.pre(isPaid(deriveStatus(some).status))
      const more = { ...some, links: [...some.links, link({ receipts: [came(units)] })] }
      expect(isPaid(deriveStatus(more).status)).toBe(true)
    }),
  )
})

test('no status is both waiting and settled', () => {
  expect(STATUSES.filter((status) => isWaiting(status) && isPaid(status))).toEqual([])
  expect(STATUSES.filter(isWaiting)).toEqual(['creating', 'unknown', 'open', 'confirming', 'underpaid'])
  expect(STATUSES.filter(isPaid)).toEqual(['paid', 'overpaid', 'paid_late'])
})
