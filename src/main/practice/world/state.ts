import {
  BASE64URL,
  type RandomBytes,
  randomHex,
  randomText,
  UPPER_ALPHANUMERIC,
  uuidV4,
  uuidV7,
} from './random.ts'

export const PROVIDERS = ['daisy', 'oneshotpay', 'ocpay', 'oxapay'] as const
export type PracticeProvider = (typeof PROVIDERS)[number]

/** What the four simulated providers accept as proof of the merchant. */
export interface PracticeCredentials {
  readonly daisy: { readonly identifier: string; readonly secretKey: string }
  readonly oneshotpay: { readonly userId: string; readonly apiToken: string }
  readonly ocpay: { readonly apiKey: string }
  readonly oxapay: { readonly merchantKey: string }
}

export interface DaisyReceipt {
  readonly id: string
  readonly txHash: string
  readonly account: string
  /** Base units, integer text. */
  readonly amount: string
  readonly onChainCreatedAt: number
  readonly createdAt: number
}

export interface DaisyInvoice {
  readonly id: string
  readonly identifier: string
  readonly address: string
  readonly tokenAddress: string
  readonly walletAddress: string
  /** Base units, integer text, as the merchant sent it. */
  readonly invoicedPrice: string
  readonly invoicedEmail: string | null
  readonly invoicedName: string | null
  readonly invoicedDetail: string | null
  readonly createdAt: number
  readonly receipts: DaisyReceipt[]
}

export interface DaisyState {
  readonly invoices: DaisyInvoice[]
  name: string
  networkId: number
  active: boolean
  tokenAddress: string | null
  walletAddress: string | null
  birthState: 'UNPAID' | 'PENDING' | null
  readonly createdAt: number
  readonly emails: { readonly to: string; readonly ref: string; readonly at: number }[]
}

export interface OneShotPayment {
  readonly id: string
  /** Micro-USDC, integer text. */
  readonly amount: string
  readonly relayerTransactionId: string
  readonly transactionHash: string
  readonly paidByUserId: string
  readonly at: number
  /** When the relayer has mined it: from then on the hash is shown. */
  readonly minedAt: number
}

export interface OneShotLink {
  readonly id: string
  /** Micro-USDC, integer text. */
  readonly amount: string
  readonly description: string
  readonly mediaUrl: string | null
  readonly reuseable: boolean
  /** UNIX seconds. */
  expirationTimestamp: number | null
  readonly requestedPayerUserId: string | null
  readonly createdAt: number
  readonly payments: OneShotPayment[]
}

export interface OneShotState {
  readonly links: OneShotLink[]
  tokens: { readonly token: string; readonly expiresAt: number }[]
  tokenLifetimeSeconds: number
  readonly accountAddress: string
}

export interface OcpayLink {
  readonly ref: string
  readonly title: string
  readonly description: string | null
  /** Whole dinars, integer text. */
  readonly amount: string
  readonly feeMode: 'NO_FEE' | 'SPLIT_FEE' | 'CUSTOMER_FEE'
  readonly successMessage: string | null
  readonly redirectUrl: string | null
  readonly isSandbox: boolean
  readonly createdAt: number
  expiresAt: number
  outcome: 'none' | 'initiated' | 'confirmed' | 'declined' | 'cancelled'
  initiatedAt: number | null
}

export interface OcpayState {
  readonly links: OcpayLink[]
  badKeyTries: number
  blockedUntil: number
  type: 'SANDBOX' | 'PRODUCTION'
  scope: 'READ-WRITE' | 'READ-ONLY'
  isEnabled: boolean
  /** Whether the merchant's papers are approved; without that no link can be made. */
  validated: boolean
}

export interface OxapayTransfer {
  readonly txHash: string
  /** In the pay currency, decimal text. */
  readonly amount: string
  readonly payCurrency: string
  readonly network: string
  readonly address: string
  /** The same money in the asked currency, decimal text. */
  readonly asked: string
  readonly at: number
}

export interface OxapayInvoice {
  readonly trackId: string
  readonly dialect: 'legacy' | 'v1'
  readonly sandbox: boolean
  /** In the asked currency's major unit, decimal text. */
  readonly amount: string
  readonly currency: string
  readonly lifeTime: number
  readonly feePaidByPayer: number
  /** Percent, decimal text. */
  readonly underPaidCover: string
  readonly mixedPayment: boolean
  readonly callbackUrl: string
  readonly returnUrl: string
  readonly thanksMessage: string
  readonly email: string
  readonly orderId: string
  readonly description: string
  readonly createdAt: number
  expiresAt: number
  mark: OxapayMark | null
  chosen: {
    readonly payCurrency: string
    readonly network: string
    readonly address: string
    readonly seenHash: string | null
  } | null
  readonly transfers: OxapayTransfer[]
  paidAt: number | null
}

