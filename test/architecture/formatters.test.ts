import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readGraph } from '../support/source/import-graph.ts'

/** Where a formatter is asked what it is, or whether there is one, and writes nothing. */
const ASKED = [
  'src/main/index.ts',
  'src/shared/contract/shapes/export.ts',
  'src/shared/words/catalogues.ts',
  'src/shared/words/locale.ts',
]

describe('the formatters of `Intl`', () => {
  const graph = readGraph(join(import.meta.dirname, '../..'), 'src')

  it('are made in one place, where days are Gregorian whatever the locale is', () => {
    const made = graph
      .filter(({ path }) => path !== 'src/shared/words/intl.ts')
      .filter(
        ({ text }) =>
          /\bIntl\.\w*(?:Format|Collator|PluralRules|Segmenter|DisplayNames)\s*\(/.test(text) ||
          /\.(?:toLocale(?:Date|Time)?String|localeCompare)\(/.test(text),
      )
      .map(({ path }) => path)
    expect(made.toSorted()).toEqual(ASKED)
  })

  it('of dates all have the calendar', () => {
    const { text = '' } = graph.find(({ path }) => path === 'src/shared/words/intl.ts') ?? {}
    const dates = text.split('new Intl.DateTimeFormat(').slice(1)
    expect(dates.length).toBeGreaterThan(0)
    for (const one of dates) expect(one.slice(0, 250)).toContain("calendar: 'gregory'")
  })
})
