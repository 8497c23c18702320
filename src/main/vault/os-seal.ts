import type { ErrorCode } from '../../shared/contract/plain/error-codes.ts'
import { isRealCiphertext, judgeBackend, type Keychain, KeychainBusy } from './keychain.ts'

/** What the keychain is good for now. */
export type OsState =
  | { readonly kind: 'usable'; readonly backend: string }
  /** A real keychain that does not answer now. */
  | { readonly kind: 'silent'; readonly backend: string }
  | {
      readonly kind: 'refused'
      readonly backend: string
      readonly reason: 'weak_backend' | 'unavailable' | 'unknown_backend'
    }

export type SealResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ErrorCode }

/** Seals and opens texts with the operating system's keychain, where that is a real one. */
export interface OsSeal {
  state(): OsState
  /** Seals, and opens again to be sure. Tests the keychain first, once for each backend. */
  seal(text: string): Promise<SealResult<Uint8Array>>
  /** `stale` is called where the keychain asks that the text be sealed anew. */
  open(bytes: Uint8Array, stale?: () => void): Promise<SealResult<string>>
  /** Makes sure that the keychain really keeps a secret; quick when that is known already. `again` tries one that was caught. */
  test(again?: boolean): Promise<SealResult<null>>
}

const PROBE = 'counterfoil keychain test'

/** Builds the seal. What a keychain was caught at (a fixed key) is remembered until it is tested again and passes. */
export function createOsSeal(keychain: Keychain, platform: NodeJS.Platform): OsSeal {
  const tested = new Set<string>()
  const caught = new Map<string, 'weak_backend' | 'unavailable'>()

  function state(): OsState {
    const backend = nameOf(keychain)
    const verdict = judgeBackend(platform, backend)
    if (verdict !== 'accepted') return { kind: 'refused', backend, reason: verdict }
    const reason = caught.get(backend)
    if (reason) return { kind: 'refused', backend, reason }
    return { kind: isAvailable(keychain) ? 'usable' : 'silent', backend }
  }

  function unusable(again: boolean): ErrorCode | null {
    const now = state()
    if (again && caught.has(now.backend)) return isAvailable(keychain) ? null : 'VAULT_TEMPORARY'
    if (now.kind === 'usable') return null
    if (now.kind === 'silent') return 'VAULT_TEMPORARY'
    return now.reason === 'unavailable' ? 'VAULT_UNAVAILABLE' : 'VAULT_WEAK'
  }

  function failed(error: unknown, otherwise: ErrorCode): { readonly ok: false; readonly code: ErrorCode } {
    const later = error instanceof KeychainBusy || !isAvailable(keychain)
    return { ok: false, code: later ? 'VAULT_TEMPORARY' : otherwise }
  }

  async function open(bytes: Uint8Array, stale?: () => void): Promise<SealResult<string>> {
    // A keychain that failed at sealing may still open what it sealed before.
    if (judgeBackend(platform, nameOf(keychain)) !== 'accepted') return { ok: false, code: 'VAULT_WEAK' }
    if (!isAvailable(keychain)) return { ok: false, code: 'VAULT_TEMPORARY' }
    if (!isRealCiphertext(platform, bytes)) return { ok: false, code: 'DECRYPT_FAILED' }
    try {
      return { ok: true, value: await keychain.decrypt(bytes, stale) }
    } catch (error) {
      return failed(error, 'DECRYPT_FAILED')
    }
  }

  async function sealAndOpen(text: string, again = false): Promise<SealResult<Uint8Array>> {
    const code = unusable(again)
    if (code) return { ok: false, code }
    const backend = nameOf(keychain)
    let bytes: Uint8Array
    try {
      bytes = await keychain.encrypt(text)
    } catch (error) {
      return failed(error, 'VAULT_UNAVAILABLE')
    }
    if (!isRealCiphertext(platform, bytes)) {
      caught.set(backend, 'weak_backend')
      return { ok: false, code: 'VAULT_WEAK' }
    }
    const opened = await open(bytes)
    if (!opened.ok)
      return opened.code === 'DECRYPT_FAILED' ? { ok: false, code: 'VAULT_UNAVAILABLE' } : opened
    return opened.value === text ? { ok: true, value: bytes } : { ok: false, code: 'VAULT_UNAVAILABLE' }
  }

  async function test(again = false): Promise<SealResult<null>> {
    const backend = nameOf(keychain)
    if (!tested.has(backend)) {
      const tried = await sealAndOpen(PROBE, again)
      if (!tried.ok) {
        if (tried.code === 'VAULT_UNAVAILABLE') caught.set(backend, 'unavailable')
        return tried
      }
      caught.delete(backend)
      tested.add(backend)
    }
    return { ok: true, value: null }
  }

  return {
    state,
    open,
    test,
    async seal(text) {
      const sound = await test()
      return sound.ok ? sealAndOpen(text) : sound
    },
  }
}

function nameOf(keychain: Keychain): string {
  try {
    return keychain.backend()
  } catch {
    return 'unknown'
  }
}

function isAvailable(keychain: Keychain): boolean {
  try {
    return keychain.available()
  } catch {
    return false
  }
}
