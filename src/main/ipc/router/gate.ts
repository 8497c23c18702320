import { setImmediate, setTimeout } from 'node:timers/promises'

/** Why nothing may be written for the moment. */
export type GateReason = 'backup' | 'restore' | 'migration' | 'book'

export type GateState = { readonly open: true } | { readonly open: false; readonly reason: GateReason }

/** Holds writes back while the book is being copied, replaced or changed. */
export interface Gate {
  state(): GateState
  close(reason: GateReason): void
  open(): void
  /** Waits until it is open, some seconds at most: what lies between two books is told as no trouble of one. */
  opened(): Promise<void>
}

/** Who waits for it to be open is answered all the same after this time, ms by the machine's clock. */
const LONGEST_WAIT_MS = 5_000

/** Builds a gate, open. */
export function createGate(): Gate {
  let state: GateState = { open: true }
  const waiting: (() => void)[] = []
  return {
    state: () => state,
    close(reason) {
      state = { open: false, reason }
    },
    open() {
      state = { open: true }
      for (const pass of waiting.splice(0)) pass()
    },
    async opened() {
      if (state.open) return
      const late = setTimeout(LONGEST_WAIT_MS, 'late', { ref: false })
      while (!state.open) {
        const passed = new Promise<void>((pass) => waiting.push(pass))
        if ((await Promise.race([passed, late])) === 'late') return
        // Another change may follow at once.
        await setImmediate()
      }
    },
  }
}

/** Tells why a call must wait; null when it may pass. Reading always passes. */
export function heldBack(state: GateState, write: boolean): GateReason | null {
  return state.open || !write ? null : state.reason
}
