import { describe, expect, it } from 'vitest'
import { typedText } from '../../../src/shared/contract/plain/typed-text.ts'

describe('a text that a person types', () => {
  it.each([
    ['blanks', ' \n\t '],
    ['a blank of every width', '\u{a0}\u{2003}\u{3000}\u{202f}'],
    ['joiners and a mark of order', '\u{200b}\u{200c}\u{200d}\u{feff}'],
    ['marks of direction', '\u{200e}\u{200f}\u{2066}\u{2069}'],
    ['a soft hyphen', '\u{ad}'],
    ['letters that are drawn as nothing', '\u{3164}\u{115f}\u{ffa0}'],
    ['an empty Braille pattern', '\u{2800}'],
    ['a selector of a variation, and a tag', '\u{fe0f}\u{e0041}'],
  ])('says nothing where it is %s', (_, text) => {
    expect(typedText(text)).toBe('')
  })

  it.each([
    [' paid too much ', 'paid too much'],
    ['می‌خواهم', 'می‌خواهم'],
    ['\u{200f}مبلغ', '\u{200f}مبلغ'],
    ['👩‍🍳', '👩‍🍳'],
    ['x\u{d800}', 'x\u{fffd}'],
    ['\u{dfff}x', '\u{fffd}x'],
  ])('%j is kept as %j', (text, kept) => {
    expect(typedText(text)).toBe(kept)
  })
})
