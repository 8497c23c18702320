import { DESCRIPTION_LIMIT } from '../../../shared/contract/plain/limits.ts'
import type { Provider } from '../provider.ts'
import { connectOxapay } from './client.ts'
import { currencies, DIALECTS, FEE_PAYERS, LIFETIME, PAY_HOSTS, UNDERPAID_COVER } from './options.ts'

/** OxaPay merchant invoices, over either of its wires: priced in fiat or crypto, paid in crypto. */
export const oxapay: Provider = {
  id: 'oxapay',
  name: 'OxaPay',
  // Both wires live on one host (oxapay §1).
  baseUrl: () => 'https://api.oxapay.com',
  payHosts: PAY_HOSTS,
  capabilities: {
    currencies: [...currencies],
    expiry: { defaultMs: LIFETIME.initial * 60_000, adjustable: true },
    // Nothing says that the provider writes to an address: it is for its reports (oxapay §2.1).
    emailsCustomer: false,
    customerEmail: true,
    customerName: false,
    descriptionLimit: DESCRIPTION_LIMIT,
    list: true,
    receipts: 'latest',
    recovery: 'list_order_id',
    canUnderpay: true,
    canOverpay: true,
    standingLinks: false,
    sandbox: true,
  },
  // No limit is documented; the vendor's SDKs know 429 as too many requests (oxapay §3.3). The numbers are ours.
  limits: { perMinute: 60, perSecond: 2, gapMs: 250, concurrency: 1 },
  history: 'pages',
  credentials: [{ name: 'merchantKey', secret: true }],
  settings: [
    {
      kind: 'choice',
      name: 'dialect',
      options: [...DIALECTS],
      initial: DIALECTS[0],
      fixed: true,
      asked: true,
    },
    { kind: 'flag', name: 'sandbox', initial: false, fixed: true },
    { kind: 'number', name: 'lifeTime', ...LIFETIME, step: 1 },
    { kind: 'choice', name: 'feePaidByPayer', options: [...FEE_PAYERS], initial: 'account' },
    { kind: 'number', name: 'underPaidCover', ...UNDERPAID_COVER, step: 0.01, initial: null },
    { kind: 'flag', name: 'mixedPayment', initial: false },
    { kind: 'text', name: 'returnUrl', maxLength: 500, format: 'url' },
    { kind: 'text', name: 'thanksMessage', maxLength: 500 },
    { kind: 'text', name: 'callbackUrl', maxLength: 500, format: 'https' },
  ],
  currenciesOf: () => currencies,
  connect: connectOxapay,
}
