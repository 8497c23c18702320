import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { PIN_LEAST, PIN_MOST } from '../../shared/contract/plain/people.ts'
import { fold } from '../../shared/text/fold.ts'

const SALT_BYTES = 16
const HASH_BYTES = 32
/** A PIN is short: what protects it is that main counts its tries. The work is kept small enough to switch people within a second. */
const COST = { N: 2 ** 15, r: 8, p: 1 } as const

const base64 = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)

/** A PIN as it lies on the disk: a salt of its own, and what scrypt made of both. A file that asks for other work is none of ours. */
export const storedPin = z.strictObject({
  name: z.literal('scrypt'),
  N: z.literal(COST.N),
  r: z.literal(COST.r),
  p: z.literal(COST.p),
  salt: base64,
  hash: base64,
})
export type StoredPin = z.infer<typeof storedPin>

/** Reads a PIN as it was typed, in the digits of any script, as 0 to 9; null where it is none of 4 to 12 digits. */
export function readPin(typed: string): string | null {
  const digits = fold(typed)
  return /^\d+$/.test(digits) && digits.length >= PIN_LEAST && digits.length <= PIN_MOST ? digits : null
}

/** Makes what is kept of a PIN. */
export async function newPin(digits: string): Promise<StoredPin> {
  const salt = randomBytes(SALT_BYTES)
  const hash = await derive(digits, salt)
  return { name: 'scrypt', ...COST, salt: salt.toString('base64'), hash: hash.toString('base64') }
}

/** What is tried where there is no person of that id, so that the answer takes as long. */
const NOBODYS: StoredPin = {
  ...{ name: 'scrypt', ...COST },
  salt: Buffer.alloc(SALT_BYTES).toString('base64'),
  hash: Buffer.alloc(HASH_BYTES).toString('base64'),
}

/** Says whether a PIN fits; null for what is no PIN, and for nobody's. The work is the same whatever comes. */
export async function fitsPin(digits: string | null, pin: StoredPin | null): Promise<boolean> {
  const { salt, hash } = pin ?? NOBODYS
  const made = await derive(digits ?? '', Buffer.from(salt, 'base64'))
  const kept = Buffer.from(hash, 'base64')
  const fits = kept.length === made.length && timingSafeEqual(kept, made)
  return fits && pin !== null && digits !== null
}

function derive(digits: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(digits, salt, HASH_BYTES, { ...COST, maxmem: 256 * COST.N * COST.r }, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}
