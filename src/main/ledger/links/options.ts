import type { LinkOptions } from '../../../shared/contract/plain/link-options.ts'

/** Reads what a sale chose of its account's settings as it lies in the book; null where it chose nothing. */
export function asLinkOptions(text: string | null): LinkOptions | null {
  return text === null ? null : (JSON.parse(text) as LinkOptions)
}

/** Gives the options that are set, for the screens; none for a sale that chose nothing. */
export function setOnes(options: LinkOptions | null): Record<string, string> {
  return Object.fromEntries(Object.entries(options ?? {}).filter(([, value]) => value !== ''))
}
