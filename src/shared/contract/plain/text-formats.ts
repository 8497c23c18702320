/** What a text setting can be asked to be: a web address, one that nobody on the way can read, a UUID, an on-chain address. */
export const TEXT_FORMATS = ['url', 'https', 'uuid', 'address'] as const
export type TextFormat = (typeof TEXT_FORMATS)[number]

/** What a declared text setting asks of its text. */
interface TextField {
  readonly maxLength: number
  readonly format?: TextFormat | undefined
}

const FORMATS: Readonly<Record<TextFormat, (text: string) => boolean>> = {
  url: isWebAddress,
  https: (text) => isWebAddress(text) && new URL(text).protocol === 'https:',
  uuid: (text) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
  address: (text) => /^0x[0-9a-f]{40}$/i.test(text),
}

/** Says whether a typed text fits a declared text setting; an empty one always does, because it means "not set". */
export function textFits(field: TextField, value: string): boolean {
  const text = value.trim()
  if (value.length > field.maxLength) return false
  return text === '' || field.format === undefined || FORMATS[field.format](text)
}

/** What no address is written with: a parser takes it away or turns it, so that two readers see two addresses. */
const ODD = /[\p{Cc}\p{Cf}\p{Z}\\]/u

/**
 * http or https and a host, without a user part, so that no other scheme reaches a payer through a provider's page.
 *
 * A user part lets a stranger's host pass for the shop's: also an empty one.
 */
function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^/?#@]+(?:[/?#]|$)/i.test(text) && !ODD.test(text) && URL.canParse(text)
}
