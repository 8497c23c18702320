import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDispatcher } from '../../../src/renderer/keyboard/dispatcher.ts'
import { createScanListener, type HeardKey } from '../../../src/renderer/keyboard/scan-listener.ts'
import { createScannerKeys, type ScanHints } from '../../../src/renderer/keyboard/scanner.ts'
import { pressKey } from '../../../src/renderer/sale-entry/amount.ts'
import type { ScannerHabits } from '../../../src/shared/contract/shapes/scanner.ts'
import { type Chance, createChance } from '../../support/app/chance.ts'

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

interface Timed {
  readonly key: string
  /** Behind the key before it, ms. */
  readonly gap: number
}

const DIGITS = [...'0123456789']
const NOTHING_KNOWN: Omit<ScanHints, 'inField'> = { isCode: () => false, habits: null }

/** A short sale on the screen, and the keypad that its keys lead to: what was asked for, taken for a code, and opened. */
function typedOnto(keys: readonly Timed[], hints = NOTHING_KNOWN) {
  const off = () => false
  const screen = { isOverlaid: off, isInField: off, isOnPressable: off, keyPlace: () => 'screen' as const }
  const dispatcher = createDispatcher(screen)
  dispatcher.know(hints.habits)
  const scannerKeys = createScannerKeys()
  let amount = ''
  let before: string[] = []
  const asked: string[] = []
  const codes: string[] = []
  const opened: string[] = []
  const record = ({ key, timeStamp }: HeardKey) => {
    before = scannerKeys.key(timeStamp, key) ? [amount] : [...before, amount]
  }
  const listener = createScanListener<HeardKey>({
    keys: scannerKeys,
    hints: () => hints,
    onCharacter: record,
    onScan({ text, from }) {
      amount = before[from] ?? ''
      codes.push(text)
    },
  })
  const opens = (what: string) => () => void opened.push(what)
  const leave: (() => void)[] = []
  const toKeypad = (typed: string) => {
    for (const one of leave.splice(0)) one()
    amount = typed
    dispatcher.register({
      scope: 'keypad',
      handlers: {
        amount: (_, index) => {
          amount = pressKey(amount, (DIGITS[index] ?? '0') as '0', 2)
        },
        point: () => {
          amount = pressKey(amount, '.', 2)
        },
        ask: () => {
          if (amount !== '') asked.push(amount)
          amount = ''
        },
      },
      watch: (press) => listener.hears(press),
    })
  }
  leave.push(
    dispatcher.register({
      scope: 'sale',
      handlers: {
        next: () => toKeypad(''),
        nextAmount: (_, index) => toKeypad(DIGITS[index] ?? '0.'),
        nextWhenDone: opens('next'),
        code: () => undefined,
        receipt: opens('receipt'),
        note: opens('note'),
      },
      watch: (press) => {
        if (press.key.length === 1) record(press)
        return false
      },
    }),
    dispatcher.register({
      scope: 'sale',
      handlers: {
        acceptShortfall: opens('accept'),
        waitShort: opens('wait'),
        linkForRemainder: opens('link'),
        refund: opens('refund'),
      },
      watch: null,
    }),
  )
  for (const { key, gap } of keys) {
    vi.advanceTimersByTime(gap)
    const held = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false }
    let isStopped = false
    const event = {
      ...{ key, code: '', timeStamp: Date.now(), isComposing: false, defaultPrevented: false, ...held },
      preventDefault: () => undefined,
      stopPropagation() {
        isStopped = true
      },
    } as unknown as KeyboardEvent
    dispatcher.hear(event, 'before')
    if (!isStopped) dispatcher.hear(event, 'after')
  }
  vi.advanceTimersByTime(2_000)
  listener.stop()
  return { asked, amount, codes, opened }
}

const whole = (chance: Chance, low: number, high: number) => Math.floor(chance.between(low, high + 1))
const some = (chance: Chance, count: number, from: string) =>
  Array.from({ length: count }, () => from[whole(chance, 0, from.length - 1)] ?? '').join('')

