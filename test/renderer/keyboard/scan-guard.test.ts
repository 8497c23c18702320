import { describe, expect, it } from 'vitest'
import { createScanGuard, type KeyPlace } from '../../../src/renderer/keyboard/scan-guard.ts'
import type { ScannerHabits } from '../../../src/shared/contract/shapes/scanner.ts'
import { type Chance, createChance } from '../../support/app/chance.ts'

interface Timed {
  readonly key: string
  readonly gap: number
  /** How long it is held down, ms; nobody tells where it is left out. */
  readonly held?: number
}

/** The keys that were left to the screen of those that press or open something. */
function passed(keys: readonly Timed[], place: KeyPlace, habits: ScannerHabits | null = null): string[] {
  const guard = createScanGuard()
  guard.know(habits)
  let at = 0
  let down: { readonly code: string; readonly until: number }[] = []
  return keys.flatMap(({ key, gap, held }) => {
    at += gap
    for (const { code, until } of down) if (until <= at) guard.released(code, until)
    down = down.filter(({ until }) => until > at)
    const isKept = guard.hears({ key, code: key, timeStamp: at, repeat: false, place })
    if (held !== undefined) down.push({ code: key, until: at + held })
    return key === 'Enter' && !isKept ? [key] : []
  })
}

const whole = (chance: Chance, low: number, high: number) => Math.floor(chance.between(low, high + 1))
const pick = (chance: Chance, from: string) => from[whole(chance, 0, from.length - 1)] ?? '0'
const PACES = [1, 10, 30, 100, 150]
const ENDINGS = [[], ['Enter'], ['Tab'], ['Enter', 'Enter'], ['Tab', 'Enter']]

/** A code of letters and digits, a digit among them, with its ending, at a scanner's pace. */
function scanOf(chance: Chance, pace: number, characters: string): Timed[] {
  const code = Array.from({ length: whole(chance, 3, 20) }, () => pick(chance, characters))
  const at = whole(chance, 0, code.length - 1)
  const keys = [...code.with(at, pick(chance, '0123456789')), ...(ENDINGS[whole(chance, 0, 4)] ?? [])]
  return keys.map((key) => ({ key, gap: Math.max(1, pace * chance.between(0.7, 1.3)) }))
}

const CODES = ['0123456789', '0123456789ABHJKNQRTWL', 'PR-0123456789']

describe('what a scanner types presses nothing', () => {
  it('on a screen without fields, nor where letters find something, at any pace', () => {
    const chance = createChance(11)
    for (let round = 0; round < 5_000; round += 1) {
      const keys = scanOf(chance, PACES[round % 5] ?? 1, CODES[round % 3] ?? '')
      for (const place of ['screen', 'search'] as const)
        expect(passed(keys, place), JSON.stringify(keys)).toEqual([])
    }
  })

  it('on a screen where it is made of nothing but the letters that move', () => {
    for (const gap of [1, 10, 45])
      expect(
        passed(
          [...'JKJ', 'Enter', 'Enter'].map((key) => ({ key, gap })),
          'screen',
        ),
      ).toEqual([])
  })

  it('with the second of its Enters, where the first one led out of the field', () => {
    const entered = (gap: number, places: readonly KeyPlace[], held = 20) => {
      const guard = createScanGuard()
      for (const [nth, key] of [...'CF-000123'].entries()) {
        guard.hears({ key, code: key, timeStamp: nth * 190, repeat: false, place: 'field' })
        guard.released(key, nth * 190 + held)
      }
      return places.map(
        (place, nth) =>
          !guard.hears({ key: 'Enter', code: 'Enter', timeStamp: 1_800 + nth * gap, repeat: false, place }),
      )
    }
    expect(entered(150, ['field', 'screen'])).toEqual([true, false])
    expect(entered(150, ['field', 'screen', 'screen'])).toEqual([true, false, true])
    expect(entered(150, ['field', 'field'])).toEqual([true, true])
    expect(entered(250, ['field', 'screen'])).toEqual([true, true])
    expect(entered(100, ['field', 'screen'], 70)).toEqual([true, true])
  })

  it('in a field at a pace that no hand has, and of a scanner that was learned at any', () => {
    const chance = createChance(12)
    for (let round = 0; round < 3_000; round += 1) {
      const pace = PACES[round % 5] ?? 1
      const keys = scanOf(chance, pace, '0123456789')
      const ending = keys.some(({ key }) => key === 'Tab') ? ('Tab' as const) : ('Enter' as const)
      const habits = { shortestMs: pace * 0.7, longestMs: pace * 1.3, ending, prefix: null }
      expect(passed(keys, 'field', pace > 30 ? habits : null), JSON.stringify(keys)).toEqual([])
    }
  })

  it('in a field where it is the code of goods, at any pace', () => {
    for (const gap of [100, 150])
      expect(
        passed(
          [...'4006381333931', 'Enter'].map((key) => ({ key, gap })),
          'field',
        ),
      ).toEqual([])
  })

  it('whose keys are let go at once, or as evenly as they are pressed', () => {
    const chance = createChance(15)
    for (let round = 0; round < 2_000; round += 1) {
      const pace = PACES[round % 4] ?? 1
      const held = round % 2 === 0 ? pace / 2 : whole(chance, 0, 15)
      const keys = scanOf(chance, pace, CODES[round % 3] ?? '').map((key) => ({
        ...key,
        held: Math.min(held, 49),
      }))
      for (const place of ['screen', 'search'] as const)
        expect(passed(keys, place), JSON.stringify(keys)).toEqual([])
    }
  })

  it('faster than any hand, however long its keys stay down: a driver or a wedge may let go of them late', () => {
    const chance = createChance(16)
    for (let round = 0; round < 2_000; round += 1) {
      const pace = [1, 8, 20, 30][round % 4] ?? 1
      const keys = scanOf(chance, pace, CODES[round % 3] ?? '').map((key) => ({
        ...key,
        held: whole(chance, 50, 120),
      }))
      const isLong = keys.filter(({ key }) => key.length === 1).length > 4
      for (const place of ['screen', 'search', 'field'] as const)
        if (isLong) expect(passed(keys, place), `${place} ${JSON.stringify(keys)}`).toEqual([])
    }
  })

  it('with a space in it either', () => {
    const guard = createScanGuard()
    const held = [...'A 12 B'].map((key, place) =>
      guard.hears({ key, code: key, timeStamp: place * 100, repeat: false, place: 'screen' }),
    )
    expect(held).toEqual([false, true, false, false, true, false])
  })

  it('but is heard whole by what learns of it', () => {
    const keys = [...'4006381', 'Enter', 'Enter'].map((key) => ({ key, gap: 5 }))
    expect(passed(keys, 'scans')).toEqual(['Enter', 'Enter'])
  })
})

