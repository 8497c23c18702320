import type { AppPort } from '../../ipc/handlers/app-port.ts'
import type { TryPassphrase } from '../../people/passphrase-tries.ts'
import type { Vault } from '../../vault/vault.ts'
import type { TillFacts } from './till-facts.ts'

export interface ToldVaultPorts {
  readonly facts: TillFacts
  /** Counts the tries of a passphrase, and makes them wait. */
  readonly tryPassphrase: TryPassphrase
  /** Told that there is another passphrase, or none any more. */
  passphraseReplaced(): void
}

/** The same vault: the live book is told what is done to its passphrase, and whoever guesses at that waits. */
export function tellVault(vault: Vault, { facts, tryPassphrase, passphraseReplaced }: ToldVaultPorts): Vault {
  const telling = (what: string) => [{ book: 'live', what }] as const
  async function replacing<T extends { readonly ok: boolean }>(answer: Promise<T>): Promise<T> {
    const answered = await answer
    if (answered.ok) passphraseReplaced()
    return answered
  }
  return {
    ...vault,
    createPassphrase: (passphrase) =>
      replacing(facts.whileDoing(telling('passphrase_set'), () => vault.createPassphrase(passphrase))),
    changePassphrase: (current, passphrase) =>
      replacing(
        facts.whileDoing(telling('passphrase_changed'), () =>
          tryPassphrase('keys', () => vault.changePassphrase(current, passphrase)),
        ),
      ),
    erase: () => replacing(facts.whileDoing(telling('keys_erased'), () => vault.erase())),
    unlock: (passphrase) => tryPassphrase('keys', () => vault.unlock(passphrase)),
  }
}

export interface KeysPorts {
  /** Keys have come, or may have: what waited for them is asked. */
  came(): void
  /** No key can be had any more. */
  left(): void
}

/** Gives the vault as the windows ask it: what waits for keys goes on with them, and what holds one ends with them. */
export function vaultPort(vault: Vault, { came, left }: KeysPorts): AppPort['vault'] {
  async function andThen<T extends { readonly ok: boolean }>(
    answer: Promise<T>,
    next: () => void,
  ): Promise<T> {
    const answered = await answer
    if (answered.ok) next()
    return answered
  }
  return {
    status: vault.status,
    createPassphrase: vault.createPassphrase,
    changePassphrase: (current, passphrase) => andThen(vault.changePassphrase(current, passphrase), came),
    erase: () => andThen(vault.erase(), left),
    unlock: (passphrase) => andThen(vault.unlock(passphrase), came),
    async lock() {
      const status = vault.lock()
      left()
      return status
    },
  }
}
