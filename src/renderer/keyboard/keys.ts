import { meantKey } from './meant-key.ts'

/** Where a key is heard. */
export const KEY_SCOPES = ['anywhere', 'counter', 'keypad', 'sale', 'list', 'month'] as const
export type KeyScope = (typeof KEY_SCOPES)[number]

/** Where one act's keys are heard, which they are, and how they differ from the usual: see the dispatcher. */
interface KeyRule {
  readonly scope: KeyScope
  /** As they stand on the keyboard and in the map. */
  readonly keys: readonly string[]
  /** Other keys that mean the same on some keyboards; the map leaves them out. */
  readonly also?: readonly string[]
  /** What has the focus hears it first. */
  readonly after?: true
  /** Heard from within a field too. */
  readonly inField?: true
  /** Heard over a dialog or an open list too. */
  readonly overlaid?: true
  /** Held down it acts `again` and again, or `once`; without this only the first press is heard. */
  readonly held?: 'again' | 'once'
  /** Told from a scanner: not right `behind` a character, or `alone`, with no key close before it or after it. */
  readonly pace?: 'behind' | 'alone'
}

/** What each key of the app does; the words stand under `keyMap.acts.<id>`. */
export const KEYS = {
  palette: { scope: 'anywhere', keys: ['Mod+K'], inField: true },
  keyMap: { scope: 'anywhere', keys: ['?'], pace: 'behind' },
  unlock: { scope: 'anywhere', keys: ['Mod+U'], inField: true },
  hideAmounts: { scope: 'anywhere', keys: ['F10'], inField: true, overlaid: true },
  switchPerson: { scope: 'anywhere', keys: ['Mod+L'], inField: true, overlaid: true },
  lockTill: { scope: 'anywhere', keys: ['Mod+Shift+L'], inField: true, overlaid: true },
  counter: { scope: 'anywhere', keys: ['Mod+1'], after: true, inField: true, held: 'again' },
  invoices: { scope: 'anywhere', keys: ['Mod+2'], after: true, inField: true, held: 'again' },
  books: { scope: 'anywhere', keys: ['Mod+3'], after: true, inField: true, held: 'again' },
  settings: { scope: 'anywhere', keys: ['Mod+4'], after: true, inField: true, held: 'again' },

  waitingMove: { scope: 'counter', keys: ['ArrowUp', 'ArrowDown'], after: true, held: 'again' },
  waitingOpen: {
    scope: 'counter',
    keys: ['Alt+1', 'Alt+2', 'Alt+3', 'Alt+4', 'Alt+5', 'Alt+6', 'Alt+7', 'Alt+8', 'Alt+9'],
    after: true,
    inField: true,
  },

  amount: { scope: 'keypad', keys: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'], held: 'again' },
  point: { scope: 'keypad', keys: ['.', ','], also: ['Decimal'], held: 'again' },
  plus: { scope: 'keypad', keys: ['+'], also: ['Add'], held: 'again' },
  times: { scope: 'keypad', keys: ['*', 'X'], also: ['×', 'Multiply'], held: 'again' },
  back: { scope: 'keypad', keys: ['Backspace'], held: 'again' },
  clear: { scope: 'keypad', keys: ['Escape', 'Delete'], also: ['Clear'], held: 'again' },
  bringBack: { scope: 'keypad', keys: ['Mod+Z'], held: 'again' },
  quick: { scope: 'keypad', keys: ['F1', 'F2', 'F3', 'F4', 'F6', 'F7', 'F8', 'F9'], held: 'once' },
  findItem: { scope: 'keypad', keys: ['/'], held: 'again' },
  ask: { scope: 'keypad', keys: ['Enter'], held: 'once' },

  next: { scope: 'sale', keys: ['N'] },
  nextAmount: {
    scope: 'sale',
    keys: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    also: ['.', ',', 'Decimal'],
  },
  nextWhenDone: { scope: 'sale', keys: ['Enter'] },
  checkSale: { scope: 'sale', keys: ['F5'] },
  giveUp: { scope: 'sale', keys: ['Escape'] },
  code: { scope: 'sale', keys: ['Q'] },
  acceptShortfall: { scope: 'sale', keys: ['A'], held: 'once', pace: 'alone' },
  waitShort: { scope: 'sale', keys: ['W'], held: 'once', pace: 'alone' },
  linkForRemainder: { scope: 'sale', keys: ['L'], held: 'once', pace: 'alone' },
  refund: { scope: 'sale', keys: ['B'], held: 'once', pace: 'alone' },
  receipt: { scope: 'sale', keys: ['R'], held: 'once', pace: 'alone' },
  note: { scope: 'sale', keys: ['T'], held: 'once', pace: 'alone' },

  // The list that has the focus hears these itself; from beside it they are heard where nothing else is meant (use-list-keys.ts).
  move: {
    scope: 'list',
    keys: ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'],
    also: ['K', 'J'],
    after: true,
    held: 'again',
  },
  extend: { scope: 'list', keys: ['Shift+ArrowUp', 'Shift+ArrowDown'] },
  markReviewed: { scope: 'list', keys: ['Space'], after: true },
  noteRows: { scope: 'list', keys: ['N'], after: true, held: 'once', pace: 'alone' },
  tagRows: { scope: 'list', keys: ['T'], after: true, held: 'once', pace: 'alone' },
  nextDue: { scope: 'list', keys: ['.'], after: true, held: 'again' },
  selectAll: { scope: 'list', keys: ['Mod+A'], after: true, held: 'once' },
  undoEdit: { scope: 'list', keys: ['Mod+Z'], after: true, held: 'again' },
  redoEdit: { scope: 'list', keys: ['Mod+Shift+Z'], also: ['Mod+Y'], after: true, held: 'again' },
  findInvoice: { scope: 'list', keys: ['/'], after: true },
  filter: { scope: 'list', keys: ['F'], after: true, held: 'once', pace: 'alone' },
  columns: { scope: 'list', keys: ['C'], after: true, held: 'once', pace: 'alone' },
  // Of the next two the menu of the columns hears one, and the edge that has the focus the other.
  moveColumn: { scope: 'list', keys: ['Alt+ArrowUp', 'Alt+ArrowDown'] },
  sizeColumn: { scope: 'list', keys: ['ArrowLeft', 'ArrowRight'] },
  open: { scope: 'list', keys: ['Enter'], after: true },
  openRow: { scope: 'list', keys: ['R'], after: true, held: 'once', pace: 'alone' },
  checkRow: { scope: 'list', keys: ['F5'], after: true, inField: true },
  openView: {
    scope: 'list',
    keys: ['Alt+0', 'Alt+1', 'Alt+2', 'Alt+3', 'Alt+4', 'Alt+5', 'Alt+6', 'Alt+7', 'Alt+8', 'Alt+9'],
    after: true,
    inField: true,
  },
  saveView: { scope: 'list', keys: ['Mod+S'], after: true, inField: true },
  exportRows: { scope: 'list', keys: ['Mod+E'], after: true, inField: true },
  handled: { scope: 'list', keys: ['H'], after: true, held: 'once', pace: 'alone' },
  allSums: { scope: 'list', keys: ['='], after: true, held: 'once', pace: 'alone' },
  close: { scope: 'list', keys: ['Escape'], after: true },

  // The matrix hears the first two itself.
  monthMove: {
    scope: 'month',
    keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End'],
  },
  monthOpen: { scope: 'month', keys: ['Enter'] },
  monthBefore: { scope: 'month', keys: ['P'], after: true, held: 'once', pace: 'alone' },
  monthAfter: { scope: 'month', keys: ['N'], after: true, held: 'once', pace: 'alone' },
  monthFigure: { scope: 'month', keys: ['F'], after: true, held: 'once', pace: 'alone' },
  monthSpan: { scope: 'month', keys: ['S'], after: true, held: 'once', pace: 'alone' },
  monthView: { scope: 'month', keys: ['C'], after: true, held: 'once', pace: 'alone' },
  exportMonth: { scope: 'month', keys: ['Mod+E'], after: true },
  monthPrint: { scope: 'month', keys: ['Mod+P'], after: true },
} as const satisfies Readonly<Record<string, KeyRule>>

export type KeyId = keyof typeof KEYS

/** The ids of one scope. */
export type KeyIdOf<Scope extends KeyScope> = {
  [Id in KeyId]: (typeof KEYS)[Id]['scope'] extends Scope ? Id : never
}[KeyId]

/** The same table, each row read alike. */
export const KEY_RULES: Readonly<Record<KeyId, KeyRule>> = KEYS

/** What of a key press tells which key it is. */
export interface KeyPress {
  readonly key: string
  /** The key's own place on the keyboard. */
  readonly code?: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** Every key's id, in the order of the map. */
export const KEY_IDS = Object.keys(KEYS) as readonly KeyId[]

/** Taken apart once: they are looked through at each press. */
const CHORDS = new Map(KEY_IDS.map((id) => [id, chordsOf(KEY_RULES[id]).map(partsOf)]))

/** Letters are meant with and without Shift; other characters are found with it on some keyboards. */
const isLetter = (key: string) => /^[A-Z]$/.test(key)

/** Says whether a key press is one of this id's keys; letters in either case, `Mod` is Ctrl or Cmd. */
export function isKey(id: KeyId, press: KeyPress): boolean {
  // An event of the browser has nothing of its own that could be spread.
  const { code, ctrlKey, metaKey, altKey, shiftKey } = press
  const held = { ctrlKey, metaKey, altKey, shiftKey }
  return indexOfKey(id, { ...held, ...(code !== undefined && { code }), key: meantKey(press) }) !== null
}

/** Gives which of an id's keys was pressed, from 0, those of some keyboards last; null for any other key. */
export function indexOfKey(id: KeyId, press: KeyPress): number | null {
  const index = CHORDS.get(id)?.findIndex((chord) => isChord(chord, press)) ?? -1
  return index < 0 ? null : index
}

function chordsOf({ keys, also = [] }: KeyRule): readonly string[] {
  return [...keys, ...also]
}

interface Chord {
  readonly with: 'Mod' | 'Alt' | 'Shift' | 'Mod+Shift' | null
  readonly key: string
}

/** Gives the first key of an id as a button that does the same names it to screen readers. */
export function shortcutOf(id: KeyId): string {
  return (KEY_RULES[id].keys[0] ?? '').replace('Mod+', 'Control+')
}

/** Takes a key apart into what is held down with it, and the key itself. */
export function partsOf(chord: string): Chord {
  const match = /^(Mod\+Shift|Mod|Alt|Shift)\+(.+)$/.exec(chord)
  if (!match) return { with: null, key: chord }
  return { with: match[1] as Chord['with'], key: match[2] ?? '' }
}

/** Joins keys that follow each other by number (F1, F2, F3) into runs; every other key is a run of its own. */
export function runsOf(
  chords: readonly string[],
): readonly { readonly first: string; readonly last: string }[] {
  const runs: { first: string; last: string }[] = []
  for (const chord of chords) {
    const run = runs.at(-1)
    if (run && isNext(run.last, chord)) run.last = chord
    else runs.push({ first: chord, last: chord })
  }
  return runs
}

function isNext(before: string, chord: string): boolean {
  const [a, b] = [before, chord].map((one) => /^(.*?)(\d+)$/.exec(one))
  return a !== null && b !== null && a?.[1] === b?.[1] && Number(a?.[2]) + 1 === Number(b?.[2])
}

function isChord({ with: held, key }: Chord, press: KeyPress): boolean {
  const isMod = held === 'Mod' || held === 'Mod+Shift'
  if (isMod !== (press.ctrlKey || press.metaKey) || (held === 'Alt') !== press.altKey) return false
  // With Alt some layouts type another character: the digit's own place counts.
  // The number pad under Alt types characters by their number.
  if (held === 'Alt' && press.code && /^\d$/.test(key)) return /^Digit(\d)$/.exec(press.code)?.[1] === key
  if (held !== null && press.shiftKey !== (held === 'Shift' || held === 'Mod+Shift')) return false
  if (key === 'Space') return press.key === ' '
  // Some layouts have their digits under Shift.
  const digit = /^\d$/.test(press.key) ? null : /^Digit(\d)$/.exec(press.code ?? '')?.[1]
  if (held === 'Mod' && digit === key) return true
  return isLetter(key) ? press.key.toUpperCase() === key : press.key === key
}
