import { DESCRIPTION_LIMIT } from '../../../shared/contract/plain/limits.ts'
import type { Provider } from '../provider.ts'
import { connectOneShotPay } from './client.ts'
import { EXPIRY_MINUTES, LOCALES } from './options.ts'

/** Two decimals are shown; the vendor's smallest sample is one cent, no bounds are documented (1shotpay §2.1). */
const currencies = [{ currency: 'USD', decimals: 2, minimum: '0.01', maximum: null }]

/** 1ShotPay pay links: US dollars settled in USDC; those of a sale are single-use and always expire. */
export const oneshotpay: Provider = {
  id: 'oneshotpay',
  name: '1ShotPay',
  baseUrl: () => 'https://1shotpay.com/api/m2m/v0',
  payHosts: ['1shotpay.com'],
  capabilities: {
    currencies,
    expiry: { defaultMs: EXPIRY_MINUTES.initial * 60_000, adjustable: true },
    emailsCustomer: false,
    customerEmail: false,
    customerName: false,
    descriptionLimit: DESCRIPTION_LIMIT,
    list: false,
    receipts: 'latest',
    recovery: 'none',
    canUnderpay: false,
    canOverpay: false,
    standingLinks: true,
    sandbox: false,
  },
  // No limit is documented; one after another and about two a second is inferred (1shotpay §3.2), the minute is ours.
  limits: { perMinute: 60, perSecond: 2, gapMs: 500, concurrency: 1 },
  // A list may exist and is not relied upon (1shotpay §2).
  history: 'none',
  credentials: [
    { name: 'userId', secret: false },
    { name: 'apiToken', secret: true },
  ],
  settings: [
    { kind: 'choice', name: 'locale', options: [...LOCALES], initial: 'en' },
    { kind: 'number', name: 'expiryMinutes', ...EXPIRY_MINUTES, step: 1 },
    { kind: 'flag', name: 'closeOnComplete', initial: false },
    { kind: 'text', name: 'mediaUrl', maxLength: 500, format: 'url', perSale: true },
    { kind: 'text', name: 'requestedPayerUserId', maxLength: 36, format: 'uuid', perSale: true },
  ],
  currenciesOf: () => currencies,
  connect: connectOneShotPay,
}
