import { DESCRIPTION_LIMIT } from '../../../shared/contract/plain/limits.ts'
import type { Provider } from '../provider.ts'
import { connectOcpay } from './client.ts'
import { LINK_LIFE_MS } from './mapping.ts'
import { FEE_MODES, MAXIMUM, MINIMUM, PAY_HOSTS } from './options.ts'

/** Whole dinars only, although the currency has centimes (ocpay §4). */
const currencies = [{ currency: 'DZD', decimals: 0, minimum: MINIMUM, maximum: MAXIMUM }]

/** OneClickDz OCPay: Algerian card payments; links of 20 minutes, one payment each. */
export const ocpay: Provider = {
  id: 'ocpay',
  name: 'OCPay',
  baseUrl: () => 'https://api.oneclickdz.com',
  payHosts: PAY_HOSTS,
  capabilities: {
    currencies,
    expiry: { defaultMs: LINK_LIFE_MS, adjustable: false },
    emailsCustomer: false,
    customerEmail: false,
    customerName: false,
    // The provider's own limit happens to be the book's (ocpay §2.1).
    descriptionLimit: DESCRIPTION_LIMIT,
    list: false,
    receipts: 'synthetic',
    recovery: 'none',
    canUnderpay: false,
    canOverpay: false,
    standingLinks: false,
    sandbox: true,
  },
  // The order and the gap are documented, the counts are not and are ours (ocpay §3.2).
  limits: { perMinute: 60, perSecond: 5, gapMs: 100, concurrency: 1 },
  history: 'none',
  credentials: [{ name: 'apiKey', secret: true }],
  settings: [
    { kind: 'choice', name: 'feeMode', options: [...FEE_MODES], initial: 'NO_FEE' },
    { kind: 'text', name: 'successMessage', maxLength: 500 },
    { kind: 'text', name: 'redirectUrl', maxLength: 500, format: 'url' },
  ],
  currenciesOf: () => currencies,
  connect: connectOcpay,
}
