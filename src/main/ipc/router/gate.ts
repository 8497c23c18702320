/** Why nothing may be written for the moment. */
export type GateReason = 'backup' | 'restore' | 'migration' | 'book'

export type GateState = { readonly open: true } | { readonly open: false; readonly reason: GateReason }

/** Holds writes back while the book is being copied, replaced or changed. */
export interface Gate {
  state(): GateState
  close(reason: GateReason): void
  open(): void
}

/** Builds a gate, open. */
export function createGate(): Gate {
  let state: GateState = { open: true }
  return {
    state: () => state,
    close(reason) {
      state = { open: false, reason }
    },
    open() {
      state = { open: true }
    },
  }
}

/** Tells why a call must wait; null when it may pass. Reading always passes. */
export function heldBack(state: GateState, write: boolean): GateReason | null {
  return state.open || !write ? null : state.reason
}
