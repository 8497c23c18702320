/** The operating system's own means of sealing a text for this user. */
export interface Keychain {
  /**
   * Who does the sealing: on Linux Electron's word for it (`gnome_libsecret`, `basic_text`, …), `keychain` on macOS, `dpapi`
   * on Windows; `unknown` when it cannot be told.
   */
  backend(): string
  /** False when nothing can be sealed or opened now. */
  available(): boolean
  /** Rejects with KeychainBusy when it may work later, with any other error when it will not. */
  encrypt(text: string): Promise<Uint8Array>
  /** Rejects like `encrypt`. `stale` is called where the text is to be sealed anew, because the keychain has another key by now. */
  decrypt(bytes: Uint8Array, stale?: () => void): Promise<string>
}

/** What is used of Electron's `safeStorage`. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean
  getSelectedStorageBackend(): string
  encryptStringAsync(text: string): Promise<Uint8Array>
  decryptStringAsync(
    bytes: Buffer,
  ): Promise<{ readonly result: string; readonly shouldReEncrypt?: boolean | undefined }>
}

/** What Electron says of a ring that does not answer just now: nothing is lost. */
const LATER = /temporarily unavailable/i

/**
 * The operating system's key ring behind Electron.
 *
 * "Available" is the synchronous answer on purpose: the asynchronous one counts a fixed, well-known key as available.
 */
export function safeStorageKeychain(safeStorage: SafeStorage, platform: NodeJS.Platform): Keychain {
  async function asked<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer
    } catch (error) {
      throw error instanceof Error && LATER.test(error.message) ? new KeychainBusy({ cause: error }) : error
    }
  }
  return {
    backend: () => backendName(platform, () => safeStorage.getSelectedStorageBackend()),
    available: () => safeStorage.isEncryptionAvailable(),
    encrypt: (text) => asked(safeStorage.encryptStringAsync(text)),
    async decrypt(bytes, stale) {
      const { result, shouldReEncrypt } = await asked(safeStorage.decryptStringAsync(Buffer.from(bytes)))
      if (shouldReEncrypt) stale?.()
      return result
    },
  }
}

/** The keychain cannot answer now (a locked ring, no session bus yet) and may later: nothing is lost. */
export class KeychainBusy extends Error {
  constructor(options?: ErrorOptions) {
    super('the keychain cannot answer now', options)
    this.name = 'KeychainBusy'
  }
}

/** The backends that protect a key, by platform: a list of the accepted, so that whatever is new is refused. */
const ACCEPTED: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'],
  darwin: ['keychain'],
  win32: ['dpapi'],
}

export type BackendVerdict = 'accepted' | 'weak_backend' | 'unknown_backend'

/** Judges a backend by its name; only a named one is accepted. */
export function judgeBackend(platform: NodeJS.Platform, backend: string): BackendVerdict {
  if (ACCEPTED[platform]?.includes(backend)) return 'accepted'
  return backend === 'basic_text' ? 'weak_backend' : 'unknown_backend'
}

/**
 * Names the keychain of a platform; `selected` is Electron's word, asked for on Linux alone.
 *
 * Electron has no such word elsewhere: macOS always takes its keychain, Windows always DPAPI.
 */
export function backendName(platform: NodeJS.Platform, selected: () => string): string {
  if (platform === 'darwin') return 'keychain'
  if (platform === 'win32') return 'dpapi'
  return platform === 'linux' ? selected() : 'unknown'
}

/**
 * Tells whether a ciphertext was really made with the user's key ring.
 *
 * On Linux `v10` marks a fixed key that everybody knows; only `v11` is the ring, and a tag not seen yet is refused.
 */
export function isRealCiphertext(platform: NodeJS.Platform, bytes: Uint8Array): boolean {
  if (platform !== 'linux') return bytes.length > 0
  return bytes[0] === 0x76 && bytes[1] === 0x31 && bytes[2] === 0x31
}
