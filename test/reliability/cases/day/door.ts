/** Lets many in at once while the live book is open, and keeps them out while one has it closed. */
export interface Door {
  /** Runs `work` while the live book is open; waits while it is not. */
  inside<T>(work: () => Promise<T>): Promise<T>
  /** Closes the door, waits until nobody is inside, runs `work`, and opens it again. */
  closed<T>(work: () => Promise<T>): Promise<T>
}

/** Makes an open door. */
export function makeDoor(): Door {
  let inside = 0
  let opened: Promise<void> = Promise.resolve()
  let emptied: (() => void) | null = null

  return {
    async inside(work) {
      for (let seen = null; seen !== opened; ) {
        seen = opened
        await seen
      }
      inside += 1
      try {
        return await work()
      } finally {
        inside -= 1
        if (inside === 0) emptied?.()
      }
    },
    async closed(work) {
      const open = Promise.withResolvers<void>()
      opened = open.promise
      if (inside > 0) {
        await new Promise<void>((done) => {
          emptied = done
        })
        emptied = null
      }
      try {
        return await work()
      } finally {
        open.resolve()
      }
    },
  }
}
