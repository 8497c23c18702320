import { isCharacter } from './meant-key.ts'
import { ENTER_MS, type Ending, type Scan, type ScanHints, type ScannerKeys } from './scanner.ts'

/** What a listener needs of a key press. */
export interface HeardKey {
  readonly key: string
  /** Its instant, ms. */
  readonly timeStamp: number
  readonly repeat: boolean
  /** It types into a field. */
  readonly inField: boolean
}

export interface ScanListenerPorts<Press extends HeardKey> {
  readonly keys: ScannerKeys
  hints(): Omit<ScanHints, 'inField'>
  /** A character is coming; whoever is told notes it with `keys`. */
  onCharacter(press: Press): void
  /** A scanner typed this: nothing of it is an amount. One that goes on after a stutter is told again, whole. */
  onScan(scan: Scan): void
}

/** Tells what a scanner types from what a hand does, key by key. */
export interface ScanListener<Press extends HeardKey> {
  /** Notes a press; true where it ends what a scanner typed, and is nobody else's. */
  hears(press: Press): boolean
  /** Says whether a press stands within what a scanner types. */
  isAmid(press: Press): boolean
  /** Forgets what it waits for. */
  stop(): void
}

/** A scanner that presses no Enter has ended when no key has come for so long, ms; longer than its own gaps. */
const SCANNER_PAUSE_MS = 250

/** What scanners press behind a code. */
const isEnding = (key: string): key is Exclude<Ending, 'none'> => key === 'Enter' || key === 'Tab'

/** Begins to listen. */
export function createScanListener<Press extends HeardKey>(
  ports: ScanListenerPorts<Press>,
): ScanListener<Press> {
  const { keys } = ports
  let rest: ReturnType<typeof setTimeout> | undefined
  /** When a scan was told last, or an ending behind it came: further endings are the scanner's too. */
  let endedAt: number | null = null
  /** Whether the last character went into a field. */
  let wasInField = false

  function tell(scan: Scan, at: number): void {
    endedAt = at
    ports.onScan(scan)
  }

  /** Not every scanner ends its code with a key. */
  function waitForPause({ timeStamp: at, inField }: Press): void {
    clearTimeout(rest)
    rest = setTimeout(() => {
      const hints = { ...ports.hints(), inField }
      const scan = keys.scan(at, 'none', hints)
      if (!scan) return
      // A whole code is over; what no item has may be the beginning of one, after which the scanner stuttered.
      keys.told(scan, hints.isCode(scan.text))
      tell(scan, at)
    }, SCANNER_PAUSE_MS)
  }

  return {
    hears(press) {
      const { key, timeStamp: at } = press
      if (isEnding(key)) {
        clearTimeout(rest)
        const isBehindScan = endedAt !== null && at - endedAt <= ENTER_MS
        // What was told already is not told again.
        const scan = isBehindScan ? null : keys.scan(at, key, { ...ports.hints(), inField: press.inField })
        // What follows is another run, however soon it comes.
        keys.clear()
        endedAt = null
        if (scan) tell(scan, at)
        else if (isBehindScan) endedAt = at
        return scan !== null || isBehindScan
      }
      // A hand has left a field, or gone into one: what it typed there belongs to nothing here.
      if (key === 'Escape' || (isCharacter(key) && press.inField !== wasInField)) keys.clear()
      if (isCharacter(key)) wasInField = press.inField
      // A key that is held down repeats as fast as a scanner types.
      if (isCharacter(key) && !press.repeat) {
        endedAt = null
        ports.onCharacter(press)
        waitForPause(press)
      }
      return false
    },
    isAmid: (press) =>
      keys.scan(press.timeStamp, 'none', { ...ports.hints(), inField: press.inField }) !== null,
    stop: () => clearTimeout(rest),
  }
}
