import { expect, test } from 'vitest'
import words from '../../../src/shared/words/en.json' with { type: 'json' }

test('why a row of a file is not read stands before what it quotes, which may be long and is cut off in a narrow column', () => {
  const quoting = Object.entries(words.imports.why).filter(([, text]) => text.includes('“{{text}}”'))
  expect(quoting.length).toBeGreaterThan(8)
  expect(quoting.filter(([, text]) => !text.endsWith('“{{text}}”'))).toEqual([])
})
