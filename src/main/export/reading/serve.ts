import { readRecords } from '../../ledger/exports/records.ts'
import { makeWay } from '../../ledger/thread/make-way.ts'
import { ENOUGH, type Handed, MADE, type ReadingData, type ReadingOrder, TAKEN } from './handover.ts'

/** So many chunks are read before those that wait are written; each is a thousand rows. */
const AHEAD = 6

/** Stands still no longer without looking whether anything is wanted still, ms. */
const LOOK_MS = 100

/** Waits for an order, reads its rows in this thread and hands them over, some chunks ahead of who writes them. */
export function serveRecords(data: ReadingData): void {
  data.reading.once('message', (order: ReadingOrder) => serve(order, data))
}

/** Never throws: what failed is handed over. */
function serve(order: ReadingOrder, { reading: port, cells, traffic }: ReadingData): void {
  function hand(what: Handed): void {
    const bytes = 'chunk' in what ? what.chunk.bytes : null
    // A buffer that shares its memory with others is copied.
    const isOwn = bytes !== null && bytes.byteLength === bytes.buffer.byteLength
    port.postMessage(what, isOwn ? [bytes.buffer as ArrayBuffer] : [])
    Atomics.add(cells, MADE, 1)
    Atomics.notify(cells, MADE)
  }
  /** Waits until there is room for one more; false where nothing is wanted any more. */
  function hasRoom(): boolean {
    for (;;) {
      if (Atomics.load(cells, ENOUGH) === 1) return false
      const taken = Atomics.load(cells, TAKEN)
      if (Atomics.load(cells, MADE) - taken < AHEAD) return true
      Atomics.wait(cells, TAKEN, taken, LOOK_MS)
    }
  }
  try {
    readRecords(order.bookPath, order.known, order.query, (records) => {
      hand({ cut: records.cut })
      hand({ rows: records.choose() })
      for (const chunk of records.chunks()) {
        if (!hasRoom()) return
        hand({ chunk })
        makeWay(traffic)
      }
      hand({ isOver: true })
    })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null
    hand({ failed: { message: String(error), code } })
  }
  port.close()
}
