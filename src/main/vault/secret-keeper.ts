import type { Result } from '../../shared/contract/plain/envelope.ts'
import type { ErrorCode } from '../../shared/contract/plain/error-codes.ts'
import type { ProviderId } from '../../shared/contract/plain/provider-ids.ts'

/** Keeps the credentials of provider accounts: the vault for real ones, a stand-in for the practice book's. */
export interface SecretKeeper {
  /** True where every account has a key that nobody needs to type. */
  readonly ownKeys: boolean
  /** Why these credentials could not be kept now, so that nobody is asked about them first; null when they could. */
  whyNot(provider: ProviderId, credentials: Readonly<Record<string, string>>): ErrorCode | null
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
  /** Why the account's key cannot be had just now, as far as that is known without opening it; null when it can. */
  trouble(accountId: string): ErrorCode | null
  forget(accountId: string): Promise<Result<null>>
}
