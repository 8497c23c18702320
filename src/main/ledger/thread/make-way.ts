/** How many commands of books are under way in this process, and how many there were, in two cells that other threads see. */
export type Traffic = Int32Array<SharedArrayBuffer>

/** A thread that makes way goes on after so long all the same: a till that is never still gets its backup too, ms. */
const LONGEST_MS = 20

const UNDER_WAY = 0
const BEGUN = 1

/** What this process asks of its books. */
export const traffic: Traffic = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT))

/** Counts a command while it is under way. */
export async function countedWhile<T>(command: Promise<T>): Promise<T> {
  begin(traffic)
  try {
    return await command
  } finally {
    end(traffic)
  }
}

/** Does in a book's own thread what the next command would wait for; counts as one. */
export function doFirst(commands: Traffic, work: () => void): void {
  begin(commands)
  try {
    work()
  } finally {
    end(commands)
  }
}

function begin(commands: Traffic): void {
  Atomics.add(commands, UNDER_WAY, 1)
  Atomics.add(commands, BEGUN, 1)
}

function end(commands: Traffic): void {
  Atomics.sub(commands, UNDER_WAY, 1)
  Atomics.notify(commands, UNDER_WAY)
}

/** Stands still in another thread while a command is under way: a sale waits for neither the disk nor a core then. */
export function makeWay(commands: Traffic, longestMs = LONGEST_MS): void {
  const until = performance.now() + longestMs
  for (let left = longestMs; left > 0; left = until - performance.now()) {
    const count = Atomics.load(commands, UNDER_WAY)
    if (count === 0) return
    Atomics.wait(commands, UNDER_WAY, count, left)
  }
}

/** Gives what tells in another thread whether any command has begun since it was asked last. */
export function watchTraffic(commands: Traffic): () => boolean {
  let before = Atomics.load(commands, BEGUN)
  return () => {
    const begun = Atomics.load(commands, BEGUN)
    const isNew = begun !== before
    before = begun
    return isNew
  }
}
