/** How many commands of books are under way in this process, in one cell that other threads see. */
export type Traffic = Int32Array<SharedArrayBuffer>

/** A thread that makes way goes on after so long all the same: a till that is never still gets its backup too, ms. */
const LONGEST_MS = 20

/** What this process asks of its books. */
export const traffic: Traffic = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))

/** Counts a command while it is under way. */
export async function countedWhile<T>(command: Promise<T>): Promise<T> {
  Atomics.add(traffic, 0, 1)
  try {
    return await command
  } finally {
    Atomics.sub(traffic, 0, 1)
    Atomics.notify(traffic, 0)
  }
}

/** Stands still in another thread while a command is under way: a sale waits for neither the disk nor a core then. */
export function makeWay(commands: Traffic, longestMs = LONGEST_MS): void {
  const until = performance.now() + longestMs
  for (let left = longestMs; left > 0; left = until - performance.now()) {
    const count = Atomics.load(commands, 0)
    if (count === 0) return
    Atomics.wait(commands, 0, count, left)
  }
}
