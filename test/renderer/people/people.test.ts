import { QueryClient } from '@tanstack/react-query'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { startsLike } from '../../../src/renderer/app/lock/starts-like.ts'
import { Button } from '../../../src/renderer/components/button.tsx'
import { keys } from '../../../src/renderer/data/keys.ts'
import {
  forgetAnsweredBefore,
  type KnownPeople,
  PeopleContext,
  rightsIn,
  waitLeft,
} from '../../../src/renderer/data/people.ts'
import { speakFrom } from '../../../src/renderer/i18n/use-translation.ts'
import { isNewPin } from '../../../src/renderer/setup/new-pin-fields.tsx'
import { digitNotTyped, digitsOf } from '../../../src/renderer/setup/pin-field.tsx'
import { NOBODY, RIGHTS, RIGHTS_OF, type Role, rolesWith } from '../../../src/shared/contract/plain/rights.ts'
import { openCatalogues } from '../../../src/shared/words/catalogues.ts'

speakFrom(openCatalogues('en'))

const personOf = (role: Role) => ({
  ...{ id: 'person-0001', name: 'Amine', role, language: null, isAway: false, triesLeft: 5, waitSeconds: 0 },
})
const till = (state: KnownPeople['state'], role: Role = 'cashier'): KnownPeople => ({
  ...{
    state,
    people: [personOf(role)],
    autoLock: 5,
    forgotten: 'terminal',
    notice: null,
    wrongPassphrases: null,
    readAt: 0,
  },
})
const signedIn = { kind: 'signedIn', id: 'person-0001' } as const

describe('what whoever is at the till may do', () => {
  it('is everything where people were never set up, a role’s own where somebody is signed in, and nothing else', () => {
    expect(rightsIn(till({ kind: 'none' }))).toBe(RIGHTS)
    for (const role of ['owner', 'bookkeeper', 'cashier'] as const)
      expect(rightsIn(till(signedIn, role))).toBe(RIGHTS_OF[role])
    for (const state of [
      { kind: 'locked' },
      { kind: 'broken', why: 'missing' },
      { kind: 'signedIn', id: 'person-gone' },
    ] as const)
      expect(rightsIn(till(state)).every((right) => NOBODY.rights.includes(right))).toBe(true)
  })
})

describe('a button that needs a right', () => {
  const drawn = (people: KnownPeople) =>
    renderToString(
      createElement(
        PeopleContext,
        { value: people },
        // biome-ignore lint/correctness/noChildrenProp: the button cannot be without
        createElement(Button, { needs: 'setUp', children: 'Add account' }),
      ),
    )

  it('is an ordinary one for who has it', () => {
    for (const people of [till({ kind: 'none' }), till(signedIn, 'owner')])
      expect(drawn(people)).not.toContain('aria-disabled')
  })

  it('says to others who may, in the words of the refusal', () => {
    for (const role of ['bookkeeper', 'cashier'] as const) {
      const text = drawn(till(signedIn, role))
      expect(text).toContain('aria-disabled="true"')
      expect(text).toMatch(/title="Only an owner can [^"]* Ask an owner to sign in\."/)
      expect(text).toMatch(/aria-description="Only an owner can/)
    }
  })

  it('has such words for every right that somebody lacks', () => {
    const { i18n } = { i18n: openCatalogues('en') }
    for (const right of RIGHTS.filter((one) => rolesWith(one).length < 3))
      for (const part of ['what', 'next'])
        expect(i18n.exists(`errors.NOT_ALLOWED.${part}_${right}`), `${part} of ${right}`).toBe(true)
  })
})

describe('the wait after too many wrong PINs', () => {
  it('counts down by the window’s own clock from when it was read, and never below nothing', () => {
    const waiting = { ...personOf('cashier'), waitSeconds: 30 }
    expect(waitLeft(waiting, 1_000, 1_000)).toBe(30)
    expect(waitLeft(waiting, 1_000, 20_500)).toBe(11)
    expect(waitLeft(waiting, 1_000, 31_000)).toBe(0)
    expect(waitLeft(waiting, 1_000, 900_000)).toBe(0)
    expect(waitLeft(personOf('cashier'), 1_000, 1_000)).toBe(0)
  })
})

describe('a PIN as it is typed', () => {
  it('is its digits, of any script, and no more than a PIN has', () => {
    expect(digitsOf(' 12-34x')).toBe('1234')
    expect(digitsOf('١٢٣٤')).toBe('١٢٣٤')
    expect(digitsOf('12345678901234567890')).toBe('123456789012')
    expect(digitsOf('\u202e12\u0000')).toBe('12')
  })

  it('has the digits that a keyboard keeps under Shift without it, and those of a number pad without NumLock', () => {
    const typed = (key: string, code: string, shiftKey = false) => digitNotTyped({ key, code, shiftKey })
    // The upper row of AZERTY, from 1 to 0, and of a Czech keyboard.
    for (const row of ['&é"\'(-è_çà', '+ěščřžýáíé'])
      expect([...row].map((key, n) => typed(key, `Digit${(n + 1) % 10}`)).join('')).toBe('1234567890')
    expect(typed('Home', 'Numpad7')).toBe('7')
    // What types its digit by itself, and what is none.
    expect([typed('1', 'Digit1', true), typed('٣', 'Digit3'), typed('7', 'Numpad7')]).toEqual([
      ...[null, null, null],
    ])
    expect([
      typed('!', 'Digit1', true),
      typed('a', 'KeyQ'),
      typed('Tab', 'Tab'),
      typed('²', 'Backquote'),
    ]).toEqual([null, null, null, null])
  })

  it('is one of two typings, in whatever script each was', () => {
    expect(isNewPin('1234', '1234')).toBe(true)
    expect(isNewPin('1234', '١٢٣٤')).toBe(true)
    expect(isNewPin('1234', '1235')).toBe(false)
    expect(isNewPin('123', '123')).toBe(false)
    expect(isNewPin('1234', '')).toBe(false)
  })
})

describe('a person who is looked for by letters', () => {
  it('is found by the beginning of the name or of a word of it, whatever the case and the accents', () => {
    expect(startsLike('Leïla Ben-Amor', 'lei')).toBe(true)
    expect(startsLike('Leïla Ben-Amor', 'AM')).toBe(true)
    expect(startsLike('نور الهدى', 'نو')).toBe(true)
    expect(startsLike('Leïla Ben-Amor', 'ila')).toBe(false)
  })

  it.each([
    ['İlker', 'il'],
    ['Işıl', 'isil'],
    ['Isparta', 'ı'],
    ['فاطمة', 'فاطمه'],
    ['Łukasz', 'lu'],
  ])('finds %s by %s, however a computer of another language writes small letters', (name, letters) => {
    expect(startsLike(name, letters)).toBe(true)
  })
})

describe('what was read for whoever was at the till before', () => {
  it('is forgotten, but for what is nobody’s and what every person may see, which is read anew', () => {
    const client = new QueryClient()
    for (const key of [keys.overview(), keys.people(), keys.accounts(), keys.invoice('a'), keys.today()])
      client.setQueryData(key, 'known')
    forgetAnsweredBefore(client)
    const left = client.getQueryCache().getAll()
    expect(left.map(({ queryKey }) => queryKey)).toEqual([
      ...[keys.overview(), keys.people(), keys.accounts(), keys.invoice('a')],
    ])
    expect(left.map(({ state }) => state.isInvalidated)).toEqual([false, false, true, true])
  })
})
