import { describe, expect, it } from 'vitest'
import { type Money, money, zero } from '../../src/shared/money/money.ts'
import { exceptionsOf } from '../../src/shared/status/exceptions.ts'
import {
  deriveStatus,
  type InvoiceFacts,
  type InvoiceStatus,
  type LinkFacts,
} from '../../src/shared/status/status.ts'

const eur = (units: number): Money => money('EUR', BigInt(units))

function link(change: Partial<LinkFacts> = {}): LinkFacts {
  return { stage: 'live', reading: 'open', expiresAt: null, received: null, receipts: [], ...change }
}

/** A link through which these amounts came, each as a transfer of its own, at 100. */
function through(amounts: readonly (number | null)[], change: Partial<LinkFacts> = {}): LinkFacts {
  const receipts = amounts.map((units) => ({ credited: units === null ? null : eur(units), at: 100 }))
  return link({ receipts, ...change })
}

interface Before {
  readonly status: InvoiceStatus
  readonly received: number
  readonly newReceipts: number
}

/** What is raised when a sale of 10.00 comes to stand as its links say. */
function raised(links: readonly LinkFacts[], before: Partial<Before>, change: Partial<InvoiceFacts> = {}) {
  const facts: InvoiceFacts = { asked: eur(1000), links, abandonedAt: null, tolerance: null, ...change }
  const { status = 'open', received = 0, newReceipts = 0 } = before
  return exceptionsOf(facts, {
    before: status,
    receivedBefore: received === 0 ? zero('EUR') : eur(received),
    newReceipts,
    toldAnew: false,
    told: null,
    after: deriveStatus(facts),
  })
}

describe('nothing is raised', () => {
  it('when all comes in time', () => {
    expect(raised([through([1000])], { newReceipts: 1 })).toEqual([])
  })

  it('when neither the status moved nor money came, however the sale stands', () => {
    const short = through([400])
    expect(raised([short], { status: 'underpaid', received: 400 })).toEqual([])
    const over = through([1200])
    expect(raised([over], { status: 'overpaid', received: 1200 })).toEqual([])
    const late = through([1000], { expiresAt: 99 })
    expect(raised([late], { status: 'paid_late', received: 1000 })).toEqual([])
    expect(raised([link({ reading: 'expired' })], { status: 'expired' })).toEqual([])
  })

  it('when a sale ends unpaid, or is given up', () => {
    expect(raised([link({ reading: 'expired' })], {})).toEqual([])
    expect(raised([link()], {}, { abandonedAt: 50 })).toEqual([])
  })

  it('when a sale that was over can be paid again', () => {
    expect(raised([link()], { status: 'expired' })).toEqual([])
    expect(raised([link({ reading: 'confirming' })], { status: 'abandoned' }, { abandonedAt: 50 })).toEqual(
      [],
    )
  })

  it('when less counts than before, without a new transfer', () => {
    expect(raised([through([1000])], { status: 'paid', received: 1200 })).toEqual([])
  })
})

