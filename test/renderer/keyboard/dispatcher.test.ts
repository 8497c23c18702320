import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  createDispatcher,
  dispatch,
  type KeyHandlers,
  type KeyWatch,
  type Press,
  type Registered,
  type Turn,
} from '../../../src/renderer/keyboard/dispatcher.ts'
import {
  KEY_IDS,
  KEY_RULES,
  type KeyId,
  type KeyScope,
  partsOf,
} from '../../../src/renderer/keyboard/keys.ts'

const CALM = Number.POSITIVE_INFINITY

/** A press of the first key of an id: by a hand, outside of every field, with nothing over the screen. */
function press(id: KeyId, change: Partial<Press> = {}): Press {
  const { with: held, key } = partsOf(KEY_RULES[id].keys[0] ?? '')
  return {
    key: key === 'Space' ? ' ' : key,
    ctrlKey: held?.startsWith('Mod') ?? false,
    metaKey: false,
    altKey: held === 'Alt',
    shiftKey: held?.endsWith('Shift') ?? false,
    timeStamp: 0,
    repeat: false,
    isTaken: false,
    isOverlaid: false,
    inField: false,
    onPressable: false,
    sinceKey: CALM,
    sinceCharacter: CALM,
    sinceOther: CALM,
    ...change,
  }
}

function registered(scope: KeyScope, handlers: KeyHandlers, watch: KeyWatch | null = null): Registered {
  return { scope, handlers, watch }
}

const turnOf = (id: KeyId): Turn => (KEY_RULES[id].after ? 'after' : 'before')
const nothing = () => undefined

/** How an act's key is answered; null where it is left to others. */
function wayOf(id: KeyId, change: Partial<Press> = {}) {
  const one = registered(KEY_RULES[id].scope, { [id]: nothing })
  return dispatch(press(id, change), turnOf(id), [one])?.way ?? null
}

/** The ids whose keys are heard although this is so. */
const heardWhen = (change: Partial<Press>) => KEY_IDS.filter((id) => wayOf(id, change) !== null)

const PLACES: readonly KeyId[] = ['counter', 'invoices', 'books', 'settings']
const UNDO: readonly KeyId[] = ['selectAll', 'undoEdit', 'redoEdit']
const VIEWS: readonly KeyId[] = ['openView', 'saveView', 'exportRows']
/** Who is at the till, and what a customer sees, is changed from anywhere. */
const PERSON: readonly KeyId[] = ['hideAmounts', 'switchPerson', 'lockTill']
const CHORDS: readonly KeyId[] = [
  'palette',
  'unlock',
  'switchPerson',
  'lockTill',
  ...PLACES,
  'waitingOpen',
  'bringBack',
  ...UNDO,
  'moveColumn',
  ...VIEWS,
  'monthPrint',
  'exportMonth',
]
const PAD: readonly KeyId[] = ['amount', 'point', 'plus', 'times', 'back', 'clear']
const LETTERS: readonly KeyId[] = [
  ...(['acceptShortfall', 'waitShort', 'linkForRemainder', 'refund', 'receipt', 'note'] as const),
  ...(['filter', 'openRow', 'handled', 'allSums', 'noteRows', 'tagRows'] as const),
  ...(['filter', 'columns', 'openRow', 'handled', 'allSums'] as const),
  ...(['monthBefore', 'monthAfter', 'monthFigure', 'monthSpan', 'monthView'] as const),
]
const sorted = (...ids: readonly KeyId[]) => KEY_IDS.filter((id) => ids.includes(id))