const ENDINGS = [[], ['Enter'], ['Tab'], ['Enter', 'Enter'], ['Tab', 'Enter']]

function scanOf(chance: Chance, code: string, pace: number): Timed[] {
  const keys = [...code, ...(ENDINGS[whole(chance, 0, ENDINGS.length - 1)] ?? [])]
  return keys.map((key) => ({ key, gap: Math.max(1, Math.round(pace * chance.between(0.7, 1.3))) }))
}

const BEGIN = 'NQRTAWLB'

describe('a scan on the screen of a sale that begins with one of its letters', () => {
  it.each<[string, (chance: Chance) => [string, number, Omit<ScanHints, 'inField'>?]]>([
    [
      'at a pace that no hand has',
      (chance) => [
        some(chance, 1, BEGIN) + some(chance, whole(chance, 2, 19), '0123456789N'),
        whole(chance, 1, 30),
      ],
    ],
    [
      'and has another one that is no key there, at any pace',
      (chance) => [
        `${some(chance, 1, BEGIN)}${some(chance, whole(chance, 0, 9), '0123456789')}K${some(chance, whole(chance, 1, 8), '0123456789')}`,
        whole(chance, 1, 150),
      ],
    ],
    [
      'that is its own only while it stands alone, at any pace',
      (chance) => [
        some(chance, 1, 'RTAWLB') + some(chance, whole(chance, 2, 19), '0123456789'),
        whole(chance, 1, 150),
      ],
    ],
    [
      'and is an item’s, at any pace',
      (chance) => {
        const code =
          some(chance, whole(chance, 1, 2), BEGIN) + some(chance, whole(chance, 3, 12), '0123456789')
        return [code, whole(chance, 1, 150), { isCode: (text) => text === code, habits: null }]
      },
    ],
    [
      'or with two, before the code of goods, at any pace',
      (chance) => [`${some(chance, whole(chance, 1, 2), BEGIN)}4006381333931`, whole(chance, 1, 150)],
    ],
    [
      'of a scanner that was learned, at any pace',
      (chance) => {
        const pace = whole(chance, 1, 150)
        const gaps = { shortestMs: pace * 0.7, longestMs: pace * 1.3 }
        const habits = { ...gaps, ending: 'Enter', prefix: null } satisfies ScannerHabits
        const code =
          some(chance, whole(chance, 1, 2), BEGIN) + some(chance, whole(chance, 2, 18), '0123456789')
        return [code, pace, { isCode: () => false, habits }]
      },
    ],
  ])('%s asks for nothing and opens nothing', (_, make) => {
    const chance = createChance(21)
    for (let round = 0; round < 1_000; round += 1) {
      const [code, pace, hints] = make(chance)
      const keys = scanOf(chance, code, pace)
      const left = typedOnto(keys, hints)
      expect([left.asked, left.opened], JSON.stringify(keys)).toEqual([[], []])
    }
  })
})

it('a hand that goes on by letters and types an amount soon after them sells it, at 60 to 400 ms', () => {
  const chance = createChance(22)
  const amounts = ['12.5', '1250', '5', '7.40', '123.45', '99999']
  for (let round = 0; round < 5_000; round += 1) {
    const letters = ['N', 'n', 'QN', 'QQN', 'Q', 'NN'][whole(chance, 0, 5)] ?? ''
    const amount = amounts[whole(chance, 0, amounts.length - 1)] ?? ''
    const pace = chance.between(70, 300)
    const keys = [...letters, ...amount, 'Enter'].map((key) => ({
      key,
      gap: Math.max(60, Math.round(pace * chance.between(0.7, 1.4))),
    }))
    const habits =
      chance.unit() < 0.5 ? null : ({ shortestMs: 2, longestMs: 30, ending: 'Enter', prefix: null } as const)
    const left = typedOnto(keys, { isCode: () => false, habits })
    expect([left.asked, left.amount, left.codes], JSON.stringify(keys)).toEqual([[amount], '', []])
  }
})
