import type { AccountSettings } from '../../../shared/contract/shapes/account.ts'
import { choiceSetting } from '../settings.ts'
import type { Network } from './tokens.ts'

/** Where an account lives; the first is where a new one begins. */
export const ENVIRONMENTS = ['production', 'staging'] as const

/** Where payers are sent; another page of staging is not documented (daisy §1). */
export const PAY_HOSTS = ['pay.daisypayments.com'] as const

interface Environment {
  readonly baseUrl: string
  readonly network: Network
}

/** Both hosts of daisy §1 with the network each works on. */
const FACTS: Readonly<Record<(typeof ENVIRONMENTS)[number], Environment>> = {
  production: { baseUrl: 'https://sdk.daisypayments.com', network: '1' },
  staging: { baseUrl: 'https://sdk.staging.daisypayments.com', network: '4' },
}

/** The host and network of an account under its settings; production where none is chosen. */
export function environmentOf(settings: AccountSettings): Environment {
  return FACTS[choiceSetting(settings, 'environment', ENVIRONMENTS, 'production')]
}
