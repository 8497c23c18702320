import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import type { Account } from '../../../src/shared/contract/shapes/account.ts'
import type { InvoiceDetail, InvoiceRow, PaymentLink } from '../../../src/shared/contract/shapes/invoice.ts'
import type { Capabilities, ProviderInfo } from '../../../src/shared/contract/shapes/provider.ts'
import type { InvoiceStatus } from '../../../src/shared/status/status.ts'

const base: Capabilities = {
  currencies: [{ currency: 'USD', decimals: 2, minimum: null, maximum: null }],
  expiry: { defaultMs: 1_200_000, adjustable: false },
  emailsCustomer: false,
  customerEmail: false,
  customerName: false,
  descriptionLimit: 1000,
  list: false,
  receipts: 'per_transfer',
  recovery: 'none',
  canUnderpay: false,
  canOverpay: false,
  standingLinks: false,
  sandbox: true,
}

/** The four providers, roughly as they declare themselves. */
export const PROVIDERS: readonly ProviderInfo[] = [
  {
    id: 'daisy',
    name: 'Daisy',
    capabilities: {
      ...base,
      currencies: [{ currency: 'DAI', decimals: 18, minimum: null, maximum: null }],
      expiry: { defaultMs: null, adjustable: false },
      emailsCustomer: true,
      customerEmail: true,
      customerName: true,
      recovery: 'list_marker',
      canUnderpay: true,
      canOverpay: true,
    },
    credentials: [
      { name: 'identifier', secret: false },
      { name: 'secretKey', secret: true },
    ],
    settings: [
      { kind: 'choice', name: 'token', options: ['DAI', 'USDC', 'ETH'], initial: 'DAI' },
      { kind: 'text', name: 'walletAddress', maxLength: 42 },
    ],
  },
  {
    id: 'oneshotpay',
    name: '1ShotPay',
    capabilities: {
      ...base,
      currencies: [{ currency: 'USDC', decimals: 2, minimum: null, maximum: null }],
      standingLinks: true,
    },
    credentials: [
      { name: 'userId', secret: false },
      { name: 'apiToken', secret: true },
    ],
    settings: [{ kind: 'number', name: 'expiryMinutes', min: 5, max: 1440, step: 1, initial: 15 }],
  },
  {
    id: 'ocpay',
    name: 'OCPay',
    capabilities: {
      ...base,
      currencies: [{ currency: 'DZD', decimals: 0, minimum: '500', maximum: '500000' }],
    },
    credentials: [{ name: 'apiKey', secret: true }],
    settings: [
      {
        kind: 'choice',
        name: 'feeMode',
        options: ['NO_FEE', 'SPLIT_FEE', 'CUSTOMER_FEE'],
        initial: 'NO_FEE',
      },
    ],
  },
  {
    id: 'oxapay',
    name: 'OxaPay',
    capabilities: {
      ...base,
      currencies: [
        { currency: 'USD', decimals: 2, minimum: '0.10', maximum: null },
        { currency: 'EUR', decimals: 2, minimum: '0.10', maximum: null },
        { currency: 'USDT', decimals: 6, minimum: '0.1', maximum: null },
      ],
      recovery: 'list_order_id',
      canUnderpay: true,
      canOverpay: true,
      customerEmail: true,
    },
    credentials: [{ name: 'merchantKey', secret: true }],
    settings: [
      { kind: 'flag', name: 'feePaidByPayer', initial: false },
      { kind: 'number', name: 'underPaidCover', min: 0, max: 60, step: 0.5, initial: null },
    ],
  },
]

/** One account of each provider. */
export function accountsOf(now: number): readonly Account[] {
  const labels = ['Daisy – web shop', '1ShotPay', 'OCPay – shop 2', 'OxaPay']
  return PROVIDERS.map((provider, index) => ({
    id: `account-${provider.id}`,
    provider: provider.id,
    label: labels[index] ?? provider.name,
    settings: {},
    currencies: provider.capabilities.currencies,
    hasKey: true,
    createdAt: now - 86_400_000,
    paused: null,
    lastAnswerAt: index === 1 ? null : now - 60_000,
    trouble: null,
  }))
}

interface Wish {
  readonly n: number
  readonly provider: ProviderId
  readonly status: InvoiceStatus
  readonly asked: string
  readonly received?: string
  readonly due?: string
  readonly description?: string
  readonly createdAt: number
  readonly lines?: InvoiceDetail['lines']
}

const REFERENCE = 'https://pay.example.test/checkout/7f3k-2q9d-88ab'

