import { KEYS } from './keys.ts'

/** The keys of the quick amounts, in their order: F5 asks the provider, so it is left out. */
export const QUICK_KEYS = KEYS.quick.keys
