import { DESCRIPTION_LIMIT } from '../../../shared/contract/plain/limits.ts'
import { exponentOf } from '../../../shared/money/currency.ts'
import type { Provider } from '../provider.ts'
import { choiceSetting } from '../settings.ts'
import { connectDaisy } from './client.ts'
import { ENVIRONMENTS, environmentOf, PAY_HOSTS } from './environments.ts'
import { SYMBOLS } from './tokens.ts'

const INITIAL = SYMBOLS[0]

/** Price limits are not documented (daisy §2.1). */
const currencies = SYMBOLS.map((symbol) => ({
  currency: symbol,
  decimals: exponentOf(symbol),
  minimum: null,
  maximum: null,
}))

/** Daisy one-time payments: on-chain invoices that never expire; one token and one network per account. */
export const daisy: Provider = {
  id: 'daisy',
  name: 'Daisy',
  baseUrl: (settings) => environmentOf(settings).baseUrl,
  payHosts: PAY_HOSTS,
  capabilities: {
    currencies,
    expiry: { defaultMs: null, adjustable: false },
    emailsCustomer: true,
    customerEmail: true,
    customerName: true,
    descriptionLimit: DESCRIPTION_LIMIT,
    list: true,
    receipts: 'per_transfer',
    recovery: 'list_marker',
    canUnderpay: true,
    canOverpay: true,
    standingLinks: false,
    sandbox: true,
  },
  // No limit is documented (daisy §3.3); ours, so that a long list never follows on another at once.
  limits: { perMinute: 60, perSecond: 2, gapMs: 250, concurrency: 1 },
  // One answer without pages holds the whole group (daisy §3.2).
  history: 'whole',
  credentials: [
    { name: 'identifier', secret: false },
    { name: 'secretKey', secret: true },
  ],
  settings: [
    {
      kind: 'choice',
      name: 'environment',
      options: [...ENVIRONMENTS],
      initial: ENVIRONMENTS[0],
      fixed: true,
    },
    { kind: 'choice', name: 'token', options: [...SYMBOLS], initial: INITIAL },
    { kind: 'text', name: 'walletAddress', maxLength: 42, format: 'address' },
    { kind: 'text', name: 'redirectUrl', maxLength: 500, format: 'url' },
    { kind: 'text', name: 'cancelUrl', maxLength: 500, format: 'url' },
  ],
  currenciesOf: (settings) => {
    const token = choiceSetting(settings, 'token', SYMBOLS, INITIAL)
    return currencies.filter((one) => one.currency === token)
  },
  connect: connectDaisy,
}
