import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runPreview } from '../../../src/main/export/preview/run-preview.ts'
import { writeExport } from '../../../src/main/export/write-export.ts'
import type { ExportQuery, ExportStretch } from '../../../src/main/ledger/port/exports.ts'
import { boundsOfDay } from '../../../src/shared/time/zone.ts'
import { CLOSED_AT, OCTOBER, october } from '../../support/books/october.ts'
import { tempFolder } from '../../support/books/open-book.ts'
import { there } from '../../support/books/there.ts'
import { ANY_RECEIPT } from '../../support/lists/any-filter.ts'

const ZONE = 'Africa/Algiers'
const PORTS = { cancelled: () => false, progress: () => undefined }

const stretch = (first: string, last: string): ExportStretch => ({
  from: boundsOfDay(first, ZONE).from,
  until: boundsOfDay(last, ZONE).until,
})
const receipts = (period: ExportStretch | null): ExportQuery => ({
  ...{ kind: 'receipts', basis: 'paid' },
  filter: { ...ANY_RECEIPT, period: period && { by: 'paid', ...period } },
})

test('a file and the look at it say which of its months are closed, with the seal of each', async () => {
  const { path, ledger, close } = await october()
  const told = (query: ExportQuery) => {
    const targetPath = join(tempFolder(), 'file.csv')
    const beside = `${targetPath}.manifest.json`
    const file = { targetPath: beside, partPath: `${beside}.part` }
    const request = { query, columns: null, zone: ZONE, preset: { as: 'machine' } } as const
    const job = { bookPath: path, known: ledger.book(), request }
    writeExport(
      {
        ...job,
        targetPath,
        partPath: `${targetPath}.part`,
        manifest: { appVersion: '1', filter: null, file },
      },
      PORTS,
    )
    const looked = runPreview({ ...job, sums: false }, PORTS)
    if (looked.state !== 'done') throw new Error(looked.state)
    return [JSON.parse(readFileSync(beside, 'utf8')).closed, looked.preview.isClosed]
  }
  const { firstDay, lastDay } = OCTOBER
  const whole = receipts(stretch(firstDay, lastDay))
  expect(told(whole)).toEqual([[], false])
  expect(close()).toEqual({ ok: true })
  const [seal] = ledger.closedDays()
  const closed = [{ first_day: firstDay, last_day: lastDay, trail_head: there(seal?.trailHead) }]
  expect(told(whole)).toEqual([closed, true])
  expect(told(receipts(stretch('2026-10-05', '2026-10-05')))).toEqual([closed, true])
  expect(told(receipts(stretch('2026-10-31', '2026-11-01')))).toEqual([closed, false])
  expect(told(receipts(stretch('2026-11-01', '2026-11-30')))).toEqual([[], false])
  expect(told(receipts(null))).toEqual([closed, null])
  const days = { kind: 'days', provider: [], accountId: [], currency: [] } as const
  expect(told({ ...days, from: firstDay, to: lastDay })).toEqual([closed, true])
  expect(told({ kind: 'events', period: null })).toEqual([closed, null])
  ledger.reopenPeriod(OCTOBER, { reason: 'One came late', person: 'Salima' }, CLOSED_AT + 1_000)
  expect(told(whole)).toEqual([[], false])
})