export const OXAPAY_MARKS = [
  'waiting',
  'confirming',
  'failed',
  'manual_accept',
  'refunding',
  'refunded',
] as const
export type OxapayMark = (typeof OXAPAY_MARKS)[number]

export interface OxapayState {
  readonly invoices: OxapayInvoice[]
  nextTrackId: number
  readonly merchantId: string
  listShowsOrderId: boolean
}

/** One payment a simulated payer made. */
export interface PracticePayment {
  readonly provider: PracticeProvider
  readonly ref: string
  /** Epoch milliseconds of the practice clock, and the same as ISO text. */
  readonly at: number
  readonly atIso: string
  /** In the asked currency's major unit, decimal text without trailing zeros. */
  readonly amount: string
  readonly currency: string
  /** What arrived, in the currency it arrived in. */
  readonly receivedAmount: string
  readonly receivedCurrency: string
  readonly txHash: string | null
  readonly payer: string | null
}

/** Everything the simulated providers remember; JSON-safe, so that it can be written to disk and read back. */
export interface PracticeSnapshot {
  readonly version: 1
  readonly credentials: PracticeCredentials
  clockOffsetMs: number
  readonly daisy: DaisyState
  readonly oneshotpay: OneShotState
  readonly ocpay: OcpayState
  readonly oxapay: OxapayState
  readonly payments: PracticePayment[]
}

/** Makes fresh credentials in the providers' own formats. */
export function freshCredentials(random: RandomBytes, now: number): PracticeCredentials {
  return {
    daisy: {
      identifier: `practice-shop-42-${randomHex(random, 6)}`,
      secretKey: randomText(random, BASE64URL, 40),
    },
    oneshotpay: { userId: uuidV7(random, now), apiToken: `tok_${randomHex(random, 20)}` },
    ocpay: { apiKey: uuidV4(random) },
    oxapay: {
      merchantKey: Array.from({ length: 4 }, () => randomText(random, UPPER_ALPHANUMERIC, 6)).join('-'),
    },
  }
}

/** Makes the memory of four providers that have never been asked anything. */
export function freshState(
  credentials: PracticeCredentials,
  random: RandomBytes,
  now: number,
): PracticeSnapshot {
  return {
    version: 1,
    credentials,
    clockOffsetMs: 0,
    daisy: {
      invoices: [],
      name: 'Practice shop',
      networkId: 1,
      active: true,
      tokenAddress: '0x6B175474E89094C44Da98b954EedeAC495271d0F',
      walletAddress: `0x${randomHex(random, 20)}`,
      birthState: 'UNPAID',
      createdAt: now,
      emails: [],
    },
    oneshotpay: {
      links: [],
      tokens: [],
      tokenLifetimeSeconds: 3600,
      accountAddress: `0x${randomHex(random, 20)}`,
    },
    ocpay: {
      links: [],
      badKeyTries: 0,
      blockedUntil: 0,
      type: 'SANDBOX',
      scope: 'READ-WRITE',
      isEnabled: true,
      validated: true,
    },
    oxapay: {
      invoices: [],
      nextTrackId: 100_000_000 + (Number.parseInt(randomHex(random, 4), 16) % 800_000_000),
      merchantId: '10223344',
      listShowsOrderId: true,
    },
    payments: [],
  }
}

/** What a fresh state has as text and an account of a merchant may lack. */
const MAY_BE_NULL: ReadonlySet<string> = new Set(['tokenAddress', 'walletAddress', 'birthState'])

/** Says whether a value read from disk is a snapshot that this version wrote and can go on from. */
export function isPracticeSnapshot(value: unknown): value is PracticeSnapshot {
  const noChance: RandomBytes = (size) => new Uint8Array(size)
  const fresh = freshState(freshCredentials(noChance, 0), noChance, 0)
  return isLike(fresh, value) && value.version === fresh.version && Number.isSafeInteger(value.clockOffsetMs)
}

/** Compares names and kinds of values all the way down; of a list, that it holds objects. */
function isLike<T>(sample: T, value: unknown): value is T {
  if (Array.isArray(sample)) return Array.isArray(value) && value.every(isObject)
  if (!isObject(sample)) return typeof value === typeof sample
  return (
    isObject(value) &&
    Object.entries(sample).every(
      ([name, part]) => isLike(part, value[name]) || (value[name] === null && MAY_BE_NULL.has(name)),
    )
  )
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Copies a snapshot, so that nothing is shared with where it came from. */
export function copySnapshot(snapshot: PracticeSnapshot): PracticeSnapshot {
  return JSON.parse(JSON.stringify(snapshot)) as PracticeSnapshot
}
