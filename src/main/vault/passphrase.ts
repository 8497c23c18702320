import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt } from 'node:crypto'
import { SCRYPT, type Verifier } from './vault-file.ts'

/** The shortest passphrase, in characters as people count them. */
export const PASSPHRASE_MINIMUM = 8
/** The longest that is taken as a new one. What is tried may be longer, and is wrong. */
export const PASSPHRASE_MOST = 1_000

const KEY_BYTES = 32
const SALT_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** scrypt needs 128 · N · r bytes; Node refuses more than 32 MB unless told. */
const MEMORY_LIMIT = 256 * SCRYPT.N * SCRYPT.r
const VERIFIER_NAME = 'counterfoil vault verifier'
const VERIFIER_TEXT = 'the passphrase fits'

/** A text sealed with AES-256-GCM; the tag stands at the end of `bytes`. All base64. */
export interface SealedText {
  readonly salt: string
  readonly nonce: string
  readonly bytes: string
}

/** Counts the characters of a passphrase as it will be used. */
export function passphraseLength(passphrase: string): number {
  return [...passphrase.normalize('NFKC')].length
}

/** Derives the vault's key from a passphrase, the same for every way of typing the same characters (NFKC). */
export function deriveKey(passphrase: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { ...SCRYPT, maxmem: MEMORY_LIMIT }
    scrypt(passphrase.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}

/** Seals a text under a key of its own, derived with a fresh salt; `name` is bound in and must be said again to open. */
export function sealText(key: Uint8Array, name: string, text: string): SealedText {
  const salt = randomBytes(SALT_BYTES)
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', recordKey(key, salt), nonce)
  cipher.setAAD(Buffer.from(name, 'utf8'))
  const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return { salt: salt.toString('base64'), nonce: nonce.toString('base64'), bytes: bytes.toString('base64') }
}

/** Opens what `sealText` made; null when key, name or bytes are not the same. */
export function openText(key: Uint8Array, name: string, sealed: SealedText): string | null {
  const nonce = Buffer.from(sealed.nonce, 'base64')
  const bytes = Buffer.from(sealed.bytes, 'base64')
  if (nonce.length !== NONCE_BYTES || bytes.length < TAG_BYTES) return null
  try {
    const own = recordKey(key, Buffer.from(sealed.salt, 'base64'))
    const decipher = createDecipheriv('aes-256-gcm', own, nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(name, 'utf8'))
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

/** Makes the key and the verifier of a new passphrase; the verifier tells later whether a passphrase fits. */
export async function newPassphrase(
  passphrase: string,
  createdAt: number,
): Promise<{ readonly key: Buffer; readonly verifier: Verifier }> {
  const salt = randomBytes(SALT_BYTES)
  const key = await deriveKey(passphrase, salt)
  const kdf = { name: 'scrypt', ...SCRYPT, salt: salt.toString('base64') } as const
  return {
    key,
    verifier: { version: 1, kdf, sealed: sealText(key, VERIFIER_NAME, VERIFIER_TEXT), createdAt },
  }
}

/** Tries a passphrase; null when it is wrong. The work is the same for every passphrase, however short. */
export async function tryPassphrase(passphrase: string, verifier: Verifier): Promise<Buffer | null> {
  const key = await deriveKey(passphrase, Buffer.from(verifier.kdf.salt, 'base64'))
  if (openText(key, VERIFIER_NAME, verifier.sealed) === VERIFIER_TEXT) return key
  key.fill(0)
  return null
}

function recordKey(key: Uint8Array, salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, 'counterfoil vault record', KEY_BYTES))
}
