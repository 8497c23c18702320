import { safeStorage } from 'electron'
import { type Keychain, safeStorageKeychain } from '../vault/keychain.ts'

/** The operating system's key ring behind the vault's port. */
export function electronKeychain(platform: NodeJS.Platform = process.platform): Keychain {
  return safeStorageKeychain(safeStorage, platform)
}
