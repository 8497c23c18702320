import { createHash } from 'node:crypto'
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { ExportRequest } from '../../src/shared/contract/shapes/export.ts'
import { eventually, startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'

const NO_CHOICE = { search: '', provider: [], accountId: [], currency: [], item: [], till: [] }
const ANY_RECEIPT = { ...NO_CHOICE, period: null, amount: null }
const WAYS = { zone: null, columns: null, preset: 'machine', language: 'en' } as const

async function over(app: TestApp, request: ExportRequest) {
  const started = await app.call('export.start', request)
  return eventually(async () => {
    const now = await app.call('export.status', { jobId: started?.id ?? '' })
    return now.state === 'running' ? null : now
  })
}

test('a file is asked for as the list is filtered, comes with its manifest, and is an event of the book', async () => {
  const folder = temporaryFolder()
  const target = temporaryFolder()
  const savePath = join(target.path, 'receipts.csv')
  const app = await startTestApp({ folder: folder.path, savePath })
  try {
    const filter = {
      ...ANY_RECEIPT,
      period: { by: 'recorded', from: '2026-10-01', to: '2026-10-31' },
    } as const
    const job = await over(app, { kind: 'receipts', filter, basis: 'paid', ...WAYS, zone: 'Africa/Algiers' })
    expect(job).toMatchObject({
      kind: 'receipts',
      state: 'done',
      rowsWritten: 0,
      secondsLeft: null,
      error: null,
    })
    expect(readdirSync(target.path).toSorted()).toEqual(['receipts.csv', 'receipts.csv.manifest.json'])
    const bytes = readFileSync(savePath)
    expect(parse(bytes)).toHaveLength(1)
    // The basis decides by what the days are counted; the filter stands as it was asked for.
    expect(JSON.parse(readFileSync(`${savePath}.manifest.json`, 'utf8'))).toMatchObject({
      ...{ kind: 'receipts', basis: 'paid', zone: 'Africa/Algiers', filter, rows: 0, sums: [] },
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })
    for (const kind of ['exceptions', 'events'] as const) {
      const days = { period: { from: '2026-01-01', to: null } }
      const request =
        kind === 'events'
          ? { kind, filter: days }
          : { kind, filter: { ...days, resolved: false, exception: null } }
      expect(await over(app, { ...request, ...WAYS, preset: 'xlsx' })).toMatchObject({ kind, state: 'done' })
    }
  } finally {
    await app.app.close()
    folder.clean()
    target.clean()
  }
})

test('what a file would hold is what it holds, and what has changed since is asked for by the file alone', async () => {
  const folder = temporaryFolder()
  const target = temporaryFolder()
  const at = (name: string) => join(target.path, name)
  let [savePath, filePath] = [at('events.csv'), at('events.csv')]
  const app = await startTestApp({
    folder: folder.path,
    saveDialog: async () => savePath,
    fileDialog: async () => filePath,
  })
  try {
    const request = { kind: 'events', filter: { period: null }, ...WAYS } as const
    const told = await app.call('export.preview', { request, sums: true })
    const { sums, text, table } = told
    expect(told.fileName).toBe('events_all_v2.csv')
    expect([sums, text]).toEqual([[], null])
    const job = await over(app, request)
    expect(job).toMatchObject({ state: 'done', preset: 'machine', days: null })
    const file: string[][] = parse(readFileSync(savePath))
    expect(told.count).toBe(file.length - 1)
    expect([table?.head, ...(table?.rows ?? [])]).toEqual(file.slice(0, 8))

    const changesOf = async (path: string) => {
      filePath = path
      savePath = at('changes.csv')
      const compared = await app.call('export.compare', {})
      expect(compared).toMatchObject({
        added: 1,
        changed: 0,
        gone: 0,
        rowsBefore: file.length - 1,
        rowsNow: file.length,
      })
      expect(compared?.rows).toMatchObject([{ change: 'added', column: null, before: null }])
      const started = await app.call('export.changes', { id: compared?.id ?? '' })
      return eventually(async () => {
        const now = await app.call('export.status', { jobId: started?.id ?? '' })
        return now.state === 'running' ? null : now
      })
    }
    expect(await changesOf(at('events.csv'))).toMatchObject({
      state: 'done',
      preset: 'changes',
      kind: 'events',
    })
    const changes: Record<string, string>[] = parse(readFileSync(at('changes.csv')), { columns: true })
    // The export itself is what has come since.
    expect(changes.map(({ change, now }) => [change, now?.includes(',export,')])).toEqual([['added', true]])
    expect((await app.call('export.jobs', {})).map(({ preset }) => preset)).toEqual(['changes', 'machine'])

    const codeOf = async (path: string) => {
      filePath = path
      const envelope = await app.envelope('export.compare', {})
      return envelope.ok ? null : envelope.error.code
    }
    writeFileSync(at('other.csv'), 'a,b')
    expect(await codeOf(at('other.csv'))).toBe('EARLIER_UNKNOWN')
    expect(await codeOf(at('changes.csv'))).toBe('EARLIER_UNFIT')
    appendFileSync(at('events.csv'), 'x')
    expect(await codeOf(at('events.csv'))).toBe('EARLIER_CHANGED')
  } finally {
    await app.app.close()
    folder.clean()
    target.clean()
  }
})
