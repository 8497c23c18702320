import { startReceiptsExport } from '../../support/books/receipts-file.ts'

/** Exports one book and prints how it ended. */
const [bookPath = '', targetPath = '', id = ''] = process.argv.slice(2)
const workerUrl = new URL('../../../src/main/export/worker.ts', import.meta.url)
const running = startReceiptsExport({
  workerUrl,
  bookPath,
  known: { id, lastEvent: 0 },
  targetPath,
  zone: 'UTC',
  format: 'csv',
  sheetName: 'Receipts',
  ownFolders: [],
  onProgress: () => undefined,
})
console.log(JSON.stringify(await running.finished))