describe('what a hand types presses', () => {
  const typed = (text: string, gap: number, ...more: Timed[]) => [
    ...[...text].map((key) => ({ key, gap })),
    ...more,
  ]

  it('in every field: words, amounts, numbers, at 60 to 400 ms', () => {
    const chance = createChance(13)
    for (const text of ['12.5', '1250', '0612345678', 'called 061234', 'four words are enough'])
      for (let round = 0; round < 300; round += 1) {
        const keys = [...text, 'Enter'].map((key) => ({ key, gap: whole(chance, 60, 400) }))
        expect(passed(keys, 'field'), JSON.stringify(keys)).toEqual(['Enter'])
      }
  })

  it('where it looks for something: a word at once, a number once what was found has been read', () => {
    for (const gap of [60, 100, 150, 250, 400]) {
      expect(passed(typed('export', gap, { key: 'Enter', gap }), 'search')).toEqual(['Enter'])
      expect(passed(typed('000012', gap, { key: 'Enter', gap: 300 }), 'search')).toEqual(['Enter'])
      expect(passed(typed('dark', 5, { key: 'ArrowDown', gap }, { key: 'Enter', gap }), 'search')).toEqual([
        'Enter',
      ])
    }
  })

  it('where it looks for something, a number at once too: it holds each key down, and lets go after it presses the next', () => {
    const chance = createChance(14)
    for (const text of ['000012', 'PR-000001', '1sh', '4006381333931'])
      for (const place of ['search', 'field'] as const)
        for (let round = 0; round < 300; round += 1) {
          const pace = whole(chance, 60, 400)
          const keys = [...text, 'Enter'].map((key, nth) => ({
            key,
            // A key is let go before it is pressed again.
            gap: Math.max(key === text[nth - 1] ? 105 : 0, Math.round(pace * chance.between(0.7, 1.3))),
            held: whole(chance, 55, 100),
          }))
          expect(passed(keys, place), JSON.stringify(keys)).toEqual(['Enter'])
        }
  })

  it('the third time at the latest, however soon it comes', () => {
    const keys = typed(
      '4711',
      10,
      { key: 'Enter', gap: 10 },
      { key: 'Enter', gap: 300 },
      { key: 'Enter', gap: 300 },
    )
    for (const place of ['search', 'field'] as const) expect(passed(keys, place)).toEqual(['Enter'])
  })

  it('after a scan that it has read', () => {
    const keys = typed('4711', 10, { key: 'Enter', gap: 10 }, { key: 'Enter', gap: 700 })
    for (const place of ['screen', 'search', 'field'] as const) expect(passed(keys, place)).toEqual(['Enter'])
  })

  it('on a list that it went through by J and K, on a button that it has pressed by Space, and after a key that acted', () => {
    for (const gap of [60, 100, 150, 250]) {
      expect(passed(typed('jjk', gap, { key: 'Enter', gap }), 'screen')).toEqual(['Enter'])
      expect(passed(typed(' ', gap, { key: 'Tab', gap }, { key: 'Enter', gap }), 'screen')).toEqual(['Enter'])
    }
    const guard = createScanGuard()
    const press = (key: string, timeStamp: number) =>
      guard.hears({ key, code: key, timeStamp, repeat: false, place: 'screen' })
    press('?', 0)
    guard.acted(0)
    expect(press('Enter', 150)).toBe(false)
    press('4', 1_000)
    press('?', 1_300)
    guard.acted(1_300)
    expect(press('Enter', 1_400)).toBe(true)
  })

  it('on a button behind the field it typed into', () => {
    const guard = createScanGuard()
    const press = (key: string, timeStamp: number, place: KeyPlace) =>
      guard.hears({ key, code: key, timeStamp, repeat: false, place })
    press('1', 0, 'field')
    press('2', 100, 'field')
    press('Tab', 200, 'field')
    expect(press('Enter', 300, 'screen')).toBe(false)
  })
})
