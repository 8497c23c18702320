import { KEYS } from './keys.ts'

/** The keys of the quick amounts, in their order: F5 asks the provider, so it is left out. */
export const QUICK_KEYS = KEYS.quick.keys

/** Gives which quick amount a keyboard event's `key` stands for, from 0; null for any other key. */
export function quickIndexOf(key: string): number | null {
  const index = (QUICK_KEYS as readonly string[]).indexOf(key)
  return index < 0 ? null : index
}
