import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createScanListener, type HeardKey } from '../../../src/renderer/keyboard/scan-listener.ts'
import {
  createScannerKeys,
  type Ending,
  NO_HINTS,
  type ScanHints,
} from '../../../src/renderer/keyboard/scanner.ts'
import { pressKey } from '../../../src/renderer/sale-entry/amount.ts'
import type { ScannerHabits } from '../../../src/shared/contract/shapes/scanner.ts'
import { type Chance, createChance } from '../../support/app/chance.ts'

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

type Hints = Omit<ScanHints, 'inField'>

interface Timed {
  readonly key: string
  /** Behind the key before it, ms. */
  readonly gap: number
}

/** A keypad that only counts: what was asked for, what stands there at the end, what was taken for a code. */
function typedInto(keys: readonly Timed[], hints: Hints, inField = false) {
  const scannerKeys = createScannerKeys()
  let amount = ''
  let before: string[] = []
  const asked: string[] = []
  const codes: string[] = []
  const listener = createScanListener<HeardKey>({
    keys: scannerKeys,
    hints: () => hints,
    onCharacter({ key, timeStamp }) {
      before = scannerKeys.key(timeStamp, key) ? [amount] : [...before, amount]
    },
    onScan({ text, from }) {
      amount = before[from] ?? ''
      codes.push(text)
    },
  })
  for (const { key, gap } of keys) {
    vi.advanceTimersByTime(gap)
    if (listener.hears({ key, timeStamp: Date.now(), repeat: false, inField })) continue
    if (/^[0-9.]$/.test(key)) amount = pressKey(amount, key as '0', 2)
    if (key === 'Enter' && amount !== '') {
      asked.push(amount)
      amount = ''
    }
  }
  vi.advanceTimersByTime(2_000)
  listener.stop()
  return { asked, amount, codes }
}

const whole = (chance: Chance, low: number, high: number) => Math.floor(chance.between(low, high + 1))

const digits = (chance: Chance, count: number) =>
  Array.from({ length: count }, (_, place) => whole(chance, place === 0 ? 1 : 0, 9)).join('')

/** The digits of a code of trade goods, with its check digit. */
function barcode(chance: Chance): string {
  const body = digits(chance, [7, 11, 12, 13][whole(chance, 0, 3)] ?? 12)
  const sum = [...body]
    .toReversed()
    .reduce((total, one, place) => total + Number(one) * (place % 2 ? 1 : 3), 0)
  return `${body}${(10 - (sum % 10)) % 10}`
}

const ENDINGS = [[], ['Enter'], ['Tab'], ['Enter', 'Enter'], ['Tab', 'Enter'], ['Enter', 'Tab']] as const

const endingOf = (scan: readonly Timed[], code: string) =>
  scan.slice(code.length).map(({ key }): Ending => (key === 'Tab' ? 'Tab' : 'Enter'))

const FAST_SCANNER = { shortestMs: 2, longestMs: 30, ending: 'Enter', prefix: null } as const

interface Scanner {
  readonly pace: number
  /** How far a gap may be from the pace, as a part of it. */
  readonly jitter: number
}

function scanOf(chance: Chance, code: string, { pace, jitter }: Scanner, isStuttering: boolean): Timed[] {
  const keys = [...code, ...(ENDINGS[whole(chance, 0, ENDINGS.length - 1)] ?? [])]
  const stuttersAt = isStuttering ? whole(chance, 2, code.length - 1) : 0
  return keys.map((key, place) => {
    const gap = Math.max(1, Math.round(pace * chance.between(1 - jitter, 1 + jitter)))
    return { key, gap: place === stuttersAt && place > 0 ? whole(chance, 60, 240) : gap }
  })
}

/** What a hand had typed before, and the moment until it has taken the scanner. */
function behindHand(
  chance: Chance,
  scan: readonly Timed[],
): { readonly before: string; readonly keys: Timed[] } {
  const before = whole(chance, 0, 2) === 0 ? digits(chance, whole(chance, 1, 4)) : ''
  const typed = [...before].map((key) => ({ key, gap: whole(chance, 60, 400) }))
  const keys = scan.map((one, place) => (place === 0 ? { ...one, gap: whole(chance, 450, 1_500) } : one))
  return { before, keys: [...typed, ...keys] }
}

function expectNothingLeft(chance: Chance, code: string, scan: readonly Timed[], hints: Hints): void {
  const { before, keys } = behindHand(chance, scan)
  const left = typedInto(keys, hints)
  const told = JSON.stringify({ code, keys })
  expect([left.asked, left.amount, left.codes.at(-1)], told).toEqual([[], before, code])
}