/** One invoice with a link that fits its status. */
export function invoiceOf(wish: Wish): InvoiceDetail {
  const provider = PROVIDERS.find((one) => one.id === wish.provider)
  if (!provider) throw new Error(`no provider ${wish.provider}`)
  const currency = provider.capabilities.currencies[0]?.currency ?? 'USD'
  const places = currency === 'USDC' ? 6 : currency === 'DAI' ? 18 : 2
  const fix = (amount: string) => {
    const [whole, fraction = ''] = amount.split('.')
    return `${whole}.${fraction.padEnd(places, '0')}`
  }
  const { status, createdAt } = wish
  const id = `invoice-${String(wish.n).padStart(6, '0')}`
  const paid = ['paid', 'overpaid', 'paid_late'].includes(status)
  const received = wish.received ?? (paid ? wish.asked : '0')
  const link = linkOf(id, status, createdAt, { currency, amount: fix(wish.asked) })
  const row: InvoiceRow = {
    id,
    number: `CF-${String(wish.n).padStart(6, '0')}`,
    provider: wish.provider,
    accountId: `account-${wish.provider}`,
    accountLabel: {
      daisy: 'Daisy – web shop',
      oneshotpay: '1ShotPay',
      ocpay: 'OCPay – shop 2',
      oxapay: 'OxaPay',
    }[wish.provider],
    asked: { currency, amount: fix(wish.asked) },
    received: { currency, amount: fix(received) },
    refunded: { currency, amount: fix('0') },
    status,
    description: wish.description ?? '',
    customerName: null,
    createdAt,
    updatedAt: createdAt + 20_000,
    checkedAt: link.checkedAt,
    nextCheckAt: link.nextCheckAt,
    reviewed: null,
    imported: false,
    tags: [],
  }
  const money = received !== '0'
  return {
    asOf: 0,
    invoice: {
      ...row,
      customerEmail: null,
      linkOptions: {},
      due: { currency, amount: fix(wish.due ?? (paid ? '0' : wish.asked)) },
      abandonedAt: status === 'abandoned' ? createdAt + 60_000 : null,
      importedFrom: null,
      failure:
        status === 'failed'
          ? { code: 'REQUEST_REFUSED', providerWords: 'amount must be at least 500' }
          : null,
      shareLinkId: link.url !== null && link.reading !== 'expired' ? link.id : null,
      recovery: provider.capabilities.recovery,
    },
    lines: wish.lines ?? [],
    links: [link],
    refunds: [],
    receipts: money
      ? [
          {
            id: `receipt-${wish.n}`,
            linkId: link.id,
            providerReceiptId: `r-${wish.n}`,
            txHash: '0x9c3e5b1f2a7d4c8896e0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6',
            payer: '0x52908400098527886E0F7030069857D2E4169EE7',
            amount: { currency, amount: fix(received) },
            credited: { currency, amount: fix(received) },
            paidAt: createdAt + 18_000,
            timeObserved: false,
            recordedAt: createdAt + 20_000,
          },
        ]
      : [],
    events: [
      { id: `event-${wish.n}-1`, at: createdAt, kind: 'created', data: {} },
      { id: `event-${wish.n}-2`, at: createdAt + 800, kind: 'link_made', data: {} },
    ],
  }
}

function linkOf(
  id: string,
  status: InvoiceStatus,
  createdAt: number,
  asked: PaymentLink['asked'],
): PaymentLink {
  const stage =
    status === 'creating'
      ? 'creating'
      : status === 'unknown'
        ? 'lost'
        : status === 'failed'
          ? 'refused'
          : 'live'
  const live = stage === 'live'
  const reading =
    ({ paid_late: 'paid', creating: 'open', unknown: 'open', draft: 'open', abandoned: 'open' } as const)[
      status as 'paid_late'
    ] ?? (status as 'open')
  return {
    id: `link-of-${id}`,
    asked,
    stage,
    reading,
    rawStatus: live
      ? ({ open: 'PENDING', paid: 'PAID', expired: 'EXPIRED' }[reading as 'open'] ?? reading)
      : null,
    rawAnswer: live ? '{"status":"PENDING","amount":"1250"}' : null,
    providerRef: live ? '7f3k-2q9d-88ab' : null,
    url: live ? REFERENCE : null,
    createdAt: createdAt + 100,
    expiresAt: live ? createdAt + 1_200_000 : null,
    checkedAt: live ? Date.now() - 2_000 : null,
    nextCheckAt: live ? Date.now() + 600_000 : null,
    lastError: null,
    endReason: null,
  }
}
