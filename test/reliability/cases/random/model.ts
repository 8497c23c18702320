/** A book as it ought to be, kept in memory and by plain rules of its own; amounts in cents of one currency. */
export interface Model {
  readonly sales: ModelSale[]
  readonly items: ModelItem[]
}

export interface ModelSale {
  /** Its place in the book, from 1. */
  readonly place: number
  readonly token: string
  readonly words: string
  readonly asked: bigint
  readonly links: ModelLink[]
  readonly notes: string[]
  tolerance: bigint
  abandonedAt: number | null
  /** Status and money as the last write left them. */
  status: string
  received: bigint
  readonly exceptions: { readonly kind: string; open: boolean }[]
}

export interface ModelLink {
  readonly asked: bigint
  readonly isRemainder: boolean
  stage: 'creating' | 'lost' | 'refused' | 'live'
  reading: string
  readonly receipts: { readonly id: string; readonly amount: bigint; readonly at: number }[]
}

export interface ModelItem {
  readonly name: string
  readonly code: string | null
  active: boolean
}

/** A sale as it begins. */
export function newSale(place: number, token: string, words: string, asked: bigint): ModelSale {
  return {
    ...{ place, token, words, asked, notes: [], tolerance: 0n, abandonedAt: null },
    ...{ status: 'creating', received: 0n, exceptions: [] },
    links: [newLink(asked, false)],
  }
}

/** A link as it begins. */
export function newLink(asked: bigint, isRemainder: boolean): ModelLink {
  return { asked, isRemainder, stage: 'creating', reading: 'unheard', receipts: [] }
}

const total = (amounts: readonly bigint[]) => amounts.reduce((sum, one) => sum + one, 0n)

function through(link: ModelLink): bigint {
  return total(link.receipts.map((one) => one.amount))
}

function statusOf(sale: ModelSale, received: bigint): string {
  const has = (test: (link: ModelLink) => boolean) => sale.links.some(test)
  if (received > sale.asked) return 'overpaid'
  if (received > 0n && sale.asked - received <= sale.tolerance) return isLate(sale) ? 'paid_late' : 'paid'
  if (received > 0n || has((link) => link.reading === 'underpaid')) return 'underpaid'
  if (has((link) => link.reading === 'confirming')) return 'confirming'
  if (sale.abandonedAt !== null) return 'abandoned'
  if (has((link) => link.stage === 'creating')) return 'creating'
  if (has((link) => link.stage === 'live' && link.reading === 'open')) return 'open'
  if (has((link) => link.stage === 'lost')) return 'unknown'
  return has((link) => link.stage === 'live' && link.reading === 'expired') ? 'expired' : 'failed'
}

function isLate(sale: ModelSale): boolean {
  const times = sale.links.flatMap((link) => link.receipts.map((one) => one.at))
  return sale.abandonedAt !== null && times.length > 0 && Math.max(...times) > sale.abandonedAt
}

/** Says whether the asked amount has come. */
export function isPaid(status: string): boolean {
  return ['paid', 'overpaid', 'paid_late'].includes(status)
}

/** Says whether a link can still be shown to a customer. */
export function isShareable(link: ModelLink): boolean {
  return link.stage === 'live' && !['expired', 'failed'].includes(link.reading)
}

/** Brings a sale's status, its money and its exceptions up to its facts; `newReceipts` came with this very write. */
export function follow(sale: ModelSale, newReceipts: number): void {
  const before = { status: sale.status, received: sale.received }
  sale.received = total(sale.links.map(through))
  sale.status = statusOf(sale, sale.received)
  const moved = sale.status !== before.status
  const came = newReceipts > 0 || sale.received > before.received
  const raise = (kind: string) => {
    if (!sale.exceptions.some((one) => one.open && one.kind === kind))
      sale.exceptions.push({ kind, open: true })
  }
  if (moved || came) {
    const onlyAccepted = before.status === 'underpaid' && !came
    const lateNow = moved && sale.status === 'paid_late' && !onlyAccepted
    if (lateNow || (came && ['expired', 'abandoned'].includes(before.status))) raise('late')
    if (sale.status === 'underpaid') raise('short')
    if (sale.status === 'overpaid') raise(isTwice(sale) ? 'twice' : 'over')
  }
  if (moved && sale.status === 'unknown') raise('unknown')
  if (moved && isPaid(sale.status)) resolve(sale, 'short')
  if (moved && before.status === 'unknown') resolve(sale, 'unknown')
}

function isTwice(sale: ModelSale): boolean {
  const wholeLinks = sale.links.filter((link) => through(link) >= link.asked)
  const wholeTransfers = sale.links.flatMap((link) => link.receipts).filter((one) => one.amount >= sale.asked)
  return wholeLinks.length > 1 || wholeTransfers.length > 1
}

/** Ends the open exception of a kind, where there is one. */
export function resolve(sale: ModelSale, kind: string): void {
  for (const one of sale.exceptions) if (one.kind === kind) one.open = false
}
