import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import {
  newPassphrase,
  PASSPHRASE_MINIMUM,
  PASSPHRASE_MOST,
  passphraseLength,
  tryPassphrase,
} from './passphrase.ts'
import type { Records } from './records.ts'
import type { VaultFile } from './vault-file.ts'

/** The vault's contents under another passphrase, not written yet, and the key of that passphrase. */
export interface Changed {
  readonly contents: VaultFile
  readonly key: Buffer
}

/** Tries a passphrase against the vault's contents, and drops what it opens. CONFLICT where there is none, WRONG_PASSPHRASE. */
export async function provesIn(contents: VaultFile | null, passphrase: string): Promise<Result<null>> {
  if (contents === null) return refuse('VAULT_UNAVAILABLE')
  if (contents.verifier === null) return refuse('CONFLICT')
  const key = await tryPassphrase(passphrase, contents.verifier)
  key?.fill(0)
  return key === null ? refuse('WRONG_PASSPHRASE') : ok(null)
}

/** Seals everything of a passphrase vault under another passphrase. CONFLICT where it has none, WRONG_PASSPHRASE. */
export async function underAnother(
  contents: VaultFile,
  passphrases: { readonly current: string; readonly next: string },
  records: Records,
  now: number,
): Promise<Result<Changed>> {
  if (contents.verifier === null) return refuse('CONFLICT')
  const old = await tryPassphrase(passphrases.current, contents.verifier)
  if (old === null) return refuse('WRONG_PASSPHRASE')
  const fresh = await newPassphrase(passphrases.next, now)
  const sealed = await records.resealAll(contents, old, fresh.key)
  old.fill(0)
  if (sealed.ok) {
    return ok({ contents: { ...contents, verifier: fresh.verifier, records: sealed.value }, key: fresh.key })
  }
  fresh.key.fill(0)
  return refuse(sealed.code)
}

/**
 * Refuses what cannot be a new passphrase: PASSPHRASE_TOO_SHORT with the least length, PASSPHRASE_TOO_LONG with the most; null for what can.
 */
export function lengthRefusal(passphrase: string) {
  const length = passphraseLength(passphrase)
  if (length < PASSPHRASE_MINIMUM) return refuse('PASSPHRASE_TOO_SHORT', { minimum: PASSPHRASE_MINIMUM })
  return length > PASSPHRASE_MOST ? refuse('PASSPHRASE_TOO_LONG', { most: PASSPHRASE_MOST }) : null
}
