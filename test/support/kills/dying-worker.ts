import { parentPort } from 'node:worker_threads'

/** The ledger's worker, but the whole process dies at the point that KILL_AT names: `createInvoice:before` or `:after` its commit. */
const point = process.env.KILL_AT ?? ''
const port = parentPort
if (!port) throw new Error('runs as a worker thread only')

let method = ''
const listen = port.on.bind(port)
port.on = ((event: string, listener: (request: { readonly method: string }) => void) =>
  listen(event, (request: { readonly method: string }) => {
    method = request.method
    dieAt(`${method}:before`)
    listener(request)
  })) as typeof port.on
const tell = port.postMessage.bind(port)
port.postMessage = (message: unknown) => {
  // The call has been done and committed, and nobody knows of it yet.
  dieAt(`${method}:after`)
  tell(message)
}

function dieAt(here: string): void {
  if (point === here) process.kill(process.pid, 'SIGKILL')
}

await import('../../../src/main/ledger/thread/worker.ts')
