import { openLedgerClient } from '../../../src/main/ledger/thread/client.ts'
import { sourceWorkers } from '../app/host.ts'
import { bookOptions } from '../books/book-options.ts'

/** A book in its own thread, in a process of its own that may be killed; it answers the ledger's methods by name. */
process.on('disconnect', () => process.exit(1))
const opened = await openLedgerClient({
  ...bookOptions(String(process.argv[2])),
  workerUrl: sourceWorkers.ledger,
})
if (!opened.ok) throw new Error(`the book does not open: ${opened.closed.code}`)
const ledger = opened.ledger as unknown as Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>>

process.on('message', async ({ id, method, args }: { id: number; method: string; args: unknown[] }) => {
  try {
    const value = await ledger[method]?.(...args)
    process.send?.({ id, ok: true, value })
  } catch (error) {
    process.send?.({
      id,
      ok: false,
      code: error instanceof Error && 'code' in error ? error.code : String(error),
    })
  }
  if (method === 'close') process.exit(0)
})
process.send?.({ ready: true })
