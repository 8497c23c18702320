/** An act that waits until the screen stands. */
export interface FramesLater {
  /** Begins the wait, or begins it anew. */
  later(): void
  cancel(): void
}

/** Runs `act` two frames after it was last asked for: a dialog that closes gives the focus back by itself a frame later. */
export function framesLater(act: () => void): FramesLater {
  let frame = 0
  return {
    later() {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(act)
      })
    },
    cancel: () => cancelAnimationFrame(frame),
  }
}
