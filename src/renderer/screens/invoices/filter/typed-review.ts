import { tagOf } from '../../../../shared/contract/plain/tags.ts'
import type { Choice } from './choice.ts'
import { COMMA } from './typed-names.ts'

/** Words for whether somebody has reviewed it; a map, because any word may be typed. */
const REVIEW_WORDS = new Map<string, 'reviewed' | 'unreviewed'>([
  ['reviewed', 'reviewed'],
  ['yes', 'reviewed'],
  ['unreviewed', 'unreviewed'],
  ['notreviewed', 'unreviewed'],
  ['no', 'unreviewed'],
])

/** Reads whether somebody is to have reviewed it, from a plain word; 'value' for one that says neither. */
export function readReview(value: string, choice: Choice): Choice | 'value' {
  const review = REVIEW_WORDS.get(value)
  return review ? { ...choice, review } : 'value'
}

/** Reads tags between commas, beside those that are chosen; 'value' where one of them can be none. */
export function readTags(value: string, choice: Choice): Choice | 'value' {
  const tags = value.split(COMMA).map(tagOf)
  const all = tags.filter((one) => one !== null)
  return all.length < tags.length ? 'value' : { ...choice, tag: [...new Set([...choice.tag, ...all])] }
}
