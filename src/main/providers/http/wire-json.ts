import { shallowJson } from './shallow-json.ts'

/** A number exactly as it stood in a provider's body; it never becomes a floating-point `number`. */
export class WireNumber {
  readonly source: string

  constructor(source: string) {
    this.source = source
  }

  /** Writes the number back with the very digits it came with. */
  toJSON(): unknown {
    return rawJson(this.source)
  }
}

interface SourceJson {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown
  rawJSON(text: string): unknown
}

// The type library does not know `context.source` and `rawJSON` yet; Node 24 and Chromium have them.
const sourceJson = JSON as unknown as SourceJson

const EXACT = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const PLAIN = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/
/** Longer expansions of an exponent are no amount of anything. */
const LARGEST_EXPONENT = 80

/** What every number outside a text follows; inside a text it may be found in vain, which costs time only. */
const NUMBER = /(?:^|[,[]|"[ \t\r\n]*:)[ \t\r\n]*-?\d/

/**
 * Parses a body's text; every number becomes a {@link WireNumber}. Throws what `JSON.parse` throws.
 *
 * What is nested absurdly deep is read as the text "…", so that only who needs it does without.
 */
export function parseWire(body: string): unknown {
  const text = shallowJson(body)
  if (!NUMBER.test(text)) return JSON.parse(text)
  return sourceJson.parse(text, (_key, value, context) =>
    typeof value === 'number' ? new WireNumber(context.source ?? String(value)) : value,
  )
}

/** Writes a request body; {@link exactNumber} values keep their digits, `undefined` fields are dropped. */
export function encodeWire(value: unknown): string {
  return JSON.stringify(value)
}

/** Makes a JSON number of a plain decimal text, without its needless zeros; throws when it is no such text. */
export function exactNumber(text: string): unknown {
  const trimmed = text.includes('.') ? text.replace(/\.?0+$/, '') : text
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(trimmed)) throw new Error('not a plain decimal number')
  return rawJson(trimmed)
}

function rawJson(text: string): unknown {
  if (!EXACT.test(text)) throw new Error('not a JSON number')
  return sourceJson.rawJSON(text)
}

/**
 * Reads a number, or a text that holds one, as a plain decimal text without exponent: "49.9", "-3", "1000".
 *
 * Null when it is neither, or absurdly long (more than 80 digits either side).
 */
export function plainDecimal(value: unknown): string | null {
  const text = value instanceof WireNumber ? value.source : typeof value === 'string' ? value.trim() : null
  if (text === null || text.length > 200) return null
  const match = PLAIN.exec(text)
  if (!match) return null
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match
  const exponent = Number(exponentText)
  if (Math.abs(exponent) > LARGEST_EXPONENT) return null
  return sign + shifted(whole, fraction, exponent)
}

function shifted(whole: string, fraction: string, exponent: number): string {
  const point = whole.length + exponent
  const digits = (whole + fraction).padEnd(point, '0')
  const padded = point > 0 ? digits : '0'.repeat(1 - point) + digits
  const cut = Math.max(point, 1)
  const left = padded.slice(0, cut).replace(/^0+(?=\d)/, '')
  const right = padded.slice(cut)
  return right === '' ? left : `${left}.${right}`
}
