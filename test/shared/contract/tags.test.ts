import { expect, it } from 'vitest'
import { newTagOf, TAG_LIMIT, tagOf } from '../../../src/shared/contract/plain/tags.ts'
import { typedText } from '../../../src/shared/contract/plain/typed-text.ts'

it('keeps small letters and hyphens, of any script, and takes no text that a filter would read otherwise', () => {
  expect(tagOf('  By  Hand ')).toBe('by-hand')
  expect(tagOf('ΟΔΟΣ')).toBe('οδος')
  expect(tagOf('\u05e9\u05dc\u05d5\u05dd')).toBe('\u05e9\u05dc\u05d5\u05dd')
  expect(tagOf('x'.repeat(TAG_LIMIT))).toHaveLength(TAG_LIMIT)
  for (const none of ['', ' \t', 'x'.repeat(TAG_LIMIT + 1), 'a,b', 'a:b', '"a"'])
    expect(tagOf(none)).toBeNull()
})

it('takes no new tag that a filter would read as two or without its quotes, in any language', () => {
  expect(newTagOf('  عربون التوصيل')).toBe('عربون-التوصيل')
  for (const none of ['a,b', 'عربون، توصيل', '«acompte»', '“deposit”']) expect(newTagOf(none)).toBeNull()
})

it('makes of each character a tag that is seen, whole, and the same however often it is made', () => {
  const wrong: string[] = []
  const texts = (one: string) => [one, `a${one}`, `a${one}b`, `${one}\u0301b`, `${one}\u3164`]
  for (let code = 0; code < 0x11_0000; code += code < 0x1_0000 || code > 0xe_0000 ? 1 : 7) {
    if (code === 0xe_1000) break
    for (const text of texts(String.fromCodePoint(code))) {
      const tag = tagOf(text)
      if (tag === null) continue
      const isRight = tagOf(tag) === tag && tag.isWellFormed() && tag.normalize('NFC') === tag
      if (!isRight || typedText(tag) === '' || /\s/.test(tag))
        wrong.push(`${code.toString(16)} ${JSON.stringify(tag)}`)
    }
  }
  expect(wrong).toEqual([])
})
