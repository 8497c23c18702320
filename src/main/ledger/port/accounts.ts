import type { ProviderId } from '../../../shared/contract/plain/provider-ids.ts'
import type { AccountSettings } from '../../../shared/contract/shapes/account.ts'

export interface StoredAccount {
  readonly id: string
  readonly provider: ProviderId
  readonly label: string
  readonly settings: AccountSettings
  readonly createdAt: number
  readonly paused: { readonly reason: 'AUTH_REJECTED' | 'FORBIDDEN'; readonly at: number } | null
  readonly lastAnswerAt: number | null
  /** When the key last became another one, epoch ms; null when it is still the first. */
  readonly keyChangedAt: number | null
}

export type NewAccount = Omit<StoredAccount, 'paused' | 'lastAnswerAt' | 'keyChangedAt'> & {
  /** Tells one key from another and nothing else of it. */
  readonly keyFingerprint: string
}
