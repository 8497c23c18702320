import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** A process that dies while it writes one of the app's files: its folder, what it writes, and the target of an export. */
const [folder = '', what = '', target = ''] = process.argv.slice(2)

async function writeSettings(): Promise<void> {
  await import('./die-at-rename.ts')
  const { appFiles } = await import('../app/host.ts')
  appFiles(folder).stores.settings.set('bookKind', 'live')
}

async function exportReceipts(): Promise<void> {
  const { sourceWorkers, startTestApp } = await import('../app/host.ts')
  const worker = new URL('./dying-export-worker.ts', import.meta.url)
  const app = await startTestApp({
    folder,
    savePath: target,
    workers: { ...sourceWorkers, export: worker },
  })
  await app.call('export.receipts', {})
}

async function copyBeforeMigration(): Promise<void> {
  await import('./die-at-rename.ts')
  const { openBook } = await import('../../../src/main/ledger/sqlite/open.ts')
  const { migrate } = await import('../../../src/main/ledger/sqlite/migrate.ts')
  const { MIGRATIONS } = await import('../../../src/main/ledger/sqlite/migrations/index.ts')
  const books = join(folder, 'books')
  mkdirSync(books, { recursive: true })
  const db = openBook(join(books, 'live.sqlite'), { newestVersion: MIGRATIONS.length })
  await migrate(db, MIGRATIONS.slice(0, 1), Date.now())
  await migrate(db, MIGRATIONS, Date.now())
}

const WORKS: Readonly<Record<string, () => Promise<void>>> = {
  settings: writeSettings,
  export: exportReceipts,
  migration: copyBeforeMigration,
}
await WORKS[what]?.()
// Whoever is still alive waits to be killed; its test sees that it was not by its own hand.
await once(process, 'SIGTERM')