const NOTHING_KNOWN: Hints = { isCode: () => false, habits: null }

it('no scan at a pace that no hand has asks for money or leaves a digit: any length, ending, jitter, one stutter', () => {
  const chance = createChance(1)
  for (let round = 0; round < 2_000; round += 1) {
    const length = whole(chance, 3, 30)
    const isStuttering = chance.unit() < 0.5
    const slowest = length <= 4 ? 10 : 23
    const scanner = { pace: whole(chance, 1, isStuttering ? slowest : 27), jitter: chance.between(0, 0.5) }
    const code = digits(chance, length)
    expectNothingLeft(chance, code, scanOf(chance, code, scanner, isStuttering), NOTHING_KNOWN)
  }
})

it('no code of trade goods or of an item does at any pace of a scanner', () => {
  const chance = createChance(2)
  for (let round = 0; round < 1_500; round += 1) {
    const isItem = chance.unit() < 0.5
    const code = isItem ? digits(chance, whole(chance, 8, 14)) : barcode(chance)
    const scanner = { pace: whole(chance, 1, 150), jitter: chance.between(0, 0.3) }
    const hints = { isCode: (text: string) => isItem && text === code, habits: null }
    expectNothingLeft(chance, code, scanOf(chance, code, scanner, false), hints)
  }
})

it('a scanner that was learned does not at any pace, however short its codes', () => {
  const chance = createChance(3)
  for (let round = 0; round < 1_500; round += 1) {
    const scanner = { pace: whole(chance, 1, 150), jitter: chance.between(0, 0.3) }
    const { pace, jitter } = scanner
    const code = digits(chance, whole(chance, 3, 20))
    const scan = scanOf(chance, code, scanner, false)
    const [ending] = endingOf(scan, code)
    const gaps = { shortestMs: pace * (1 - jitter), longestMs: pace * (1 + jitter) }
    const habits = { ...gaps, ending: ending ?? 'none', prefix: null } satisfies ScannerHabits
    // A slow one that presses no ending types as a hand does that rests: only a key before its codes tells it.
    if (ending === undefined && pace > 30) continue
    expectNothingLeft(chance, code, scan, { isCode: () => false, habits })
  }
})

const KNOWS = (...codes: readonly string[]): Hints => ({
  isCode: (text) => codes.includes(text),
  habits: null,
})

/** The keys of a scanner that stuttered before one of them, longer than it takes to be told. */
const stuttered = (code: string, before: number, gap: number, ending = ['Enter']): Timed[] =>
  [...code, ...ending].map((key, place) => ({ key, gap: place === before ? 320 : gap }))

it('the end of a code behind a long stutter sells nothing, be it a key or two', () => {
  for (const gap of [8, 30])
    for (const [code, before] of [
      ['7777', 3],
      ['12345', 3],
      ['4006382', 6],
    ] as const)
      for (const hints of [NOTHING_KNOWN, KNOWS(code), KNOWS(code.slice(0, before))])
        for (const ending of [['Enter'], ['Tab'], ['Enter', 'Enter']]) {
          const left = typedInto(stuttered(code, before, gap, ending), hints)
          expect([left.asked, left.amount, left.codes.at(-1)], `${code} ${gap}`).toEqual([[], '', code])
        }
})

it('an item whose code begins as another one does gives way to it when the scanner goes on', () => {
  for (const ending of [[], ['Enter'], ['Tab']])
    for (const code of ['123456', '4006381333931']) {
      const left = typedInto(stuttered(code, 3, 20, ending), KNOWS(code, code.slice(0, 3)))
      expect([left.asked, left.amount, left.codes]).toEqual([[], '', [code.slice(0, 3), code]])
    }
})

it('a hand that types as soon as an item was scanned sells what it typed', () => {
  for (const gap of [60, 100, 150])
    for (const amount of ['5', '50', '500', '1250']) {
      const scan = [...'40063'].map((key) => ({ key, gap: 8 }))
      const hand = [...amount, 'Enter'].map((key, place) => ({ key, gap: place === 0 ? 300 : gap }))
      const left = typedInto([...scan, ...hand], KNOWS('40063'))
      expect([left.asked, left.codes], `${amount} ${gap}`).toEqual([[amount], ['40063']])
    }
})

