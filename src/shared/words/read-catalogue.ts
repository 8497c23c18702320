/** The words of one language: sections within sections, and messages in them. */
export interface Catalogue {
  readonly [name: string]: string | Catalogue
}

/** What of a catalogue could be used, and what could not. */
export interface ReadCatalogue {
  readonly catalogue: Catalogue
  /** Keys that English has and this one lacks, or has as something else; said in English. */
  readonly missing: readonly string[]
}

const PLURAL = /_(zero|one|two|few|many|other)$/

/** Takes what can be used of a catalogue, as English has its sections; anything may lie in its file. */
export function readCatalogue(
  value: unknown,
  english: Catalogue,
  plurals: readonly string[],
  path = '',
): ReadCatalogue {
  const catalogue: Record<string, string | Catalogue> = {}
  const missing: string[] = []
  const found: Readonly<Record<string, unknown>> =
    typeof value === 'object' && value !== null ? { ...value } : {}
  for (const [name, words] of Object.entries(english)) {
    const key = path === '' ? name : `${path}.${name}`
    if (typeof words !== 'string') {
      const inner = readCatalogue(found[name], words, plurals, key)
      catalogue[name] = inner.catalogue
      missing.push(...inner.missing)
    } else if (!PLURAL.test(name) && typeof found[name] !== 'string') missing.push(key)
  }
  const stems = Object.keys(english)
    .filter((name) => name.endsWith('_other') && typeof english[name] === 'string')
    .map((name) => name.replace(PLURAL, ''))
  for (const stem of stems)
    for (const category of plurals) {
      const name = `${stem}_${category}`
      if (typeof found[name] !== 'string') missing.push(path === '' ? name : `${path}.${name}`)
    }
  for (const [name, words] of Object.entries(found)) if (typeof words === 'string') catalogue[name] ??= words
  return { catalogue, missing }
}

/** Gives the same catalogue with each message changed. */
export function withMessages(catalogue: Catalogue, change: (message: string) => string): Catalogue {
  return Object.fromEntries(
    Object.entries(catalogue).map(([name, words]) => [
      name,
      typeof words === 'string' ? change(words) : withMessages(words, change),
    ]),
  )
}
