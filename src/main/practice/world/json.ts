/** A JSON number kept as its own text, so that no amount ever passes through a float. */
export class JsonNumber {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  /** Writes the number into JSON exactly as its text says. */
  toJSON(): unknown {
    return exactJson.rawJSON(this.text)
  }
}

export type JsonValue = null | boolean | string | JsonNumber | JsonValue[] | JsonObject
export interface JsonObject {
  [key: string]: JsonValue
}

// The TypeScript library does not know the JSON source text access of the engine yet.
interface ExactJson {
  rawJSON(text: string): unknown
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown
}
const exactJson = JSON as unknown as ExactJson

/** Reads a JSON text with its numbers kept as text; undefined when the text is not JSON. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return exactJson.parse(text, (_key, value, context) =>
      typeof value === 'number' ? new JsonNumber(context.source ?? String(value)) : value,
    ) as JsonValue
  } catch {
    return undefined
  }
}

/** Reads a JSON text that must hold an object; null when it is anything else. */
export function parseJsonObject(text: string): JsonObject | null {
  const value = parseJson(text)
  return value !== undefined && isObject(value) ? value : null
}

/** Says whether a value read by {@link parseJson} is an object (not a list, not a number). */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber)
  )
}

/** Makes a number for an answer from its decimal text. */
export function exact(text: string): JsonNumber {
  return new JsonNumber(text)
}

/** Makes a JSON answer; numbers made with {@link exact} stay exact. */
export function jsonAnswer(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  })
}

/** The fields of a request body that hold a text; undefined when absent, null or of another type. */
export function textField(body: JsonObject, key: string): string | undefined {
  const value = body[key]
  return typeof value === 'string' ? value : undefined
}

/** Reads a whole number from a JSON number; undefined when it is none or is not safely countable. */
export function wholeNumber(value: JsonValue | undefined): number | undefined {
  if (!(value instanceof JsonNumber)) return undefined
  const number = Number(value.text)
  return Number.isSafeInteger(number) ? number : undefined
}
