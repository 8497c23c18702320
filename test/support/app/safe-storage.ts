import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { SafeStorage } from '../../../src/main/vault/keychain.ts'

/** Answers as Electron's source does: errors by its own words, a mark of the key that sealed, and the word to seal anew. */
export class SimulatedSafeStorage implements SafeStorage {
  backend = 'gnome_libsecret'
  mood: 'works' | 'away' | 'busy' | 'locked' = 'works'
  prefix = 'v11'
  rotated = false
  encrypted = 0
  #ring = randomBytes(32)

  /** Another machine, or the system installed anew: what was sealed before never opens again. */
  replaceRing(): void {
    this.#ring = randomBytes(32)
  }

  isEncryptionAvailable(): boolean {
    return this.mood !== 'away'
  }

  getSelectedStorageBackend(): string {
    return this.backend
  }

  async encryptStringAsync(text: string): Promise<Buffer> {
    this.#answer('encryptStringAsync')
    this.encrypted += 1
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', this.#ring, nonce)
    const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([Buffer.from(this.prefix), nonce, cipher.getAuthTag(), bytes])
  }

  async decryptStringAsync(bytes: Buffer) {
    this.#answer('decryptStringAsync')
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#ring, bytes.subarray(3, 15))
      decipher.setAuthTag(bytes.subarray(15, 31))
      const text = Buffer.concat([decipher.update(bytes.subarray(31)), decipher.final()])
      return { result: text.toString('utf8'), shouldReEncrypt: this.rotated }
    } catch {
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.')
    }
  }

  #answer(method: string): void {
    if (this.mood === 'busy') {
      throw new Error(`safeStorage.${method} is temporarily unavailable. Please try again.`)
    }
    if (this.mood === 'locked') throw new Error(`Error while calling safeStorage.${method}.`)
  }
}
