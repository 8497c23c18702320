import type { ScannerHabits } from '../../shared/contract/shapes/scanner.ts'
import { indexOfKey, KEY_RULES, type KeyId, type KeyIdOf, type KeyPress, type KeyScope } from './keys.ts'
import { isCharacter, meantKey } from './meant-key.ts'
import { createScanGuard, type KeyPlace } from './scan-guard.ts'
import { FAST_MS, SINGLE_KEY_MS } from './scanner.ts'

/** A key press, and what the screen and the keys before it say of it. */
export interface Press extends KeyPress {
  /** Its instant, ms. */
  readonly timeStamp: number
  readonly repeat: boolean
  /** Somebody has answered it already, or it belongs to a word that an input method composes. */
  readonly isTaken: boolean
  /** A dialog or an open list lies over the screen. */
  readonly isOverlaid: boolean
  /** It types into a field. */
  readonly inField: boolean
  /** Enter would press what has the focus. */
  readonly onPressable: boolean
  /** How long ago the last key came, and the last one that types a character, ms. */
  readonly sinceKey: number
  readonly sinceCharacter: number
  /** How long ago the last key came by which no hand was seen to move through a list, ms. */
  readonly sinceOther: number
}

type Run = (press: Press, index: number) => void

/** What a key does; `index` says which of its keys was pressed. With `takes` it is left to others where that is false. */
export type KeyHandler = Run | { takes(press: Press): boolean; readonly run: Run }

/** What the keys of a scope do. */
export type KeyHandlers<Scope extends KeyScope = KeyScope> = Readonly<
  Partial<Record<KeyIdOf<Scope>, KeyHandler>>
>

/**
 * Sees each press that nothing is held with and nobody has answered, in a field too; `isOwn` says whether it is one of the
 * keys beside it. True keeps it from everybody else.
 */
export type KeyWatch = (press: Press, isOwn: boolean) => boolean

/** Who hears keys; the handlers are exchanged at each drawing. */
export interface Registered {
  readonly scope: KeyScope
  handlers: KeyHandlers
  watch: KeyWatch | null
}

/** `before` what has the focus hears a press, or `after` it has left it alone. */
export type Turn = 'before' | 'after'

/** Whose key a press is, and how it is answered: at once, once it has stood alone, or by being kept from others. */
export interface Decision {
  readonly by: Registered
  readonly id: KeyId
  readonly index: number
  readonly way: 'now' | 'alone' | 'never'
}

/** Finds whose key a press is: what is meant anywhere goes first, then who came last. Null where it is nobody's. */
export function dispatch(press: Press, turn: Turn, registered: readonly Registered[]): Decision | null {
  for (const by of inOrder(registered)) {
    for (const id of idsOf(by)) {
      if ((KEY_RULES[id].after ? 'after' : 'before') !== turn) continue
      const index = indexOfKey(id, press)
      if (index === null || !isHeard(id, press)) continue
      const handler = by.handlers[id]
      if (typeof handler === 'object' && !handler.takes(press)) continue
      return { by, id, index, way: wayOf(id, press) }
    }
  }
  return null
}

function inOrder(registered: readonly Registered[]): readonly Registered[] {
  const anywhere = registered.filter(({ scope }) => scope === 'anywhere')
  return [...anywhere, ...registered.filter(({ scope }) => scope !== 'anywhere').toReversed()]
}

const idsOf = ({ handlers }: Registered) => Object.keys(handlers) as readonly KeyId[]

/** The conditions that all keys share; how one differs stands in its row of the table. */
function isHeard(id: KeyId, press: Press): boolean {
  const { inField, overlaid, held, pace } = KEY_RULES[id]
  if ((press.inField && !inField) || (!overlaid && press.isOverlaid)) return false
  // With Ctrl, Cmd or Alt nobody types a word, and nothing but the shortcut is meant.
  if (press.isTaken && isPlain(press)) return false
  if (press.repeat && !held) return false
  return pace !== 'behind' || press.sinceCharacter > SINGLE_KEY_MS
}

function wayOf(id: KeyId, press: Press): Decision['way'] {
  const { held, pace } = KEY_RULES[id]
  if (press.repeat && held === 'once') return 'never'
  if (pace !== 'alone') return 'now'
  // A hand that goes through a list presses its letters right behind.
  const since = KEY_RULES[id].scope === 'list' ? press.sinceOther : press.sinceKey
  return since > SINGLE_KEY_MS ? 'alone' : 'never'
}

/** No scanner presses these: a letter of a list before one of them was a hand's. */
const GOES_ON = /^(Arrow|Page|Home$|End$)/

const isPlain = ({ ctrlKey, metaKey, altKey }: KeyPress) => !ctrlKey && !metaKey && !altKey

/** What is asked of the screen at a press. */
export interface Screen {
  isOverlaid(): boolean
  isInField(event: KeyboardEvent): boolean
  isOnPressable(event: KeyboardEvent): boolean
  keyPlace(event: KeyboardEvent): KeyPlace
}

/** Hears every key of the window, and gives each to whom it is meant for. */
export interface Dispatcher {
  /** Lets somebody hear keys; gives the way to stop. */
  register(one: Registered): () => void
  /** Answers a press; each comes twice, once a turn. */
  hear(event: KeyboardEvent, turn: Turn): void
  /** Notes that a key was let go of. */
  hearReleased(event: KeyboardEvent): void
  /** The scanner that the till was taught; null for none. */
  know(scanner: ScannerHabits | null): void
  /** Tells of each key that comes, whatever it means; gives the way to stop. */
  onKey(tell: () => void): () => void
}

