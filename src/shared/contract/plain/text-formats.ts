/** What a text setting can be asked to be: a web address, a UUID, an on-chain address. */
export const TEXT_FORMATS = ['url', 'uuid', 'address'] as const
export type TextFormat = (typeof TEXT_FORMATS)[number]

/** What a declared text setting asks of its text. */
interface TextField {
  readonly maxLength: number
  readonly format?: TextFormat | undefined
}

const FORMATS: Readonly<Record<TextFormat, (text: string) => boolean>> = {
  url: isWebAddress,
  uuid: (text) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
  address: (text) => /^0x[0-9a-f]{40}$/i.test(text),
}

/** Says whether a typed text fits a declared text setting; an empty one always does, because it means "not set". */
export function textFits(field: TextField, value: string): boolean {
  const text = value.trim()
  if (value.length > field.maxLength) return false
  return text === '' || field.format === undefined || FORMATS[field.format](text)
}

/** http or https, without a user part, so that no other scheme reaches a payer through a provider's page. */
function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
}
