import { isCharacter } from './meant-key.ts'
import { ENTER_MS } from './scanner.ts'

/** Tells a press that a hand meant for what it sees from a scanner's, and from one that was meant for what stood there before. */
export interface LonePress {
  /** What is chosen from came into sight at this instant, ms. */
  begin(at: number): void
  /** Notes a press; true where no character came close before it, and what it chooses from has been in sight for a while. */
  hears(press: Pick<KeyboardEvent, 'key' | 'timeStamp' | 'repeat'>): boolean
}

/** Begins to hear presses. */
export function createLonePress(): LonePress {
  let last = Number.NEGATIVE_INFINITY
  return {
    begin(at) {
      last = at
    },
    hears({ key, timeStamp: at, repeat }) {
      const isLone = !repeat && at - last > ENTER_MS
      if (isCharacter(key) || repeat) last = at
      return isLone
    },
  }
}