describe('late', () => {
  it('is money after the link ended, told once when the status comes to it', () => {
    const late = through([1000], { expiresAt: 99, reading: 'expired' })
    expect(raised([late], { status: 'expired', newReceipts: 1 })).toEqual(['late'])
    expect(raised([late], { status: 'open', newReceipts: 1 })).toEqual(['late'])
  })

  it('is money of any size for a sale that was over', () => {
    const part = through([400], { reading: 'expired' })
    expect(raised([part], { status: 'expired', newReceipts: 1 })).toEqual(['late', 'short'])
    expect(raised([through([400])], { status: 'abandoned', newReceipts: 1 }, { abandonedAt: 50 })).toEqual([
      'late',
      'short',
    ])
    expect(raised([through([1300])], { status: 'expired', newReceipts: 1 })).toEqual(['late', 'over'])
  })

  it('is money that the provider counts for a sale that was over, though it shows no new transfer', () => {
    const counted = link({ reading: 'paid', received: eur(1000) })
    for (const status of ['expired', 'abandoned'] as const) {
      expect(raised([counted], { status }), status).toEqual(['late'])
    }
  })

  it('is a transfer for a sale that was over, though it is of another currency and counts nothing yet', () => {
    expect(raised([through([null], { reading: 'expired' })], { status: 'expired', newReceipts: 1 })).toEqual([
      'late',
    ])
  })

  it('is not told again when a person takes too little for enough, and is when the rest comes late', () => {
    const late = through([995], { expiresAt: 99 })
    const accepted = { tolerance: eur(5) }
    expect(raised([late], { status: 'underpaid', received: 995 }, accepted)).toEqual([])
    const rest = through([600, 400], { expiresAt: 99 })
    expect(raised([rest], { status: 'underpaid', received: 600, newReceipts: 1 })).toEqual(['late'])
  })

  it('is not the money of a sale that another status than its end came before', () => {
    expect(raised([through([1000])], { status: 'failed', newReceipts: 1 })).toEqual([])
  })
})

describe('short', () => {
  it('is told when a part came, and again when another part is still not enough', () => {
    expect(raised([through([400])], { newReceipts: 1 })).toEqual(['short'])
    expect(raised([through([400, 100])], { status: 'underpaid', received: 400, newReceipts: 1 })).toEqual([
      'short',
    ])
  })

  it('is told when the provider says so before it shows any money', () => {
    expect(raised([link({ reading: 'underpaid' })], {})).toEqual(['short'])
  })
})

describe('over and twice', () => {
  it('is over when more came than was asked, and no second payment', () => {
    expect(raised([through([1001])], { newReceipts: 1 })).toEqual(['over'])
    expect(raised([through([999, 999])], { newReceipts: 2 })).toEqual(['over'])
    expect(raised([through([1000, 999])], { newReceipts: 2 })).toEqual(['over'])
  })

  it('is twice when two transfers each brought the whole, and is not also told as over', () => {
    expect(raised([through([1000, 1000])], { newReceipts: 2 })).toEqual(['twice'])
    expect(raised([through([1000, 1500])], { newReceipts: 2 })).toEqual(['twice'])
    expect(
      raised([through([1000]), through([1000])], { status: 'paid', received: 1000, newReceipts: 1 }),
    ).toEqual(['twice'])
  })

  it('is twice when two links each brought what they ask for, in parts, by word, or for the rest', () => {
    expect(raised([through([400, 600]), through([500, 500])], { newReceipts: 4 })).toEqual(['twice'])
    expect(raised([link({ reading: 'paid' }), through([1000])], { newReceipts: 1 })).toEqual(['twice'])
    expect(raised([through([600, 400]), through([400], { asked: eur(400) })], { newReceipts: 1 })).toEqual([
      'twice',
    ])
  })

  it('is over when a link for the rest brought less than it asks for, or the other link less than the whole', () => {
    expect(raised([through([1000]), through([399], { asked: eur(400) })], { newReceipts: 1 })).toEqual([
      'over',
    ])
    expect(raised([through([700]), through([400], { asked: eur(400) })], { newReceipts: 1 })).toEqual([
      'over',
    ])
  })

  it('counts no money that went back, neither as a link nor as transfers', () => {
    const back = through([1000, 1000], { reading: 'refunded' })
    expect(raised([back, through([1000, 1])], { newReceipts: 1 })).toEqual(['over'])
    expect(
      raised([through([1000], { reading: 'refunded' }), through([1000, 1])], { newReceipts: 1 }),
    ).toEqual(['over'])
  })

  it('counts no transfer of another currency as one of the whole', () => {
    expect(raised([through([1001, null])], { newReceipts: 2 })).toEqual(['over'])
    expect(raised([through([null, 1001])], { newReceipts: 2 })).toEqual(['over'])
  })
})
