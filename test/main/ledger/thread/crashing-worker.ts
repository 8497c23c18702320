import { parentPort } from 'node:worker_threads'

/** A ledger worker that opens well and dies at its first call. */
parentPort?.on('message', () => {
  throw new Error('the thread fell over')
})
parentPort?.postMessage({ opened: true, methods: ['invoiceCount', 'receiptCount', 'book'] })
