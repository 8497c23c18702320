import type { Result } from '../../shared/contract/plain/envelope.ts'
import type { ProviderId } from '../../shared/contract/plain/provider-ids.ts'

/** Keeps the credentials of provider accounts: the vault for real ones, a stand-in for the practice book's. */
export interface SecretKeeper {
  /** Keeps the credentials of an account, replacing what was there once the new ones are safe. */
  put(
    accountId: string,
    provider: ProviderId,
    credentials: Readonly<Record<string, string>>,
  ): Promise<Result<null>>
  /** Hands the credentials to `use`; fails with NO_KEY when there are none, VAULT_* when they cannot be had now. */
  use<T>(
    accountId: string,
    provider: ProviderId,
    use: (credentials: Readonly<Record<string, string>>) => Promise<T>,
  ): Promise<Result<T>>
  has(accountId: string): boolean
  forget(accountId: string): Promise<Result<null>>
}
