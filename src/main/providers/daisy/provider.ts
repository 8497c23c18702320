import { DESCRIPTION_LIMIT } from '../../../shared/contract/models.ts'
import type { Provider } from '../provider.ts'
import { choiceSetting } from '../settings.ts'
import { connectDaisy } from './client.ts'
import { TOKENS } from './tokens.ts'

const SYMBOLS = TOKENS.map((token) => token.symbol)
const INITIAL = TOKENS[0].symbol

/** Price limits are not documented (daisy §2.1). */
const currencies = TOKENS.map((token) => ({
  currency: token.symbol,
  decimals: token.decimals,
  minimum: null,
  maximum: null,
}))

/** Daisy one-time payments: on-chain invoices that never expire, one token per account. */
export const daisy: Provider = {
  id: 'daisy',
  name: 'Daisy',
  baseUrl: 'https://sdk.daisypayments.com',
  payHosts: ['pay.daisypayments.com'],
  capabilities: {
    currencies,
    expiry: { defaultMs: null, adjustable: false },
    emailsCustomer: true,
    customerName: true,
    descriptionLimit: DESCRIPTION_LIMIT,
    list: true,
    receipts: 'per_transfer',
    recovery: 'list_marker',
    canUnderpay: true,
    canOverpay: true,
    sandbox: true,
  },
  credentials: [
    { name: 'identifier', secret: false },
    { name: 'secretKey', secret: true },
  ],
  settings: [
    { kind: 'choice', name: 'token', options: SYMBOLS, initial: INITIAL },
    { kind: 'text', name: 'walletAddress', maxLength: 42 },
    { kind: 'text', name: 'redirectUrl', maxLength: 500 },
    { kind: 'text', name: 'cancelUrl', maxLength: 500 },
  ],
  currenciesOf: (settings) => {
    const token = choiceSetting(settings, 'token', SYMBOLS, INITIAL)
    return currencies.filter((one) => one.currency === token)
  },
  connect: connectDaisy,
}
