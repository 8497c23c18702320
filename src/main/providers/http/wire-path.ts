/** A path below a provider's base URL; null when a value in it could climb out of its place. */
export type WirePath = string | null

/** Builds a path: every value is one encoded segment, and one that is empty, "." or ".." makes the path null. */
export function wirePath(texts: TemplateStringsArray, ...values: readonly string[]): WirePath {
  if (values.some((value) => value === '' || value === '.' || value === '..' || value.length > 300))
    return null
  if (values.some((value) => !value.isWellFormed())) return null
  return texts.reduce((path, text, index) => path + encodeURIComponent(values[index - 1] ?? '') + text)
}

/** Writes a query in the order of its fields, without the question mark. */
export function wireQuery(fields: Readonly<Record<string, string | number>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
}
