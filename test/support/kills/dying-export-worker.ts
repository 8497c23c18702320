import './die-at-rename.ts'

/** The export's worker, whose process dies when the file is whole and not yet named. */
await import('../../../src/main/export/worker.ts')
