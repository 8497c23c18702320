import { safeStorage } from 'electron'
import { backendName, type Keychain } from '../vault/keychain.ts'

/**
 * The operating system's key ring behind the vault's port.
 *
 * "Available" is the synchronous answer on purpose: the asynchronous one counts a fixed, well-known key as available.
 */
export function electronKeychain(platform: NodeJS.Platform = process.platform): Keychain {
  return {
    backend: () => backendName(platform, () => safeStorage.getSelectedStorageBackend()),
    available: () => safeStorage.isEncryptionAvailable(),
    encrypt: (text) => safeStorage.encryptStringAsync(text),
    async decrypt(bytes) {
      const { result } = await safeStorage.decryptStringAsync(Buffer.from(bytes))
      return result
    },
  }
}