it('a scanner that was learned is known by Tab as by Enter', () => {
  const chance = createChance(7)
  for (let round = 0; round < 300; round += 1) {
    const [learned, comes] = chance.unit() < 0.5 ? (['Enter', 'Tab'] as const) : (['Tab', 'Enter'] as const)
    const code = digits(chance, whole(chance, 3, 20))
    const keys = [...code, comes].map((key) => ({ key, gap: whole(chance, 20, 90) }))
    const habits = { shortestMs: 20, longestMs: 90, ending: learned, prefix: null }
    const left = typedInto(keys, { isCode: () => false, habits })
    expect([left.asked, left.amount, left.codes], JSON.stringify(keys)).toEqual([[], '', [code]])
  }
})

it('a scanner that presses a key of its own before each code is known by it, however slow', () => {
  const chance = createChance(5)
  for (let round = 0; round < 500; round += 1) {
    const code = digits(chance, whole(chance, 1, 20))
    const scanner = { pace: whole(chance, 1, 150), jitter: chance.between(0, 0.9) }
    const scan = scanOf(chance, `~${code}`, scanner, chance.unit() < 0.5)
    const [ending] = endingOf(scan, `~${code}`)
    const habits = { ...FAST_SCANNER, ending: ending ?? 'none', prefix: '~' } satisfies ScannerHabits
    expectNothingLeft(chance, code, scan, { isCode: () => false, habits })
  }
})

it('every hand sells what it typed, also beside a learned scanner that is faster than hands', () => {
  const chance = createChance(4)
  for (let round = 0; round < 5_000; round += 1) {
    const pace = chance.between(70, 400)
    const amount = digits(chance, whole(chance, 1, 7))
    const keys = [...amount, 'Enter'].map((key) => ({
      key,
      gap: Math.max(60, Math.round(pace * chance.between(0.7, 1.4))),
    }))
    const habits = chance.unit() < 0.5 ? FAST_SCANNER : null
    const left = typedInto(keys, { isCode: () => false, habits })
    expect([left.asked, left.amount, left.codes], JSON.stringify(keys)).toEqual([[amount], '', []])
  }
})

it('words and numbers that a hand types into a field are its own, though they may be the short code of an item or end with a check digit', () => {
  for (const text of ['bread', 'A 12', '400638', '4006381333931', '3760001234567x'])
    for (const gap of [60, 90, 150]) {
      const keys = [...text, 'Enter'].map((key) => ({ key, gap }))
      const hints = { isCode: (code: string) => code === '400638', habits: null }
      expect(typedInto(keys, hints, true).codes, text).toEqual([])
    }
})

it('a word in a field is over when the field is left: the next key is no part of a code', () => {
  const keys = createScannerKeys()
  const hints = () => ({ isCode: () => false, habits: null })
  const listener = createScanListener<HeardKey>({
    keys,
    hints,
    onCharacter: ({ key, timeStamp }) => void keys.key(timeStamp, key),
    onScan: () => undefined,
  })
  const hear = (key: string, at: number, inField: boolean) => {
    const press = { key, timeStamp: at, repeat: false, inField }
    listener.hears(press)
    return listener.isAmid(press)
  }
  for (const [place, key] of [...'bread'].entries()) hear(key, place * 70, true)
  expect(hear('/', 400, false)).toBe(false)
  for (const [place, key] of [...'bread'].entries()) hear(key, 1_000 + place * 70, false)
  expect(hear('/', 1_400, false)).toBe(true)
  hear('Escape', 1_450, false)
  expect(hear('/', 1_500, false)).toBe(false)
  listener.stop()
})

it('a hand that rolls over two of its keys sells what it typed, and what is taken for a code can be brought back', () => {
  const chance = createChance(6)
  for (let round = 0; round < 2_000; round += 1) {
    const amount = digits(chance, whole(chance, 2, 7))
    const rolled = whole(chance, 1, amount.length - 1)
    const keys = [...amount, 'Enter'].map((key, place) => ({
      key,
      gap: place === rolled ? whole(chance, 16, 40) : whole(chance, 100, 300),
    }))
    const hints = { isCode: (text: string) => text === amount.slice(-3), habits: null }
    const left = typedInto(keys, hints)
    expect([left.asked, left.codes], JSON.stringify(keys)).toEqual([[amount], []])
  }
  const few = createScannerKeys()
  for (const [place, key] of [...'125'].entries()) few.key(place * 10, key)
  expect(few.scan(30, 'Enter', NO_HINTS)).toMatchObject({ text: '125', isSure: false })
})
