/** Gives `size` random bytes. */
export type RandomBytes = (size: number) => Uint8Array

/** The engine's own random bytes. */
export const systemRandomBytes: RandomBytes = (size) => crypto.getRandomValues(new Uint8Array(size))

/** Lower-case hex text of `bytes` random bytes. */
export function randomHex(random: RandomBytes, bytes: number): string {
  return Array.from(random(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Random text of `length` characters out of `alphabet`. */
export function randomText(random: RandomBytes, alphabet: string, length: number): string {
  return Array.from(random(length), (byte) => alphabet.charAt(byte % alphabet.length)).join('')
}

export const UPPER_ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
export const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
export const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** A version 4 UUID. */
export function uuidV4(random: RandomBytes): string {
  return uuidFrom(randomHex(random, 16), '4')
}

/** A version 7 UUID carrying `at` (epoch milliseconds), so that ids sort by the time they were made. */
export function uuidV7(random: RandomBytes, at: number): string {
  return uuidFrom(at.toString(16).padStart(12, '0').slice(-12) + randomHex(random, 10), '7')
}

function uuidFrom(hex: string, version: string): string {
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16)
  const digits = `${hex.slice(0, 12)}${version}${hex.slice(13, 16)}${variant}${hex.slice(17, 32)}`
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ].join('-')
}

/** Base64url without padding, as the parts of a token are written. */
export function base64Url(text: string): string {
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
