/** The providers the app speaks with; a new one is a line here, a line in `registered.ts` and a folder. */
export const PROVIDER_IDS = ['daisy', 'oneshotpay', 'ocpay', 'oxapay'] as const
export type ProviderId = (typeof PROVIDER_IDS)[number]
