import type { HttpAnswer } from './http-client.ts'

/**
 * The text a provider explains itself with: `error.message`, else `error`, else `message`, else a plain-text body.
 *
 * Null for HTML, which explains nothing to a person, and where there is none. Not masked yet.
 */
export function wordsOf(answer: HttpAnswer): string | null {
  const { json } = answer
  if (isRecord(json)) {
    const { error, message } = json
    const inner = isRecord(error) ? error.message : error
    return [inner, message].find((one): one is string => typeof one === 'string' && one !== '') ?? null
  }
  if (answer.contentType.includes('html') || /^\s*</.test(answer.text)) return null
  return answer.text
}

/** Says whether a parsed body is an object whose fields can be looked at. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
