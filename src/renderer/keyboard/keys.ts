/** Where a key is heard. */
export const KEY_SCOPES = ['anywhere', 'counter', 'keypad', 'sale', 'list'] as const
export type KeyScope = (typeof KEY_SCOPES)[number]

/** What each key of the app does; the words stand under `keyMap.acts.<id>`. */
export const KEYS = {
  palette: { scope: 'anywhere', keys: ['Mod+K'] },
  keyMap: { scope: 'anywhere', keys: ['?'] },
  counter: { scope: 'anywhere', keys: ['Mod+1'] },
  invoices: { scope: 'anywhere', keys: ['Mod+2'] },
  books: { scope: 'anywhere', keys: ['Mod+3'] },
  settings: { scope: 'anywhere', keys: ['Mod+4'] },

  waitingMove: { scope: 'counter', keys: ['ArrowUp', 'ArrowDown'] },
  waitingOpen: {
    scope: 'counter',
    keys: ['Alt+1', 'Alt+2', 'Alt+3', 'Alt+4', 'Alt+5', 'Alt+6', 'Alt+7', 'Alt+8', 'Alt+9'],
  },

  amount: { scope: 'keypad', keys: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] },
  point: { scope: 'keypad', keys: ['.', ','] },
  plus: { scope: 'keypad', keys: ['+'] },
  times: { scope: 'keypad', keys: ['*', 'X'] },
  back: { scope: 'keypad', keys: ['Backspace'] },
  clear: { scope: 'keypad', keys: ['Escape', 'Delete'] },
  bringBack: { scope: 'keypad', keys: ['Mod+Z'] },
  quick: { scope: 'keypad', keys: ['F1', 'F2', 'F3', 'F4', 'F6', 'F7', 'F8', 'F9'] },
  findItem: { scope: 'keypad', keys: ['/'] },
  ask: { scope: 'keypad', keys: ['Enter'] },

  next: { scope: 'sale', keys: ['N'] },
  nextAmount: { scope: 'sale', keys: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] },
  nextWhenDone: { scope: 'sale', keys: ['Enter'] },
  checkSale: { scope: 'sale', keys: ['F5'] },
  giveUp: { scope: 'sale', keys: ['Escape'] },
  code: { scope: 'sale', keys: ['Q'] },
  acceptShortfall: { scope: 'sale', keys: ['A'] },
  waitShort: { scope: 'sale', keys: ['W'] },
  linkForRemainder: { scope: 'sale', keys: ['L'] },
  receipt: { scope: 'sale', keys: ['R'] },
  note: { scope: 'sale', keys: ['T'] },

  move: { scope: 'list', keys: ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'] },
  open: { scope: 'list', keys: ['Enter'] },
  checkRow: { scope: 'list', keys: ['F5'] },
  handled: { scope: 'list', keys: ['H'] },
  close: { scope: 'list', keys: ['Escape'] },
} as const satisfies Readonly<Record<string, { readonly scope: KeyScope; readonly keys: readonly string[] }>>

export type KeyId = keyof typeof KEYS

/** What of a key press tells which key it is. */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** Every key's id, in the order of the map. */
export const KEY_IDS = Object.keys(KEYS) as readonly KeyId[]

/** Letters are meant with and without Shift; other characters are found with it on some keyboards. */
const isLetter = (key: string) => /^[A-Z]$/.test(key)

/** Says whether a key press is one of this id's keys; letters in either case, `Mod` is Ctrl or Cmd. */
export function isKey(id: KeyId, press: KeyPress): boolean {
  return KEYS[id].keys.some((chord) => isChord(chord, press))
}

/** Gives which of an id's keys was pressed, from 0; null for any other key. */
export function indexOfKey(id: KeyId, press: KeyPress): number | null {
  const index = KEYS[id].keys.findIndex((chord) => isChord(chord, press))
  return index < 0 ? null : index
}

/** Takes a key apart into what is held down with it, and the key itself. */
export function partsOf(chord: string): { readonly with: 'Mod' | 'Alt' | null; readonly key: string } {
  const match = /^(Mod|Alt)\+(.+)$/.exec(chord)
  if (!match) return { with: null, key: chord }
  return { with: match[1] === 'Mod' ? 'Mod' : 'Alt', key: match[2] ?? '' }
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

function isChord(chord: string, press: KeyPress): boolean {
  const { with: held, key } = partsOf(chord)
  if ((held === 'Mod') !== (press.ctrlKey || press.metaKey) || (held === 'Alt') !== press.altKey) return false
  if (held !== null && press.shiftKey) return false
  return isLetter(key) ? press.key.toUpperCase() === key : press.key === key
}