describe('a key', () => {
  it('is heard from a hand where nothing is in the way', () => {
    expect(heardWhen({})).toEqual(KEY_IDS)
  })

  it.each<[string, Partial<Press>, readonly KeyId[]]>([
    ['a dialog or a list lies over the screen', { isOverlaid: true }, sorted(...PERSON)],
    ['somebody answered it, or a word is composed', { isTaken: true }, sorted(...CHORDS)],
    [
      'it would be typed into a field',
      { inField: true },
      sorted('palette', 'unlock', ...PERSON, ...PLACES, 'waitingOpen', 'checkRow', ...VIEWS),
    ],
    [
      'it is held down',
      { repeat: true },
      sorted(
        ...PLACES,
        'waitingMove',
        ...PAD,
        'bringBack',
        'quick',
        'findItem',
        'ask',
        'move',
        ...LETTERS,
        ...UNDO,
        'nextDue',
      ),
    ],
    [
      'it comes right behind a character',
      { sinceCharacter: 200 },
      sorted(...KEY_IDS.filter((id) => id !== 'keyMap')),
    ],
    ['it comes in a hand’s time behind a character', { sinceCharacter: 201 }, KEY_IDS],
  ])('is heard, of all, only where it says so when %s', (_, change, ids) => {
    expect(heardWhen(change)).toEqual(ids)
  })

  it.each<[KeyId, Partial<Press>, 'now' | 'alone' | 'never']>([
    ['amount', {}, 'now'],
    ['amount', { repeat: true }, 'now'],
    ['bringBack', { repeat: true }, 'now'],
    ['quick', {}, 'now'],
    ['quick', { repeat: true }, 'never'],
    ['ask', { repeat: true }, 'never'],
    ['acceptShortfall', {}, 'alone'],
    ['acceptShortfall', { sinceKey: 201 }, 'alone'],
    ['acceptShortfall', { sinceKey: 200 }, 'never'],
    ['receipt', { sinceKey: 200 }, 'never'],
    ['note', { sinceKey: 200 }, 'never'],
    ['handled', { sinceOther: 200 }, 'never'],
    ['handled', { sinceKey: 50 }, 'alone'],
    ['receipt', { sinceKey: 200, sinceOther: 201 }, 'never'],
    ['linkForRemainder', { repeat: true }, 'never'],
    ['noteRows', { sinceOther: 200 }, 'never'],
    ['tagRows', {}, 'alone'],
    ['columns', {}, 'alone'],
    ['columns', { sinceOther: 200 }, 'never'],
    ['markReviewed', { sinceKey: 1 }, 'now'],
    ['redoEdit', { repeat: true }, 'now'],
    ['next', { sinceKey: 1 }, 'now'],
  ])('of %s with %j is answered %s', (id, change, way) => {
    expect(wayOf(id, change)).toBe(way)
  })

  it('is another one with Ctrl, Cmd or Alt', () => {
    for (const held of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) {
      for (const id of KEY_IDS.filter((one) => !CHORDS.includes(one))) expect(wayOf(id, held), id).toBeNull()
    }
    for (const id of CHORDS) expect(wayOf(id, { ctrlKey: false, altKey: false }), id).toBeNull()
  })

  it('is heard in one turn alone: what has the focus goes before those that move within the screen', () => {
    const last = sorted(
      ...PLACES,
      'waitingMove',
      'waitingOpen',
      'move',
      ...UNDO,
      ...VIEWS,
      'markReviewed',
      'noteRows',
      'tagRows',
      'nextDue',
      'findInvoice',
      'open',
      'checkRow',
      'handled',
      'filter',
      'columns',
      'openRow',
      'allSums',
      'close',
      ...([
        'monthBefore',
        'monthAfter',
        'monthFigure',
        'monthSpan',
        'monthView',
        'monthPrint',
        'exportMonth',
      ] as const),
    )
    expect(KEY_IDS.filter((id) => turnOf(id) === 'after')).toEqual(last)
    for (const id of KEY_IDS) {
      const other = turnOf(id) === 'after' ? 'before' : 'after'
      expect(dispatch(press(id), other, [registered('sale', { [id]: nothing })]), id).toBeNull()
    }
  })

  it('is left to others where its handler says so', () => {
    const ask = { takes: ({ onPressable }: Press) => !onPressable, run: nothing }
    const one = registered('keypad', { ask })
    expect(dispatch(press('ask'), 'before', [one])?.id).toBe('ask')
    expect(dispatch(press('ask', { onPressable: true }), 'before', [one])).toBeNull()
  })
})

describe('who hears a key first', () => {
  it('is what is meant anywhere, then who came last, then who left it', () => {
    const older = registered('sale', { giveUp: nothing })
    const newer = registered('keypad', { clear: nothing })
    const leaving = registered('keypad', { clear: { takes: () => false, run: nothing } })
    const anywhere = registered('anywhere', { keyMap: nothing })
    const to = (key: string, ...all: readonly Registered[]) =>
      dispatch(press('giveUp', { key }), 'before', all)?.by
    expect(to('Escape', older, newer)).toBe(newer)
    expect(to('Escape', newer, older)).toBe(older)
    expect(to('Escape', older, leaving)).toBe(older)
    const other = registered('sale', { keyMap: nothing })
    expect(to('?', anywhere, other)).toBe(anywhere)
    expect(to('?', other, anywhere)).toBe(anywhere)
  })
})

