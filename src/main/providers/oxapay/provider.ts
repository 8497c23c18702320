import { DESCRIPTION_LIMIT } from '../../../shared/contract/models.ts'
import type { Provider } from '../provider.ts'
import { connectOxapay } from './client.ts'
import { currencies, FEE_PAYERS, LIFETIME, UNDERPAID_COVER } from './options.ts'

/** OxaPay merchant invoices (legacy dialect): priced in fiat or crypto, paid in crypto. */
export const oxapay: Provider = {
  id: 'oxapay',
  name: 'OxaPay',
  baseUrl: 'https://api.oxapay.com',
  payHosts: ['pay.oxapay.com'],
  capabilities: {
    currencies: [...currencies],
    expiry: { defaultMs: LIFETIME.initial * 60_000, adjustable: true },
    // An address is passed on, but nothing says that the provider writes to it (oxapay §2.1).
    emailsCustomer: false,
    customerName: false,
    descriptionLimit: DESCRIPTION_LIMIT,
    list: true,
    receipts: 'latest',
    recovery: 'list_order_id',
    canUnderpay: true,
    canOverpay: true,
    sandbox: true,
  },
  credentials: [{ name: 'merchantKey', secret: true }],
  settings: [
    { kind: 'number', name: 'lifeTime', ...LIFETIME, step: 1 },
    { kind: 'choice', name: 'feePaidByPayer', options: [...FEE_PAYERS], initial: 'account' },
    { kind: 'number', name: 'underPaidCover', ...UNDERPAID_COVER, step: 0.01, initial: null },
    { kind: 'text', name: 'returnUrl', maxLength: 500 },
  ],
  currenciesOf: () => currencies,
  connect: connectOxapay,
}