/** Begins to hear keys; what is over the screen and has the focus is asked of `screen`. */
export function createDispatcher(screen: Screen): Dispatcher {
  let registered: readonly Registered[] = []
  const told = new Set<() => void>()
  let lastKeyAt = Number.NEGATIVE_INFINITY
  let lastCharacterAt = Number.NEGATIVE_INFINITY
  let lastOtherAt = Number.NEGATIVE_INFINITY
  let lastLetterAt = Number.NEGATIVE_INFINITY
  let pace = { sinceKey: 0, sinceCharacter: 0, sinceOther: 0 }
  const guard = createScanGuard()
  /** A key that may only act once no other has followed it. */
  let soon: {
    readonly by: Registered
    readonly timer: ReturnType<typeof setTimeout>
    readonly act: () => void
  } | null = null

  function forget(): void {
    if (soon) clearTimeout(soon.timer)
    soon = null
  }

  function notePace(event: KeyboardEvent): void {
    const { key, timeStamp } = event
    const meant = soon
    forget()
    if (meant?.by.scope === 'list' && GOES_ON.test(key) && isPlain(event)) meant.act()
    // A letter that moves and another right behind it may be a code's.
    if (!event.repeat && timeStamp - lastLetterAt <= FAST_MS) lastOtherAt = lastLetterAt
    pace = {
      sinceKey: timeStamp - lastKeyAt,
      sinceCharacter: timeStamp - lastCharacterAt,
      sinceOther: timeStamp - lastOtherAt,
    }
    lastKeyAt = timeStamp
    if (isCharacter(key)) lastCharacterAt = timeStamp
    if (GOES_ON.test(key)) return
    if (screen.isInField(event) || indexOfKey('move', event) === null) lastOtherAt = timeStamp
    else if (!event.repeat) lastLetterAt = timeStamp
  }

  /** Says whether a scanner pressed this; what it types at the keypad is told from a hand there. */
  function isScanners(event: KeyboardEvent, press: Press): boolean {
    if (press.isTaken || !isPlain(press)) return false
    const { key, code, timeStamp, repeat } = event
    const isAtKeypad = !press.isOverlaid && registered.some(({ scope }) => scope === 'keypad')
    return guard.hears({ key, code, timeStamp, repeat, place: isAtKeypad ? 'scans' : screen.keyPlace(event) })
  }

  function act(decision: Decision, press: Press): void {
    guard.acted(press.timeStamp)
    run(decision, press)
  }

  function isWatched(press: Press, by: Registered | undefined): boolean {
    const watching = registered.filter(({ watch }) => watch !== null)
    if (watching.length === 0 || press.isTaken || !isPlain(press) || press.isOverlaid) return false
    return watching.some((one) => one.watch?.(press, one === by))
  }

  return {
    register(one) {
      registered = [...registered, one]
      return () => {
        registered = registered.filter((other) => other !== one)
        if (soon?.by === one) forget()
      }
    },
    hear(event, turn) {
      if (turn === 'before') notePace(event)
      if (turn === 'before') for (const tell of told) tell()
      const press = pressOf(event, screen, pace)
      const decision = dispatch(press, turn, registered)
      // A key that is meant anywhere is part of no amount and of no code.
      const isOpen = turn === 'before' && decision?.by.scope !== 'anywhere'
      const isKept = turn === 'before' && isScanners(event, press)
      if ((isOpen && isWatched(press, decision?.by)) || isKept) return take(event)
      if (!decision) return
      // Whether a key stands alone is not known yet: it is kept from the browser, and from nobody else.
      if (KEY_RULES[decision.id].pace === 'alone') event.preventDefault()
      else take(event)
      if (decision.way === 'now') act(decision, press)
      if (decision.way === 'alone') {
        const meant = () => {
          soon = null
          act(decision, press)
        }
        soon = { by: decision.by, timer: setTimeout(meant, SINGLE_KEY_MS), act: meant }
      }
    },
    hearReleased: ({ code, timeStamp }) => guard.released(code, timeStamp),
    know: guard.know,
    onKey(tell) {
      told.add(tell)
      return () => told.delete(tell)
    },
  }
}

function take(event: KeyboardEvent): void {
  event.preventDefault()
  event.stopPropagation()
}

function run({ by, id, index }: Decision, press: Press): void {
  const handler = by.handlers[id]
  if (typeof handler === 'function') handler(press, index)
  else handler?.run(press, index)
}

function pressOf(
  event: KeyboardEvent,
  screen: Screen,
  pace: Pick<Press, 'sinceKey' | 'sinceCharacter' | 'sinceOther'>,
): Press {
  const { code, ctrlKey, metaKey, altKey, shiftKey, timeStamp, repeat } = event
  const inField = screen.isInField(event)
  const key = inField && isPlain(event) ? event.key : meantKey(event)
  let isOverlaid: boolean | null = null
  return {
    ...{ key, code, ctrlKey, metaKey, altKey, shiftKey, timeStamp, repeat, ...pace },
    isTaken: event.defaultPrevented || event.isComposing,
    inField,
    onPressable: screen.isOnPressable(event),
    // The whole screen is looked through for it: once, and only for a key that somebody may take.
    get isOverlaid() {
      isOverlaid ??= screen.isOverlaid()
      return isOverlaid
    },
  }
}