describe('the dispatcher', () => {
  let over = false
  let at = 0
  let dispatcher = createDispatcher({
    isOverlaid: () => over,
    isInField: () => false,
    isOnPressable: () => false,
    keyPlace: () => 'screen',
  })
  beforeEach(() => {
    vi.useFakeTimers()
    over = false
    at = 0
    dispatcher = createDispatcher({
      isOverlaid: () => over,
      isInField: () => false,
      isOnPressable: () => false,
      keyPlace: () => 'screen',
    })
  })
  afterEach(() => vi.useRealTimers())

  /** A key goes down `after` ms, on its way to what has the focus and back; gives what was kept from whom. */
  function hit(key: string, after = 1_000, change: Partial<KeyboardEvent> = {}): string {
    at += after
    vi.advanceTimersByTime(after)
    const done: string[] = []
    const held = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false }
    const event = {
      ...{ key, code: '', timeStamp: at, isComposing: false, defaultPrevented: false, ...held, ...change },
      preventDefault() {
        this.defaultPrevented = true
        done.push('prevented')
      },
      stopPropagation: () => done.push('stopped'),
    }
    dispatcher.hear(event as unknown as KeyboardEvent, 'before')
    if (!done.includes('stopped')) dispatcher.hear(event as unknown as KeyboardEvent, 'after')
    return done.join(' ')
  }

  it('gives a key to its handler, with which one it was, and keeps it from everybody else', () => {
    const quick = vi.fn()
    dispatcher.register(registered('keypad', { quick }))
    expect(hit('F2')).toBe('prevented stopped')
    expect(quick.mock.calls.map(([, index]) => index)).toEqual([1])
    expect(hit('F5')).toBe('')
  })

  it('gives it no longer once its handler is gone, and the newest of its handlers while it is there', () => {
    const [first, second] = [vi.fn(), vi.fn()]
    const one = registered('sale', { next: first })
    const leave = dispatcher.register(one)
    hit('n')
    one.handlers = { next: second }
    hit('N')
    leave()
    expect(hit('n')).toBe('')
    expect([first, second].map(({ mock }) => mock.calls.length)).toEqual([1, 1])
  })

  it('lets a key act that must stand alone only once no other has followed it', () => {
    const acceptShortfall = vi.fn()
    const leave = dispatcher.register(registered('sale', { acceptShortfall }))
    expect(hit('a')).toBe('prevented')
    expect(acceptShortfall).not.toHaveBeenCalled()
    vi.advanceTimersByTime(200)
    expect(acceptShortfall).toHaveBeenCalledTimes(1)
    hit('a')
    hit('4', 100)
    vi.advanceTimersByTime(1_000)
    expect(hit('a', 100)).toBe('prevented')
    vi.advanceTimersByTime(1_000)
    expect(acceptShortfall).toHaveBeenCalledTimes(1)
    hit('a')
    leave()
    vi.advanceTimersByTime(1_000)
    expect(acceptShortfall).toHaveBeenCalledTimes(1)
  })

  it('loses no key of a list behind one that moves, nor before one that no scanner presses', () => {
    const done: string[] = []
    const one = registered('list', { openRow: () => done.push('opened'), filter: () => done.push('filter') })
    dispatcher.register(one)
    const rest = () => vi.advanceTimersByTime(1_000)
    for (const [keys, gap] of [
      [['j', 'j', 'r'], 90],
      [['ArrowDown', 'r'], 1],
      [['K', 'PageDown', 'f'], 60],
      [['f', 'ArrowDown'], 60],
    ] as const) {
      at += 1_000
      for (const key of keys) hit(key, gap)
      rest()
    }
    expect(done.splice(0)).toEqual(['opened', 'opened', 'filter', 'filter'])
    // Held down, it moves until the hand takes the next key.
    at += 1_000
    for (const repeat of [false, true, true]) hit('j', 30, { repeat })
    hit('r', 30)
    rest()
    expect(done.splice(0)).toEqual(['opened'])
    for (const [keys, gap] of [
      [['j', 'r', 'j'], 90],
      [['j', 'r', 'Enter'], 90],
      [['4', 'j', 'r'], 90],
      [['r', 'j'], 90],
      [['f', 'Enter'], 90],
      [['j', 'k', 'r'], 45],
      [['j', 'r'], 1],
      [['t', 'j', 'j', 'r'], 60],
    ] as const) {
      at += 1_000
      for (const key of keys) hit(key, gap)
      rest()
      expect(done, keys.join()).toEqual([])
    }
  })

  it('counts for the pace also what was typed into a dialog', () => {
    const keyMap = vi.fn()
    dispatcher.register(registered('anywhere', { keyMap }))
    over = true
    hit('4')
    over = false
    hit('?', 200)
    expect(keyMap).not.toHaveBeenCalled()
    hit('Shift', 200)
    hit('?', 1)
    expect(keyMap).toHaveBeenCalledTimes(1)
  })

  it('lets who watches for a scanner see a key before its handler does, and keep it from it', () => {
    const seen: string[] = []
    let takes = false
    const watch: KeyWatch = ({ key }, isOwn) => {
      seen.push(`${key} ${isOwn}`)
      return takes
    }
    dispatcher.register(registered('keypad', { ask: () => seen.push('asked') }, watch))
    dispatcher.register(registered('anywhere', { keyMap: nothing, palette: nothing }))
    hit('Enter')
    hit('Shift')
    takes = true
    expect(hit('Enter')).toBe('prevented stopped')
    expect(hit('4')).toBe('prevented stopped')
    hit('?')
    hit('k', 1_000, { ctrlKey: true })
    hit('4', 1_000, { isComposing: true })
    over = true
    hit('4')
    expect(seen).toEqual(['Enter true', 'asked', 'Shift false', 'Enter true', '4 false'])
  })
})
