import { useTranslation } from './use-translation.ts'

/** Values that a message may name. */
export type WordValues = Readonly<Record<string, string | number>>

/**
 * Gives words for keys that are only known while the app runs (a provider's field, a history kind).
 *
 * Null when the catalogue has none, so that each place chooses its own fallback.
 */
export function useMaybeWords(): (key: string, values?: WordValues) => string | null {
  const { t, i18n } = useTranslation()
  const loose = t as unknown as (key: string, values?: WordValues) => string
  return (key, values) => (i18n.exists(key) ? loose(key, values ?? {}) : null)
}

/** Turns a field's own name into readable words: "walletAddress" becomes "Wallet address". */
export function humanize(name: string): string {
  const spaced = name
    .replace(/[_-]+/g, ' ')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .trim()
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}
