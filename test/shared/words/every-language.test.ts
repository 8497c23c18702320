import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { FIRST_LANGUAGE, LANGUAGE_IDS } from '../../../src/shared/words/languages.ts'
import { messagesOf, placesIn, stemOf, tagsIn } from './messages.ts'

const english = messagesOf('en')
const PLURALS = ['zero', 'one', 'two', 'few', 'many', 'other']
/** What is said in several forms by number. */
const stems = new Set([...english.keys()].filter((key) => key.endsWith('_other')).map(stemOf))

/** The keys a language must have, each with the English message that it says. */
function wantedOf(language: string): ReadonlyMap<string, string> {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions()
  const wanted = new Map<string, string>()
  for (const [key, message] of english) {
    const stem = stemOf(key)
    const isPlural = stem !== key && stems.has(stem)
    if (!isPlural) wanted.set(key, message)
    else
      for (const category of pluralCategories)
        wanted.set(`${stem}_${category}`, english.get(`${stem}_other`) ?? '')
  }
  return wanted
}

/** What a message puts in, and what it may: a form for one, two or none may name the only thing, and leave out how many they are. */
function placesOf(key: string): { readonly needed: readonly string[]; readonly allowed: readonly string[] } {
  const stem = stemOf(key)
  const [one, other] = ['_one', '_other'].map((form) => english.get(`${stem}${form}`))
  if (one === undefined || other === undefined || stem === key) {
    const places = placesIn(english.get(key) ?? '')
    return { needed: places, allowed: places }
  }
  const [ofOne, ofOther] = [placesIn(one), placesIn(other)]
  const isFew = /_(zero|one|two)$/.test(key)
  return {
    needed: isFew ? ofOther.filter((place) => ofOne.includes(place) && place !== 'count') : ofOther,
    allowed: [...ofOne, ...ofOther],
  }
}

describe.each(LANGUAGE_IDS)('the catalogue of %s', (language) => {
  const messages = messagesOf(language)
  const wanted = wantedOf(language)

  it('has the message of every key, in each form that its numbers have, and no other', () => {
    expect([...wanted.keys()].filter((key) => !messages.has(key))).toEqual([])
    // A form for nothing at all may be there in any language.
    const beyond = [...messages.keys()].filter((key) => !wanted.has(key) && !key.endsWith('_zero'))
    expect(beyond).toEqual([])
  })

  it('puts in what English puts in, but for a number that its form says itself', () => {
    const wrong = [...messages].filter(([key, message]) => {
      const own = placesIn(message)
      const { needed, allowed } = placesOf(key)
      return needed.some((place) => !own.includes(place)) || own.some((place) => !allowed.includes(place))
    })
    expect(wrong).toEqual([])
  })

  it('has the marks and the other messages within its messages that English has', () => {
    const wrong = [...messages].filter(
      ([key, message]) => tagsIn(message).join() !== tagsIn(wanted.get(key) ?? message).join(),
    )
    expect(wrong).toEqual([])
  })

  it('holds nothing empty but where English does, and no mark of direction', () => {
    const empty = [...messages].filter(
      ([key, message]) => message.trim() === '' && (wanted.get(key) ?? '') !== '',
    )
    expect(empty).toEqual([])
    expect(
      [...messages].filter(([, message]) =>
        /[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\u0640]/.test(message),
      ),
    ).toEqual([])
  })

  it('stands in its file as it is written by all: two blanks, letters as they are', () => {
    const text = readFileSync(join(import.meta.dirname, `../../../src/shared/words/${language}.json`), 'utf8')
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`)
  })

  it('says hardly anything as English does', ({ skip }) => {
    skip(language === FIRST_LANGUAGE, 'it is English')
    const same = [...messages].filter(
      ([key, message]) => english.get(key) === message && /\p{L}{3}/u.test(message),
    )
    // Names of products, figures, words that two languages share.
    expect(same.length / messages.size).toBeLessThan(0.06)
  })
})

test('what is said by number has one form for one and one for others in English', () => {
  for (const stem of stems) expect(english.has(`${stem}_one`), stem).toBe(true)
  const odd = [...english.keys()].filter(
    (key) => PLURALS.some((one) => key.endsWith(`_${one}`)) && !stems.has(stemOf(key)),
  )
  expect(odd).toEqual([])
})
