import { expect, test } from 'vitest'
import { firstLetterOf } from '../../../src/shared/words/intl.ts'

test('the first letter of a name is the first one that can be seen, with all that belongs to it', () => {
  expect(firstLetterOf('Atlas')).toBe('A')
  expect(firstLetterOf('\u202eAtlas')).toBe('A')
  expect(firstLetterOf('\u200f مقهى')).toBe('م')
  expect(firstLetterOf('e\u0301toile')).toBe('e\u0301')
  expect(firstLetterOf('👨‍👩‍👧‍👦 shop')).toBe('👨‍👩‍👧‍👦')
  expect(firstLetterOf('\u202e\u2066')).toBe('')
  expect(firstLetterOf('')).toBe('')
})
