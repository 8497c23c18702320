import { typedText } from './typed-text.ts'

/** So many characters has a tag at most. */
export const TAG_LIMIT = 30
/** So many tags has an invoice at most. */
export const MOST_TAGS = 20

/**
 * Gives a tag as the book keeps it: small letters, and a hyphen for each blank, so that it can be typed behind `tag:`; null for a text that
 * is none: empty, with nothing to be seen in it, too long, or with a comma, a colon or a quote in it.
 */
export function tagOf(text: string): string | null {
  const tag = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ')
    .trim()
    .replaceAll(/\s+/gu, '-')
    .toLowerCase()
    .normalize('NFC')
  return typedText(tag) === '' || tag.length > TAG_LIMIT || /[,:"]/.test(tag) ? null : tag
}

/** The same of a tag that is new; null too for one with a comma or a quote of any language in it, by which it could not be typed behind `tag:`. */
export function newTagOf(text: string): string | null {
  return /[،“”„‟«»]/u.test(text) ? null : tagOf(text)
}
