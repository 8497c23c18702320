import type { KeyCheck } from '../../../shared/contract/shapes/account.ts'
import type { Money } from '../../../shared/money/money.ts'
import type { LinkReading } from '../../../shared/status/status.ts'
import { payUrl } from '../pay-url.ts'
import type { LinkState, ReceiptState } from '../provider.ts'
import { PAY_HOSTS } from './environments.ts'
import type { DaisyGroup, DaisyInvoice, DaisyReceipt } from './wire.ts'

/** The words of daisy §3.1; a missing one is a link that waits. */
const READINGS: Readonly<Record<string, LinkReading>> = {
  UNPAID: 'open',
  PENDING: 'open',
  UNDER_PAID: 'underpaid',
  PAID: 'paid',
  OVER_PAID: 'overpaid',
}
/** From the weakest fact of payment to the strongest. */
const STRENGTH: readonly LinkReading[] = ['unheard', 'open', 'underpaid', 'paid', 'overpaid']

/** Reads the state and the amounts together; where they contradict each other, the stronger payment fact counts (daisy §3.1). */
export function readingOf(state: string | null | undefined, paid: bigint, price: bigint): LinkReading {
  const byWord = state ? (Object.hasOwn(READINGS, state) ? READINGS[state] : 'unheard') : 'open'
  const byAmount = readingOfAmounts(paid, price)
  // An unknown word may mean anything, so "nothing has arrived" does not overrule it.
  if (byWord === undefined || (byWord === 'unheard' && byAmount === 'open')) return 'unheard'
  return STRENGTH.indexOf(byAmount) > STRENGTH.indexOf(byWord) ? byAmount : byWord
}

function readingOfAmounts(paid: bigint, price: bigint): LinkReading {
  if (paid === 0n) return 'open'
  if (paid === price) return 'paid'
  return paid < price ? 'underpaid' : 'overpaid'
}

/** The address for the payer: the answer's own, else the documented pattern (daisy §2.2). */
export function shareUrl(invoice: DaisyInvoice): string {
  const pattern = `https://${PAY_HOSTS[0]}/i/${encodeURIComponent(invoice.identifier)}`
  return payUrl(invoice.shareURL, PAY_HOSTS) ?? pattern
}

/** Our marker as it stands in `invoicedDetail` (daisy §3.4). */
export function markerText(marker: string): string {
  return `[ref:${marker}]`
}

function markerIn(detail: string | null): string | null {
  const last = detail?.lastIndexOf('[ref:') ?? -1
  return detail?.slice(last).match(/^\[ref:([^\]]+)\]/)?.[1] ?? null
}

/** Reads base units of the token at an address; null when they cannot be told. */
export type AmountAt = (address: string, baseUnits: string) => Money | null

/** Maps one invoice; null when its amounts cannot be told. */
export function linkState(invoice: DaisyInvoice, rawAnswer: string, amountAt: AmountAt): LinkState | null {
  const asked = amountAt(invoice.tokenAddress, invoice.invoicedPrice)
  const received = amountAt(invoice.tokenAddress, invoice.amountPaid)
  if (!asked || !received) return null
  const reading = readingOf(invoice.state, received.units, asked.units)
  // Where both say that nothing has arrived, there is nothing to ask the receipts call for.
  const nothing = received.units === 0n && (reading === 'open' || reading === 'unheard')
  return {
    ref: invoice.identifier,
    reading,
    rawStatus: invoice.state ?? '',
    rawAnswer,
    received,
    // An invoice stays payable for ever (daisy §3.1).
    expiresAt: null,
    receipts: nothing ? [] : null,
    url: shareUrl(invoice),
    marker: markerIn(invoice.invoicedDetail),
    asked,
    createdAt: invoice.createdAt,
  }
}

/** Maps one receipt, its amount read in the token of its invoice; null when the amount cannot be told. */
export function receiptState(receipt: DaisyReceipt, amount: Money | null, raw: string): ReceiptState | null {
  if (!amount) return null
  return {
    receiptId: receipt.id,
    txHash: receipt.txHash,
    payer: receipt.account,
    amount,
    credited: amount,
    // The invoice's own `paidAt` tells of forwarding, not of payment (daisy §6.3).
    paidAt: receipt.onChainCreatedAt ?? receipt.createdAt,
    raw,
  }
}

export interface AccountFacts {
  /** The network of the account's environment. */
  readonly network: string
  /** True when the account sends a wallet of its own. */
  readonly ownWallet: boolean
  /** False when neither table nor list knows the account's token; then no sale can be asked for. */
  readonly tokenKnown: boolean
}

/** What a group's own data says about selling with it (daisy §2.4, §5). */
export function keyCheck(group: DaisyGroup, account: AccountFacts): KeyCheck {
  const warnings: KeyCheck['warnings'] = []
  if (group.active === false) warnings.push('group_inactive')
  if (group.tokenAddress === null) warnings.push('no_default_token')
  if (group.walletAddress === null && !account.ownWallet) warnings.push('no_default_wallet')
  if (group.networkId !== null && group.networkId !== account.network) warnings.push('wrong_network')
  if (!account.tokenKnown) warnings.push('token_not_listed')
  return { environment: environmentOf(group.networkId), name: group.name, warnings }
}

function environmentOf(networkId: string | null): KeyCheck['environment'] {
  if (networkId === '1') return 'live'
  return networkId === null ? 'unstated' : 'sandbox'
}
